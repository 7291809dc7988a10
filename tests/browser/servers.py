"""Servers under test: ``streamlit run app.py`` on a free port, which notes whom it tries to reach."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 180
_WATCHER = '''"""Notes every address that this process looks up or connects to."""

import os
import sys

_EVENTS = {"socket.connect": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0, "socket.sendto": 1}
_FILE = os.open(os.environ["ATLAS_TEST_SOCKETS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def _note(event, args):
    if event in _EVENTS:
        os.write(_FILE, f"{event} {args[_EVENTS[event]]!r}\\n".encode())


sys.addaudithook(_note)
'''


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes
    ----------
    origin : str
        Scheme, host and port.
    base_path : str
        Path below which the app lies, empty or like ``/atlas``.
    pid : int
        Process.
    notes : Path
        One line for each address that the server looked up or connected to.
    log : Path
        What it printed.
    """

    origin: str
    base_path: str
    pid: int
    notes: Path
    log: Path

    @property
    def port(self) -> int:
        """Port on this machine."""
        return int(self.origin.rpartition(":")[2])

    def url(self, path: str = "/") -> str:
        """Return the whole address of a path below the app."""
        return f"{self.origin}{self.base_path}{path}"

    def get(self, path: str, *, host: str | None = None) -> tuple[int, bytes]:
        """Return status and body of a path below the app, asked under any host name."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=20)
        try:
            connection.request("GET", f"{self.base_path}{path}", headers={"Host": host} if host else {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextlib.contextmanager
def serve(
    folder: Path,
    *,
    data: Path | None = None,
    base_path: str = "",
    event_files: Sequence[Path] = (),
    settings: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run the app until the block ends.

    Parameters
    ----------
    folder : Path
        An empty folder for the logs.
    data : Path, optional
        Data folder; the shipped one when left out.
    base_path : str
        Path below which the app is to lie, without slashes.
    event_files : sequence of Path
        Prepared folders of events.
    settings : mapping, optional
        Further settings by environment variable.
    """
    (folder / "sitecustomize.py").write_text(_WATCHER, encoding="utf-8")
    notes, log, port = folder / "sockets.txt", folder / "server.log", free_port()
    notes.touch()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("ATLAS_", "STREAMLIT_"))},
        "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "ATLAS_TEST_SOCKETS": str(notes),
        **({"ATLAS_DATA": str(data)} if data else {}),
        **({"ATLAS_EVENT_FILES": ",".join(map(str, event_files))} if event_files else {}),
        **(settings or {}),
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    command += [f"--server.baseUrlPath={base_path}"] if base_path else []
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    server = Server(f"http://localhost:{port}", f"/{base_path}" if base_path else "", process.pid, notes, log)
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """Return a port that nobody listens on, below those that outgoing connections take while a server starts."""
    while True:
        port = random.SystemRandom().randrange(12_000, 32_000)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server gives the registry of layers, which it can only once the data is loaded."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {server.log.read_text(encoding='utf-8')}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            if server.get("/layers")[0] in (200, 503):
                return
        time.sleep(0.02)
    raise RuntimeError(f"no answer within {_START_SECONDS} s: {server.log.read_text(encoding='utf-8')}")
