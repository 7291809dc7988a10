"""The process that reads one upload: ``python -I -c "...main()" FOLDER``, started by :mod:`geo.readers.intake.upload`.

It finds ``job.json`` and the file in its folder, writes tables and ``result.json`` there, and says on its standard
output, one JSON line at a time, how far it is.
"""

from __future__ import annotations

import gc
import json
import mimetypes
import os
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo.readers.intake.confine import confine, die_with_parent, limit_resources
from geo.readers.intake.files import JOB_FILE, RESULT_FILE, WALLS_FILE

_NICE = 5


Job = dict[str, Any]


def main() -> int:
    """Read the file of the folder that the last argument names; return the exit code."""

    def load(_job: Job, _folder: Path) -> Callable[[Job, Path], None]:
        mimetypes.init(files=())  # the reader of workbooks would look for lists of the system
        from geo.readers.intake import work

        return work.run

    return run_confined(load)


def run_confined(load: Callable[[Job, Path], Callable[[Job, Path], None]]) -> int:
    """Do the job of the folder that the last argument names, within its limits; return the exit code.

    Parameters
    ----------
    load : callable
        Loads whatever the work needs while files can still be read, and returns the work, which is done confined.
    """
    folder = Path(sys.argv[-1])
    job: Job = json.loads((folder / JOB_FILE).read_text(encoding="utf-8"))
    die_with_parent()
    limit_resources(
        memory_bytes=int(job["limits"]["max_memory_bytes"]),
        seconds=float(job["limits"]["max_seconds"]),
        file_bytes=int(job["limits"]["max_memory_bytes"]),
    )
    if hasattr(os, "nice"):
        os.nice(_NICE)  # pages are answered first
    gc.disable()  # short-lived, and millions of small objects make it slow
    try:
        work = load(job, folder)
        walls = confine(folder=folder, readable=_readable())
        (folder / WALLS_FILE).write_text(json.dumps(walls), encoding="utf-8")
        work(job, folder)
    except MemoryError:
        return _out_of_memory(folder)
    return 0


def _readable() -> list[Path]:
    """Return the folders of Python, its packages and our own code."""
    folders = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    return [Path(folder) for folder in folders] + [Path(__file__).parents[2]]


def _out_of_memory(folder: Path) -> int:
    (folder / RESULT_FILE).write_text('{"error": "memory"}', encoding="utf-8")
    return 0
