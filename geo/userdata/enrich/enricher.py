"""Enrichment of batches: what our geometry, our gazetteer and our records say about a person's own rows."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.atlas import Atlas
from geo.atlas.position import PositionTest
from geo.readers import Batch, RowStatus
from geo.userdata.enrich.bounded_shapes import ShapeBounds, bounded_shape_columns
from geo.userdata.enrich.columns import ADDED_COLUMNS
from geo.userdata.enrich.matching.duplicates import SeenRows
from geo.userdata.enrich.matching.near_records import near_record_columns
from geo.userdata.enrich.nearest import nearest_place_columns, nearest_position_columns
from geo.userdata.enrich.options import EnrichOptions
from geo.userdata.enrich.point_cache import KnownPoints
from geo.userdata.enrich.rows import IntArray, Points, day_spans, distinct_points
from geo.userdata.enrich.targets import Targets, targets_of
from geo.userdata.enrich.where import position_columns

_PANDAS_TYPES = {pa.bool_(): pd.BooleanDtype(), pa.int64(): pd.Int64Dtype()}


@dataclass(frozen=True, slots=True)
class Enricher:
    """Everything that enrichment needs, made once and used for every batch.

    Attributes
    ----------
    test : PositionTest
        The position test.
    targets : Targets
        Our places, positions and records.
    options : EnrichOptions
        What the person chose.
    known : KnownPoints
        Points that earlier batches had; an enricher is for one thread at a time.
    bounds : ShapeBounds
        What testing lines and areas may cost.
    """

    test: PositionTest
    targets: Targets
    options: EnrichOptions
    known: KnownPoints = field(default_factory=KnownPoints)
    bounds: ShapeBounds = field(default_factory=ShapeBounds)

    def table(self, batch: Batch, seen: SeenRows) -> pa.Table:
        """Return the added columns of a batch as an Arrow table, one row per row of the batch.

        Parameters
        ----------
        batch : Batch
            Rows of a file. Rows that were refused or have no place get empty columns.
        seen : SeenRows
            What the file has shown so far; the same object for every batch of one file, in order.

        Raises
        ------
        DataError
            If a line or an area costs more than is allowed.
        """
        events = batch.events
        points = distinct_points(batch, uncertainty_m=self.options.uncertainty_m)
        first_day, last_day = day_spans(events)
        columns = {"file_row": pa.array(events.index.to_numpy(np.int64) + 1)}
        of_points = self.known.columns_of(points, self._of_points)
        columns |= self._spread(of_points, points.rows, points.point, len(events))
        located = self._of_located(events, points, first_day[points.rows], last_day[points.rows])
        columns |= self._spread(located, points.rows, np.arange(len(points.rows)), len(events))
        columns |= seen.mark(events, located=points.rows, first_day=first_day, last_day=last_day)
        self._add_shapes(batch, columns)
        return pa.table(
            {name: columns.get(name, pa.nulls(len(events), kind)) for name, kind in ADDED_COLUMNS.items()},
            schema=pa.schema(ADDED_COLUMNS),
        )

    def _of_points(self, points: Points) -> dict[str, pa.Array]:
        """Return the columns that depend on the point of a row only, one entry per distinct point."""
        return position_columns(self.test, points) | nearest_place_columns(self.targets.places, points)

    def _of_located(
        self, events: pd.DataFrame, points: Points, first_day: IntArray, last_day: IntArray
    ) -> dict[str, pa.Array]:
        """Return the columns that depend on the day or the kind of a row, one entry per located row."""
        columns: dict[str, pa.Array] = {}
        for name, dated in (
            ("nearest_un_position", self.targets.un),
            ("nearest_israeli_position", self.targets.israeli),
        ):
            columns |= nearest_position_columns(name, dated, points, first_day=first_day, last_day=last_day)
        return columns | near_record_columns(
            self.targets.records,
            points,
            kinds=events["kind"].iloc[points.rows],
            first_day=first_day,
            last_day=last_day,
            options=self.options,
        )

    def _spread(
        self, columns: dict[str, pa.Array], rows: IntArray, entries: IntArray, total: int
    ) -> dict[str, pa.Array]:
        """Return columns of some rows as columns of all rows, text empty and numbers null elsewhere."""
        where = np.full(total, -1, dtype=np.int64)
        where[rows] = entries
        index = pa.array(where, mask=where < 0)
        spread = {name: values.take(index) for name, values in columns.items()}
        return {name: _filled(values) for name, values in spread.items()}

    def _add_shapes(self, batch: Batch, columns: dict[str, pa.Array]) -> None:
        """Put the position columns of lines and areas into their rows."""
        total = len(batch.events)
        columns["shape_relation"] = pa.array([""] * total, pa.string())
        if batch.shapes is None:
            return
        refused = (batch.events["status"] == str(RowStatus.REFUSED)).to_numpy(np.bool_)
        rows = np.flatnonzero(~shapely.is_missing(batch.shapes) & ~shapely.is_empty(batch.shapes) & ~refused)
        if not len(rows):
            return
        numbers = batch.events["row"].to_numpy(np.int64)[rows].tolist()
        found = bounded_shape_columns(self.test, batch.shapes[rows], rows=numbers, bounds=self.bounds)
        index = np.arange(total)
        index[rows] = total + np.arange(len(rows))
        for name, values in found.items():
            both = pa.concat_arrays([_plain(columns[name]), values])
            columns[name] = both.take(pa.array(index))


def _plain(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def _filled(values: pa.Array) -> pa.Array:
    return values.fill_null("") if pa.types.is_string(values.type) else values


def make_enricher(atlas: Atlas, *, options: EnrichOptions | None = None, bounds: ShapeBounds | None = None) -> Enricher:
    """Return an enricher over an atlas; make one per file or session, not one per batch.

    Parameters
    ----------
    atlas : Atlas
        What rows are compared with.
    options : EnrichOptions, optional
        Reach of our own records, radius of rows without one.
    bounds : ShapeBounds, optional
        What testing lines and areas may cost.
    """
    return Enricher(atlas.test, targets_of(atlas), options or EnrichOptions(), bounds=bounds or ShapeBounds())


def enrich(
    batch: Batch, atlas: Atlas, *, options: EnrichOptions | None = None, seen: SeenRows | None = None
) -> pd.DataFrame:
    """Return the added columns of a batch.

    A convenience for one batch; for many, :func:`make_enricher` once and :meth:`Enricher.table` for each.

    Parameters
    ----------
    batch : Batch
        Rows of a file.
    atlas : Atlas
        What they are compared with.
    options : EnrichOptions, optional
        Reach of our own records, radius of rows without one.
    seen : SeenRows, optional
        What earlier batches of the same file have shown.

    Returns
    -------
    DataFrame
        Columns of :data:`ADDED_COLUMNS`, same index as ``batch.events``. Distances in metres.
    """
    table = make_enricher(atlas, options=options).table(batch, seen if seen is not None else SeenRows())
    frame: pd.DataFrame = table.to_pandas(types_mapper=_PANDAS_TYPES.get)
    frame.index = batch.events.index
    return frame
