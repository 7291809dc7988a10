"""Which walls this system can put around the process that reads a file: for the start-up line and ``/health``."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from geo.readers.intake.landlock import landlock_version

WALLS: Mapping[str, str] = {
    "limits": "limits of memory, time and disk",
    "audit": "Python's own calls are watched",
    "landlock": "the kernel keeps every library to the folder of the file",
    "seccomp": "the kernel refuses network, programs and changes of files by name",
}
"""The walls and what each is for."""
_MACHINES = frozenset({"x86_64", "aarch64"})
_SECCOMP = Path("/proc/sys/kernel/seccomp/actions_avail")


def available_walls() -> dict[str, bool]:
    """Return for each of :data:`WALLS` whether this system has it."""
    is_linux = sys.platform == "linux"
    return {
        "limits": sys.platform != "win32",
        "audit": True,
        "landlock": landlock_version() > 0,
        "seccomp": is_linux and platform.machine() in _MACHINES and _SECCOMP.is_file() and sys.maxsize > 2**32,
    }


def walls_sentence(walls: Mapping[str, bool]) -> str:
    """Return in one sentence which walls stand around the process that reads a file, and which do not.

    Examples
    --------
    >>> walls_sentence({"limits": True, "landlock": False})
    'Files of readers are read behind these walls: limits; not available here: landlock.'
    """
    standing = ", ".join(name for name, stands in walls.items() if stands) or "none"
    missing = ", ".join(name for name, stands in walls.items() if not stands)
    lacking = f"; not available here: {missing}" if missing else ""
    return f"Files of readers are read behind these walls: {standing}{lacking}."
