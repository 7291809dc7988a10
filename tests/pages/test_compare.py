"""The page that sets two windows beside each other."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from geo.analysis.addresses import Addresses
from geo.analysis.comparison import compare
from geo.analysis.comparison.page_text import Pair, dated_text
from geo.atlas import Atlas
from geo.query.filters import Filters
from geo.query.window import COMPARED_PARAMETERS, Window
from geo.ui.base.context import Context
from geo.ui.compare.compare import compared_of, presets
from tests.pages.reading import OpenPage, address, switch, texts

WINDOWS = {"a0": "2025-03", "a1": "2025-03", "b0": "2026-03-01", "b1": "2026-03-31"}


def _fields(app: AppTest) -> list[str]:
    return [str(app.text_input(key=f"c_{name}").value) for name in COMPARED_PARAMETERS]


def _file_links(app: AppTest) -> list[str]:
    table = next(text for text in texts(app) if "| Window |" in text)
    return re.findall(r"\[GeoJSON \([\d,]+\)\]\((\S+?)\)", table)


def _lines(app: AppTest) -> str:
    return next(text for text in texts(app) if text.startswith("- **First**")).partition("## ")[0]


def test_it_opens_with_two_windows_of_one_length(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page("compare")
    assert not app.exception
    usual = next(iter(presets(atlas).values())).to_params()
    assert (address(app), _fields(app)) == (usual, [usual[name] for name in COMPARED_PARAMETERS])
    assert _lines(app).count("90 days") == 2


def test_the_address_gives_the_windows(open_page: OpenPage) -> None:
    app = open_page("compare", WINDOWS)
    assert "1 to 31 March 2025" in _lines(app)
    assert "1 to 31 March 2026" in _lines(app)
    assert "8 days without coverage" in _lines(app)


def test_files_have_the_ids_of_both_windows(open_page: OpenPage, atlas: Atlas, client: TestClient) -> None:
    app = open_page("compare", {**WINDOWS, "kind": "airstrike"})
    wanted = compare(
        atlas,
        *(Filters.from_params({"from": m, "to": m, "kind": "airstrike"}) for m in ("2025-03", "2026-03")),
    )
    found = []
    for link in _file_links(app):
        parts = urlsplit(link)
        answer = client.get(parts.path, params=parse_qsl(parts.query))
        found.append(frozenset(feature["id"] for feature in json.loads(answer.content)["features"]))
    assert found == [wanted.first.ids, wanted.second.ids]


def test_a_typed_day_reaches_the_address(open_page: OpenPage) -> None:
    app = open_page("compare", WINDOWS)
    app.text_input(key="c_b0").set_value("2025-06")
    app.text_input(key="c_b1").set_value("")
    app.run()
    assert address(app) == {"a0": "2025-03-01", "a1": "2025-03-31", "b0": "2025-06-01"}
    assert "since 1 June 2025" in _lines(app)
    assert "not of one length" in _lines(app)


def test_what_is_no_window_is_named(open_page: OpenPage) -> None:
    for wrong in ({"a0": "2025-02-30"}, {"a0": "2025-05", "a1": "2025-04"}):
        app = open_page("compare", {**WINDOWS, **wrong})
        assert not app.exception
        assert any("is not a window" in warning.value for warning in app.warning)


def test_swap_swaps(open_page: OpenPage) -> None:
    app = open_page("compare", WINDOWS)
    next(button for button in app.button if button.label == "Swap").click().run()
    assert [address(app)[name] for name in COMPARED_PARAMETERS] == [
        "2026-03-01",
        "2026-03-31",
        "2025-03-01",
        "2025-03-31",
    ]


def test_the_windows_come_back_after_another_page(open_page: OpenPage) -> None:
    app = open_page("compare", WINDOWS)
    before = address(app)
    switch(app, "method")
    assert address(switch(app, "compare")) == before


def test_dates_among_the_filters_do_not_narrow(open_page: OpenPage) -> None:
    dated = open_page("compare", {**WINDOWS, "from": "2026-01"})
    assert _lines(dated) == _lines(open_page("compare", WINDOWS))
    assert any("does not apply here" in text for text in texts(dated))


def test_dated_entries_are_written_out_once_they_are_opened(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page("compare", WINDOWS)
    dated = dated_text(compared_of(Context(atlas, Filters()), Pair(*_windows(app))).dated, Addresses())
    assert (dated in texts(app), dated.count("- ") > 1) == (False, True)
    app.session_state["compare_dated"] = True
    assert dated in texts(app.run())


def _windows(app: AppTest) -> list[Window]:
    held = address(app)
    return [Window(held[first], held[last]) for first, last in (COMPARED_PARAMETERS[:2], COMPARED_PARAMETERS[2:])]


def test_nothing_left_is_said_in_words(open_page: OpenPage) -> None:
    app = open_page("compare", {**WINDOWS, "q": "zzzz"})
    assert any("No report or talk" in text for text in texts(app))


def test_one_record_can_be_compared(open_page: OpenPage, one_record: Path) -> None:
    query: Mapping[str, str] = {"a0": "2024", "a1": "2024", "b0": "2025", "b1": "2025"}
    app = open_page("compare", query, data=one_record)
    assert not app.exception
    assert "1 report or talk" in _lines(app)


def test_what_differs_can_be_taken_along(open_page: OpenPage) -> None:
    app = open_page("compare", WINDOWS)
    labels = [button.label for button in app.get("download_button")]
    assert {"What differs (CSV)", "What differs (JSON)"} <= set(labels)


def test_what_readers_share_has_the_filters_of_each(atlas: Atlas) -> None:
    pair = next(iter(presets(atlas).values()))
    own = [Filters(q=f"Quneitra OR reader{name}") for name in ("one", "two")]
    found = [compared_of(Context(atlas, filters), pair) for filters in own]
    assert found[0].kinds is found[1].kinds
    assert [[side.filters.q for side in (one.first, one.second)] for one in found] == [[f.q] * 2 for f in own]
