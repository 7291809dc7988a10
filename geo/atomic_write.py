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
        If the path is a folder, a link, a pipe or a device, or its folder does not exist or cannot be written.
    """
    if path.is_symlink():
        raise UsageError(f"{path} cannot be written: it is a link; name the file that it leads to.")
    if path.is_dir():
        raise UsageError(f"{path} cannot be written: it is a folder.")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} cannot be written: it is a pipe or a device; name a file, or use a redirection.")
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
        aside.write_bytes(body)


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
        If the target cannot be written, or the disk is full; the target is as it was then.
    """
    refuse_unwritable(path)
    try:
        _remove_left(path)
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=_ENDING))
        lock = _locked(folder)
    except OSError as error:
        raise _unwritten(path, error) from error
    written = folder / path.name
    try:
        yield written
        if path.exists():
            shutil.copymode(path, written)
        written.replace(path)
    except OSError as error:
        if error.filename not in (None, str(written), str(path)):
            raise
        raise _unwritten(path, error) from error
    finally:
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def written_folder_aside(path: Path) -> Iterator[Path]:
    """Give a folder to write in, next to the target; it takes the place of the target if the block ends well.

    What a process that was killed left of the same target is removed, as with :func:`written_aside`.

    Parameters
    ----------
    path : Path
        The target folder; folders above it are made.

    Raises
    ------
    UsageError
        If it cannot be written, or the disk is full; the target is as it was then.
    """
    if path.is_symlink():
        raise UsageError(f"{path} cannot be written: it is a link; name the folder that it leads to.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_left(path)
        outer = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=_ENDING))
        lock = _locked(outer)
        written = outer / path.name
        written.mkdir()
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        yield written
        if path.exists():
            path.rename(outer / "before")
        written.rename(path)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        lock.close()
        shutil.rmtree(outer, ignore_errors=True)


def _unwritten(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{path} cannot be written: {error.strerror or error}.")


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
