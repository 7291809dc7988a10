"""The one model of a user's events: a table of fixed columns per batch, next to every original column as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command line that only lists formats starts in half the time without pandas
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


class RowStatus(StrEnum):
    """How a row of a user's file ended."""

    ACCEPTED = "accepted"
    WARNED = "accepted_with_warning"
    REFUSED = "refused"


EVENT_COLUMNS: dict[str, str] = {
    "row": "int64",
    "part": "str",
    "status": "str",
    "reasons": "str",
    "id": "str",
    "title": "str",
    "kind": "str",
    "actor": "str",
    "place": "str",
    "lon": "float64",
    "lat": "float64",
    "uncertainty_m": "float64",
    "uncertainty_basis": "str",
    "date_from": "str",
    "date_to": "str",
    "date_precision": "str",
    "killed_min": "float64",
    "killed_max": "float64",
    "source": "str",
    "url": "str",
    "summary": "str",
}
"""Columns of the model and their types, in order.

``row`` counts rows or features of the part from 1, the header not counted; ``part`` names the sheet, folder, layer or
archive member and is empty where there is one only. ``status`` holds a :class:`RowStatus`, ``reasons`` every warning
or the refusal as sentences joined by ``"; "``. ``lon`` and ``lat`` are degrees WGS 84, not a number where unknown.
``uncertainty_m`` is the radius in metres of the circle in which the place lies, not a number where unknown;
``uncertainty_basis`` says what it follows from. ``date_from`` and ``date_to`` are plain ISO days, empty where unknown;
``date_precision`` holds a :class:`~geo.vocab.DatePrecision`. ``killed_min`` and ``killed_max`` are not a number where
nothing is said. Text that is unknown is empty, never a guess.
"""

NOT_LOCATED = "no place that can be drawn; the row is kept in the list"


@dataclass(frozen=True)
class Batch:
    """A run of rows of one file.

    Attributes
    ----------
    events : DataFrame
        Columns and types of :data:`EVENT_COLUMNS`; the index counts rows over the whole file from 0.
    original : DataFrame
        Every column of the file as text under its own name, same index.
    shapes : ndarray of object or None
        Shapely geometry in WGS 84 of rows that are lines or areas (their ``lon`` and ``lat`` are not a number), None
        for others; None as a whole where all rows are points.
    """

    events: pd.DataFrame
    original: pd.DataFrame
    shapes: NDArray[np.object_] | None = None


@dataclass(frozen=True)
class Reading:
    """A file that is being read.

    Attributes
    ----------
    format_id : str
        Which format it was recognised as; a :class:`FormatId`.
    notes : tuple of str
        What the reader did or found that concerns the whole file.
    licence_note : str
        What binds whoever holds the rows, empty where nothing is known to.
    share_rows : bool
        False where the publisher forbids passing raw rows on, as ACLED does: exporting then needs a choice.
    rows_total : int or None
        Number of rows where it is known before reading.
    batches : iterator of Batch
        The rows, each exactly once, in file order.
    """

    format_id: str
    notes: tuple[str, ...]
    licence_note: str
    share_rows: bool
    rows_total: int | None
    batches: Iterator[Batch]
