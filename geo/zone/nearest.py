"""The nearest named place to each of many points, with distance, bearing and compass name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.errors import DataError, Fault
from geo.zone.coordinates import checked_coordinates
from geo.zone.plane.crs import FloatArray, earth_centred, nearest_by_chord, wgs84

COMPASS: tuple[str, ...] = (
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
)
"""Names of the eight winds, clockwise from north; each covers 45 degrees about its own direction."""


@dataclass(frozen=True, slots=True, eq=False)
class NamedPlaces:
    """Places to be near to.

    Attributes
    ----------
    ids, names : tuple of str
        Id and name of each place.
    lon, lat : ndarray
        Degrees WGS 84.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    lon: FloatArray
    lat: FloatArray

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class NearestPlaces:
    """The nearest place to each point.

    Attributes
    ----------
    places : NamedPlaces
        What ``index`` counts in.
    index : ndarray of int
        Number of the nearest place.
    distance_m : ndarray of float
        Metres on the ellipsoid.
    bearing_deg : ndarray of float
        Direction from the place to the point, clockwise from true north, 0 to below 360: read it as
        "so many metres north-east of that place".
    """

    places: NamedPlaces
    index: NDArray[np.intp]
    distance_m: FloatArray
    bearing_deg: FloatArray

    def __len__(self) -> int:
        return len(self.index)

    def compass(self, row: int) -> str:
        """Return the wind of the bearing of one point, such as ``north-east``."""
        return compass_of(float(self.bearing_deg[row]))

    def to_json(self, row: int) -> dict[str, object]:
        """Return the nearest place of one point as JSON, rounded to 1 m and 1 degree."""
        index = int(self.index[row])
        return {
            "id": self.places.ids[index],
            "name": self.places.names[index],
            "distance_m": round(float(self.distance_m[row])),
            "bearing_deg": round(float(self.bearing_deg[row])) % 360,
            "compass": self.compass(row),
        }


def named_places(ids: list[str], names: list[str], lon: ArrayLike, lat: ArrayLike) -> NamedPlaces:
    """Gather places from lists of one length.

    Parameters
    ----------
    ids, names : list of str
        Id and name of each place.
    lon, lat : array_like
        Degrees WGS 84.

    Raises
    ------
    DataError
        If there is no place, or the lists differ in length.
    CoordinateError
        If a coordinate is not a finite number in range.
    """
    if not ids:
        raise DataError([Fault("places", 0, "-", "at least one place with a coordinate is needed")])
    lon_deg, lat_deg = checked_coordinates(lon, lat)
    if not len(ids) == len(names) == len(lon_deg):
        raise DataError([Fault("places", 0, "-", "ids, names and coordinates differ in number")])
    return NamedPlaces(ids=tuple(ids), names=tuple(names), lon=lon_deg, lat=lat_deg)


def nearest_places(places: NamedPlaces, lon: ArrayLike, lat: ArrayLike) -> NearestPlaces:
    """Find the nearest place to each point, anywhere on Earth; of two at one distance, the first.

    Parameters
    ----------
    places : NamedPlaces
        See `named_places`.
    lon, lat : array_like
        Degrees WGS 84, of one length; a single number is an array of one.

    Raises
    ------
    CoordinateError
        If a coordinate is not a finite number in range.
    """
    lon_deg, lat_deg = checked_coordinates(lon, lat)
    index = nearest_by_chord(earth_centred(lon_deg, lat_deg), earth_centred(places.lon, places.lat))
    azimuth, _, distance_m = wgs84().inv(places.lon[index], places.lat[index], lon_deg, lat_deg)
    return NearestPlaces(
        places=places,
        index=index,
        distance_m=np.asarray(distance_m, dtype=np.float64),
        bearing_deg=np.asarray(azimuth, dtype=np.float64) % 360,
    )


def compass_of(bearing_deg: float) -> str:
    """Return the wind nearest to a bearing in degrees clockwise from north.

    Examples
    --------
    >>> compass_of(44.0), compass_of(350.0)
    ('north-east', 'north')
    """
    return COMPASS[round(bearing_deg / 45) % 8]
