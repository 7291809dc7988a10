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
from pathlib import Path
from typing import Any

from geo.readers.intake.confine import confine, die_with_parent, limit_resources

_NICE = 5


def main() -> int:
    """Read the file of the folder that the last argument names; return the exit code."""
    folder = Path(sys.argv[-1])
    job: dict[str, Any] = json.loads((folder / "job.json").read_text(encoding="utf-8"))
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
        mimetypes.init(files=())  # the reader of workbooks would look for lists of the system
        from geo.readers.intake import work

        confine(folder=folder, readable=_readable())
        work.run(job, folder)
    except MemoryError:
        return _out_of_memory(folder)
    return 0


def _readable() -> list[Path]:
    """Return where Python, its packages and our own code stand."""
    places = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    return [Path(place) for place in places] + [Path(__file__).parents[2]]


def _out_of_memory(folder: Path) -> int:
    (folder / "result.json").write_text('{"error": "memory"}', encoding="utf-8")
    return 0
