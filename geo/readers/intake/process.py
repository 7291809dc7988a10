"""Starting the child process, listening to it, and ending it in time."""

from __future__ import annotations

import json
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from geo.readers.intake.files import JOB_FILE, RESULT_FILE, WALLS_FILE

READER = "geo.readers.intake.child"
"""Module whose ``main`` reads an upload."""
_START = "import sys; sys.path.insert(0, sys.argv[1]); from {module} import main; sys.exit(main())"
_ROOT = Path(__file__).resolve().parents[3]
_MAX_LINE, _MAX_LOG, _MAX_RESULT = 1_000, 4_000, 50_000_000
_STARTING_SECONDS = 5.0
_CHECK_SECONDS = 0.25
_NO_DRIVERS = "OGR_VRT,GDALG,WFS,OAPIF,CSW,HTTP,OGCAPI,Carto,AmigoCloud,NGW,PLSCENES,EEDA,Elasticsearch,ADBC,VRT"


_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ended:
    """How a child process ended.

    Attributes
    ----------
    result : dict
        What it wrote down; empty where it could not.
    failure : str
        Why there is no result, in words for the person; empty where there is one.
    log : str
        What it said on its standard error, for the server's log.
    """

    result: dict[str, Any] = field(default_factory=dict)
    failure: str = ""
    log: str = ""


def run_child(
    job: dict[str, Any],
    folder: Path,
    *,
    on_progress: Callable[[int, int | None], None] | None,
    check_cancelled: Callable[[], None] | None = None,
    module: str = READER,
) -> Ended:
    """Run a job in a child process and return how it ended; the process is gone afterwards.

    Parameters
    ----------
    job : dict
        What to do, as JSON; ``limits.max_seconds`` also bounds the wall clock.
    folder : Path
        The only folder that it may write to; holds its file.
    on_progress : callable or None
        Told rows so far and rows in all.
    check_cancelled : callable or None
        Called several times a second; what it raises ends the process at once, and comes out here.
    module : str
        Module whose ``main`` does the job.
    """
    (folder / JOB_FILE).write_text(json.dumps(job), encoding="utf-8")
    seconds = float(job["limits"]["max_seconds"]) + _STARTING_SECONDS
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-I", "-c", _START.format(module=module), str(_ROOT), str(folder)],
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    if process.stdout is None or process.stderr is None:
        raise RuntimeError("the child process has no pipes")
    said: list[bytes] = []
    log = threading.Thread(target=_keep_start, args=(process.stderr, said), daemon=True)
    log.start()
    try:
        in_time = _listen(
            process.stdout, until=time.monotonic() + seconds, on_progress=on_progress, check_cancelled=check_cancelled
        )
        code = process.wait(timeout=_STARTING_SECONDS) if in_time else None
    except subprocess.TimeoutExpired:
        code = None
    finally:
        _end(process)
        log.join(timeout=_STARTING_SECONDS)
        process.stdout.close()
        process.stderr.close()
    words = b"".join(said).decode("utf-8", "replace")
    if code is None:
        return Ended(failure=f"reading it took longer than the {seconds:g} seconds allowed; split it", log=words)
    return _outcome(code, folder, words)


def _environment(folder: Path) -> dict[str, str]:
    """Return next to nothing: no proxies, no keys, no paths of the server."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return {
        **kept,
        "PATH": "",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "OGR_SKIP": _NO_DRIVERS,
        "GDAL_SKIP": _NO_DRIVERS,
        "GDAL_DRIVER_PATH": "disable",
        "PROJ_NETWORK": "OFF",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
    }


def _listen(
    stream: IO[bytes],
    *,
    until: float,
    on_progress: Callable[[int, int | None], None] | None,
    check_cancelled: Callable[[], None] | None,
) -> bool:
    """Pass on what the child says until it closes its output; return whether it did so in time."""
    lines: queue.Queue[bytes | None] = queue.Queue(maxsize=1_000)
    threading.Thread(target=_pump, args=(stream, lines), daemon=True).start()
    while True:
        if check_cancelled is not None:
            check_cancelled()
        try:
            line = lines.get(timeout=min(_CHECK_SECONDS, max(0.0, until - time.monotonic())))
        except queue.Empty:
            if time.monotonic() >= until:
                return False
            continue
        if line is None:
            return True
        told = _progress_of(line)
        if told is not None and on_progress is not None:
            on_progress(*told)


def _pump(stream: IO[bytes], lines: queue.Queue[bytes | None]) -> None:
    try:
        while line := stream.readline(_MAX_LINE):
            lines.put(line)
    except ValueError:  # closed by the other thread after the time was up
        pass
    lines.put(None)


def _progress_of(line: bytes) -> tuple[int, int | None] | None:
    try:
        told = json.loads(line)
        rows, total = told["rows"], told["total"]
    except (ValueError, KeyError, TypeError):
        return None
    if not isinstance(rows, int) or not isinstance(total, int | None):
        return None
    return rows, total


def _keep_start(stream: IO[bytes], said: list[bytes]) -> None:
    try:
        said.append(stream.read(_MAX_LOG) or b"")
        while stream.read(1 << 16):
            pass
    except ValueError:
        pass


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _outcome(code: int, folder: Path, words: str) -> Ended:
    path = folder / RESULT_FILE
    try:
        if code == 0 and not path.is_symlink() and path.stat().st_size <= _MAX_RESULT:
            result = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(result, dict):
                _note_walls(folder)
                return Ended(result=result, log=words)
    except (OSError, ValueError):
        pass
    return Ended(failure=_why(code), log=words or f"exit code {code}")


def _note_walls(folder: Path) -> None:
    """Write a line into the log where a wall is missing that this system should have."""
    walls = json.loads((folder / WALLS_FILE).read_text(encoding="utf-8"))
    missing = [name for name, stands in walls.items() if not stands]
    if missing and sys.platform == "linux":
        _LOG.warning("a file was read without these walls: %s", ", ".join(map(str, missing)))


def _why(code: int) -> str:
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return "reading it took more processor time than is allowed; split it"
    if sys.platform != "win32" and code == -signal.SIGKILL:
        return "reading it was ended by the system, for want of memory perhaps; split it"
    if sys.platform != "win32" and code == -signal.SIGXFSZ:
        return "what comes out of it is larger than is allowed; split it"
    return "its content brought the reader down; save it again with the program it came from"
