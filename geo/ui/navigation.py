"""The pages in the menu and the icon of the app, made once for all sessions."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

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
    made = _made(name, title, icon, default)
    own = object.__new__(type(made))
    vars(own).update(vars(made))  # what copy() does, in a tenth of the time
    return own


@lru_cache(maxsize=64)
def _made(name: str, title: str, icon: str, default: bool) -> Any:  # noqa: FBT001
    return st.Page(PAGES_FOLDER / name, title=title, icon=icon, default=default)
