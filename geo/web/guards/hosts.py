"""Refusal of foreign host names, against DNS rebinding: localhost, IP addresses and a configured list."""

from __future__ import annotations

from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING

from geo.web.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class HostGuard:
    """ASGI middleware that answers only to known host names, pages and WebSocket included."""

    def __init__(self, app: ASGIApp, *, allowed: tuple[str, ...] = ()) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it with 421 (HTTP) or a closed socket (WebSocket)."""
        if scope["type"] not in ("http", "websocket") or is_known_host(_host(scope), self._allowed):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            refusal = problem(
                HTTPStatus.MISDIRECTED_REQUEST,
                "This server does not answer to that host name; its host can add it to ATLAS_ALLOWED_HOSTS.",
            )
            await refusal(scope, receive, send)


def is_known_host(host: str, allowed: tuple[str, ...]) -> bool:
    """Return whether a Host header names localhost, an IP address or an allowed name.

    Examples
    --------
    >>> is_known_host("localhost:8501", ()), is_known_host("[::1]:80", ()), is_known_host("evil.example", ())
    (True, True, False)
    """
    name = _without_port(host.strip().lower()).rstrip(".")
    if name == "localhost" or _is_ip(name):
        return True
    label, _, parent = name.partition(".")
    return bool(label.strip("*")) and (name in allowed or f"*.{parent}" in allowed)


def _host(scope: Scope) -> str:
    values = [value.decode("latin-1") for key, value in scope["headers"] if key == b"host"]
    return values[0] if len(values) == 1 else ""


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and (port.isdecimal() or not port) and (":" not in name or name.endswith("]")) else host


def _is_ip(name: str) -> bool:
    try:
        ip_address(name[1:-1] if name.startswith("[") and name.endswith("]") else name)
    except ValueError:
        return False
    return True
