"""The page "Your data": from nothing to rows with their answers, refusals with reasons, and nothing left behind."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from geo.exports import Format
from geo.ui.your_data.layer import FILE_KEY
from geo.userdata.rows.stored_rows import private_store
from geo.userdata.upload.samples import SAMPLES
from tests.pages.reading import OpenPage, run_page, switch, texts

HOSTILE = "<img src=x onerror=__pwned('x')>"
VRT = (
    b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
    b"</OGRVRTDataSource>"
)
_GOOD = b"title,lat,lon,date,uncertainty_m\nFirst,33.1256,35.8239,2025-07-16,50\nSecond,33.15,36.05,2025-07-31,50\n"
_MIXED = _GOOD + b"Third,99,35.8,2025-08-01,50\n"
_AMBIGUOUS = b"title,lat,lon,date\nFirst,33.1256,35.8239,03/04/2025\nSecond,33.15,36.05,05/06/2025\n"


def _features(count: int) -> bytes:
    point = {"type": "Point", "coordinates": [35.8239, 33.1256]}
    features = [
        {"type": "Feature", "geometry": point, "properties": {"title": f"{HOSTILE} {number}"}}
        for number in range(count)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _bring(app: AppTest, name: str, body: bytes) -> AppTest:
    app.file_uploader[0].set_value((name, body, "application/octet-stream"))
    return app.run()


def _try(app: AppTest, sample_id: str) -> AppTest:
    return app.button(key=f"try_{sample_id}").click().run()


def _metrics(app: AppTest) -> dict[str, int]:
    return {str(metric.label): int(str(metric.value).replace(",", "")) for metric in app.metric}


def _token(app: AppTest) -> str:
    token = str(app.session_state[FILE_KEY].token)
    assert token
    return token


@pytest.fixture(scope="module")
def brought() -> AppTest:
    """Return the page with two good rows and one that is refused; nothing may change it."""
    return _bring(run_page("your_data", {}), "mine.csv", _MIXED)


@pytest.fixture
def own(open_page: OpenPage) -> AppTest:
    """Return the same for a test of its own."""
    return _bring(open_page("your_data"), "mine.csv", _MIXED)


# Nothing yet


def test_it_opens_without_a_file(open_page: OpenPage) -> None:
    app = open_page("your_data")
    assert (list(app.exception), list(app.error), len(app.dataframe)) == ([], [], 0)


def test_it_says_what_becomes_of_a_file_before_one_is_brought(open_page: OpenPage) -> None:
    assert "for this tab only" in open_page("your_data").info[0].value


def test_limits_are_shown(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_UPLOAD_MB", "7")
    monkeypatch.setenv("ATLAS_UPLOAD_ROWS", "1234")
    assert any("Up to 7 MB and 1,234 rows" in text for text in texts(open_page("your_data")))


def test_every_sample_says_that_it_is_made_up() -> None:
    assert [
        item.id for item in SAMPLES if not re.search(rb"[Mm]ade-up|\xd9\x85\xd8\xae\xd8\xaa\xd9\x84\xd9\x82", item.body)
    ] == []


# Recognised, read, tested


@pytest.mark.parametrize("name", ["acled-shaped.csv", "qgis.geojson"])
def test_a_sample_becomes_rows(open_page: OpenPage, name: str) -> None:
    app = _try(open_page("your_data"), name)
    assert (list(app.exception), list(app.error)) == ([], [])
    counts = _metrics(app)
    assert counts["Rows"] == counts["Accepted"] + counts["Accepted with a warning"] + counts["Refused"] > 0


def test_a_file_becomes_rows_with_their_side(brought: AppTest) -> None:
    table = brought.dataframe[-1].value
    assert dict(zip(table["title"], table["side"], strict=True)) == {
        "First": "Inside the area of separation",
        "Second": "East of line B",
        "Third": "No place that can be tested",
    }


def test_what_a_file_was_recognised_as_is_said(brought: AppTest) -> None:
    assert any(text.startswith("Recognised as **a table**") for text in texts(brought))


def test_counts_add_up(brought: AppTest) -> None:
    assert _metrics(brought) == {"Rows": 3, "Accepted": 2, "Accepted with a warning": 0, "Refused": 1}


def test_reasons_of_refused_rows_are_shown_and_can_be_taken(brought: AppTest) -> None:
    assert any("refused, by reason" in str(box.label) for box in brought.expander)
    assert any(f"/mine/{_token(brought)}/refused.csv" in text for text in texts(brought))


def test_every_format_is_offered(brought: AppTest) -> None:
    links = next(text for text in texts(brought) if "with what was added" in text)
    found = re.findall(rf"\(/mine/{re.escape(_token(brought))}/rows\.(\w+)\)", links)
    assert found == [str(form) for form in Format]


def test_rows_of_the_page_are_those_behind_the_links(brought: AppTest, client: TestClient) -> None:
    answer = client.get(f"/mine/{_token(brought)}/rows?ids=0,1,2")
    assert {row["title"] for row in answer.json()["rows"]} == {"First", "Second"}


def test_the_table_is_narrowed_by_status(own: AppTest) -> None:
    key = own.session_state[FILE_KEY].key
    own.selectbox(key=f"own_status_{key}").select("refused").run()
    assert own.dataframe[-1].value["title"].tolist() == ["Third"]


def test_nothing_that_passes_is_said(own: AppTest) -> None:
    key = own.session_state[FILE_KEY].key
    own.text_input(key=f"own_text_{key}").input("zzzz").run()
    assert any("No row passes." in text for text in texts(own))


def test_a_large_table_comes_a_page_at_a_time(open_page: OpenPage) -> None:
    app = _bring(open_page("your_data"), "many.geojson", _features(1201))
    assert (_metrics(app)["Rows"], len(app.dataframe[-1].value)) == (1201, 500)


# Asked


def test_an_order_of_day_and_month_is_asked_for(open_page: OpenPage) -> None:
    app = _bring(open_page("your_data"), "dates.csv", _AMBIGUOUS)
    assert (len(app.metric), len(app.radio)) == (0, 1)


@pytest.mark.parametrize(
    ("answer", "days"), [("day_first", ["2025-04-03", "2025-06-05"]), ("month_first", ["2025-03-04", "2025-05-06"])]
)
def test_the_answer_decides(open_page: OpenPage, answer: str, days: list[str]) -> None:
    app = _bring(open_page("your_data"), "dates.csv", _AMBIGUOUS)
    app.radio[0].set_value(answer)
    app.button(key=f"own_go_{app.session_state[FILE_KEY].key}").click().run()
    assert app.dataframe[-1].value["from"].tolist() == days


def test_nothing_is_read_before_the_answer(open_page: OpenPage) -> None:
    app = _bring(open_page("your_data"), "dates.csv", _AMBIGUOUS)
    app.button(key=f"own_go_{app.session_state[FILE_KEY].key}").click().run()
    assert len(app.metric) == 0
    assert any("answer each question" in warning.value for warning in app.warning)


def test_place_names_are_proposed_and_confirmed(open_page: OpenPage) -> None:
    app = _try(open_page("your_data"), "arabic-places.csv")
    assert len(app.metric) == 0
    proposed = [box for box in app.selectbox if str(box.key).startswith("own_place_")]
    assert "quneitra-city" in {str(box.value) for box in proposed}
    app.button(key=f"own_go_{app.session_state[FILE_KEY].key}").click().run()
    table = app.dataframe[-1].value
    assert "Quneitra" in set(table["nearest_place"])


def test_a_radius_for_rows_without_one_decides_their_side(open_page: OpenPage) -> None:
    app = _try(open_page("your_data"), "my-maps.kml")
    before = app.dataframe[-1].value["side"].tolist()
    key = app.session_state[FILE_KEY].key
    app.number_input(key=f"own_radius_{key}").set_value(50.0)
    app.button(key=f"own_go_{key}").click().run()
    after = app.dataframe[-1].value["side"].tolist()
    assert (before[0], after[0]) == ("Cannot tell", "Inside the area of separation")


# Refused


@pytest.mark.parametrize("name", ["map.geojson", "map.csv", "map.gpkg"])
def test_a_file_that_would_read_others_is_refused(open_page: OpenPage, name: str) -> None:
    app = _bring(open_page("your_data"), name, VRT)
    assert (list(app.exception), len(app.metric), len(app.error)) == ([], 0, 1)
    assert "refused" in app.error[0].value


def test_a_refusal_names_the_fault(open_page: OpenPage) -> None:
    app = _bring(open_page("your_data"), "map.geojson", b'{"type": "FeatureCollection"}')
    assert "features" in app.error[0].value.replace("\\", "")


def test_a_file_without_room_is_refused(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_MINE_MEMORY_MB", "1")
    app = _bring(open_page("your_data"), "many.geojson", _features(4000))
    assert "Try a smaller file" in app.error[0].value.replace("\\", "")


def test_markup_in_a_file_is_shown_as_it_stands(open_page: OpenPage) -> None:
    app = _bring(open_page("your_data"), f"{HOSTILE}.geojson", _features(1))
    raw = [text for text in texts(app) if re.search(r"(?<!\\)<img", text)]
    assert (list(app.exception), raw) == ([], [])


def test_a_file_that_was_refused_goes_like_any_other(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_MINE_MEMORY_MB", "321")  # a size that no other test has, so a store of its own
    store = private_store(321)
    app = _bring(open_page("your_data"), "map.geojson", VRT)
    held = store.used_bytes
    app.button(key="own_remove").click().run()
    assert (held, store.used_bytes) == (len(VRT), 0)


def test_a_file_of_which_no_row_is_accepted_says_so(open_page: OpenPage) -> None:
    app = _bring(open_page("your_data"), "none.csv", b"title,lat,lon,date\nFirst,,35.8,2025-07-16\n")
    assert any("No row was accepted" in text for text in texts(app))
    assert list(app.exception) == []


# What may leave


def test_acled_rows_leave_only_while_that_is_chosen(open_page: OpenPage, client: TestClient) -> None:
    app = _try(open_page("your_data"), "acled-shaped.csv")
    before = client.get(f"/mine/{_token(app)}/rows.geojson").status_code
    assert not any("rows.geojson" in text for text in texts(app))
    app.checkbox(key=f"own_leave_{app.session_state[FILE_KEY].key}").check().run()
    assert any("rows.geojson" in text for text in texts(app))
    assert (before, client.get(f"/mine/{_token(app)}/rows.geojson").status_code) == (400, 200)
    app.checkbox(key=f"own_leave_{app.session_state[FILE_KEY].key}").uncheck().run()
    assert client.get(f"/mine/{_token(app)}/rows.geojson").status_code == 400


# Nothing is left behind


def test_removing_removes_everything(own: AppTest, client: TestClient) -> None:
    token = _token(own)
    own.button(key="own_remove").click().run()
    assert (len(own.metric), FILE_KEY in own.session_state) == (0, False)
    assert client.get(f"/mine/{token}/columns").status_code == 404


def test_another_file_replaces_the_rows(own: AppTest, client: TestClient) -> None:
    token = _token(own)
    _bring(own, "other.csv", _GOOD)
    assert (_metrics(own)["Rows"], client.get(f"/mine/{token}/columns").status_code) == (2, 404)
    assert _token(own) != token


def test_rows_stay_while_other_pages_are_read(own: AppTest, client: TestClient) -> None:
    token = _token(own)
    switch(own, "method")
    switch(own, "your_data")
    assert (_metrics(own)["Rows"], _token(own)) == (3, token)
    assert client.get(f"/mine/{token}/columns").status_code == 200


def test_a_second_session_sees_nothing(brought: AppTest, open_page: OpenPage) -> None:
    other = open_page("your_data")
    assert (_metrics(brought)["Rows"], len(other.metric), FILE_KEY in other.session_state) == (3, 0, False)
