"""The walls round the child process, each tried from inside."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from geo.readers.intake.walls import available_walls

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
        "os.remove({outside!r})",
        "os.rename({outside!r}, folder / 'in')",
        "os.rename(folder / 'in', {outside!r})",
        "os.mkdir({outside!r} + '.d')",
        "os.chmod({outside!r}, 0o777)",
        "os.truncate({outside!r}, 0)",
        "os.listdir('/etc')",
        "open(f'/proc/{{os.getppid()}}/environ', 'rb').read()",
        "open(f'/proc/{{os.getppid()}}/mem', 'r+b')",
    ],
)
def test_what_python_would_do_outside_is_refused(tmp_path: Path, code: str) -> None:
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


@pytest.mark.skipif(not LINUX, reason="the kernel's walls are there on Linux")
@pytest.mark.parametrize(
    "call",
    [
        "libc.open({outside}, os.O_RDONLY)",
        "libc.open({outside}, os.O_WRONLY)",
        "libc.open({outside} + b'.new', os.O_WRONLY | os.O_CREAT, 0o600)",
        "libc.open(b'/etc/passwd', os.O_RDONLY)",
        "libc.open(b'/proc/%d/environ' % os.getppid(), os.O_RDONLY)",
        "libc.open(b'/proc/%d/mem' % os.getppid(), os.O_RDWR)",
        "libc.rename({outside}, {inside})",
        "libc.rename({inside}, {outside})",
        "libc.link({outside}, {inside} + b'.link')",
        "libc.symlink({outside}, {inside} + b'.link')",
        "libc.unlink({outside})",
        "libc.mkdir({outside} + b'.d', 0o700)",
        "libc.rmdir({outside} + b'.d')",
        "libc.chmod({outside}, 0o777)",
        "libc.chown({outside}, 0, 0)",
        "libc.truncate({outside}, 0)",
        "libc.mkfifo({outside} + b'.fifo', 0o600)",
        "libc.chdir(b'/')",
        "libc.chroot(b'/')",
        "libc.mount(b'none', {inside}, b'tmpfs', 0, None)",
        "libc.socket(2, 1, 0)",
        "libc.socketpair(1, 1, 0, ctypes.create_string_buffer(8))",
        "libc.fork()",
        "libc.execve(b'/bin/true', None, None)",
        "libc.kill(os.getppid(), 0)",
        "libc.syscall(234 if os.uname().machine == 'x86_64' else 131, os.getppid(), os.getppid(), 0)",
        "libc.syscall(200 if os.uname().machine == 'x86_64' else 130, os.getppid(), 0)",
        "libc.syscall(434, os.getppid(), 0)",
        "libc.ptrace(16, os.getppid(), 0, 0)",
        "libc.syscall(425, 1, None)",
        "libc.syscall(319 if os.uname().machine == 'x86_64' else 279, b'x', 0)",
        "libc.unshare(0x10000000)",
    ],
)
def test_what_a_library_would_do_outside_is_refused(tmp_path: Path, call: str) -> None:
    outside, folder = tmp_path / "outside.txt", tmp_path / "inside"
    outside.write_text("canary")
    folder.mkdir()
    (folder / "in").write_text("mine")
    rights = outside.stat().st_mode
    code = call.format(outside=repr(bytes(outside)), inside=repr(bytes(folder / "in")))
    done = _inside(folder, f"print({code})")
    assert (done.stdout.strip(), done.returncode) == ("-1", 0)
    assert (outside.read_text(), outside.stat().st_mode) == ("canary", rights)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inside", "outside.txt"]


@pytest.mark.skipif(not LINUX, reason="the kernel's walls are there on Linux")
@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE {outside!r} AS other; SELECT * FROM other.sqlite_master",
        "ATTACH DATABASE {outside!r} || '.new' AS other; CREATE TABLE other.x(y)",
        "VACUUM INTO {outside!r} || '.copy'",
    ],
)
def test_what_sqlite_would_do_outside_is_refused(tmp_path: Path, statement: str) -> None:
    import sqlite3

    outside, folder = tmp_path / "outside.db", tmp_path / "inside"
    folder.mkdir()
    with sqlite3.connect(outside) as database:
        database.execute("CREATE TABLE secret(x)")
    database.close()
    code = (
        "base = sqlite3.connect(':memory:')\n"
        f"for part in {statement.format(outside=str(outside))!r}.split('; '): print(base.execute(part).fetchall())"
    )
    done = _inside(folder, code)
    assert "unable to open database" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("outside")] == ["outside.db"]


@pytest.mark.skipif(not LINUX, reason="the kernel's walls are there on Linux")
def test_an_arrow_file_outside_is_not_opened(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.txt", tmp_path / "inside"
    outside.write_text("canary")
    folder.mkdir()
    before = "import pyarrow as pa\n" + _SHUT
    done = _inside(folder, f"pa.OSFile({str(outside)!r}).read()", before=before)
    assert "PermissionError" in done.stderr


@pytest.mark.skipif(not LINUX, reason="the kernel's walls are there on Linux")
def test_the_walls_that_stand_are_those_that_are_said_to_be_available(tmp_path: Path) -> None:
    done = _inside(tmp_path, "print(walls)", before=_SHUT.replace("confine(", "walls = confine("))
    assert done.stdout.strip() == str(available_walls())
