"""``/oapi/position`` over HTTP, and the same on the command line."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from geo.atlas import Atlas
from geo.cli import main

QUNEITRA = (35.8246, 33.1260)


def test_route_gives_what_the_atlas_says(client: TestClient, atlas: Atlas) -> None:
    lon, lat = QUNEITRA
    answer = client.get("/oapi/position", params={"lon": lon, "lat": lat, "uncertainty_m": 50})
    assert answer.json() == json.loads(json.dumps(atlas.test.answer(lon, lat, uncertainty_m=50)))


def test_command_line_gives_what_the_route_gives(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    main(["position", "35.8246", "33.1260", "--uncertainty", "50"])
    answer = client.get("/oapi/position?lon=35.8246&lat=33.1260&uncertainty_m=50")
    assert json.loads(capsys.readouterr().out) == answer.json()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "lon=35",
        "lat=33",
        "lon=35&lat=33&lat=34",
        "lon=35&lat=33&z=1",
        "lon=x&lat=33",
        "lon=nan&lat=33",
        "lon=1e999&lat=33",
        "lon=181&lat=33",
        "lon=35&lat=91",
        "lon=35&lat=33&uncertainty_m=-1",
        "lon=35&lat=33&uncertainty_m=inf",
    ],
)
def test_what_is_not_understood_is_400(client: TestClient, query: str) -> None:
    assert client.get(f"/oapi/position?{query}").status_code == 400


def test_input_is_not_echoed(client: TestClient) -> None:
    assert "424242" not in client.get("/oapi/position?lon=%3Cscript%3E424242&lat=1&x424242=1").text


@pytest.mark.parametrize("name", ["x-content-type-options", "content-security-policy"])
def test_answer_carries_the_safety_headers(client: TestClient, name: str) -> None:
    assert client.get("/oapi/position?lon=35.8&lat=33.1").headers[name] == client.get("/layers").headers[name]


@pytest.mark.parametrize("arguments", [["x", "33"], ["181", "33"], ["35", "91"], ["35", "33", "--uncertainty=-1"]])
def test_command_that_is_not_understood_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["position", *arguments]) == 2


@pytest.mark.parametrize("lon", ["-71.5", "-7.1e1"])
def test_west_longitude_is_taken(lon: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["position", lon, "33.1"]) == 0
