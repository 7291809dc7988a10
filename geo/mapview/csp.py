"""Content-Security-Policy of the frame, computed from the document itself."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html.parser import HTMLParser

DATA_TYPES = frozenset({"application/json", "application/geo+json"})
"""Types of script blocks that a browser never runs; they need no hash."""


@dataclass(frozen=True, slots=True)
class InlineBlocks:
    """The code that is in a document itself."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    attributes: tuple[str, ...]


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.attributes: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.attributes += [f"{tag} {name}" for name in named if name == "style" or name.startswith("on")]
        if tag == "script" and "src" not in named and (named.get("type") or "") not in DATA_TYPES:
            self._into = self.scripts
        elif tag == "style":
            self._into = self.styles
        else:
            return
        self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


def inline_blocks(html: str) -> InlineBlocks:
    """Return the inline code of a document, and attributes that would need ``unsafe-inline``."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    return InlineBlocks(tuple(collector.scripts), tuple(collector.styles), tuple(collector.attributes))


def hash_source(text: str) -> str:
    """Return the CSP source that allows exactly this inline block."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(html: str, *, image_hosts: tuple[str, ...], frame_ancestors: str | None, offline: bool = False) -> str:
    """Return the policy for a document.

    Parameters
    ----------
    html : str
        The document; hashes of its inline blocks are the only inline code allowed.
    image_hosts : tuple of str
        Origins that map tiles may come from.
    frame_ancestors : str or None
        Who may frame the document; None where the policy is in a ``meta`` element, which cannot say it.
    offline : bool
        For a saved page, which has everything inside and asks for nothing but chosen tiles.
    """
    blocks = inline_blocks(html)
    own = [] if offline else ["'self'"]
    rules = {
        "default-src": ["'none'"],
        "script-src": own + [hash_source(text) for text in blocks.scripts],
        "style-src": own + [hash_source(text) for text in blocks.styles],
        "img-src": [*own, "data:", "blob:", *image_hosts],
        "connect-src": own or ["'none'"],
        "font-src": own or ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    if frame_ancestors is not None:
        rules["frame-ancestors"] = [frame_ancestors]
    return "; ".join(f"{name} {_source_list(sources)}" for name, sources in rules.items())


def _source_list(sources: list[str]) -> str:
    return " ".join(dict.fromkeys(sources)) or "'none'"
