"""What the early start assumes of Streamlit's start page, its script files and its listening socket."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.web.start_page import tcp_nodelay
from geo.web.start_page.early_start import ENTRY_TAG, PRELOAD_REL, hold_back
from geo.web.start_page.preload import WIDGETS, late_chunks
from tests.streamlit_contract.installed import STATIC, scripts, start_page

ADAPTER = Path(tcp_nodelay.__file__).parent


def test_the_entry_tag_is_written_as_expected() -> None:
    assert len(ENTRY_TAG.findall(start_page().encode())) == 1


def test_the_page_has_one_head() -> None:
    assert (start_page().count("<head>"), start_page().count("</head>")) == (1, 1)


def test_script_files_are_preloaded() -> None:
    assert start_page().encode().count(PRELOAD_REL) > 0


def test_the_page_can_be_held_back() -> None:
    held = hold_back(start_page().encode())
    assert held is not None
    assert PRELOAD_REL not in held


def test_files_that_the_page_names_are_there() -> None:
    named = re.findall(r"\./static/js/([\w.-]+\.js)", start_page())
    assert [name for name in named if not (STATIC / "static" / "js" / name).is_file()] == []


@pytest.mark.parametrize("widget", WIDGETS)
def test_the_chunk_of_a_widget_is_found_by_its_stem(widget: str) -> None:
    assert [name for name in late_chunks() if name.split(".")[0] == widget]


def test_the_theme_is_kept_in_the_browser_under_a_known_name() -> None:
    assert "stActiveTheme" in scripts()


@pytest.mark.parametrize("module", ["early_start", "preload", "rewrite", "style", "tcp_nodelay"])
def test_each_part_names_the_upstream_issue_that_it_waits_for(module: str) -> None:
    text = (ADAPTER / f"{module}.py").read_text(encoding="utf-8")
    assert re.search(r"Waits? for\s+https://github\.com/\S+/(issues|pull)/\d+", text)
