"""The position test over a data set; command, route, function and page give one answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import geo
from geo.atlas import Atlas, position
from geo.cli import main
from geo.dataset.load import Dataset
from geo.dataset.records import RecordSet
from geo.errors import CoordinateError, DataError, UsageError

SEED, COUNT = 1974, 50
RADII_M = (0.0, 0.0, 30.0, 123.45, 500.0, 5000.0, 25_000.0)
Point = tuple[float, float, float]


def _points() -> list[Point]:
    random = np.random.default_rng(SEED)
    near = [(random.uniform(35.3, 36.4), random.uniform(32.5, 33.7)) for _ in range(COUNT - 8)]
    far = [(random.uniform(-180, 180), random.uniform(-90, 90)) for _ in range(8)]
    return [(float(lon), float(lat), float(random.choice(RADII_M))) for lon, lat in near + far]


POINTS = _points()


@pytest.fixture(scope="module")
def ask_function(atlas: Atlas) -> Callable[[Point], Any]:
    """Return ``geo.position_of`` with the geometry built once instead of fifty times."""
    built = position.position_test(atlas.dataset)

    def ask(point: Point) -> Any:
        lon, lat, radius_m = point
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(position, "position_test", lambda _dataset: built)
            return json.loads(json.dumps(geo.position_of(atlas.dataset, lon, lat, uncertainty_m=radius_m)))

    return ask


@pytest.fixture(scope="module")
def page(root: Path) -> AppTest:
    """Return the page "Where is it?" inside the app's own shell."""
    shell = AppTest.from_file(str(root / "geo" / "ui" / "shell.py"), default_timeout=60).run()
    return shell.switch_page(str(root / "pages" / "where.py")).run()


@pytest.mark.parametrize("number", range(COUNT))
def test_command_route_function_and_page_agree(
    number: int,
    client: TestClient,
    ask_function: Callable[[Point], Any],
    page: AppTest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lon, lat, radius_m = POINTS[number]
    expected = ask_function(POINTS[number])
    capsys.readouterr()
    assert main(["position", repr(lon), repr(lat), "--uncertainty", repr(radius_m)]) == 0
    assert json.loads(capsys.readouterr().out) == expected
    query = {"lon": repr(lon), "lat": repr(lat), "uncertainty_m": repr(radius_m)}
    assert client.get("/oapi/position", params=query).json() == expected
    page.text_input(key="at").set_value(f"lat {lat!r}, lon {lon!r}")
    page.text_input(key="within").set_value(repr(radius_m))
    page.run()
    assert not page.exception
    assert [json.loads(shown.value) for shown in page.json] == [expected]


def test_the_points_ask_for_every_answer(atlas: Atlas) -> None:
    sides = {atlas.test.answer(lon, lat, uncertainty_m=radius_m)["side"] for lon, lat, radius_m in POINTS}
    assert sides == {"west_of_a", "inside", "east_of_b", "outside_region", "cannot_tell"}


def test_swapped_point_is_refused_everywhere(
    atlas: Atlas, client: TestClient, page: AppTest, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CoordinateError, match="swapped"):
        atlas.test.answer(33.1256, 35.8239)
    assert main(["position", "33.1256", "35.8239"]) == 2
    assert client.get("/oapi/position?lon=33.1256&lat=35.8239").status_code == 400
    page.text_input(key="at").set_value("35.8239, 33.1256")
    page.text_input(key="within").set_value("")
    page.run()
    assert "swapped" in page.warning[0].value
    assert list(page.json) == []


def test_position_of_builds_what_it_needs(atlas: Atlas) -> None:
    found = geo.position_of(atlas.dataset, 35.8239, 33.1256, uncertainty_m=250)
    assert found == atlas.test.answer(35.8239, 33.1256, uncertainty_m=250)


@pytest.mark.parametrize(
    ("lon", "lat", "radius_m", "reason"),
    [
        (181.0, 33.0, 0.0, "longitude 181.0 is not between"),
        (35.0, float("nan"), 0.0, "latitude nan is not between"),
        (35.0, 33.0, -1.0, "0 or more"),
        (35.0, 33.0, float("inf"), "finite"),
    ],
)
def test_refusal_of_one_point_names_no_row(atlas: Atlas, lon: float, lat: float, radius_m: float, reason: str) -> None:
    with pytest.raises(UsageError, match=reason) as caught:
        atlas.test.answer(lon, lat, uncertainty_m=radius_m)
    assert "row" not in str(caught.value)


def test_many_points_are_answered_as_one_by_one(atlas: Atlas) -> None:
    together = atlas.test.answers(*(list(column) for column in zip(*POINTS, strict=True)))
    for (lon, lat, radius_m), found in zip(POINTS, together, strict=True):
        alone = atlas.test.answer(lon, lat, uncertainty_m=radius_m)
        del alone["nearest_place"]
        assert found == alone


def test_no_points_give_no_answers(atlas: Atlas) -> None:
    assert atlas.test.answers([], [], []) == []


def test_far_from_every_place_none_is_named(atlas: Atlas) -> None:
    assert atlas.test.answer(2.3522, 48.8566)["nearest_place"] is None
    assert atlas.test.answer(35.8239, 33.1256)["nearest_place"]["id"] == "quneitra-city"


def test_places_far_from_the_zone_are_not_named(atlas: Atlas) -> None:
    west, south, east, north = position.NEAR_PLACES_BOX
    named = {place.id: place for place in atlas.dataset.records.places}
    for place_id in atlas.test.places.ids:
        place = named[place_id]
        assert place.lon is not None
        assert place.lat is not None
        assert west <= place.lon <= east
        assert south <= place.lat <= north


def test_data_without_a_place_near_the_zone_is_a_fault(atlas: Atlas) -> None:
    records: RecordSet = atlas.dataset.records
    far = tuple(place for place in records.places if place.lon is None or place.lon < 30)
    dataset: Dataset = replace(atlas.dataset, records=replace(records, places=far))
    with pytest.raises(DataError) as caught:
        position.position_test(dataset)
    assert "no place near the zone" in caught.value.report()
