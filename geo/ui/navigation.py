"""The pages in the menu and the icon of the app, made once for all sessions."""

from __future__ import annotations

from base64 import b64encode
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.ui.base.context import PAGES_FOLDER


@lru_cache(maxsize=1)
def icon() -> str:
    """Return the icon as an address: a file would be opened at every run, a Material icon fetched from another host."""
    image = Path(__file__).with_name("icon.png").read_bytes()
    return f"data:image/png;base64,{b64encode(image).decode()}"


def menu_page(name: str, *, title: str, icon: str, default: bool = False) -> Any:
    """Return a page for the menu.

    Streamlit looks for the file each time that a page is made, and marks the page that runs: it is made once, and
    each run gets a copy.

    Parameters
    ----------
    name : str
        Its file in ``pages/``.
    title, icon : str
        As the menu shows it.
    default : bool
        Whether it is the start page.
    """
    make = _made_once if get_script_run_ctx(suppress_warning=True) else _made
    return copy(make(name, title, icon, default))


def _made(name: str, title: str, icon: str, default: bool) -> Any:  # noqa: FBT001
    return st.Page(PAGES_FOLDER / name, title=title, icon=icon, default=default)


_made_once = lru_cache(maxsize=64)(_made)
"""For runs of a session only: a page that is made outside of one is half made."""
