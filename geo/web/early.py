"""An early start for the map: the start page asks for the frame while Streamlit's own script still loads.

Streamlit draws a page from about a hundred script files; a frame that only begins when its component is mounted
waits for all of them. The page's HTML gets one more script tag, and nothing else of Streamlit's is touched.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASSET_NAME = "early.js"
_UNWANTED = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})


def early_script() -> bytes:
    """Return the script that starts the frame."""
    return (Path(__file__).parent / "static" / ASSET_NAME).read_bytes()


class EarlyMap:
    """ASGI middleware that adds the script to the HTML of the start page, and to no other answer."""

    def __init__(self, app: ASGIApp, *, base_path: str = "") -> None:
        self._app = app
        self._paths = frozenset({base_path or "/", f"{base_path}/"})
        base = html.escape(base_path, quote=True)
        self._tag = f'<script src="{base}/assets/{ASSET_NAME}" data-base="{base}"></script></head>'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; change the start page on its way out."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self._paths:
            await self._app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in _UNWANTED]
        await self._app({**scope, "headers": headers}, receive, _Rewriter(send, self._tag))


class _Rewriter:
    """Gathers an HTML answer, adds the tag, sends it on; other answers pass untouched."""

    def __init__(self, send: Send, tag: bytes) -> None:
        self._send = send
        self._tag = tag
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
        body = self._body.replace(b"</head>", self._tag, 1)
        kept = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"etag")]
        headers = [*kept, (b"content-length", str(len(body)).encode())]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(message: Message) -> bool:
    types = [value for name, value in message["headers"] if name == b"content-type"]
    return bool(message["status"] == 200 and types and types[0].startswith(b"text/html"))
