"""The picture that a chat shows for a link to the atlas: the map, 1200 by 630 pixels."""

from __future__ import annotations

from pathlib import Path

PREVIEW_NAME = "preview.png"
"""Its name below ``assets/``."""


def preview_picture() -> bytes:
    """Return the picture as PNG."""
    return (Path(__file__).parent / "static" / PREVIEW_NAME).read_bytes()
