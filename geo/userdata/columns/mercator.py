"""Degrees to units of the world square and back: the projection of the map, so that a browser only has to multiply.

The square is that of EPSG:3857, y downwards from the north. It serves drawing; measures are never taken in it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.userdata.columns.layout import MAX_LATITUDE, WORLD

Degrees = NDArray[np.float64]
Units = NDArray[np.uint32]


def to_world(lon: Degrees, lat: Degrees) -> tuple[Units, Units]:
    """Return positions as units of the world square, rounded to the nearest.

    Parameters
    ----------
    lon, lat : ndarray
        Degrees, WGS 84, finite. Latitudes beyond 85.05 degrees come to lie on the edge of the square.

    Returns
    -------
    tuple of ndarray
        x from 180 degrees west, y from 85.05 degrees north. Rounding moves a point by at most 4.7 mm along each
        axis on the equator, 3.9 mm at 33 degrees north.

    Examples
    --------
    >>> x, y = to_world(np.array([0.0, 36.0]), np.array([0.0, 33.0]))
    >>> x.tolist(), y.tolist()
    ([2147483648, 2576980378], [2147483648, 1730011504])
    """
    sine = np.sin(np.radians(np.clip(lat, -MAX_LATITUDE, MAX_LATITUDE)))
    x = (lon / 360.0 + 0.5) * WORLD
    y = (0.5 - np.log((1.0 + sine) / (1.0 - sine)) / (4.0 * np.pi)) * WORLD
    return _units(x), _units(y)


def from_world(x: Units, y: Units) -> tuple[Degrees, Degrees]:
    """Return longitude and latitude in degrees, WGS 84, of positions in units of the world square."""
    lon = (x.astype(np.float64) / WORLD - 0.5) * 360.0
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1.0 - 2.0 * y.astype(np.float64) / WORLD))))
    return lon, lat


def _units(values: Degrees) -> Units:
    return np.clip(np.rint(values), 0, WORLD - 1).astype(np.uint32)
