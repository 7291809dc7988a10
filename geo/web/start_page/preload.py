"""Which of Streamlit's script files the start page asks for late, so that it can be told to ask early.

Streamlit loads the code of each widget when the widget is first drawn, in two or three rounds. Hints at the end of the
page's head start them all at once. File names carry a digest that changes with each release, so they are looked up; one
that is not found is left out, and the page then loads as it would without the hint.

Waits for https://github.com/streamlit/streamlit/issues/9382 (an ``index.html`` of one's own), which could name them.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

WIDGETS: tuple[str, ...] = ("BidiComponent", "TextInput", "Selectbox", "Multiselect", "Html")
"""Stems of the files that the start page needs in addition to those that its HTML names."""

_IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
_NAMED = re.compile(r"static/js/([\w.-]+\.js)")


def late_chunks() -> list[str]:
    """Return the names of the files, below ``static/js``, in the order in which they are found."""
    spec = importlib.util.find_spec("streamlit")
    if spec is None or spec.origin is None:
        return []
    static = Path(spec.origin).parent / "static"
    folder = static / "static" / "js"
    index = static / "index.html"
    named = set(_NAMED.findall(index.read_text(encoding="utf-8"))) if index.is_file() else set()
    waiting = [path.name for stem in WIDGETS for path in sorted(folder.glob(f"{stem}.*.js"))]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name in found or name in named or not (folder / name).is_file():
            continue
        found[name] = None
        waiting += _IMPORT.findall((folder / name).read_text(encoding="utf-8"))
    return list(found)
