"""An early start for the map: the start page asks for the frame while Streamlit's own script still loads.

Streamlit draws a page from about a hundred script files; a frame that only begins when its component is mounted
waits for all of them. The page's HTML gets one script at the top of its head, inline, because a file would wait in
the queue behind the hundred others; nothing else of Streamlit's is touched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.web.chunks import late_chunks

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ENTRY = re.compile(rb'<script type="module" crossorigin src="([\w./-]+)"></script>')
_UNWANTED = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})


def early_script(base_path: str) -> bytes:
    """Return the script that starts the frame, for pages served below a base path."""
    script = (Path(__file__).parent / "static" / "early.js").read_text(encoding="utf-8")
    safe = json.dumps(base_path).replace("<", "\\u003c")
    return script.replace('"BASE_PATH"', safe).encode()


class EarlyMap:
    """ASGI middleware that adds the script to the HTML of the start page, and to no other answer.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    base_path : str
        Base path with a leading slash, or empty.
    hints : callable
        Returns what the frame will ask for, as addresses and kinds of a preload hint.
    """

    def __init__(self, app: ASGIApp, *, base_path: str, hints: Callable[[], Sequence[tuple[str, str]]]) -> None:
        self._app = app
        self._base = base_path
        self._hints = hints
        self._paths = frozenset({base_path or "/", f"{base_path}/"})
        self._script = b"<script>" + early_script(base_path) + b"</script>"
        chunks = (f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in late_chunks())
        self._foot = "".join(chunks).encode() + b"</head>"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; change the start page on its way out."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self._paths:
            await self._app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in _UNWANTED]
        await self._app({**scope, "headers": headers}, receive, _Rewriter(send, self._head(), self._foot))

    def _head(self) -> bytes:
        links = (
            f'<link rel="preload" href="{self._base}/{address}" as="{kind}"{" crossorigin" if kind == "fetch" else ""}>'
            for address, kind in self._hints()
        )
        return b"<head>" + self._script + "".join(links).encode()


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
        body = self._body.replace(b"<head>", self._head, 1).replace(b"</head>", self._foot, 1)
        body = _ENTRY.sub(_held, body, count=1)
        kept = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"etag")]
        headers = [*kept, (b"content-length", str(len(body)).encode())]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _held(entry: re.Match[bytes]) -> bytes:
    """Return what loads Streamlit's entry script at once and lets it run when the frame has drawn."""
    address = entry[1]
    return (
        b'<link rel="modulepreload" crossorigin href="' + address + b'">'
        b'<script>window.atlasEnter("' + address + b'")</script>'
    )


def _is_page(message: Message) -> bool:
    types = [value for name, value in message["headers"] if name == b"content-type"]
    return bool(message["status"] == 200 and types and types[0].startswith(b"text/html"))
