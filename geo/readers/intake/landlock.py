"""Landlock: the kernel keeps a process to some folders, whatever library asks (Linux from 5.13, without root).

Numbers and structures are those of ``linux/landlock.h``; see Documentation/userspace-api/landlock.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG, _PATH_BENEATH = 1, 1
_PR_SET_NO_NEW_PRIVS = 38
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_REG, _TRUNCATE = 1 << 5, 1 << 8, 1 << 14
_RIGHTS_OF_VERSION = (0, 13, 14, 15, 15, 16)
"""How many rights over files each version of the interface knows, from version 0; later ones add none."""
_HARMLESS = ("/dev/null", "/dev/urandom", "/etc/localtime")


def landlock_version() -> int:
    """Return the version of Landlock that the kernel has; 0 where it has none."""
    if sys.platform != "linux":
        return 0
    found = _library().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))
    return max(0, int(found))


def restrict_files(folder: Path, readable: Iterable[Path]) -> bool:
    """Keep this process to one folder for writing and some for reading, for good.

    Parameters
    ----------
    folder : Path
        Where files may be made, written, read and removed.
    readable : iterable of Path
        Where files may be read.

    Returns
    -------
    bool
        Whether the kernel does so.
    """
    version = landlock_version()
    if not version:
        return False
    handled = (1 << _RIGHTS_OF_VERSION[min(version, len(_RIGHTS_OF_VERSION) - 1)]) - 1
    library = _library()
    attributes = struct.pack("Q", handled)
    ruleset = library.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if ruleset < 0:
        return False
    try:
        inside = _WRITE_FILE | _READ_FILE | _READ_DIR | _REMOVE_FILE | _MAKE_REG | _TRUNCATE
        allowed = [(folder, inside), *((found, _READ_FILE | _READ_DIR) for found in readable)]
        allowed += [(Path(name), _READ_FILE) for name in _HARMLESS]
        if not all(_allow(library, ruleset, path, rights & handled) for path, rights in allowed):
            return False
        if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
            return False
        return bool(library.syscall(_RESTRICT_SELF, ruleset, ctypes.c_uint32(0)) == 0)
    finally:
        os.close(ruleset)


def _allow(library: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> bool:
    """Allow rights under a path; a path that does not exist needs none."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        if not path.is_dir():
            rights &= _WRITE_FILE | _READ_FILE | _TRUNCATE
        rule = struct.pack("=Qi", rights, opened)
        return bool(library.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, ctypes.c_uint32(0)) == 0)
    finally:
        os.close(opened)


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
