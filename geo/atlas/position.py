"""The position test over a data set: the 1974 geometry, the rival geometry, and the gazetteer beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geo.dataset.load import Dataset
from geo.errors import DataError, Fault, UsageError
from geo.zone import (
    NamedPlaces,
    Zone,
    locate,
    named_places,
    natural_earth_zone,
    openstreetmap_zone,
    position_json,
)

NEAR_PLACES_BOX = (34.0, 31.5, 39.0, 35.5)
"""West, south, east, north of the places that ``nearest_place`` may name: Syria and what lies next to it."""

FARTHEST_PLACE_M = 100_000
"""Beyond this distance no place is named: the gazetteer covers Syria and what lies next to it."""


@dataclass(frozen=True)
class PositionTest:
    """The position test with everything that it needs, built once per data set.

    Attributes
    ----------
    zone : Zone
        Geometry from OpenStreetMap's lines.
    alternative : Zone
        Natural Earth's geometry, for ``depends_on_geometry``.
    places : NamedPlaces
        Gazetteer places with a point.
    """

    zone: Zone
    alternative: Zone
    places: NamedPlaces

    def answer(self, lon: float, lat: float, *, uncertainty_m: float = 0.0) -> dict[str, Any]:
        """Return the answer for one point as the public JSON object.

        Parameters
        ----------
        lon, lat : float
            Degrees WGS 84.
        uncertainty_m : float
            Radius of the circle in which the true place lies, metres, 0 or more.

        Raises
        ------
        CoordinateError
            If a coordinate is not a finite number in range, or both look swapped.
        UsageError
            If the radius is not a finite number of at least 0.
        """
        try:
            answer = position_json(
                self.zone,
                lon,
                lat,
                uncertainty_m=uncertainty_m,
                alternative=self.alternative,
                places=self.places,
            )
        except UsageError as error:
            raise type(error)(str(error).removeprefix("row 0: ")) from None
        nearest = answer["nearest_place"]
        if isinstance(nearest, dict) and nearest["distance_m"] > FARTHEST_PLACE_M:
            answer["nearest_place"] = None
        return answer

    def answers(
        self, lon: Sequence[float], lat: Sequence[float], uncertainty_m: Sequence[float]
    ) -> list[dict[str, Any]]:
        """Return the answers for many points, without the nearest place; same arguments, one per point."""
        if not lon:
            return []
        found = locate(self.zone, lon, lat, uncertainty_m=uncertainty_m, alternative=self.alternative)
        answers = [found.to_json(row, nearest_place=None) for row in range(len(lon))]
        for answer in answers:
            del answer["nearest_place"]  # a record names its own places
        return answers


def position_test(dataset: Dataset) -> PositionTest:
    """Build the position test of a data set.

    Raises
    ------
    DataError
        If a geometry is missing, or no place near the zone has a coordinate.
    """
    west, south, east, north = NEAR_PLACES_BOX
    known = [
        (place.id, place.name, place.lon, place.lat)
        for place in dataset.records.places
        if place.lon is not None and place.lat is not None and west <= place.lon <= east and south <= place.lat <= north
    ]
    if not known:
        raise DataError([Fault("places.csv", 0, "-", "no place near the zone has a coordinate; one is needed")])
    ids, names, lon, lat = (list(column) for column in zip(*known, strict=True))
    return PositionTest(
        openstreetmap_zone(dataset.geometries),
        natural_earth_zone(dataset.geometries),
        named_places(ids, names, lon, lat),
    )


def position_of(dataset: Dataset, lon: float, lat: float, *, uncertainty_m: float = 0.0) -> dict[str, Any]:
    """Say where a point lies against the lines of 1974.

    A convenience for notebooks; it builds the geometry at each call. Keep a :func:`position_test` for many.

    Parameters
    ----------
    dataset : Dataset
        From :func:`geo.load_dataset`.
    lon, lat : float
        Degrees WGS 84.
    uncertainty_m : float
        Radius in metres in which the true place lies.

    Raises
    ------
    CoordinateError, UsageError
        See :meth:`PositionTest.answer`.
    """
    return position_test(dataset).answer(lon, lat, uncertainty_m=uncertainty_m)
