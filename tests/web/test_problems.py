"""Errors as problem+json: one body, the right status, no echo of the input, no trace of the inside."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from geo.errors import (
    AtlasError,
    CoordinateError,
    DataError,
    Fault,
    FilterError,
    NotFoundError,
    UsageError,
)
from geo.settings import Settings
from geo.web import app
from geo.web.problems import status_of
from tests.conftest import Client
from tests.record_folder import RecordFolder

BAD_REQUESTS = (
    "/layers/strikes.geojson?colour=red",
    "/layers/strikes.geojson?kind=airstrike&kind=artillery",
    "/layers/strikes.geojson?from=yesterday",
    "/layers/strikes.geojson?from=2025-02-30",
    "/layers/strikes.geojson?from=2025-02&to=2025-01",
    "/layers/strikes.geojson?bbox=1,2,3",
    "/layers/strikes.geojson?bbox=1,2,3,4,5,6",
    "/layers/strikes.geojson?bbox=nan,0,1,1",
    "/layers/strikes.geojson?bbox=inf,0,1,1",
    "/layers/strikes.geojson?bbox=0,10,1,5",
    "/layers/strikes.geojson?bbox=-181,0,1,1",
    "/layers/strikes.geojson?bbox=0,0,1,91",
    "/layers/strikes.geojson?kind=ufo",
    "/layers/strikes.geojson?kind=airstrike,,artillery",
    "/layers/strikes.geojson?confidence=HIGH",
    "/layers/strikes.geojson?actor=nobody",
    "/layers/strikes.geojson?attribution=israel",
    "/layers/strikes.geojson?governorate=golan",
    "/layers/strikes.geojson?source=a%20b",
    "/layers/strikes.geojson?id=../x",
    "/layers/strikes.geojson?q=...",
    "/layers/strikes.geojson?q=" + "x" * 201,
    "/layers/strikes.geojson?layers=strikes",
    "/layers/all.geojson?layers=secrets",
    "/layers/all.geojson?layers=strikes&layers=talks",
    "/layers/match?limit=10",
    "/layers/match?v=1&v=2",
    "/layers?colour=red",
)
POISON = "%3Cscript%3Ealert%28424242%29%3C%2Fscript%3E"
ECHOING = (
    *(f"/layers/strikes.geojson?{name}={POISON}" for name in ("from", "to", "kind", "source", "bbox", "id")),
    f"/layers/strikes.geojson?{POISON}=1",
    f"/layers/all.geojson?layers={POISON}",
    f"/layers/{POISON}.geojson",
    f"/layers/strikes.{POISON}",
    f"/layers/a/{POISON}",
    f"/assets/{POISON}",
)


@pytest.mark.parametrize("address", BAD_REQUESTS)
def test_what_is_not_understood_is_400(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("address", BAD_REQUESTS)
def test_bad_request_is_problem_json(client: TestClient, address: str) -> None:
    assert client.get(address).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("address", ECHOING)
def test_input_is_not_echoed(client: TestClient, address: str) -> None:
    assert "424242" not in client.get(address).text


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("from=x", "from"),
        ("bbox=1", "bbox"),
        ("kind=airstrike&kind=airstrike", "kind"),
        ("colour=red", "colour"),
    ],
)
def test_problem_names_the_parameter(client: TestClient, address: str, name: str) -> None:
    assert client.get(f"/layers/strikes.geojson?{address}").json()["detail"].startswith(f"{name}:")


def test_every_faulty_parameter_is_named(client: TestClient) -> None:
    detail = client.get("/layers/strikes.geojson?from=x&bbox=1&colour=red").json()["detail"]
    assert [name for name in ("from:", "bbox:", "colour:") if name not in detail] == []


def test_body_has_the_members_of_rfc_9457(client: TestClient) -> None:
    body = client.get("/layers/nothing.geojson").json()
    assert {name: body[name] for name in ("type", "title", "status")} == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
    }


@pytest.mark.parametrize(
    "address",
    [
        "/layers/nothing.geojson",
        "/layers/strikes",
        "/layers/strikes.shp",
        "/layers/strikes.geojson/",
        "/layers/strikes.GEOJSON",
        "/layers/.geojson",
        "/layers/",
        "/layers/a/b/c",
        "/map/",
        "/map/x",
        "/assets",
        "/assets/",
        "/assets/nothing.js",
        "/oapi",
        "/oapi/",
        "/oapi/nothing",
    ],
)
def test_unknown_address_below_our_prefixes_is_a_json_404(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


TRAVERSALS = [
    f"/{prefix}/{step}{name}"
    for prefix in ("assets", "layers", "map")
    for step in (
        "..%2f",
        "..%2f..%2f",
        "%2e%2e/%2e%2e/",
        "%2e%2e%2f",
        "..%5c",
        "..%252f",
        "leaflet/..%2f..%2f",
        "%00",
        "//",
        "%2fetc/",
    )
    for name in ("pyproject.toml", "app.py")
]


@pytest.mark.parametrize("address", TRAVERSALS)
def test_path_traversal_is_a_json_404(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/layers", "/layers/strikes.geojson", "/layers/match", "/map", "/assets/x.js"])
def test_odd_method_is_405(client: TestClient, method: str, address: str) -> None:
    answer = client.request(method, address)
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_405_says_what_is_allowed(client: TestClient) -> None:
    assert set(client.post("/layers").headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("address", ["/layers/nothing.geojson", "/layers?x=1"])
def test_problems_are_not_stored(client: TestClient, address: str) -> None:
    assert client.get(address).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["x-content-type-options", "content-security-policy"])
def test_problems_carry_the_safety_headers(client: TestClient, name: str) -> None:
    assert client.get("/layers/nothing.geojson").headers[name] == client.get("/layers").headers[name]


def test_broken_data_is_503(make_client: Client, record_folder: RecordFolder) -> None:
    record_folder.change("events", {"lat": "99"})
    client = make_client(Settings(data_folder=record_folder.path))
    assert client.get("/layers").status_code == 503


@pytest.mark.parametrize("address", ["/layers", "/layers/strikes.geojson", "/layers/match", "/map"])
def test_broken_data_is_named_at_every_address(make_client: Client, record_folder: RecordFolder, address: str) -> None:
    record_folder.change("events", {"lat": "99"})
    client = make_client(Settings(data_folder=record_folder.path))
    assert "events.csv:2:lat" in client.get(address).json()["detail"]


def test_repaired_data_is_served_without_a_restart(make_client: Client, record_folder: RecordFolder) -> None:
    record_folder.change("events", {"lat": "99"})
    client = make_client(Settings(data_folder=record_folder.path))
    client.get("/layers")
    record_folder.change("events", {"lat": "33"})
    assert client.get("/layers").status_code == 200


@pytest.fixture
def failing(make_client: Client, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Return a client whose atlas fails in a way that nobody foresaw."""

    def fail(_folder: object) -> None:
        raise RuntimeError("inside secret")

    monkeypatch.setattr(app, "open_atlas", fail)
    return make_client()


def test_unforeseen_error_is_500_problem_json(failing: TestClient) -> None:
    answer = failing.get("/layers")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")


def test_unforeseen_error_shows_nothing_of_the_inside(failing: TestClient) -> None:
    text = failing.get("/layers").text
    assert [word for word in ("secret", "Traceback", "RuntimeError", ".py") if word in text] == []


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (DataError([Fault("a.csv", 1, "b", "c")]), 503),
        (UsageError("x"), 400),
        (FilterError([("a", "b")]), 400),
        (CoordinateError("x"), 400),
        (NotFoundError("x"), 404),
        (AtlasError("x"), 500),
    ],
    ids=lambda value: type(value).__name__,
)
def test_status_of_each_error(error: AtlasError, status: int) -> None:
    assert status_of(error) == status
