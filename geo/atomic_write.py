"""Files that are whole or as they were: written aside, then moved into place."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from geo.errors import UsageError

if sys.platform != "win32":
    import fcntl

_ENDING = ".aside"
_LOCK = "lock"


def refuse_unwritable(path: Path) -> None:
    """Say before long work, not after it, that its result could not be written.

    Raises
    ------
    UsageError
        If the path is a folder, or its folder does not exist or cannot be written.
    """
    if path.is_dir():
        raise UsageError(f"{path} cannot be written: it is a folder.")
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise UsageError(f"{path} cannot be written: there is no folder {path.parent} that can be written to.")


def write_aside(path: Path, body: bytes) -> None:
    """Write a file so that it is either whole or as it was.

    Raises
    ------
    UsageError
        If the path is a folder, its folder does not exist, or it cannot be written.
    """
    with written_aside(path) as aside:
        try:
            aside.write_bytes(body)
        except OSError as error:
            raise _unwritten(path, error) from error


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Give a path to write to, beside the target; move it into place if the block ends well.

    Whatever ends the block early, an interruption among it, leaves the target as it was. Only a process that is killed
    outright leaves the hidden folder behind, never a half-written target; the next one that writes the same target
    removes it (where the system has locks on files, that is not on Windows).

    Parameters
    ----------
    path : Path
        The target.

    Raises
    ------
    UsageError
        If the target is a folder, or its folder does not exist or cannot be written.
    """
    refuse_unwritable(path)
    try:
        _remove_left(path)
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=_ENDING))
        lock = _locked(folder)
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        yield folder / path.name
        try:
            (folder / path.name).replace(path)
        except OSError as error:
            raise _unwritten(path, error) from error
    finally:
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)


def _unwritten(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{path} cannot be written: {error.strerror}.")


def _locked(folder: Path) -> BinaryIO:
    """Return a file of the folder that this process holds locked; it gets its name once it is."""
    waiting = folder / f"{_LOCK}.new"
    file = waiting.open("wb")
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX)
        waiting.rename(folder / _LOCK)
    return file


def _remove_left(path: Path) -> None:
    """Remove what processes that were killed left of this target: the system freed their locks."""
    if sys.platform == "win32":
        return
    for folder in path.parent.iterdir():
        if folder.name.startswith(f".{path.name}.") and folder.name.endswith(_ENDING):
            with suppress(OSError), (folder / _LOCK).open("rb") as file:  # held by a process that lives: it raises
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
