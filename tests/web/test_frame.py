"""The map frame and its assets over HTTP."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from geo.mapview import assets
from geo.settings import Settings
from tests.conftest import Client


@pytest.fixture(scope="module")
def policy(client: TestClient) -> dict[str, list[str]]:
    """Return the content security policy of the frame by directive."""
    parts = client.get("/map").headers["content-security-policy"].split(";")
    return {words[0]: words[1:] for words in (part.split() for part in parts) if words}


def test_frame_is_html(client: TestClient) -> None:
    assert client.get("/map").headers["content-type"] == "text/html; charset=utf-8"


def test_frame_is_not_sniffed(client: TestClient) -> None:
    assert client.get("/map").headers["x-content-type-options"] == "nosniff"


def test_frame_allows_nothing_by_default(policy: dict[str, list[str]]) -> None:
    assert policy["default-src"] == ["'none'"]


def test_frame_forbids_inline_code_and_eval(policy: dict[str, list[str]]) -> None:
    unsafe = {"'unsafe-inline'", "'unsafe-eval'", "*", "data:"}
    assert not unsafe & {*policy["script-src"], *policy["style-src"]}


def test_frame_fetches_only_from_its_own_server(policy: dict[str, list[str]]) -> None:
    assert policy["connect-src"] == ["'self'"]


def test_frame_is_embedded_by_its_own_site_only(policy: dict[str, list[str]]) -> None:
    assert policy["frame-ancestors"] == ["'self'"]


def test_ancestors_are_a_setting(make_client: Client) -> None:
    client = make_client(Settings(frame_ancestors="https://news.example"))
    assert "frame-ancestors https://news.example" in client.get("/map").headers["content-security-policy"]


def test_frame_is_the_same_whatever_the_address_asks(client: TestClient) -> None:
    assert client.get("/map?layers=talks&q=%3Cscript%3E&id=x").content == client.get("/map").content


def test_second_request_is_304(client: TestClient) -> None:
    tag = client.get("/map").headers["etag"]
    assert client.get("/map", headers={"if-none-match": tag}).status_code == 304


def test_frame_names_its_files_relatively(client: TestClient) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]+)"', client.get("/map").text)
    assert [address for address in addresses if re.match(r"/|[a-z]+:", address)] == []


def test_files_that_the_frame_names_are_served(client: TestClient) -> None:
    addresses = set(re.findall(r'(?:src|href)="([^"]+)"', client.get("/map").text))
    assert {address: client.get(f"/{address}").status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_assets_have_their_bytes(client: TestClient) -> None:
    assert [name for name, asset in assets().items() if client.get(f"/assets/{name}").content != asset.body] == []


def test_assets_are_not_sniffed(client: TestClient) -> None:
    found = {client.get(f"/assets/{name}").headers["x-content-type-options"] for name in assets()}
    assert found == {"nosniff"}


def test_assets_with_a_digest_in_their_name_never_change(client: TestClient) -> None:
    kept = {name for name in assets() if "immutable" in client.get(f"/assets/{name}").headers["cache-control"]}
    assert kept == {name for name, asset in assets().items() if asset.immutable}


def test_frame_lies_below_the_base_path(make_client: Client) -> None:
    assert make_client(base_path="/atlas").get("/atlas/map").status_code == 200
