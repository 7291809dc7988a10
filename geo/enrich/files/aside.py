"""Files that are whole or as they were: written aside, then moved into place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import UsageError


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Give a path to write to, beside the target; move it into place if the block ends well.

    Whatever ends the block early, an interruption among it, leaves the target as it was. Only a process that is killed
    outright leaves the hidden folder behind, never a half-written target.

    Parameters
    ----------
    path : Path
        The target.

    Raises
    ------
    UsageError
        If the target is a folder, or its folder does not exist or cannot be written.
    """
    if path.is_dir():
        raise UsageError(f"{path} cannot be written: it is a folder.")
    try:
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        yield folder / path.name
        try:
            (folder / path.name).replace(path)
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
