"""The files of the installed Streamlit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit

STATIC = Path(streamlit.__file__).parent / "static"


def start_page() -> str:
    """Return the HTML that Streamlit serves for every page."""
    return (STATIC / "index.html").read_text(encoding="utf-8")


@cache
def scripts() -> str:
    """Return all of Streamlit's script files, joined."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((STATIC / "static" / "js").glob("*.js")))
