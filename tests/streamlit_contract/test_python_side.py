"""What pages assume of Streamlit's Python side: pages, config keys, the runtime, HTML and components."""

from __future__ import annotations

import tomllib
from copy import copy
from pathlib import Path
from unittest.mock import Mock

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
KEYS = [
    f"{group}.{name}"
    for group, entries in CONFIG.items()
    for name, value in entries.items()
    if not isinstance(value, dict)
] + [f"theme.{theme}.{name}" for theme in ("light", "dark") for name in CONFIG["theme"][theme]]


@pytest.mark.parametrize("key", KEYS)
def test_a_config_key_is_one_of_streamlits(key: str) -> None:
    assert key in config.get_config_options()


def _copied_page() -> None:
    from copy import copy

    import streamlit as st

    made = st.Page(lambda: st.write("ran"), title="One", default=True)
    for _ in range(2):  # each run gets a copy of one page
        chosen = st.navigation([copy(made)], position="hidden")
    chosen.run()


def test_a_copied_page_runs() -> None:
    app = AppTest.from_function(_copied_page).run()
    assert [text.value for text in app.markdown] == ["ran"]
    assert not app.exception


def test_a_page_outside_a_session_is_half_made() -> None:
    made = copy(st.Page(lambda: None, title="One"))
    assert not hasattr(made, "_page")


def test_there_is_no_session_outside_a_run() -> None:
    assert get_script_run_ctx(suppress_warning=True) is None


@pytest.mark.parametrize("name", ["is_active_session", "clear_user_info_for_session", "uploaded_file_mgr"])
def test_the_runtime_has_what_uploads_need(name: str) -> None:
    assert hasattr(Runtime, name)


def test_an_uploaded_file_can_be_removed() -> None:
    manager = MemoryUploadedFileManager("/upload")
    record = Mock(file_id="f", data=b"x")
    manager.add_file("session", record)
    manager.remove_file("session", "f")
    assert manager.get_files("session", ["f"]) == []


def _own_markup() -> None:
    import streamlit as st

    class Body:
        def _repr_html_(self) -> str:
            return "<p>  as it is</p>"

    st.html(Body())


def test_markup_of_an_object_is_sent_as_it_is() -> None:
    app = AppTest.from_function(_own_markup).run()
    assert app.get("html")[0].proto.body == "<p>  as it is</p>"


def test_an_application_takes_routes_middleware_and_handlers() -> None:
    app = st.App(ROOT / "geo" / "ui" / "shell.py", routes=[], middleware=[], exception_handlers={})
    assert callable(app)
