"""Writing of a prepared folder from a file of events, in one pass over its batches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.atomic_write import written_folder_aside
from geo.errors import UsageError
from geo.readers import EVENT_COLUMNS, Reading, RowStatus
from geo.text.folding import slugify
from geo.userdata.columns import EventColumns, encode
from geo.userdata.columns.layout import MAX_CATEGORIES, MAX_LABELS
from geo.userdata.prepared.gather import DrawnRows
from geo.userdata.prepared.layout import DETAIL_COLUMNS, DETAILS, FORMAT, MAIN, META, ORDER, SEARCH, extra_file
from geo.userdata.prepared.lines import SCHEMA, lines_of

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Prepared:
    """What was written.

    Attributes
    ----------
    name : str
        Name of the file in addresses.
    rows, drawn, unlocated, refused : int
        Rows of the file; of them those on the map, those without coordinates, and those that were refused.
    """

    name: str
    rows: int
    drawn: int
    unlocated: int
    refused: int


def prepare(
    reading: Reading,
    folder: Path,
    *,
    title: str,
    credit: str = "",
    on_rows: Callable[[int], None] | None = None,
) -> Prepared:
    """Write the folder that ``ATLAS_EVENT_FILES`` can name.

    Parameters
    ----------
    reading : Reading
        The file; its batches are taken one by one.
    folder : Path
        Written aside and moved into place when it is whole; folders above it are made. A prepared folder that
        stands there is replaced.
    title, credit : str
        What the panel says of the file.
    on_rows : callable, optional
        Called with the number of rows read so far.

    Raises
    ------
    UsageError
        If the folder cannot be written, holds something else, or its name has no letter or digit.
    """
    name = slugify(folder.name)
    if not name:
        raise UsageError(f"{folder}: the folder's name becomes part of an address; give it letters or digits.")
    with _aside(folder) as work:
        rows, counts = _read(reading, work, on_rows)
        meta = _write(rows, work) | {
            "format": FORMAT,
            "name": name,
            "title": title,
            "credit": credit,
            "source_format": reading.format_id,
            "licence_note": reading.licence_note,
            "share_rows": reading.share_rows,
            "counts": counts,
        }
        meta["digest"] = _digest(work)
        (work / META).write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Prepared(name, **counts)


def _read(reading: Reading, work: Path, on_rows: Callable[[int], None] | None) -> tuple[DrawnRows, dict[str, int]]:
    """Write the details as they come; keep in memory only what the columns need."""
    rows = DrawnRows()
    total = refused = drawn_rows = 0
    with (
        pa.OSFile(str(work / DETAILS), "wb") as sink,
        pa.ipc.new_file(sink, _schema()) as writer,
        pa.OSFile(str(work / SEARCH), "wb") as beside,
        pa.ipc.new_file(beside, SCHEMA) as searched,
    ):
        for batch in reading.batches:
            events = batch.events
            total += len(events)
            accepted = events["status"].to_numpy(dtype=object) != str(RowStatus.REFUSED)
            refused += int(np.count_nonzero(~accepted))
            drawn = events[accepted & np.isfinite(events["lon"]) & np.isfinite(events["lat"])]
            drawn_rows += len(drawn)
            if len(drawn):
                rows.add(drawn)
                writer.write_batch(_details(drawn))
                searched.write_batch(lines_of(drawn))
            if on_rows is not None:
                on_rows(total)
    counts = {"rows": total, "drawn": drawn_rows, "unlocated": total - refused - drawn_rows, "refused": refused}
    return rows, counts


def _schema() -> pa.Schema:
    types = {"float64": pa.float64(), "int64": pa.int64(), "str": pa.large_string()}
    return pa.schema([pa.field(name, types[EVENT_COLUMNS[name]]) for name in DETAIL_COLUMNS])


def _details(drawn: pd.DataFrame) -> pa.RecordBatch:
    schema = _schema()
    arrays = [pa.array(drawn[name].tolist(), type=schema.field(name).type) for name in DETAIL_COLUMNS]
    return pa.record_batch(arrays, schema=schema)


def _write(rows: DrawnRows, work: Path) -> dict[str, Any]:
    kind, kind_counts = rows.kind.category(most=MAX_CATEGORIES)
    actor, actor_counts = rows.actor.category(most=MAX_LABELS)
    columns = EventColumns(
        lon=rows.floats("lon"),
        lat=rows.floats("lat"),
        first=rows.days("first"),
        last=rows.days("last"),
        kind=kind,
        confidence=np.zeros(len(kind.codes), dtype=np.uint8),
        extras={"actor": actor} if len(actor.labels) > 1 else {},
    )
    encoded = encode(columns)
    (work / MAIN).write_bytes(encoded.body)
    for name, body in encoded.extras.items():
        (work / extra_file(name)).write_bytes(body)
    (work / ORDER).write_bytes(encoded.order.astype("<u4").tobytes())
    return {
        "extent": encoded.header["extent"],
        "undated": encoded.header["undated"],
        "spans_rounded": encoded.header["spans_rounded"],
        "kinds": [{"label": label, "count": n} for label, n in zip(kind.labels, kind_counts, strict=True)],
        "extras": [
            {
                "name": name,
                "values": [{"label": label, "count": n} for label, n in zip(actor.labels, actor_counts, strict=True)],
            }
            for name in encoded.extras
        ],
    }


def _digest(work: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(work.iterdir()):
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    return found.hexdigest()


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Give a folder to write in, and let it replace the other when the block ends well."""
    if folder.exists() and not (folder / META).is_file():
        raise UsageError(f"{folder} holds something else; name a new folder, or one that this command wrote.")
    with written_folder_aside(folder) as work:
        yield work
