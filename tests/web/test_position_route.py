"""``GET /oapi/position``: numbers as people write them, and refusals that name the reason and repeat nothing."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from geo.atlas import Atlas
from geo.settings import Settings
from tests.conftest import Client
from tests.record_folder import RecordFolder

KEYS = [
    "side",
    "certainty",
    "possible",
    "band",
    "distance_to_a_m",
    "distance_to_b_m",
    "line_accuracy_m",
    "depends_on_geometry",
    "uncertainty_m",
    "nearest_place",
]


def _json(atlas: Atlas, lon: float, lat: float, radius_m: float = 0.0) -> object:
    return json.loads(json.dumps(atlas.test.answer(lon, lat, uncertainty_m=radius_m)))


def test_answer_has_the_public_members_in_their_order(client: TestClient) -> None:
    answer = client.get("/oapi/position?lon=35.8239&lat=33.1256")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert list(answer.json()) == KEYS


@pytest.mark.parametrize(
    ("query", "point"),
    [
        ("lon=35.8239&lat=33.1256", (35.8239, 33.1256, 0)),
        ("lat=33.1256&lon=35.8239", (35.8239, 33.1256, 0)),
        ("lon=35.8239&lat=33.1256&uncertainty_m=500", (35.8239, 33.1256, 500)),
        ("lon=3.58239e1&lat=3.31256E%2B1&uncertainty_m=5e2", (35.8239, 33.1256, 500)),
        ("lon=35,8239&lat=33%2C1256&uncertainty_m=0,5", (35.8239, 33.1256, 0.5)),
        ("lon=-70.5&lat=-33.4", (-70.5, -33.4, 0)),
        ("lon=-7.05e1&lat=-3.34e1", (-70.5, -33.4, 0)),
        ("lon=%E2%88%9270.5&lat=-33.4", (-70.5, -33.4, 0)),
        ("lon=%2B35.8239&lat=+33.1256", (35.8239, 33.1256, 0)),
        ("lon=%D9%A3%D9%A5&lat=%D9%A3%D9%A3", (35, 33, 0)),
        ("lon=180&lat=90", (180, 90, 0)),
        ("lon=-180&lat=-90", (-180, -90, 0)),
        ("lon=35.8239&lat=33.1256&uncertainty_m=1e300", (35.8239, 33.1256, 1e300)),
    ],
)
def test_number_in_each_form(client: TestClient, atlas: Atlas, query: str, point: tuple[float, float, float]) -> None:
    answer = client.get(f"/oapi/position?{query}")
    assert answer.status_code == 200
    assert answer.json() == _json(atlas, *point)


@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        ("", ["lon: is needed", "lat: is needed"]),
        ("lon=35", ["lat: is needed"]),
        ("lat=33", ["lon: is needed"]),
        ("LON=35&lat=33", ["lon: is needed", "parameter: unknown; known are lon, lat, uncertainty_m"]),
        ("lon=35&lat=33&lat=33", ["lat: stands twice"]),
        ("lon=35&lon=35&lat=33&lat=34", ["lon: stands twice", "lat: stands twice"]),
        ("lon=35&lat=33&uncertainty_m=1&uncertainty_m=1", ["uncertainty_m: stands twice"]),
        ("lon=35&lat=33&uncertainty=1", ["parameter: unknown"]),
        ("lon=35&lat=33&z=1&z=2", ["parameter: unknown"]),
        ("lon=&lat=33", ["lon is empty"]),
        ("lon=35&lat", ["lat is empty"]),
        ("lon=35&lat=33&uncertainty_m=", ["uncertainty_m is empty"]),
        ("lon=east&lat=33", ["lon is not a number"]),
        ("lon=35.8+E&lat=33", ["lon is not a number"]),
        ("lon=1,035.8&lat=33", ["lon has both a point and a comma"]),
        ("lon=35;8&lat=33", ["lon is not a number"]),
        ("lon=0x23&lat=33", ["lon is not a number"]),
        ("lon=nan&lat=33", ["lon is not a number"]),
        ("lon=35&lat=-inf", ["lat is not a number"]),
        ("lon=1e999&lat=33", ["lon is too large"]),
        ("lon=180.0001&lat=33", ["lon: must lie between -180 and 180 degrees"]),
        ("lon=35&lat=-90.0001", ["lat: must lie between -90 and 90 degrees"]),
        ("lon=999&lat=999&uncertainty_m=-1", ["lon: must lie", "lat: must lie", "uncertainty_m: must be 0 or more"]),
        ("lon=35&lat=33&uncertainty_m=-0.001", ["uncertainty_m: must be 0 or more metres"]),
        ("lon=35&lat=33&uncertainty_m=wide", ["uncertainty_m is not a number"]),
        ("lon=33.1256&lat=35.8239", ["lon and lat look swapped"]),
    ],
)
def test_refusal_names_the_reason(client: TestClient, query: str, reasons: list[str]) -> None:
    answer = client.get(f"/oapi/position?{query}")
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert (problem["status"], problem["title"]) == (400, "Bad Request")
    assert [reason for reason in reasons if reason not in problem["detail"]] == []
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "text", ["424242", "424242.5", "-424242", "424242e300", "1e424242", "<b>424242", "424242'\"{{7*7}}", "\u202e424242"]
)
@pytest.mark.parametrize("place", ["lon={}&lat=33", "lon=35&lat={}", "lon=35&lat=33&{}=1", "{}", "lon={}&lon={}"])
def test_refusal_repeats_nothing(client: TestClient, place: str, text: str) -> None:
    answer = client.get(f"/oapi/position?{place.replace('{}', quote(text))}")
    assert answer.status_code == 400
    assert "4242" not in answer.text


def test_swapped_numbers_are_not_repeated(client: TestClient) -> None:
    assert "33.1256" not in client.get("/oapi/position?lon=33.1256&lat=35.8239").text


def test_bad_radius_is_not_repeated(client: TestClient) -> None:
    assert "4242" not in client.get("/oapi/position?lon=35&lat=33&uncertainty_m=-4242").text


def test_head_gives_the_headers_only(client: TestClient) -> None:
    answer = client.head("/oapi/position?lon=35.8239&lat=33.1256")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_it_can_only_be_read(client: TestClient, method: str) -> None:
    assert client.request(method, "/oapi/position?lon=35&lat=33").status_code == 405


def test_the_answer_may_be_kept_for_an_hour_by_anybody(client: TestClient) -> None:
    headers = client.get("/oapi/position?lon=35.8239&lat=33.1256").headers
    assert (headers["cache-control"], headers["access-control-allow-origin"]) == ("public, max-age=3600", "*")


def test_it_stands_below_the_base_path(make_client: Client) -> None:
    assert make_client(base_path="/atlas").get("/atlas/oapi/position?lon=35.8239&lat=33.1256").status_code == 200


def test_broken_data_is_503(make_client: Client, record_folder: RecordFolder) -> None:
    record_folder.change("events", {"lat": "99"})
    answer = make_client(Settings(data_folder=record_folder.path)).get("/oapi/position?lon=35.8&lat=33.1")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
