"""An early start for the map: the start page asks for the frame while Streamlit's own script still loads.

Streamlit draws a page from about a hundred script files; a frame that only begins when its component is mounted
waits for all of them. The page's HTML gets one script at the top of its head, inline, because a file would wait in
the queue behind the hundred others; nothing else of Streamlit's is touched.

The HTML of every page gets the style of pages, which would be one more message of each run otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.web.start_page.preload import late_chunks

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ENTRY = re.compile(rb'<script type="module" crossorigin src="([\w./-]+)"></script>')
_AT_ONCE, _LATER = b'rel="modulepreload"', b'rel="atlas-later"'
"""What a script file is asked for by: the early script turns the second into the first once the frame has drawn."""
_VIEWPORT = b'<meta name="viewport" content="width=device-width, initial-scale=1">'
"""Streamlit's own comes after the script: until then a phone says that it is 980 pixels wide."""
_UNWANTED = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})


def early_script(base_path: str) -> bytes:
    """Return the script that starts the frame, for pages served below a base path."""
    script = _static("early.js")
    safe = json.dumps(base_path).replace("<", "\\u003c")
    return script.replace('"BASE_PATH"', safe).encode()


def page_style() -> bytes:
    """Return the style of pages: room that Streamlit leaves empty, tables that scroll, the name above the filters.

    Streamlit's own rules come after it in the head; the id in its selectors outweighs them.
    """
    return b"<style>" + _static("pages.css").encode() + b"</style>"


def _static(name: str) -> str:
    return (Path(__file__).parent / "static" / name).read_text(encoding="utf-8")


class EarlyMap:
    """ASGI middleware that adds the script to the HTML of the start page, the style to that of every page.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    base_path : str
        Base path with a leading slash, or empty.
    hints : callable
        Returns what the frame will ask for, as addresses and kinds of a preload hint.
    apart : collection of str
        First path segments below which there are no pages.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        base_path: str,
        hints: Callable[[], Sequence[tuple[str, str]]],
        apart: Collection[str] = (),
    ) -> None:
        self._app = app
        self._base = base_path
        self._hints = hints
        self._apart = frozenset(apart)
        self._script = b"<script>" + early_script(base_path) + b"</script>"
        self._style = page_style() + b"</head>"
        chunks = (f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in late_chunks())
        self._foot = "".join(chunks).encode() + self._style

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; change pages on their way out."""
        page = self._page(scope)
        if page is None:
            await self._app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in _UNWANTED]
        rewriter = _Rewriter(send, b"<head>", self._style) if page else _StartRewriter(send, self._head(), self._foot)
        await self._app({**scope, "headers": headers}, receive, rewriter)

    def _page(self, scope: Scope) -> str | None:
        """Return the name of the page that is asked for, which is empty for the start page; None if it is no page."""
        if scope["type"] != "http" or scope["method"] != "GET" or not f"{scope['path']}/".startswith(f"{self._base}/"):
            return None
        name: str = scope["path"][len(self._base) :].strip("/")
        return None if "/" in name or "." in name or name in self._apart else name

    def _head(self) -> bytes:
        links = (
            f'<link rel="preload" href="{self._base}/{address}" as="{kind}"{" crossorigin" if kind == "fetch" else ""}>'
            for address, kind in self._hints()
        )
        return b"<head>" + _VIEWPORT + self._script + "".join(links).encode()


class _Rewriter:
    """Gathers an HTML answer, adds what belongs at both ends of its head, sends it on; other answers pass untouched."""

    def __init__(self, send: Send, head: bytes, foot: bytes) -> None:
        self._send = send
        self._head = head
        self._foot = foot
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
            return
        if self._start is None or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = self._changed(self._body.replace(b"<head>", self._head, 1).replace(b"</head>", self._foot, 1))
        kept = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"etag")]
        headers = [*kept, (b"content-length", str(len(body)).encode())]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})

    def _changed(self, body: bytes) -> bytes:
        return body


class _StartRewriter(_Rewriter):
    """Lets Streamlit's own script run, and its files load, once the frame has drawn."""

    def _changed(self, body: bytes) -> bytes:
        return _ENTRY.sub(_held, body, count=1).replace(_AT_ONCE, _LATER)


def _held(entry: re.Match[bytes]) -> bytes:
    """Return what loads Streamlit's entry script and lets it run when the frame has drawn."""
    address = entry[1]
    return (
        b'<link rel="modulepreload" crossorigin href="' + address + b'">'
        b'<script>window.atlasEnter("' + address + b'")</script>'
    )


def _is_page(message: Message) -> bool:
    types = [value for name, value in message["headers"] if name == b"content-type"]
    return bool(message["status"] == 200 and types and types[0].startswith(b"text/html"))
