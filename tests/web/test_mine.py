"""The routes of a session's own rows: the token and nothing else opens them, and nothing keeps a copy."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shapely
from starlette.testclient import TestClient

from geo import web
from geo.atlas import Atlas
from geo.exports import Format
from geo.settings import Settings
from geo.userdata.columns import decode
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.stored_rows import Holding, private_store
from geo.userdata.session import store
from geo.userdata.session.store import Lease
from geo.web import app
from tests.conftest import ROOT, Client
from tests.userdata.rows.own_file import EAST, INSIDE, object_array, point, rows_of

ROUTES = ("columns", "shapes", "rows?ids=0", "rows.geojson", "rows.csv", "refused.csv")


@dataclass
class _Session:
    connected: bool = True

    def alive(self) -> bool:
        return self.connected


@pytest.fixture(scope="module")
def rows(atlas: Atlas) -> OwnRows:
    """Return two points and a refused row."""
    hostile = "<img src=x onerror=__pwned('title')>"
    return rows_of(
        atlas,
        [
            point(*INSIDE, title=hostile, date_from="2025-07-16", date_to="2025-07-16"),
            point(*EAST, title="=1+1", url="javascript:alert(1)"),
            {"status": "refused", "reasons": "latitude 99 is out of range"},
        ],
    )


@pytest.fixture
def session() -> _Session:
    """Return a session that is connected."""
    return _Session()


@pytest.fixture
def lease(rows: OwnRows, session: _Session) -> Iterator[Lease]:
    """Put the rows away for the session."""
    store = private_store(Settings().mine_memory_mb)
    found = store.put(Holding(rows, may_leave=True), size_bytes=rows.size_bytes, is_alive=session.alive)
    yield found
    found.end()


def test_columns_have_the_rows_with_a_point(client: TestClient, lease: Lease, rows: OwnRows) -> None:
    answer = client.get(f"/mine/{lease.token}/columns")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/octet-stream")
    assert decode(answer.content).header["count"] == rows.drawn == 2


def test_shapes_come_as_geojson(client: TestClient, atlas: Atlas) -> None:
    line = shapely.LineString([(35.75, 33.02), (35.95, 33.05)])
    rows = rows_of(atlas, [{"title": "<b>A line</b>"}], shapes=object_array([line]))
    lease = private_store(Settings().mine_memory_mb).put(Holding(rows, may_leave=False), size_bytes=1)
    answer = client.get(f"/mine/{lease.token}/shapes")
    lease.end()
    (feature,) = answer.json()["features"]
    assert (answer.headers["content-type"], feature["properties"]["title"]) == ("application/geo+json", "<b>A line</b>")


def test_details_come_for_the_rows_that_are_asked_for(client: TestClient, lease: Lease) -> None:
    answer = client.get(f"/mine/{lease.token}/rows?ids=1,0,7")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert [row["id"] for row in answer.json()["rows"]] == [1, 0]


def test_markup_in_details_is_data(client: TestClient, lease: Lease) -> None:
    titles = {row["title"] for row in client.get(f"/mine/{lease.token}/rows?ids=0,1").json()["rows"]}
    assert titles == {"<img src=x onerror=__pwned('title')>", "=1+1"}


def test_no_route_of_a_session_is_left_out_here() -> None:
    served = {str(getattr(route, "path", "")) for route in web.routes(Settings())}
    known = {f"/mine/{{token}}/{path.partition('?')[0]}" for path in ROUTES}
    known -= {"/mine/{token}/rows.geojson", "/mine/{token}/rows.csv"}
    assert {path for path in served if "{token}" in path} == known | {"/mine/{token}/rows.{format}"}


@pytest.mark.parametrize("path", ROUTES)
def test_nothing_keeps_a_copy_or_reads_it_from_elsewhere(client: TestClient, lease: Lease, path: str) -> None:
    answer = client.get(f"/mine/{lease.token}/{path}")
    assert answer.status_code == 200
    wanted = {
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
        "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    }
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert {"access-control-allow-origin", "etag", "last-modified"} & set(answer.headers) == set()


@pytest.mark.parametrize("path", ["columns", "rows?ids=x", "rows.exe"])
def test_nothing_keeps_a_refusal_either(client: TestClient, path: str) -> None:
    assert client.get(f"/mine/{'A' * 43}/{path}").headers["cache-control"] == "no-store"


_OTHER_PROCESS = """
from starlette.applications import Starlette
from starlette.testclient import TestClient
from geo import web
from geo.atlas import build_atlas
from geo.dataset.load import load_dataset
from geo.userdata.rows.stored_rows import Holding, private_store
from geo.settings import Settings
from tests.userdata.rows.own_file import INSIDE, point, rows_of

rows = rows_of(build_atlas(load_dataset()), [point(*INSIDE)])
lease = private_store(Settings().mine_memory_mb).put(Holding(rows, may_leave=True), size_bytes=1)
client = TestClient(Starlette(routes=web.routes(Settings())), base_url="http://localhost")
print(lease.token, client.get(f"/mine/{lease.token}/columns").status_code)
"""


def test_rows_do_not_outlive_the_server(client: TestClient, tmp_path: Path) -> None:
    """Another process held rows and gave them out; the token opens nothing in this one, and no file was left."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run(
        [sys.executable, "-c", _OTHER_PROCESS], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    ).stdout
    token, before = told.split()
    after = [client.get(f"/mine/{token}/{path}").status_code for path in ROUTES]
    assert (before, set(after), list(tmp_path.iterdir())) == ("200", {404}, [])


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "é", "x" * 5000])
def test_a_wrong_token_is_an_address_that_does_not_exist(client: TestClient, token: str, path: str) -> None:
    wrong, unknown = client.get(f"/mine/{token}/{path}"), client.get("/mine/nothing/at/all")
    assert (wrong.status_code, wrong.content) == (404, unknown.content)


@pytest.mark.parametrize("path", ROUTES)
def test_rows_cannot_be_read_while_the_session_is_gone(
    client: TestClient, lease: Lease, session: _Session, path: str
) -> None:
    session.connected = False
    unknown = client.get("/mine/nothing/at/all")
    answer = client.get(f"/mine/{lease.token}/{path}")
    assert (answer.status_code, answer.content) == (404, unknown.content)


@pytest.mark.parametrize("path", ROUTES)
def test_rows_cannot_be_read_once_they_are_removed(client: TestClient, lease: Lease, path: str) -> None:
    lease.end()
    assert client.get(f"/mine/{lease.token}/{path}").status_code == 404


def test_the_server_removes_by_itself_what_sessions_left(rows: OwnRows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_SWEEP_S", 0.01)
    monkeypatch.setattr(store, "GRACE_S", -1.0)
    ended = threading.Event()
    left = private_store(Settings().mine_memory_mb).put(
        Holding(rows, may_leave=True), size_bytes=1, is_alive=lambda: False, on_end=ended.set
    )

    async def serve() -> bool:
        sweeping = asyncio.create_task(app._sweep(Settings(), None))
        done = await asyncio.to_thread(ended.wait, 10)
        sweeping.cancel()
        return done

    assert asyncio.run(serve())
    left.end()


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_gets_nothing_even_with_the_token(client: TestClient, lease: Lease, path: str, site: str) -> None:
    answer = client.get(f"/mine/{lease.token}/{path}", headers={"sec-fetch-site": site})
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["rows.geojson", "rows.csv", "refused.csv"])
def test_rows_that_may_not_be_passed_on_leave_after_a_choice_only(client: TestClient, rows: OwnRows, path: str) -> None:
    holding = Holding(rows, may_leave=False)
    lease = private_store(Settings().mine_memory_mb).put(holding, size_bytes=1)
    before = client.get(f"/mine/{lease.token}/{path}").status_code
    holding.may_leave = True
    after = client.get(f"/mine/{lease.token}/{path}").status_code
    lease.end()
    assert (before, after) == (400, 200)


@pytest.mark.parametrize(
    "query", ["", "?ids=", "?ids=a", "?ids=-1", "?ids=1;2", "?ids=1&ids=2", "?ids=1&x=1", "?ids=٣", "?ids=1234567890"]
)
def test_numbers_that_cannot_be_read_are_refused(client: TestClient, lease: Lease, query: str) -> None:
    answer = client.get(f"/mine/{lease.token}/rows{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_so_many_rows_are_answered_at_once(client: TestClient, lease: Lease) -> None:
    many = ",".join(["0"] * 201)
    assert client.get(f"/mine/{lease.token}/rows?ids={many}").status_code == 400


def test_an_unknown_format_does_not_exist(client: TestClient, lease: Lease) -> None:
    assert client.get(f"/mine/{lease.token}/rows.exe").status_code == 404


def test_downloads_have_a_plain_name(client: TestClient, lease: Lease) -> None:
    answer = client.get(f"/mine/{lease.token}/rows.geojson")
    assert answer.headers["content-disposition"].startswith('attachment; filename="mine_enriched_')


def test_refused_rows_come_with_their_reasons(client: TestClient, lease: Lease) -> None:
    text = client.get(f"/mine/{lease.token}/refused.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["row"], row["reasons"], row["original_note"]) == ("3", "latitude 99 is out of range", "made up")


def test_the_download_has_every_row(client: TestClient, lease: Lease) -> None:
    assert len(json.loads(client.get(f"/mine/{lease.token}/rows.geojson").content)["features"]) == 3


@pytest.mark.parametrize("form", list(Format))
def test_every_format_is_given(client: TestClient, lease: Lease, form: Format) -> None:
    answer = client.get(f"/mine/{lease.token}/rows.{form}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, form.media_type)
    assert len(answer.content) > 500


def test_formulas_of_a_file_are_text_in_its_download(client: TestClient, lease: Lease) -> None:
    text = client.get(f"/mine/{lease.token}/rows.csv").content.decode("utf-8-sig")
    assert [row["title"] for row in csv.DictReader(io.StringIO(text))][1] == "'=1+1"


def test_nothing_is_left_on_the_disk(
    client: TestClient, lease: Lease, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert client.get(f"/mine/{lease.token}/rows.gpkg").status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_a_session_makes_one_file_at_a_time(client: TestClient, rows: OwnRows) -> None:
    holding = Holding(rows, may_leave=True)
    lease = private_store(Settings().mine_memory_mb).put(holding, size_bytes=1)
    with holding.making:
        busy = client.get(f"/mine/{lease.token}/rows.csv").status_code
    free = client.get(f"/mine/{lease.token}/rows.csv").status_code
    lease.end()
    assert (busy, free) == (400, 200)


def test_head_gives_no_rows(client: TestClient, lease: Lease) -> None:
    answers = [client.head(f"/mine/{lease.token}/{path}") for path in ROUTES]
    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"")] * len(ROUTES)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_rows_can_only_be_read(client: TestClient, lease: Lease, method: str) -> None:
    assert client.request(method, f"/mine/{lease.token}/columns").status_code == 405


def test_the_routes_stand_below_the_base_path(make_client: Client, lease: Lease) -> None:
    assert make_client(base_path="/atlas").get(f"/atlas/mine/{lease.token}/columns").status_code == 200
