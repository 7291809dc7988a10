"""A server on the loopback address, and a data folder to refresh."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from geo.dataset.load import DATA_FOLDER
from tests.maintenance.refresh.recorded import Answer, Answers, Recorded, recorded


@dataclass
class Mirror:
    """A running server.

    ``asked`` are the paths that were asked for, ``agents`` who asked, ``over`` ends every waiting answer.
    """

    base: str
    answers: dict[str, Answer]
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that hangs up is what some tests are about."""


@pytest.fixture
def serve() -> Iterator[Callable[[Answers], Mirror]]:
    """Return a function that serves answers by element, such as ``relation/184888``, under ``/api/0.6``."""
    running: list[tuple[_QuietServer, Mirror]] = []

    def start(answers: Answers) -> Mirror:
        mirror = Mirror("", dict(answers))

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                mirror.asked.append(self.path)
                mirror.agents.append(self.headers.get("User-Agent", ""))
                answer = mirror.answers.get(self.path.removeprefix("/api/0.6/").removesuffix("/full"))
                if callable(answer):
                    answer(self)
                elif answer is None:
                    self.send_error(410)
                else:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        server = _QuietServer(("127.0.0.1", 0), Handler)
        mirror.base = f"http://127.0.0.1:{server.server_address[1]}/api/0.6"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        running.append((server, mirror))
        return mirror

    yield start
    for server, mirror in running:
        mirror.over.set()
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="package")
def _pinned() -> Recorded:
    return recorded()


@pytest.fixture
def present(_pinned: Recorded) -> Recorded:
    """Return the pinned geometry as OpenStreetMap elements, to be changed."""
    return deepcopy(_pinned)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """Return a data folder that holds the geometry only."""
    shutil.copytree(DATA_FOLDER / "geometry", tmp_path / "data" / "geometry")
    return tmp_path / "data"
