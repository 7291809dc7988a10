"""The one atlas of a process: pages, routes and commands share it instead of building their own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from geo.atlas import Atlas, build_atlas
from geo.dataset.load import load_dataset


@lru_cache(maxsize=2)
def open_atlas(folder: Path | None = None) -> Atlas:
    """Return the atlas of a data folder, built at the first call.

    Broken data is not kept: the next call reads the files again, so that a repaired folder works
    without a restart. Data that loaded once stays until the process ends.

    Raises
    ------
    DataError
        With every fault in the data.
    """
    return build_atlas(load_dataset(folder))
