"""Coordinates at the entry point: numbers, finite, in range, and not swapped."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.errors import CoordinateError, SwappedError, UsageError
from geo.zone.build import Zone
from geo.zone.plane.crs import FloatArray

NAMED_ROWS = 5
"""How many faulty rows an error names; it always says how many there are."""


def checked_coordinates(lon: ArrayLike, lat: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return longitudes and latitudes as two arrays of floats.

    Parameters
    ----------
    lon, lat : array_like
        Degrees WGS 84, of one length; a single number is an array of one.

    Raises
    ------
    CoordinateError
        If there is anything but a finite number in range; names row (from 0) and value.
    """
    lon_deg, lat_deg = _floats(lon, name="longitude"), _floats(lat, name="latitude")
    if lon_deg.shape != lat_deg.shape or lon_deg.ndim != 1:
        raise CoordinateError(
            f"longitude and latitude must be two lists of one length, not {lon_deg.shape} and {lat_deg.shape}"
        )
    faults = [
        *_out_of_range(lon_deg, limit=180, name="longitude"),
        *_out_of_range(lat_deg, limit=90, name="latitude"),
    ]
    _refuse(sorted(faults))
    return lon_deg, lat_deg


def checked_radii(uncertainty_m: ArrayLike, *, count: int) -> FloatArray:
    """Return one radius in metres per point.

    Raises
    ------
    UsageError
        If a radius is not a finite number of at least 0, or their number is not ``count``.
    """
    try:
        radius_m = np.asarray(uncertainty_m, dtype=np.float64)
    except (TypeError, ValueError):
        raise UsageError(f"uncertainty_m is not a number of metres: {uncertainty_m!r}") from None
    if radius_m.shape not in ((), (1,), (count,)):
        raise UsageError(f"uncertainty_m has shape {radius_m.shape}; one radius or {count} are needed")
    radius_m = np.broadcast_to(radius_m, (count,))
    bad = np.flatnonzero(~(np.isfinite(radius_m) & (radius_m >= 0)))
    if len(bad):
        row = int(bad[0])
        raise UsageError(f"row {row}: uncertainty_m {radius_m[row]} must be a finite number of metres, 0 or more")
    return radius_m


def refuse_swapped(zone: Zone, lon: FloatArray, lat: FloatArray, *, outside: NDArray[np.bool_]) -> None:
    """Refuse points outside the region that would lie in it with longitude and latitude exchanged.

    Parameters
    ----------
    zone : Zone
        The zone whose region is meant.
    lon, lat : ndarray
        Degrees WGS 84, checked.
    outside : ndarray of bool
        Which points lie outside the region as given.

    Raises
    ------
    SwappedError
        Names row (from 0) and value. Exchanged, the region lies in the sea between Cyprus and Turkey;
        the coast about Anamur is the only settled land that is refused by mistake.
    """
    west, south, east, north = zone.region.bounds
    likely = outside & (lat > west) & (lat < east) & (lon > south) & (lon < north)
    rows = np.flatnonzero(likely)
    rows = rows[shapely.contains_xy(zone.region, lat[rows], lon[rows])]
    advice = "look swapped; the order is longitude, latitude"
    faults = [(int(row), f"longitude {lon[row]} and latitude {lat[row]} {advice}") for row in rows]
    try:
        _refuse(faults)
    except CoordinateError as error:
        raise SwappedError(str(error)) from None


def _floats(values: ArrayLike, *, name: str) -> FloatArray:
    try:
        return np.atleast_1d(np.asarray(values, dtype=np.float64))
    except (TypeError, ValueError):
        pass
    for row, value in enumerate(np.atleast_1d(np.asarray(values, dtype=object))):
        try:
            float(value)
        except (TypeError, ValueError):
            raise CoordinateError(f"row {row}: {name} {value!r} is not a number") from None
    raise CoordinateError(f"{name}s are not a list of numbers")


def _out_of_range(values: FloatArray, *, limit: int, name: str) -> list[tuple[int, str]]:
    # A comparison with NaN is false, so this catches NaN and infinities as well.
    bad = np.flatnonzero(~(np.abs(values) <= limit))
    return [(int(row), f"{name} {values[row]} is not between -{limit} and {limit} degrees") for row in bad]


def _refuse(faults: list[tuple[int, str]]) -> None:
    if not faults:
        return
    named = [f"row {row}: {reason}" for row, reason in faults[:NAMED_ROWS]]
    if len(faults) > NAMED_ROWS:
        named.append(f"and {len(faults) - NAMED_ROWS} more")
    raise CoordinateError("; ".join(named))
