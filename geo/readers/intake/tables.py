"""Batches of events as Arrow files, which hold data and nothing that could run."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.readers.intake.files import EVENTS_FILE, ORIGINAL_FILE
from geo.readers.intake.messages import SHAPE_COLUMN
from geo.readers.model.reading import EVENT_COLUMNS, Batch

_NAMES = b"names"
_MAX_GROWTH = 2
"""How often larger than its file a table may be: we write without compression."""


def write_batch(batch: Batch, number: int, folder: Path) -> None:
    """Write a batch as the files of that number."""
    events = pa.Table.from_pandas(batch.events[list(EVENT_COLUMNS)], preserve_index=False)
    if batch.shapes is not None:
        events = events.append_column(SHAPE_COLUMN, pa.array(shapely.to_wkb(batch.shapes), pa.binary()))
    _write(events, folder / EVENTS_FILE.format(number))
    names = [str(name) for name in batch.original.columns]
    columns = [pa.array(batch.original.iloc[:, place], pa.string()) for place in range(len(names))]
    table = pa.table(columns, names=[str(place) for place in range(len(names))])
    _write(table.replace_schema_metadata({_NAMES: json.dumps(names)}), folder / ORIGINAL_FILE.format(number))


def read_batch(number: int, folder: Path, *, first: int) -> Batch:
    """Return the batch of a number; its rows count from ``first`` over the whole file.

    Raises
    ------
    ValueError
        If the files are not what :func:`write_batch` writes.
    """
    events = _read(folder / EVENTS_FILE.format(number))
    original = _read(folder / ORIGINAL_FILE.format(number))
    names = json.loads((original.schema.metadata or {}).get(_NAMES, b"null"))
    whole = set(EVENT_COLUMNS) <= set(events.column_names) and isinstance(names, list)
    if not whole or len(names) != original.num_columns:
        raise ValueError("the tables of the child process are not whole")
    rows = events.num_rows
    index = pd.RangeIndex(first, first + rows)
    shapes = None
    if SHAPE_COLUMN in events.column_names:
        shapes = shapely.from_wkb(np.array(events[SHAPE_COLUMN].to_pylist(), dtype=object))
    frame = events.select(list(EVENT_COLUMNS)).to_pandas().astype(EVENT_COLUMNS).set_axis(index)
    if names:
        texts = original.to_pandas().astype("str").set_axis(index).set_axis(names, axis=1)
    else:
        texts = pd.DataFrame(index=index)
    if len(texts) != rows:
        raise ValueError("the tables of the child process differ in length")
    return Batch(frame, texts, shapes)


def _write(table: pa.Table, path: Path) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _read(path: Path) -> pa.Table:
    if path.is_symlink() or not path.is_file():
        raise ValueError("a table of the child process is missing")
    try:
        table = pa.ipc.open_file(pa.py_buffer(path.read_bytes())).read_all()
        table.validate(full=True)
        if table.nbytes > _MAX_GROWTH * path.stat().st_size:
            raise ValueError("a table of the child process is larger than its file")
    except pa.ArrowException as error:
        raise ValueError("a table of the child process is damaged") from error
    return table
