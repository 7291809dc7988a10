"""A person's rows, read and enriched: what the page, the map and the downloads show of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.columns import columns_of_events, encode
from geo.errors import NotFoundError
from geo.formats import RowStatus

MOST_DETAIL_CHARS = 2_000
"""Characters of one text that the card on the map shows; the table and the downloads have all of it."""


@dataclass(frozen=True, eq=False)
class OwnRows:
    """One file of a person, every row of it.

    Attributes
    ----------
    name : str
        File name as the person knows it.
    format_id : str
        What it was recognised as.
    notes : tuple of str
        What the reader found that concerns the whole file.
    licence_note : str
        What binds whoever holds the rows; empty where nothing is known to.
    share_rows : bool
        False where the publisher forbids passing raw rows on.
    events : DataFrame
        Columns of :data:`geo.formats.EVENT_COLUMNS`, one row a row of the file.
    added : DataFrame
        Columns of :data:`geo.enrich.ADDED_COLUMNS`, same rows.
    original : DataFrame
        Every column of the file as text, same rows.
    shapes : ndarray of object or None
        Lines and areas, degrees WGS 84, None for other rows.
    """

    name: str
    format_id: str
    events: pd.DataFrame
    added: pd.DataFrame
    original: pd.DataFrame
    notes: tuple[str, ...] = ()
    licence_note: str = ""
    share_rows: bool = True
    shapes: NDArray[np.object_] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.events)

    @cached_property
    def size_bytes(self) -> int:
        """Memory that the tables take, about."""
        frames = (self.events, self.added, self.original)
        return sum(int(frame.memory_usage(deep=True).sum()) for frame in frames) + len(self.columns)

    @cached_property
    def columns(self) -> bytes:
        """Where and when the rows lie that have a point, in the format of ``docs/columns.md``."""
        return self._drawn[0]

    @cached_property
    def drawn(self) -> int:
        """How many rows have a point on the map."""
        return len(self._drawn[1])

    @cached_property
    def _drawn(self) -> tuple[bytes, NDArray[np.int64]]:
        found, places = columns_of_events(self.events)
        encoded = encode(found)
        return encoded.body, places[encoded.order]

    def row_of(self, drawn_id: int) -> int:
        """Return the place in the tables of a row that the map names by its number.

        Raises
        ------
        NotFoundError
            If the map has no such row.
        """
        places = self._drawn[1]
        if not 0 <= drawn_id < len(places):
            raise NotFoundError("The file has no such row.")
        return int(places[drawn_id])

    def count(self, status: RowStatus) -> int:
        """Return how many rows ended so."""
        return int((self.events["status"] == str(status)).sum())


def plain_value(value: Any) -> Any:
    """Return a cell as JSON has it: text, number, flag or nothing."""
    if value is None or value is pd.NA or (isinstance(value, float) and not np.isfinite(value)):
        return None
    if isinstance(value, np.generic):
        return plain_value(value.item())
    return value[:MOST_DETAIL_CHARS] if isinstance(value, str) else value
