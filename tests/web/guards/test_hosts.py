"""The guard of host names."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from geo.settings import Settings
from geo.web.guards.hosts import HostGuard, is_known_host
from tests.conftest import Client

ALLOWED = ("map.example.org", "*.example.net")


@pytest.mark.parametrize(
    "host",
    [
        *(
            "localhost",
            "localhost:8501",
            "LOCALHOST",
            "localhost.",
            "127.0.0.1",
            "127.0.0.1:80",
            "10.1.2.3:8501",
        ),
        *("[::1]", "[::1]:8501", "[2001:db8::1]:80", "a.example.net", "b.example.net:8501"),
        *("map.example.org", "Map.Example.Org:443", "map.example.org."),
    ],
)
def test_known_host(host: str) -> None:
    assert is_known_host(host, ALLOWED)


@pytest.mark.parametrize(
    "host",
    [
        *(
            "",
            "evil.example",
            "evil.example:8501",
            "localhost.evil.example",
            "notlocalhost",
            "1.2.3",
            "[evil]",
        ),
        *("127.0.0.1.evil.example", "example.net", "evilexample.net", "a.example.net.evil.example"),
        *("a.b.example.net", ".example.net", "*.example.net", "example.org", "www.map.example.org"),
        *("map.example.org@evil.example", "[::1].evil.example", "[::1]evil.example:80", "0x7f000001"),
    ],
)
def test_foreign_host(host: str) -> None:
    assert not is_known_host(host, ALLOWED)


@pytest.mark.parametrize("path", ["/layers", "/map", "/layers/strikes.geojson", "/", "/anything"])
def test_foreign_name_is_misdirected(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"host": "evil.example"}).status_code == 421


def test_refusal_is_problem_json(client: TestClient) -> None:
    answer = client.get("/layers", headers={"host": "evil.example"})
    assert answer.headers["content-type"] == "application/problem+json"


def test_refusal_does_not_echo_the_name(client: TestClient) -> None:
    assert "evil" not in client.get("/layers", headers={"host": "evil.example"}).text


def test_two_host_headers_are_refused(client: TestClient) -> None:
    headers = [("host", "localhost"), ("host", "evil.example")]
    assert client.get("/layers", headers=headers).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_local_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/layers", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(("host", "status"), [("map.example.org", 200), ("a.example.net", 200), ("x.org", 421)])
def test_configured_names_are_answered(make_client: Client, host: str, status: int) -> None:
    client = make_client(Settings(allowed_hosts=ALLOWED))
    assert client.get("/layers", headers={"host": host}).status_code == status


@pytest.fixture
def socket_client() -> TestClient:
    """Return a client of an app that takes every WebSocket, behind the guard."""

    async def take(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close(1000)

    return TestClient(
        Starlette(routes=[WebSocketRoute("/stream", take)], middleware=[Middleware(HostGuard, allowed=ALLOWED)])
    )


def test_foreign_websocket_is_closed(socket_client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        socket_client.websocket_connect("/stream", headers={"host": "evil.example"}),
    ):
        pass
    assert closed.value.code == 1008


@pytest.mark.parametrize("host", ["localhost", "map.example.org"])
def test_known_websocket_is_let_through(socket_client: TestClient, host: str) -> None:
    with socket_client.websocket_connect("/stream", headers={"host": host}) as socket:
        assert socket.receive()["code"] == 1000
