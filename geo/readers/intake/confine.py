"""What the child process may do: so much memory, time and disk; no network, no other program, no file outside.

Four walls, each for where the one before does not reach: resource limits (POSIX), an audit hook (everywhere, sees
what Python does), Landlock (Linux from 5.13, files outside the folder for any library), and a seccomp filter (Linux on
x86-64 and ARM64, system calls of any library).
"""

from __future__ import annotations

import ctypes
import math
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from geo.readers.intake.landlock import restrict_files

_FILES = 64
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_FILTER_MODE = 2

_REFUSED_EVENTS = frozenset(
    {
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.spawn"),
        *("os.startfile", "pty.spawn", "os.symlink", "os.link", "ctypes.dlopen", "pickle.find_class"),
        *("sqlite3.enable_load_extension", "sqlite3.load_extension"),
    }
)
_PATH_EVENTS: dict[str, int] = {
    **dict.fromkeys(("os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate", "os.utime"), 1),
    **dict.fromkeys(("os.listdir", "os.scandir", "os.chdir", "os.setxattr", "os.removexattr", "os.mkfifo"), 1),
    **dict.fromkeys(("shutil.rmtree", "os.lchown", "os.lchmod", "os.mknod", "os.chflags"), 1),
    "os.rename": 2,
}
"""Events about paths that must lie inside the folder, with how many paths each names."""
_HARMLESS_FILES = ("/dev/null", "/dev/urandom", "/etc/localtime")

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CALLS: dict[str, tuple[int, ...]] = {
    # socket, connect, accept, sendto, sendmsg, bind, listen, socketpair, fork, vfork, execve, kill, ptrace,
    # process_vm_readv, process_vm_writev, execveat, io_uring_setup. What changes files by name: chdir, rename*, mkdir*,
    # rmdir, link*, unlink*, symlink*, chmod*, chown*, truncate, mknod*, setxattr*, removexattr*, utimensat. Other
    # processes and the system: chroot, pivot_root, mount, umount2, tkill, tgkill, pidfd_*, unshare, setns,
    # name_to_handle_at, open_by_handle_at, bpf, perf_event_open, userfaultfd, keyctl, add_key, request_key,
    # memfd_create, open_tree, move_mount, fsopen, fsmount, fspick, mount_setattr, kcmp, modules, kexec_load, quotactl,
    # swapon.
    "x86_64": (
        *(41, 42, 43, 44, 46, 49, 50, 53, 57, 58, 59, 62, 101, 310, 311, 322, 425),
        *(
            80,
            81,
            82,
            264,
            316,
            83,
            258,
            84,
            86,
            265,
            87,
            263,
            88,
            266,
            90,
            91,
            268,
            452,
            92,
            93,
            94,
            260,
            76,
            133,
            259,
            161,
        ),
        *(155, 165, 166, 188, 189, 190, 197, 198, 199, 280, 200, 234, 434, 438, 424, 272, 308, 303, 304, 321, 298, 323),
        *(250, 248, 249, 319, 428, 429, 430, 432, 433, 442, 312, 175, 313, 246, 179, 167),
    ),
    "aarch64": (
        *(198, 199, 200, 201, 202, 203, 206, 211, 221, 129, 117, 270, 271, 281, 425),
        *(
            49,
            50,
            38,
            276,
            34,
            35,
            37,
            36,
            52,
            53,
            452,
            54,
            55,
            45,
            33,
            51,
            41,
            40,
            39,
            5,
            6,
            7,
            14,
            15,
            16,
            88,
            130,
            131,
        ),
        *(434, 438, 424, 97, 268, 264, 265, 280, 241, 282, 219, 217, 218, 279, 428, 429, 430, 432, 433, 442, 272, 105),
        *(273, 104, 60, 224),
    ),
}
"""Numbers of the system calls that are refused (Linux, ``asm/unistd.h``)."""
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_CLONE_THREAD = 0x00010000
_X32_BIT = 0x40000000
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _REFUSE, _UNKNOWN_CALL = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026


class NotAllowedError(PermissionError):
    """Something that reading a file does not need was tried."""


def limit_resources(*, memory_bytes: int, seconds: float, file_bytes: int) -> None:
    """Set the limits of this process for good; does nothing where the system has none (Windows).

    Parameters
    ----------
    memory_bytes : int
        Address space.
    seconds : float
        Processor time.
    file_bytes : int
        Largest file that can be written.
    """
    if sys.platform == "win32":
        return
    import resource

    whole = math.ceil(seconds)
    wanted = [
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, whole),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CORE, 0),
    ]
    for kind, most in wanted:
        _, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # Processor time warns first, so that the parent can tell why the process ended.
        harder = bound + 1 if kind == resource.RLIMIT_CPU and hard == resource.RLIM_INFINITY else bound
        try:
            resource.setrlimit(kind, (bound, harder))
        except (ValueError, OSError):
            if sys.platform == "linux":  # elsewhere some limits cannot be set; the wall clock holds
                raise


def die_with_parent() -> None:
    """Have the system end this process when its parent ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def confine(*, folder: Path, readable: Iterable[Path]) -> dict[str, bool]:
    """Refuse, from now on, sockets, other programs, and files outside.

    Parameters
    ----------
    folder : Path
        The only folder where files may be written.
    readable : iterable of Path
        Further folders where files may be read: Python and its packages.

    Returns
    -------
    dict of str to bool
        Which of the walls of :data:`geo.readers.intake.walls.WALLS` stand; those that this system does not have do
        not.
    """
    folders = [Path(os.path.realpath(found)) for found in readable]
    landlock = restrict_files(Path(os.path.realpath(folder)), folders)
    seccomp = _filter_calls()
    sys.addaudithook(_watcher(os.path.realpath(folder), [str(found) for found in folders]))
    return {"limits": sys.platform != "win32", "audit": True, "landlock": landlock, "seccomp": seccomp}


def _watcher(folder: str, readable: list[str]) -> Callable[[str, tuple[object, ...]], None]:
    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket.") or event in _REFUSED_EVENTS:
            raise NotAllowedError(f"{event} is not allowed while a file is read")
        if event in ("open", "sqlite3.connect"):
            _check_open(arguments, folder=folder, readable=readable)
        for path in arguments[: _PATH_EVENTS.get(event, 0)]:
            _check_path(event, path, folder=folder, readable=readable)

    return watch


def _check_path(event: str, path: object, *, folder: str, readable: list[str]) -> None:
    """Refuse a change outside; folders of Python may be listed, as imports do."""
    if path is None or not isinstance(path, str | bytes | os.PathLike):
        return
    real = os.path.realpath(os.fsdecode(path))
    lists = event in ("os.listdir", "os.scandir") and any(_within(real, outer) for outer in readable)
    if not lists and not _within(real, folder):
        raise NotAllowedError(f"{event} outside is not allowed while a file is read")


def _check_open(arguments: tuple[object, ...], *, folder: str, readable: list[str]) -> None:
    path = arguments[0]
    if not isinstance(path, str | bytes | os.PathLike):
        return
    name = os.fsdecode(path)
    real = os.path.realpath(name.split("?")[0].removeprefix("file:"))
    if _within(real, folder):
        return
    flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
    writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND))
    if not writes and (name in _HARMLESS_FILES or any(_within(real, outer) for outer in readable)):
        return
    raise NotAllowedError("a file outside is not opened while a file is read")


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _filter_calls() -> bool:
    """Put the seccomp filter in place; return whether it is (Linux, Documentation/userspace-api/seccomp_filter)."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _AUDIT_ARCH or sys.maxsize < 2**32:
        return False
    code = _program(machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    pointer = ctypes.addressof(buffer)
    header = struct.pack("HxxxxxxQ", len(code) // 8, pointer)
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(library.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.c_char_p(header), 0, 0) == 0)


def _program(machine: str) -> bytes:
    """Return the filter: a program for the kernel that refuses some system calls and lets the others pass."""

    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    refused = _CALLS[machine]
    start = [step(_LOAD, 4), step(_JUMP_EQUAL, _AUDIT_ARCH[machine], 1, 0), step(_RETURN, _KILL), step(_LOAD, 0)]
    # Each comparison skips what lies between it and the end, where the two answers are.
    tests = [(_JUMP_AT_LEAST, _X32_BIT), *((_JUMP_EQUAL, number) for number in refused)]
    body = [step(code, value, len(tests) - index + 4, 0) for index, (code, value) in enumerate(tests)]
    # clone3 hides its flags in memory: say that it does not exist, and the C library takes clone.
    end = [
        step(_JUMP_EQUAL, _CLONE3, 5, 0),
        step(_JUMP_EQUAL, _CLONE[machine], 0, 2),
        step(_LOAD, 16),
        step(_JUMP_SET, _CLONE_THREAD, 0, 1),
        step(_RETURN, _ALLOW),
        step(_RETURN, _REFUSE),
        step(_RETURN, _UNKNOWN_CALL),
    ]
    return b"".join([*start, *body, *end])
