"""Middleware that changes pages on their way out: the early start of the map, and the style of pages.

Waits for https://github.com/streamlit/streamlit/issues/6140 (add to the head of the page) and
https://github.com/streamlit/streamlit/issues/9382 (an ``index.html`` of one's own).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from geo.web.start_page.early_start import early_foot, early_head, hold_back
from geo.web.start_page.style import page_style

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_UNWANTED = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})


class PageRewriter:
    """ASGI middleware that adds the early start to the HTML of the start page, the style to that of every page.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    base_path : str
        Base path with a leading slash, or empty.
    hints : callable
        Returns what the frame will ask for, as addresses and kinds of a preload hint.
    apart : collection of str
        First path segments without pages below them.
    describe : callable
        Returns the HTML of a page with its title and description, from its name, the request and the HTML.
    early : bool
        Whether the start page starts the map early; otherwise it is a page like the others.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        base_path: str,
        hints: Callable[[], Sequence[tuple[str, str]]],
        apart: Collection[str] = (),
        early: bool = True,
        describe: Callable[[str, Scope, bytes], bytes] = lambda _name, _scope, page: page,
    ) -> None:
        self._app = app
        self._base = base_path
        self._hints = hints
        self._apart = frozenset(apart)
        self._early = early
        self._describe = describe
        self._style = page_style()
        self._foot = early_foot() if early else b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; change pages on their way out."""
        page = self._page(scope)
        if page is None:
            await self._app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in _UNWANTED]
        change = self._start_page if self._early and not page else self._styled

        def changed(html: bytes) -> bytes:
            return self._describe(page, scope, change(html))

        await self._app({**scope, "headers": headers}, receive, _HtmlSender(send, changed))

    def _page(self, scope: Scope) -> str | None:
        """Return the name of the page that is asked for, empty for the start page; None if it is not a page."""
        if scope["type"] != "http" or scope["method"] != "GET" or not f"{scope['path']}/".startswith(f"{self._base}/"):
            return None
        name: str = scope["path"][len(self._base) :].strip("/")
        return None if "/" in name or "." in name or name in self._apart else name

    def _styled(self, page: bytes) -> bytes:
        return page.replace(b"</head>", self._style + b"</head>", 1)

    def _start_page(self, page: bytes) -> bytes:
        """Return the page with its early start; a page that is not written as expected gets the style only."""
        body = page.replace(b"</head>", self._foot + b"</head>", 1)
        held = hold_back(body)
        if held is None:
            return self._styled(page)
        return self._styled(held.replace(b"<head>", b"<head>" + early_head(self._base, self._hints()), 1))


class _HtmlSender:
    """Gathers an HTML answer, changes it, sends it on; other answers pass untouched."""

    def __init__(self, send: Send, changed: Callable[[bytes], bytes]) -> None:
        self._send = send
        self._changed = changed
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
        body = self._changed(self._body)
        kept = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"etag")]
        headers = [*kept, (b"content-length", str(len(body)).encode())]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(message: Message) -> bool:
    types = [value for name, value in message["headers"] if name == b"content-type"]
    return bool(message["status"] == 200 and types and types[0].startswith(b"text/html"))
