"""A server on loopback that answers as web servers do: well, wrongly, late, not at all."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

STATUS = {"/ok": 200, "/gone": 404, "/gone-for-good": 410, "/forbidden": 403, "/broken": 500, "/busy": 503}
ONLY_GET = {"/no-head": 405, "/head-lies": 404}
MOVED = {
    "/moved": (301, "/ok"),
    "/found": (302, "/moved"),
    "/moved-to-gone": (308, "/gone"),
    "/round": (302, "/round"),
    "/to-file": (302, "file:///etc/hostname"),
    "/to-ftp": (302, "ftp://127.0.0.1/x"),
    "/nowhere": (302, ""),
}


@dataclass
class LinkServer:
    """A running server.

    Attributes
    ----------
    address : str
        Address without a slash at its end.
    asked : list of tuple
        Method, path and user agent of each request.
    """

    address: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _end: Event = field(default_factory=Event)

    def methods(self, path: str) -> list[str]:
        """Return the methods with which a path was asked, in order."""
        return [method for method, asked, _ in self.asked if asked == path]

    def note(self, handler: BaseHTTPRequestHandler) -> None:
        """Note a request that came."""
        with self._lock:
            self.asked.append((handler.command, handler.path, handler.headers.get("User-Agent", "")))

    def wait(self) -> None:
        """Keep a request waiting until the server ends."""
        self._end.wait(20)

    def end(self) -> None:
        """Let the waiting requests go."""
        self._end.set()


class _Handler(BaseHTTPRequestHandler):
    """Answers as the path asks for."""

    def __init__(self, told: LinkServer, *args: Any) -> None:
        self.told = told
        super().__init__(*args)

    def do_HEAD(self) -> None:
        self.told.note(self)
        self._respond(self.path.partition("?")[0])

    def do_GET(self) -> None:
        self.do_HEAD()

    def _respond(self, path: str) -> None:
        head = self.command == "HEAD"
        if path == "/slow" or (path == "/slow-head" and head):
            self.told.wait()
        elif path == "/breaks-off":
            self.wfile.write(b"HT")
        elif path in MOVED:
            self._send(*MOVED[path])
        elif path in ONLY_GET:
            self._send(ONLY_GET[path] if head else 200)
        else:
            self._send(STATUS.get(path, 200))

    def _send(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def running_server() -> Iterator[LinkServer]:
    """Run a server for the time of a test."""
    told = LinkServer()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, told)) as server:
        told.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield told
        finally:
            told.end()
            server.shutdown()
            thread.join()


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
