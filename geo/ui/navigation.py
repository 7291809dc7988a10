"""The pages in the menu and the icon of the app, made once for all sessions."""

from __future__ import annotations

from base64 import b64encode
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.text.messages import language, tr
from geo.ui.base.context import PAGES_FOLDER
from geo.web.pages import PAGES, PageSpec, page_of


@lru_cache(maxsize=1)
def icon() -> str:
    """Return the icon as an address: a file would be opened at every run, a Material icon fetched from another host."""
    image = Path(__file__).with_name("icon.png").read_bytes()
    return f"data:image/png;base64,{b64encode(image).decode()}"


def chosen_page() -> tuple[Any, PageSpec]:
    """Draw the menu and return the page that the address names, as Streamlit has it and as the table has it."""
    sections: dict[str, list[Any]] = {}
    for spec in PAGES:
        sections.setdefault(tr(spec.section), []).append(menu_page(spec))
    page = st.navigation(sections, position="top")
    return page, page_of(page.url_path)


def menu_page(spec: PageSpec) -> Any:
    """Return a page for the menu.

    Streamlit looks for the file each time that a page is made, and marks the page that runs: it is made once, and
    each run gets a copy.
    """
    make = _made_once if get_script_run_ctx(suppress_warning=True) else _made
    return copy(make(spec, language()))


def _made(spec: PageSpec, _language: str) -> Any:
    return st.Page(PAGES_FOLDER / spec.file, title=tr(spec.title), icon=spec.icon, default=spec.is_start)


_made_once = lru_cache(maxsize=64)(_made)
"""For runs of a session only: a page that is made outside of one is half made."""
