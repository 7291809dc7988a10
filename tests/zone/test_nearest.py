"""The nearest place, its distance, and the direction from it to the point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.errors import CoordinateError, DataError
from geo.zone import NamedPlaces, compass_of, named_places, nearest_places

GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def scattered() -> NamedPlaces:
    random = np.random.default_rng(4)
    ids = [f"place-{number}" for number in range(300)]
    return named_places(ids, ids, random.uniform(35, 37, 300), random.uniform(32, 34, 300))


@given(lon=st.floats(-180, 180), lat=st.floats(-89, 89))
def test_no_place_is_nearer(scattered: NamedPlaces, lon: float, lat: float) -> None:
    found = nearest_places(scattered, lon, lat)
    many = np.ones(len(scattered))
    distance_m = GEOD.inv(scattered.lon, scattered.lat, lon * many, lat * many)[2]
    assert found.distance_m[0] == pytest.approx(distance_m[found.index[0]], abs=1e-6)
    assert found.distance_m[0] == pytest.approx(distance_m.min(), abs=0.01, rel=2e-4)


def test_no_place_is_nearer_within_the_region(scattered: NamedPlaces) -> None:
    random = np.random.default_rng(5)
    lon, lat = random.uniform(35.2, 36.6, 200), random.uniform(32.3, 33.9, 200)
    found = nearest_places(scattered, lon, lat)
    for row in range(200):
        many = np.ones(len(scattered))
        distance_m = GEOD.inv(scattered.lon, scattered.lat, lon[row] * many, lat[row] * many)[2]
        assert found.index[row] == distance_m.argmin()


@pytest.mark.parametrize(
    ("dlon", "dlat", "compass"),
    [
        (0, 0.1, "north"),
        (0.12, 0.1, "north-east"),
        (0.1, 0, "east"),
        (0.12, -0.1, "south-east"),
        (0, -0.1, "south"),
        (-0.12, -0.1, "south-west"),
        (-0.1, 0, "west"),
        (-0.12, 0.1, "north-west"),
    ],
)
def test_direction_is_from_the_place_to_the_point(dlon: float, dlat: float, compass: str) -> None:
    places = named_places(["quneitra"], ["Quneitra"], [35.8239], [33.1256])
    answer = nearest_places(places, 35.8239 + dlon, 33.1256 + dlat).to_json(0)
    assert list(answer) == ["id", "name", "distance_m", "bearing_deg", "compass"]
    assert (answer["id"], answer["name"], answer["compass"]) == ("quneitra", "Quneitra", compass)


@pytest.mark.parametrize(
    ("bearing_deg", "compass"),
    [(0, "north"), (22.4, "north"), (22.6, "north-east"), (337.6, "north"), (359.9, "north"), (270, "west")],
)
def test_compass(bearing_deg: float, compass: str) -> None:
    assert compass_of(bearing_deg) == compass


def test_a_bearing_just_below_360_is_written_as_0() -> None:
    places = named_places(["here"], ["Here"], [35.0], [33.0])
    assert nearest_places(places, 35.0 - 1e-4, 33.1).to_json(0)["bearing_deg"] == 0


def test_of_two_places_at_one_spot_the_first_is_named() -> None:
    places = named_places(["first", "second"], ["First", "Second"], [35.0, 35.0], [33.0, 33.0])
    assert nearest_places(places, 35.1, 33.0).to_json(0)["id"] == "first"


def test_bad_places_are_refused() -> None:
    with pytest.raises(DataError):
        named_places([], [], [], [])
    with pytest.raises(DataError):
        named_places(["a"], ["A", "B"], [35.0], [33.0])
    with pytest.raises(CoordinateError, match="row 1"):
        named_places(["a", "b"], ["A", "B"], [35.0, float("nan")], [33.0, 33.0])


def test_bad_points_are_refused(scattered: NamedPlaces) -> None:
    with pytest.raises(CoordinateError, match="row 0"):
        nearest_places(scattered, float("nan"), 33.0)
