"""HTML out of files as plain text: tags go, scripts go with what is in them, links stay readable.

Not by ``html.parser``: before Python 3.11.14 tags that are never closed take it quadratic time (CVE-2025-6069), and
files are untrusted. Every pattern here is linear.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_PIECE = re.compile(r"<(/?[a-zA-Z!?][^<>]*)>|([^<]+)|<")
_TAG = re.compile(r"\s*(/?)\s*([a-zA-Z][a-zA-Z0-9]*)")
_ADDRESS = re.compile(r"""\b(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_LINES = re.compile(r" ?\n[ \n]*")
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr"})
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "iframe", "object", "noscript", "template", "head", "title"})
_TRAILING = ".,;:!?)]}»”’"


def plain_text(markup: str) -> tuple[str, tuple[str, ...]]:
    r"""Return the text of a piece of HTML and the links in it.

    Parameters
    ----------
    markup : str
        Untrusted HTML, or text that may hold entities.

    Returns
    -------
    str
        Plain text; the address of a link follows its words in brackets.
    tuple of str
        The http and https links, each once, in order.

    Examples
    --------
    >>> plain_text('<b>Raid</b><br>see <a href="https://example.org/1">here</a><script>alert(1)</script>')
    ('Raid\nsee here (https://example.org/1)', ('https://example.org/1',))
    """
    links: dict[str, None] = {}
    if "<" not in markup:
        text = html.unescape(markup) if "&" in markup else markup
    else:
        text = html.unescape("".join(_words(markup, links)))
    found = _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
    for address in _BARE.findall(found):
        links.setdefault(address.rstrip(_TRAILING), None)
    return found, tuple(links)


def _words(markup: str, links: dict[str, None]) -> Iterator[str]:
    silent = ""
    pending: list[str] = []
    for piece in _PIECE.finditer(markup):
        tag, text = piece[1], piece[2]
        named = _TAG.match(tag) if tag is not None else None
        closes, kind = (bool(named[1]), named[2].lower()) if named else (False, "")
        if silent:
            silent = "" if closes and kind == silent else silent
        elif tag is None:
            yield text if text is not None else "&lt;"
        elif kind in _SILENT and not closes and not tag.rstrip().endswith("/"):
            silent = kind
        else:
            yield _text_of_tag(tag, kind, closes=closes, links=links, pending=pending)
    yield from pending


def _text_of_tag(tag: str, kind: str, *, closes: bool, links: dict[str, None], pending: list[str]) -> str:
    """Return what a tag is in plain text; the address of a link waits in ``pending`` for the link's end."""
    if kind in _BREAKS or kind in _CELLS:
        return "\n" if kind in _BREAKS else " "
    if kind == "a" and closes:
        return pending.pop() if pending else ""
    address = _safe_address(tag) if kind in ("a", "img") else ""
    if address:
        links.setdefault(address, None)
        if kind == "a":
            pending[:] = [f" ({html.escape(address)})"]
    return ""


def _safe_address(tag: str) -> str:
    """Return the http or https address of a tag, empty where there is none."""
    found = _ADDRESS.search(tag)
    if found is None:
        return ""
    address = html.unescape(found[2] or found[3] or found[4] or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    plain = parts.scheme.lower() in ("http", "https") and parts.netloc and address.isprintable()
    return address if plain and " " not in address else ""
