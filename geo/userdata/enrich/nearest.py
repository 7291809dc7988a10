"""The nearest place of the gazetteer, and the nearest UN and Israeli position that held on the row's day."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.atlas.position import FARTHEST_PLACE_M
from geo.userdata.enrich.rows import NO_DAY, FloatArray, IntArray, Points
from geo.userdata.enrich.targets import DatedPlaces
from geo.zone import NamedPlaces
from geo.zone.plane.crs import earth_centred, nearest_by_chord, wgs84

_CHORD_SLACK_M = 1.0


def nearest_place_columns(places: NamedPlaces, points: Points) -> dict[str, pa.Array]:
    """Return id, name and distance of the nearest place, one entry per distinct point; empty beyond 100 km."""
    centred = earth_centred(points.lon, points.lat)
    index = nearest_by_chord(centred, earth_centred(places.lon, places.lat)).astype(np.int64)
    return _columns("nearest_place", places, index, _distances_m(places, index, points.lon, points.lat))


def nearest_position_columns(
    name: str, dated: DatedPlaces, points: Points, *, first_day: IntArray, last_day: IntArray
) -> dict[str, pa.Array]:
    """Return id, name and distance of the nearest position that held on a day of the row.

    Parameters
    ----------
    name : str
        Beginning of the column names.
    dated : DatedPlaces
        The positions.
    points : Points
        The located rows.
    first_day, last_day : ndarray of int
        Days of each located row since 1970; where they are not known every position counts.

    Returns
    -------
    dict of pyarrow.Array
        One entry per located row; empty where none held or none lies within 100 km.
    """
    if dated.places is None or not len(points.rows):
        none = np.full(len(points.rows), -1, dtype=np.int64)
        return _columns(name, dated.places, none, np.full(len(none), np.nan))
    squares = _squares(earth_centred(points.lon, points.lat), dated.centred)
    held = (dated.first_day <= last_day[:, None]) & (dated.last_day >= first_day[:, None])
    held |= (first_day == NO_DAY)[:, None]
    apart = np.where(held, squares[points.point], np.inf)
    index = np.argmin(apart, axis=1).astype(np.int64)
    nearest = apart[np.arange(len(index)), index]
    index[nearest > (FARTHEST_PLACE_M + _CHORD_SLACK_M) ** 2] = -1
    # The geodesic is worked out once for each pair of point and position.
    width = len(dated.places) + 1
    pair, pairs = pd.factorize(points.point * width + index + 1)
    of_point, of_place = np.divmod(np.asarray(pairs), width)
    metres = _distances_m(dated.places, of_place - 1, points.lon[of_point], points.lat[of_point])
    return _columns(name, dated.places, index, metres[pair])


def _squares(points: FloatArray, targets: FloatArray) -> FloatArray:
    """Return squared straight distances through the Earth, metres, (n, m)."""
    squares = np.zeros((len(points), len(targets)))
    for axis in range(3):
        squares += (points[:, axis, None] - targets[None, :, axis]) ** 2
    return squares


def _distances_m(places: NamedPlaces, index: IntArray, lon: FloatArray, lat: FloatArray) -> FloatArray:
    """Return geodesic metres to the places named by index, not a number where it is -1."""
    distance_m = np.full(len(index), np.nan)
    known = np.flatnonzero(index >= 0)
    place = index[known]
    _, _, distance_m[known] = wgs84().inv(lon[known], lat[known], places.lon[place], places.lat[place])
    return distance_m


def _columns(name: str, places: NamedPlaces | None, index: IntArray, distance_m: FloatArray) -> dict[str, pa.Array]:
    ids, names = (places.ids, places.names) if places is not None else ((), ())
    near = (index >= 0) & (distance_m <= FARTHEST_PLACE_M)
    code = pa.array(np.where(near, index, len(ids)))
    whole = np.rint(np.where(near, distance_m, 0.0)).astype(np.int64)
    return {
        f"{name}_id": pa.array([*ids, ""]).take(code),
        name: pa.array([*names, ""]).take(code),
        f"{name}_m": pa.array(whole, mask=~near),
    }
