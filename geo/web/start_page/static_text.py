"""The script and the style that are put into pages, as they are in ``static/``."""

from __future__ import annotations

from pathlib import Path


def static_text(name: str) -> str:
    """Return the text of a file in ``static/``."""
    return (Path(__file__).parent / "static" / name).read_text(encoding="utf-8")
