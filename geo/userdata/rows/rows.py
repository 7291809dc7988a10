"""A person's rows, read and enriched: what the page, the map and the downloads show of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.errors import NotFoundError
from geo.readers import RowStatus
from geo.userdata.columns import columns_of_events, encode
from geo.userdata.rows.shapes import DrawnShapes, draw_shapes

_VERTEX_BYTES = 16


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
        Columns of :data:`geo.readers.EVENT_COLUMNS`, one row a row of the file.
    added : DataFrame
        Columns of :data:`geo.userdata.enrich.ADDED_COLUMNS`, same rows.
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
        """Memory that the tables and shapes take, about."""
        frames = (self.events, self.added, self.original)
        tables = sum(int(frame.memory_usage(deep=True).sum()) for frame in frames)
        vertices = 0 if self.shapes is None else int(shapely.get_num_coordinates(self.shapes).sum())
        return tables + vertices * _VERTEX_BYTES + len(self.columns) + len(self.drawn_shapes.body)

    @cached_property
    def columns(self) -> bytes:
        """Where and when the rows lie that have a point, in the format of ``docs/columns.md``."""
        return self._drawn[0]

    @cached_property
    def drawn(self) -> int:
        """How many rows have a point on the map."""
        return len(self._drawn[1])

    @cached_property
    def drawn_shapes(self) -> DrawnShapes:
        """The lines and areas, as the map draws them."""
        return draw_shapes(self.events, self.added, self.shapes)

    @cached_property
    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of what the map draws, degrees WGS 84; None where it draws nothing."""
        boxes = [box for box in (self.drawn_shapes.bounds, self._point_bounds()) if box is not None]
        if not boxes:
            return None
        west, south, east, north = zip(*boxes, strict=True)
        return min(west), min(south), max(east), max(north)

    def _point_bounds(self) -> tuple[float, float, float, float] | None:
        points = self.events.iloc[self._drawn[1]]
        if not len(points):
            return None
        lon, lat = points["lon"], points["lat"]
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

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
