"""The rows of an output file: the model of events, what was added, credit and version, the file's own columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from geo.readers import EVENT_COLUMNS, Batch
from geo.userdata.enrich.columns import ADDED_COLUMNS

ORIGINAL = "original_"
"""Beginning of the names of the file's own columns."""
RAW_TEXTS = frozenset({"summary"})
"""Columns of the model that repeat a publisher's prose; left out with the file's own columns."""
_ARROW_TYPES = {"str": pa.large_string(), "int64": pa.int64(), "float64": pa.float64()}


@dataclass(frozen=True, slots=True)
class About:
    """What an output file says of itself.

    Attributes
    ----------
    title : str
        What it is.
    dataset_version : str
        Version of the atlas data that was used.
    credit : str
        Whom to credit for what was added; stands in every row.
    notes : tuple of str
        Licence notes and what else concerns the whole file.
    """

    title: str
    dataset_version: str
    credit: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that are ready to be written.

    Attributes
    ----------
    table : pyarrow.Table
        Every column; the same columns for every batch of one file.
    shapes : ndarray of object or None
        Shapely geometry of rows that are lines or areas, None for others; None as a whole where all are points.
    """

    table: pa.Table
    shapes: NDArray[np.object_] | None


@dataclass(slots=True)
class RowMaker:
    """Makes the rows of one output file.

    Attributes
    ----------
    about : About
        Version and credit of every row.
    with_original : bool
        Whether the file's own columns go into the output.
    columns : list of str
        The file's own columns, as the first batch has them; later batches are brought to the same.
    left_out : set of str
        Own columns that first appear in a later batch and have no place in the output.
    """

    about: About
    with_original: bool
    columns: list[str] | None = None
    left_out: set[str] = field(default_factory=set)

    def make(self, batch: Batch, added: pa.Table) -> Rows:
        """Return the rows of a batch with its added columns."""
        count = len(batch.events)
        names = [name for name in EVENT_COLUMNS if self.with_original or name not in RAW_TEXTS]
        columns: dict[str, pa.Array | pa.ChunkedArray] = {
            name: _column(batch.events[name], _ARROW_TYPES[EVENT_COLUMNS[name]]) for name in names
        }
        columns |= {name: added.column(name) for name in ADDED_COLUMNS}
        columns |= {
            "dataset_version": _constant(self.about.dataset_version, count),
            "credit": _constant(self.about.credit, count),
        }
        if self.with_original:
            columns |= self._own(batch)
        return Rows(pa.table(columns), batch.shapes)

    def _own(self, batch: Batch) -> dict[str, pa.Array]:
        found = [str(name) for name in batch.original.columns]
        if self.columns is None:
            self.columns = found
        self.left_out |= set(found) - set(self.columns)
        original = batch.original
        return {
            name: (
                pa.array(original.iloc[:, found.index(own)], type=pa.large_string(), from_pandas=True)
                if own in found
                else _constant("", len(original))
            )
            for own, name in zip(self.columns, distinct_names(self.columns), strict=True)
        }


def distinct_names(columns: Sequence[str]) -> list[str]:
    """Return the names under which a file's own columns are written: prefixed, and apart even without case.

    Examples
    --------
    >>> distinct_names(["id", "ID"])
    ['original_id', 'original_ID_2']
    """
    taken: set[str] = set()
    names = []
    for column in columns:
        name, number = ORIGINAL + column, 1
        while name.casefold() in taken:
            number += 1
            name = f"{ORIGINAL}{column}_{number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _column(values: pd.Series, kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
    """Return a column of the model; a number that is none, or infinite, is null: not every format can hold it."""
    if pa.types.is_floating(kind):
        numbers = values.to_numpy(np.float64)
        return pa.array(numbers, mask=~np.isfinite(numbers))
    return pa.array(values, type=kind, from_pandas=True)


def _constant(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.large_string()), count)
