"""The HTTP routes without the pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from geo.atlas import Atlas
from geo.web.standalone import BASE_PATH_VARIABLE, api


@pytest.fixture(scope="module")
def alone() -> Iterator[TestClient]:
    with TestClient(api(), base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


def test_a_layer_is_the_same_as_beside_the_pages(alone: TestClient, atlas: Atlas) -> None:
    assert alone.get("/layers/strikes.geojson").content == atlas.geojson("strikes")


@pytest.mark.parametrize("path", ["/map", "/layers", "/columns", "/oapi/position?lon=35.85&lat=33.1"])
def test_every_route_is_there(alone: TestClient, path: str) -> None:
    assert alone.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/layers/none.geojson", "/layers/x/y"])
def test_an_unknown_address_is_a_problem(alone: TestClient, path: str) -> None:
    answer = alone.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_there_is_no_page(alone: TestClient) -> None:
    assert alone.get("/").status_code == 404


def test_a_foreign_host_is_refused(alone: TestClient) -> None:
    assert alone.get("/layers", headers={"host": "evil.example"}).status_code == 421


def test_the_base_path_is_that_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE_PATH_VARIABLE, "atlas")
    client = TestClient(api(), base_url="http://localhost", raise_server_exceptions=False)
    assert [client.get(path).status_code for path in ("/atlas/layers", "/layers")] == [200, 404]
