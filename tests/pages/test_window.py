"""The time window of the map on the pages: counts, downloads and the table are narrowed to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.atlas.counts import RECORD_LAYERS
from geo.query.filters import Filters
from geo.query.window import Window
from geo.ui.map.window import said_window
from tests.pages.reading import OpenPage, address, count_in, download_rows, summary, switch, texts

SPRING = {"t0": "2025-03-01", "t1": "2025-04-30"}
days = st.none() | st.dates(min_value=date(2024, 1, 1)).map(lambda day: day.isoformat())


def _count(atlas: Atlas, **params: str) -> int:
    selection = atlas.select(Filters.from_params(params))
    return sum(len(selection[layer].features) for layer in RECORD_LAYERS)


@pytest.mark.parametrize(
    ("params", "window"),
    [
        ({}, Window()),
        (SPRING, Window("2025-03-01", "2025-04-30")),
        ({"t0": "2025-02", "t1": "2025-02"}, Window("2025-02-01", "2025-02-28")),
        ({"t0": "soon", "t1": "2025"}, Window(None, "2025-12-31")),
        ({"t0": "2025-05-01", "t1": "2025-04-01"}, Window()),
        ({"t0": None, "t1": 7}, Window()),
    ],
)
def test_reads_a_window_as_the_frame_does(params: dict[str, Any], window: Window) -> None:
    assert Window.from_params(params) == window


@pytest.mark.parametrize("state", [None, {}, {"frame": None}, {"frame": {"seq": 1, "layers": []}}, "state"])
def test_a_frame_that_told_nothing_has_no_window(state: object) -> None:
    assert said_window(state) is None


def test_a_frame_tells_its_window() -> None:
    assert said_window({"frame": {"layers": [], "t0": "2025-03-01", "t1": None}}) == Window("2025-03-01", None)


@given(days, days, days, days)
def test_narrowing_gives_the_days_of_both(
    start: str | None, end: str | None, first: str | None, last: str | None
) -> None:
    filters = Filters(date_from=start, date_to=end)
    window = Window(first, last)
    if (start and end and start > end) or (first and last and first > last):
        return
    narrowed = window.narrow(filters)
    if not window.meets(filters):
        assert narrowed == filters
        return
    assert (narrowed.date_from or "") == max(start or "", first or "")
    assert (narrowed.date_to or "9999") == min(end or "9999", last or "9999")
    assert (narrowed.date_from or "") <= (narrowed.date_to or "9999")


def test_the_map_counts_the_window(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page(query=SPRING)
    assert count_in(summary(app)) == _count(atlas, **{"from": "2025-03", "to": "2025-04"})


def test_the_window_narrows_the_filters_further(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page(query={"from": "2025-04", "kind": "airstrike", **SPRING})
    wanted = _count(atlas, **{"from": "2025-04", "to": "2025-04", "kind": "airstrike"})
    assert count_in(summary(app)) == wanted
    assert address(app)["from"] == "2025-04-01"


def test_a_window_outside_the_filters_is_dropped(open_page: OpenPage, atlas: Atlas) -> None:
    assert count_in(summary(open_page(query={"from": "2026", **SPRING}))) == _count(atlas, **{"from": "2026"})


def test_the_downloads_are_those_of_the_window(open_page: OpenPage, atlas: Atlas) -> None:
    rows = download_rows(open_page(query=SPRING))["Strikes and shelling"]
    assert count_in(rows[0]) == len(
        atlas.select(Filters.from_params({"from": "2025-03", "to": "2025-04"}))["strikes"].features
    )
    assert "(/layers/strikes.geojson?from=2025-03-01&to=2025-04-30)" in rows[1]


def test_the_map_leads_to_the_table_of_the_window(open_page: OpenPage) -> None:
    assert any("(/table?from=2025-03-01&to=2025-04-30)" in text for text in texts(open_page(query=SPRING)))


def test_a_window_without_records_is_named_and_not_the_filters(open_page: OpenPage) -> None:
    app = open_page(query={"kind": "airstrike", "t0": "2026-11-20"})
    assert not app.info
    assert any("time window" in str(caption.value) for caption in app.caption)


def test_the_table_takes_the_window_of_its_address(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page("table", SPRING)
    assert count_in(app.markdown[0].value) == _count(atlas, **{"from": "2025-03", "to": "2025-04"})
    assert "1 March to 30 April 2025" in app.caption[0].value


def test_the_window_goes_from_the_map_to_the_table_and_back(open_page: OpenPage, atlas: Atlas) -> None:
    table = switch(open_page(query=SPRING), "table")
    wanted = _count(atlas, **{"from": "2025-03", "to": "2025-04"})
    assert (count_in(table.markdown[0].value), address(table)) == (wanted, SPRING)
    assert count_in(summary(switch(table, "map"))) == wanted


def test_the_window_can_be_taken_off_in_the_table(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page("table", SPRING)
    app.button(key="window_off").click().run()
    assert (count_in(app.markdown[0].value), address(app)) == (_count(atlas), {})
    assert count_in(summary(switch(app, "map"))) == _count(atlas)


def test_the_line_above_the_map_keeps_its_length(open_page: OpenPage) -> None:
    assert "records shown** in the time window, " in summary(open_page(query=SPRING))
