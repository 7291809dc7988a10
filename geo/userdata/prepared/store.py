"""Prepared folders that are open: mapped into memory, so that only what is asked for is read, and shared by all."""

from __future__ import annotations

import json
import mmap
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo.errors import DataError, Fault, NotFoundError
from geo.userdata.columns import read_header
from geo.userdata.columns.layout import BYTES_PER_EVENT
from geo.userdata.prepared.layout import DETAILS, FORMAT, MAIN, META, ORDER, SEARCH, extra_file

_TEXTS = ("name", "title", "credit", "licence_note", "digest", "source_format")


@dataclass(frozen=True)
class EventFile:
    """One prepared folder.

    Attributes
    ----------
    folder : Path
        Where it lies.
    meta : dict
        Its ``meta.json``.
    count : int
        Events on the map.
    main : mmap
        The main file, mapped.
    extras : dict of str to mmap
        Files of the further columns, mapped, by name.
    order : ndarray of uint32
        Row of the details that each event stands for.
    details : RecordBatchFileReader
        The details, mapped.
    search : RecordBatchFileReader
        The texts of each batch of the details for the search, mapped.
    starts : ndarray of int64
        First row of each batch of the details, and the number of all rows.
    """

    folder: Path
    meta: dict[str, Any]
    count: int
    main: mmap.mmap
    extras: dict[str, mmap.mmap]
    order: NDArray[np.uint32]
    details: Any
    search: Any
    starts: NDArray[np.int64]

    @property
    def name(self) -> str:
        """Name in addresses."""
        return str(self.meta["name"])

    @property
    def version(self) -> str:
        """Short digest; part of addresses that may be kept for good."""
        return str(self.meta["digest"])[:12]

    def further(self, name: str) -> mmap.mmap:
        """Return the file of a further column.

        Raises
        ------
        NotFoundError
            If there is none of that name.
        """
        if name not in self.extras:
            raise NotFoundError("This file of events has no such column.")
        return self.extras[name]


def open_event_file(folder: Path) -> EventFile:
    """Map a prepared folder into memory.

    Raises
    ------
    DataError
        If the folder is missing, of another version, or damaged; the cure is to write it again.
    """
    meta = _meta(folder)
    try:
        main = _mapped(folder / MAIN)
        extras = {str(extra["name"]): _mapped(folder / extra_file(str(extra["name"]))) for extra in meta["extras"]}
        order = np.fromfile(folder / ORDER, dtype="<u4") if meta["counts"]["drawn"] < 1 else _order(folder / ORDER)
        details, search = (pa.ipc.open_file(pa.memory_map(str(folder / name))) for name in (DETAILS, SEARCH))
        sizes = [details.get_batch(index).num_rows for index in range(details.num_record_batches)]
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowInvalid) as error:
        raise _fault(folder, "-", "a file is missing or damaged") from error
    starts = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))).astype(np.int64)
    header, _ = read_header(memoryview(main), file=f"{folder.name}/{MAIN}")
    count = int(header["count"])
    alike = count == len(order) == starts[-1] and details.num_record_batches == search.num_record_batches
    if not alike or len(main) < count * BYTES_PER_EVENT:
        raise _fault(folder, "count", "its files do not belong together")
    return EventFile(folder, meta, count, main, extras, order, details, search, starts)


@lru_cache(maxsize=4)
def open_event_files(folders: tuple[Path, ...]) -> tuple[EventFile, ...]:
    """Return the prepared folders of a process, opened at the first call and shared from then on.

    Raises
    ------
    DataError
        With the faults of all folders.
    """
    found: dict[str, EventFile] = {}
    faults: list[Fault] = []
    for folder in folders:
        try:
            opened = open_event_file(folder)
        except DataError as error:
            faults += error.faults
            continue
        if opened.name in found:
            faults.append(Fault(folder.name, 0, "name", "another folder has this name; prepare it under another one"))
        found[opened.name] = opened
    if faults:
        raise DataError(faults)
    return tuple(found.values())


def _meta(folder: Path) -> dict[str, Any]:
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _fault(folder, META, "missing or not readable") from error
    if not isinstance(meta, dict) or meta.get("format") != FORMAT:
        raise _fault(folder, META, f"not of version {FORMAT}")
    if not all(isinstance(meta.get(name), str) for name in _TEXTS) or not isinstance(meta.get("extras"), list):
        raise _fault(folder, META, "a member is missing")
    return meta


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _order(path: Path) -> NDArray[np.uint32]:
    return np.memmap(path, dtype="<u4", mode="r")


def _fault(folder: Path, field: str, reason: str) -> DataError:
    return DataError([Fault(folder.name, 0, field, f"{reason}; write the folder anew with python -m geo columns")])
