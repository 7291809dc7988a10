"""Coordinates that are no places are refused, with the row and the value."""

from __future__ import annotations

import numpy as np
import pytest

from geo.errors import CoordinateError
from geo.zone import Zone, locate, position_json


@pytest.mark.parametrize(
    ("lon", "lat", "message"),
    [
        (float("nan"), 33.0, "row 2: longitude nan"),
        (35.8, float("nan"), "row 2: latitude nan"),
        (float("inf"), 33.0, "row 2: longitude inf"),
        (35.8, float("-inf"), "row 2: latitude -inf"),
        (180.5, 33.0, "row 2: longitude 180.5"),
        (35.8, -90.01, "row 2: latitude -90.01"),
        (33.1256, 35.8239, "row 2: longitude 33.1256 and latitude 35.8239 look swapped"),
        ("east", 33.0, "row 2: longitude 'east' is not a number"),
        (None, 33.0, "row 2: longitude"),
    ],
)
def test_row_and_value_are_named(zone: Zone, lon: object, lat: object, message: str) -> None:
    with pytest.raises(CoordinateError, match=message):
        locate(zone, [35.8, 35.9, lon], [33.1, 33.2, lat])  # type: ignore[list-item]


def test_all_faulty_rows_are_counted(zone: Zone) -> None:
    with pytest.raises(CoordinateError, match=r"row 0: .*row 4: .*and 2 more"):
        locate(zone, [999.0] * 7, [33.0] * 7)


def test_lists_of_two_lengths_are_refused(zone: Zone) -> None:
    with pytest.raises(CoordinateError, match="one length"):
        locate(zone, [35.8, 35.9], [33.1])
    with pytest.raises(CoordinateError, match="one length"):
        locate(zone, np.zeros((2, 2)), np.zeros((2, 2)))


def test_swapped_only_when_the_given_place_is_outside_and_the_exchanged_one_inside(zone: Zone) -> None:
    assert position_json(zone, 35.8239, 33.1256)["side"] == "inside"
    assert position_json(zone, 33.0, 34.9)["side"] == "outside_region"  # Limassol, Cyprus
    assert position_json(zone, 48.8566, 2.3522)["side"] == "outside_region"


def test_the_check_for_swapped_coordinates_can_be_left_out(zone: Zone) -> None:
    anamur = ([32.836], [36.076])
    with pytest.raises(CoordinateError, match="swapped"):
        locate(zone, *anamur)
    assert locate(zone, *anamur, check_swapped=False).sides.tolist() == ["outside_region"]


def test_edges_of_the_world_are_places(zone: Zone) -> None:
    found = locate(zone, [180.0, -180.0, 0.0, 0.0], [0.0, 0.0, 90.0, -90.0])
    assert set(found.sides) == {"outside_region"}
    assert np.isfinite(found.distance_to_a_m).all()
