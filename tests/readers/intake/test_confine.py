"""The walls round the child process, each tried from inside."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LINUX = sys.platform == "linux" and platform.machine() in {"x86_64", "aarch64"}

_START = """
import sys; sys.path.insert(0, {root!r})
import ctypes, os, socket, subprocess, sqlite3, threading, pickle
from pathlib import Path
from geo.readers.intake.confine import limit_resources, confine, die_with_parent
libc = ctypes.CDLL(None, use_errno=True)
folder = Path({folder!r})
"""
_SHUT = "confine(folder=folder, readable=[Path(sys.prefix), Path(sys.base_prefix)])\n"


def _inside(folder: Path, code: str, *, before: str = _SHUT) -> subprocess.CompletedProcess[str]:
    start = _START.format(root=str(ROOT), folder=str(folder))
    return subprocess.run(
        [sys.executable, "-I", "-c", start + before + code],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=folder,
    )


@pytest.mark.parametrize(
    "code",
    [
        "socket.socket()",
        "socket.getaddrinfo('localhost', 80)",
        "subprocess.Popen(['/bin/true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "open('/etc/hostname').read()",
        "open({outside!r}).read()",
        "open({outside!r}, 'w')",
        "os.open({outside!r}, os.O_RDWR)",
        "open(folder / '..' / 'outside.txt').read()",
        "sqlite3.connect({outside!r})",
        "sqlite3.connect('file:' + {outside!r} + '?mode=ro', uri=True)",
        "os.symlink({outside!r}, folder / 'link')",
        "ctypes.CDLL('libc.so.6')",
        "pickle.loads(pickle.dumps(os.getcwd))",
    ],
)
def test_a_door_is_shut(tmp_path: Path, code: str) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("canary")
    folder = tmp_path / "inside"
    folder.mkdir()
    done = _inside(folder, code.format(outside=str(outside)))
    assert done.returncode != 0
    assert "NotAllowedError" in done.stderr
    assert outside.read_text() == "canary"


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("canary")
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "outside.txt")
    assert "NotAllowedError" in _inside(folder, "open(folder / 'link').read()").stderr


def test_files_of_the_folder_may_be_written_and_read(tmp_path: Path) -> None:
    done = _inside(tmp_path, "Path(folder / 'a').write_text('x'); print(Path(folder / 'a').read_text())")
    assert (done.returncode, done.stdout.strip()) == (0, "x")


def test_modules_may_still_be_imported_and_threads_started(tmp_path: Path) -> None:
    code = "import colorsys, decimal; t = threading.Thread(target=print, args=('ran',)); t.start(); t.join()"
    done = _inside(tmp_path, code)
    assert (done.returncode, done.stdout.strip()) == (0, "ran")


@pytest.mark.skipif(not LINUX, reason="the system has no such filter")
@pytest.mark.parametrize(
    "call", ["libc.socket(2, 1, 0)", "libc.fork()", "libc.execv(b'/bin/true', None)", "libc.kill(os.getppid(), 0)"]
)
def test_a_library_cannot_go_round_python(tmp_path: Path, call: str) -> None:
    done = _inside(tmp_path, f"print({call}, ctypes.get_errno())")
    assert done.stdout.split() == ["-1", "1"]


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("x = bytearray(2_000_000_000)", 1),
        ("while True: pass", -24),
        ("open('big', 'wb').write(bytes(50_000_000))", 1),
        ("[open('/dev/null') for _ in range(100)]", 1),
    ],
)
def test_a_limit_holds(tmp_path: Path, code: str, status: int) -> None:
    before = "limit_resources(memory_bytes=1_000_000_000, seconds=1, file_bytes=10_000_000)\n"
    assert _inside(tmp_path, code, before=before).returncode == status
