"""Points that were worked out already: files name the same places from their first row to their last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.userdata.enrich.rows import Points

MOST_POINTS = 200_000
"""How many points are kept, some 40 MB; beyond that new ones are worked out each time."""

Columns = dict[str, pa.Array]


@dataclass(slots=True)
class KnownPoints:
    """Columns of points by longitude, latitude and radius. For one thread at a time."""

    _index: pd.Index = field(default_factory=lambda: pd.Index([], dtype=np.uint64))
    _values: np.ndarray = field(default_factory=lambda: np.zeros((0, 3)))
    _columns: Columns = field(default_factory=dict)

    def columns_of(self, points: Points, work_out: Callable[[Points], Columns]) -> Columns:
        """Return the columns of points, one entry per point; only those that are new are worked out.

        Parameters
        ----------
        points : Points
            Distinct points.
        work_out : callable
            Gives the columns of points.
        """
        values = np.column_stack((points.lon, points.lat, points.radius_m))
        at = self._index.get_indexer(pd.Index(points.key))
        differs = ~np.isclose(self._values[at[at >= 0]], values[at >= 0], rtol=0, atol=0, equal_nan=True).all(axis=1)
        shared = bool(differs.any()) or len(np.unique(points.key)) < len(points.key)
        if shared:  # two points share a key, which never happens by chance: answer without keeping
            return work_out(points)
        new = np.flatnonzero(at < 0)
        if not len(new) and self._columns:
            return {name: column.take(pa.array(at)) for name, column in self._columns.items()}
        fresh = work_out(points.kept(new))
        known = len(self._index)
        both = {
            name: pa.concat_arrays([self._columns[name], column]) if self._columns else column
            for name, column in fresh.items()
        }
        at[new] = known + np.arange(len(new))
        if known + len(new) <= MOST_POINTS:
            self._index = self._index.append(pd.Index(points.key[new]))
            self._values = np.concatenate((self._values, values[new]))
            self._columns = both
        return {name: column.take(pa.array(at)) for name, column in both.items()}
