"""What styles and tests assume of the pages that Streamlit draws: test ids, sanitised HTML, the place of scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.streamlit_contract.installed import scripts

ROOT = Path(__file__).resolve().parents[2]
TEST_ID = re.compile(r"data-testid=\\?['\"]?(st\w+)")


def _named() -> Iterator[str]:
    """Yield each test id that a style, a script or a page names."""
    for folder in ("geo", "pages", "tests", "bench"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".css", ".js", ".py"):
                yield from TEST_ID.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("test_id", sorted(set(_named())))
def test_a_test_id_is_one_of_streamlits(test_id: str) -> None:
    assert test_id in scripts()


def test_styles_name_test_ids() -> None:
    assert "stMainBlockContainer" in set(_named())
