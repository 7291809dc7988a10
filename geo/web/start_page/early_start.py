"""An early start for the map: the start page asks for the frame while Streamlit's own script still loads.

Streamlit draws a page from about a hundred script files; a frame that only begins when its component is mounted
waits for all of them. The start page gets one script at the top of its head, inline, because a file would wait in
the queue behind the hundred others. Streamlit's entry script and preload links are held back until the frame has
drawn: all of them, or, where the page is not written as expected, none.

Waits for https://github.com/streamlit/streamlit/issues/9382 (an ``index.html`` of one's own): with it, this is a
template.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from geo.web.start_page.preload import late_chunks
from geo.web.start_page.static_text import static_text

ENTRY_TAG = re.compile(rb'<script type="module" crossorigin src="([\w./-]+)"></script>')
"""Streamlit's entry script. A page without exactly one is left as it is."""
PRELOAD_REL, HELD_REL = b'rel="modulepreload"', b'rel="atlas-later"'
"""How a script file is asked for: the early script turns the second into the first once the frame has drawn."""
_VIEWPORT = b'<meta name="viewport" content="width=device-width, initial-scale=1">'
"""Streamlit's own comes after the script: until then a phone says that it is 980 pixels wide."""


def early_script(base_path: str) -> bytes:
    """Return the script that starts the frame, for pages served below a base path."""
    safe = json.dumps(base_path).replace("<", "\\u003c")
    return static_text("early.js").replace('"BASE_PATH"', safe).encode()


def early_head(base_path: str, hints: Sequence[tuple[str, str]]) -> bytes:
    """Return what belongs at the top of the start page's head: the early script, and hints at what the frame asks for.

    Parameters
    ----------
    base_path : str
        Base path with a leading slash, or empty.
    hints : sequence of tuple of str
        Addresses below the base path, and their kinds as a preload link has them.

    Returns
    -------
    bytes
        HTML.
    """
    links = (
        f'<link rel="preload" href="{base_path}/{address}" as="{kind}"{" crossorigin" if kind == "fetch" else ""}>'
        for address, kind in hints
    )
    return _VIEWPORT + b"<script>" + early_script(base_path) + b"</script>" + "".join(links).encode()


def early_foot() -> bytes:
    """Return what belongs at the end of the start page's head: hints at script files that are asked for late."""
    chunks = (f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in late_chunks())
    return "".join(chunks).encode()


def hold_back(page: bytes) -> bytes | None:
    """Return a start page whose entry script and files wait for the frame; None if it is not written as expected."""
    held, count = ENTRY_TAG.subn(_held_entry, page)
    if count != 1 or page.count(b"<head>") != 1 or page.count(b"</head>") != 1:
        return None
    return held.replace(PRELOAD_REL, HELD_REL)


def _held_entry(entry: re.Match[bytes]) -> bytes:
    """Return what loads Streamlit's entry script and lets it run when the frame has drawn."""
    address = entry[1]
    return (
        b'<link rel="modulepreload" crossorigin href="' + address + b'">'
        b'<script>window.atlasEnter("' + address + b'")</script>'
    )
