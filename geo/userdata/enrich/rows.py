"""The rows of a batch as arrays: which are located, where, when, and which share a point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.readers import Batch, RowStatus

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

NO_DAY = np.iinfo(np.int64).min
"""Stands for a day that is not known."""
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """The located rows of a batch, each distinct point once.

    Attributes
    ----------
    rows : ndarray of int
        Which rows of the batch are located, counted from 0.
    point : ndarray of int
        For each of them the number of its point.
    lon, lat : ndarray of float
        Degrees WGS 84 of each distinct point.
    radius_m : ndarray of float
        Uncertainty radius of each distinct point in metres, not a number where unknown.
    key : ndarray of uint64
        A number mixed from the three, the same for the same point.
    """

    rows: IntArray
    point: IntArray
    lon: FloatArray
    lat: FloatArray
    radius_m: FloatArray
    key: NDArray[np.uint64]

    def kept(self, which: IntArray) -> Points:
        """Return some of the distinct points, each as a row of its own."""
        number = np.arange(len(which))
        return Points(number, number, self.lon[which], self.lat[which], self.radius_m[which], self.key[which])


def distinct_points(batch: Batch, *, uncertainty_m: float | None) -> Points:
    """Return the located rows; files name the same place again and again, so each point is worked out once.

    Parameters
    ----------
    batch : Batch
        Rows; refused ones and those without a finite coordinate in range are left out.
    uncertainty_m : float or None
        Radius in metres for rows without one.
    """
    events = batch.events
    lon, lat, radius_m = (events[name].to_numpy(np.float64) for name in ("lon", "lat", "uncertainty_m"))
    kept = (events["status"] != str(RowStatus.REFUSED)).to_numpy(np.bool_)
    # A comparison with NaN is false, so this leaves out NaN and infinities as well.
    rows = np.flatnonzero(kept & (np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    lon, lat, radius_m = lon[rows] + 0.0, lat[rows] + 0.0, radius_m[rows]
    radius_m = np.where(np.isfinite(radius_m) & (radius_m >= 0), radius_m, np.nan)
    if uncertainty_m is not None:
        radius_m = np.where(np.isnan(radius_m), uncertainty_m, radius_m)
    point, first, key = _grouped((lon, lat, radius_m))
    return Points(rows, point, lon[first], lat[first], radius_m[first], key[first])


def day_numbers(texts: pd.Series) -> IntArray:
    """Return days since 1 January 1970 of plain ISO days, :data:`NO_DAY` where empty."""
    text = pa.array(texts, type=pa.large_string())
    days = pc.cast(pc.if_else(pc.equal(text, ""), None, text), pa.date32())
    numbers = pc.fill_null(pc.cast(pc.cast(days, pa.int32()), pa.int64()), int(NO_DAY))
    return np.asarray(numbers.to_numpy(zero_copy_only=False), dtype=np.int64)


def day_spans(events: pd.DataFrame) -> tuple[IntArray, IntArray]:
    """Return first and last day of each row; a row with one date lasts that day."""
    first, last = day_numbers(events["date_from"]), day_numbers(events["date_to"])
    return np.where(first == NO_DAY, last, first), np.where(last == NO_DAY, first, last)


def _grouped(columns: tuple[FloatArray, ...]) -> tuple[IntArray, IntArray, NDArray[np.uint64]]:
    """Return for each row the number of its group of equal values, the first row of each group, each row's key."""
    mixed = np.zeros(len(columns[0]), dtype=np.uint64)
    for column, factor in zip(columns, _MIX, strict=True):
        mixed = (mixed ^ (column.view(np.uint64) * factor)) * _MIX[0]
        mixed ^= mixed >> np.uint64(29)
    group, found = pd.factorize(mixed)
    group = group.astype(np.int64)
    first = np.full(len(found), len(mixed), dtype=np.int64)
    np.minimum.at(first, group, np.arange(len(mixed)))
    if all(np.array_equal(column[first][group], column, equal_nan=True) for column in columns):
        return group, first, mixed
    return np.arange(len(mixed)), np.arange(len(mixed)), mixed  # two points share a key: leave them all apart
