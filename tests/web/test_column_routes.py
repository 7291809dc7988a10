from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

from geo.settings import Settings
from geo.userdata.columns import decode, decode_extra
from tests.conftest import Client
from tests.userdata.prepared.made_events import HOSTILE, made_events, made_file

COUNT = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a prepared folder."""
    folder = tmp_path_factory.mktemp("files") / "made"
    made_file(folder, made_events(COUNT, title=HOSTILE))
    return folder


@pytest.fixture(scope="module")
def served(make_client: Client, folder: Path) -> TestClient:
    """Return a client of a server that shows the folder."""
    return make_client(Settings(event_files=(folder,)))


@pytest.fixture(scope="module")
def version(served: TestClient) -> str:
    """Return the version of the file."""
    return str(served.get("/columns").json()["files"][0]["version"])


def test_the_registry_names_the_file(served: TestClient) -> None:
    (entry,) = served.get("/columns").json()["files"]
    assert (entry["name"], entry["title"], entry["credit"], entry["counts"]["drawn"]) == (
        "made",
        "Made-up events",
        "Nobody",
        COUNT,
    )


def test_a_server_without_files_has_an_empty_registry(client: TestClient) -> None:
    assert client.get("/columns").json() == {"files": []}


def test_the_main_file_comes_as_it_lies(served: TestClient, folder: Path) -> None:
    answer = served.get("/columns/made.bin")
    assert answer.content == (folder / "columns.bin").read_bytes()
    assert len(decode(answer.content).lon) == COUNT


def test_an_event_takes_twelve_bytes_on_the_wire(served: TestClient) -> None:
    answer = served.get("/columns/made.bin", headers={"Accept-Encoding": "gzip"})
    header = 8 + int.from_bytes(answer.content[4:8], "little")
    assert answer.headers["content-encoding"] == "identity"
    assert int(answer.headers["content-length"]) == header + 12 * COUNT


def test_a_further_column_comes_by_name(served: TestClient) -> None:
    assert len(decode_extra(served.get("/columns/made/actor.bin").content).codes) == COUNT


def test_the_current_version_may_be_kept(served: TestClient, version: str) -> None:
    kept = served.get(f"/columns/made.bin?v={version}").headers["cache-control"]
    asked = served.get("/columns/made.bin").headers["cache-control"]
    assert ("immutable" in kept, "immutable" in asked) == (True, False)


@pytest.mark.parametrize("path", ["made.bin?", "made/actor.bin?", "made/rows?ids=1&", "made/match?q=a&"])
def test_ids_of_another_version_are_not_answered(served: TestClient, path: str) -> None:
    answer = served.get(f"/columns/{path}v=0123456789ab")
    assert (answer.status_code, answer.json()["detail"]) == (
        404,
        "This file of events was prepared anew; load the page again.",
    )


@pytest.mark.parametrize(
    "address", ["/columns", "/columns/made.bin", "/columns/made/rows?ids=1", "/columns/made/match?q=x"]
)
def test_what_is_known_is_not_sent_again(served: TestClient, address: str) -> None:
    tag = served.get(address).headers["etag"]
    again = served.get(address, headers={"If-None-Match": f"W/{tag}"})
    assert (again.status_code, again.content) == (304, b"")


def test_head_sends_no_body(served: TestClient) -> None:
    answer = served.head("/columns/made.bin")
    assert (answer.status_code, answer.content) == (200, b"")


def test_details_come_in_the_order_asked_for(served: TestClient) -> None:
    rows = served.get("/columns/made/rows?ids=7,3,999").json()["rows"]
    assert [row["id"] for row in rows] == [7, 3]


def test_text_comes_as_it_is_and_cannot_run(served: TestClient) -> None:
    answer = served.get("/columns/made/rows?ids=0")
    assert HOSTILE in answer.json()["rows"][0]["title"]
    assert answer.headers["content-type"].startswith("application/json")
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_hits_come_as_bits(served: TestClient) -> None:
    bits = np.unpackbits(
        np.frombuffer(served.get("/columns/made/match?q=shelling").content, np.uint8), bitorder="little"
    )
    rows = served.get("/columns/made/rows?ids=" + ",".join(map(str, range(COUNT)))).json()["rows"]
    assert bits[:COUNT].astype(bool).tolist() == [row["kind"] == "Shelling" for row in rows]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/columns/other.bin", 404),
        ("/columns/made", 404),
        ("/columns/made.geojson", 404),
        ("/columns/made/place.bin", 404),
        ("/columns/made/..%2f..%2fmeta.json", 404),
        ("/columns/made/rows", 400),
        ("/columns/made/rows?ids=", 400),
        ("/columns/made/rows?ids=-1", 400),
        ("/columns/made/rows?ids=1&ids=2", 400),
        ("/columns/made/rows?ids=" + ",".join(map(str, range(201))), 400),
        ("/columns/made/match?q=(a", 400),
        ("/columns/made/match?q=" + "a" * 201, 400),
        ("/columns/made/match", 400),
        ("/columns/made/match?q=a&x=1", 400),
    ],
)
def test_what_cannot_be_answered_is_a_problem(served: TestClient, address: str, status: int) -> None:
    answer = served.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_the_frame_has_a_layer_for_the_file(served: TestClient, version: str) -> None:
    text = served.get("/map").text
    assert "Atlas.addColumns(" in text
    assert f"columns/made.bin?v={version}" in text


def test_a_damaged_folder_is_named(make_client: Client, tmp_path: Path) -> None:
    made_file(tmp_path / "made", made_events(5))
    (tmp_path / "made" / "order.bin").unlink()
    answer = make_client(Settings(event_files=(tmp_path / "made",))).get("/columns")
    assert answer.status_code == 503
    assert "python -m geo columns" in answer.json()["detail"]
