"""The timeline page: chart and tables with the shipped data, with one record, with none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest

from geo.analysis.timeline import build_timeline
from geo.analysis.timeline.page.around_tables import around_table, overview_table
from geo.analysis.timeline.page.chart import brushed, timeline_chart
from geo.analysis.timeline.page.tables import picture_of, week_rows
from geo.atlas import Atlas
from geo.query.filters import Filters
from tests.pages.reading import OpenPage, count_in, html_of, texts, words_in


def _line(app: AppTest, part: str) -> str:
    return next(text for text in texts(app) if part in text)


def _dates(app: AppTest) -> Any:
    return next(widget for widget in app.multiselect if widget.label == "Dates")


def _read(app: AppTest, part: str) -> AppTest:
    return app.pills(key="t_read").set_value(part).run()


def _cells(table: ET.Element) -> list[list[str]]:
    return [[words_in(cell) for cell in row] for row in table.iter("tr")]


def _tables(app: AppTest) -> list[list[list[str]]]:
    return [_cells(table) for table in html_of(app).iter("table")]


def _charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.spec) for element in app.get("vega_lite_chart")]


def test_opens_without_an_error(open_page: OpenPage) -> None:
    app = open_page("timeline")
    assert (list(app.exception), list(app.error), list(app.warning)) == ([], [], [])


@pytest.mark.parametrize("query", [{}, {"kind": "airstrike,raid_arrest"}, {"from": "2025-07", "governorate": "daraa"}])
def test_counts_what_the_filters_give(open_page: OpenPage, atlas: Atlas, query: dict[str, str]) -> None:
    weekly = build_timeline(atlas, Filters.from_params(query)).weekly
    line = _line(open_page("timeline", query), "counted by week")
    assert count_in(line) == weekly.counted
    assert f"{len(weekly.apart):,} listed apart" in line


def test_leads_to_the_map_with_the_days_and_the_filters(open_page: OpenPage) -> None:
    line = _line(open_page("timeline", {"kind": "airstrike", "from": "2025-07", "to": "2025-08"}), "on the map")
    assert "(/?from=2025-07-01&to=2025-08-31&kind=airstrike)" in line


def test_a_preset_narrows_what_is_shown(open_page: OpenPage) -> None:
    app = open_page("timeline")
    names = app.selectbox(key="t_show").options
    assert any("Last 30 days" in name for name in names)
    app.selectbox(key="t_show").select_index(names.index(next(name for name in names if "Last 30" in name))).run()
    assert not app.exception
    assert "**11 September to 10 October 2026**" in _line(app, "Shown now")


def test_each_meeting_is_a_preset(open_page: OpenPage, atlas: Atlas) -> None:
    options = open_page("timeline").selectbox(key="t_show").options
    meetings = build_timeline(atlas, Filters()).meetings
    assert sum("30 days around" in option for option in options) == len(meetings)


def test_dates_of_the_meetings_are_chosen_at_first(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page("timeline")
    timeline = build_timeline(atlas, Filters())
    assert _dates(app).value == [mark.id for mark in timeline.meetings]
    wanted = [_cells(ET.fromstring(str(around_table(timeline.around(mark))))) for mark in timeline.meetings]
    assert _tables(app)[1:] == wanted


def test_other_dates_can_be_chosen(open_page: OpenPage, atlas: Atlas) -> None:
    app = open_page("timeline")
    _dates(app).set_value(["control-2024-12-08-zone-entered"]).run()
    timeline = build_timeline(atlas, Filters())
    mark = next(mark for mark in timeline.marks if mark.id == "control-2024-12-08-zone-entered")
    assert _tables(app)[1:] == [_cells(ET.fromstring(str(around_table(timeline.around(mark)))))]


def test_what_is_not_covered_is_said_beside_the_numbers(atlas: Atlas) -> None:
    timeline = build_timeline(atlas, Filters())
    mark = next(mark for mark in timeline.marks if mark.id == "control-2024-12-08-zone-entered")
    rows = _cells(ET.fromstring(str(around_table(timeline.around(mark)))))
    (sums,) = _cells(ET.fromstring(str(overview_table([timeline.around(mark)]))))[1:]
    (all_kinds,) = [row for row in rows if row[0] == "All"]
    assert [" ".join(row).count("*") for row in (all_kinds, sums)] == [3, 3]
    assert ["Days not covered", "29", "13", "6", "0", "0", "0", "0"] in rows


def test_a_week_in_a_gap_is_not_covered_in_the_table(atlas: Atlas) -> None:
    rows = {row["Week"]: row for row in week_rows(build_timeline(atlas, Filters()))}
    assert rows["2026-W18"]["Reports"] == "not covered"
    assert rows["2024-W50"]["Reports"].isdigit()


def test_tables_hold_every_report(open_page: OpenPage, atlas: Atlas) -> None:
    weekly = build_timeline(atlas, Filters()).weekly
    app = open_page("timeline")
    weeks, apart = (_read(app, part).dataframe[0].value for part in ("weeks", "apart"))
    assert len(weeks) == len(weekly.weeks)
    assert sum(int(value) for value in weeks["Reports"] if value != "not covered") == weekly.counted
    assert apart["Id"].tolist() == [item.report.id for item in weekly.apart]


def test_dates_on_the_axis_lead_to_their_records(open_page: OpenPage, atlas: Atlas) -> None:
    timeline = build_timeline(atlas, Filters())
    for part, marks in (("marks", timeline.marks), ("earlier", timeline.earlier)):
        text = "\n".join(texts(_read(open_page("timeline"), part)))
        assert [mark.id for mark in marks if f"(/?id={mark.id})" not in text] == []


def test_titles_of_chosen_dates_are_literal(open_page: OpenPage, one_record: Path) -> None:
    control = one_record / "records" / "control_changes.csv"
    text = control.read_text(encoding="utf-8").replace("Troops enter the zone", "<b>x</b> &amp; {0}")
    control.write_text(text, encoding="utf-8", newline="")
    app = open_page("timeline", {"from": "2024-12"}, data=one_record)
    _dates(app).set_value([name for name in _dates(app).options if "{0}" in name][:1]).run()
    assert ["<b>x</b> &amp; {0}" in words_in(heading) for heading in html_of(app).iter("h3")] == [True]


def test_offers_data_and_picture(open_page: OpenPage) -> None:
    labels = [button.label for button in open_page("timeline").get("download_button")]
    assert labels == ["Data of the chart (CSV)", "Picture (SVG)", "These counts (CSV)"]


def test_picture_says_which_filters_are_in_force(atlas: Atlas) -> None:
    filters = Filters.from_params({"kind": "airstrike"})
    picture = picture_of(atlas, filters, build_timeline(atlas, filters))
    assert picture.notes[1] == "Filters: kind: airstrike."
    assert atlas.dataset.version in picture.credit


def test_chart_has_a_brush_and_a_text_for_who_cannot_see_it(open_page: OpenPage) -> None:
    (chart,) = open_page("timeline").get("vega_lite_chart")
    assert '"name": "window"' in chart.proto.spec or '"name":"window"' in chart.proto.spec
    assert "Reports by week and kind" in str(chart.proto)


def test_chart_counts_what_the_table_counts(atlas: Atlas) -> None:
    timeline = build_timeline(atlas, Filters())
    spec: dict[str, Any] = timeline_chart(timeline, shown=timeline.period).to_dict()
    values = [row for rows in spec["datasets"].values() for row in rows]
    assert sum(row["count"] for row in values if "count" in row) == timeline.weekly.counted
    assert sum(str(row.get("what", "")).startswith("Not covered") for row in values) == len(timeline.gaps)


@pytest.mark.parametrize(
    ("selection", "ends"),
    [
        ({}, None),
        ({"window": {}}, None),
        ({"window": {"start": [739000.5, 739010]}}, (739000.5, 739010.0)),
        ({"window": {"start": [739000, 739000]}}, None),
        ({"window": {"start": "x"}}, None),
        ({"window": None}, None),
    ],
)
def test_brush_is_read(selection: dict[str, Any], ends: tuple[float, float] | None) -> None:
    assert brushed(selection) == ends


def test_one_record(open_page: OpenPage, one_record: Path) -> None:
    app = open_page("timeline", data=one_record)
    assert not app.exception
    assert count_in(_line(app, "counted by week")) == 1
    assert len(_charts(app)) == 1


def test_no_event_but_talks(open_page: OpenPage) -> None:
    app = open_page("timeline", {"kind": "us_envoy"})
    assert not app.exception
    assert "No event passes these filters." in app.info[0].value
    assert _charts(app) == []


def test_none(open_page: OpenPage) -> None:
    app = open_page("timeline", {"q": "zzzz"})
    assert not app.exception
    assert "No record passes these filters." in app.info[0].value
    assert _charts(app) == []


def test_titles_are_shown_literally(open_page: OpenPage, one_record: Path) -> None:
    control = one_record / "records" / "control_changes.csv"
    text = control.read_text(encoding="utf-8").replace("Troops enter the zone", "[x](http://evil.example) *b*")
    control.write_text(text, encoding="utf-8", newline="")
    app = _read(open_page("timeline", {"from": "2024-12"}, data=one_record), "marks")
    assert not app.exception
    assert any("\\[x\\]\\(http" in found for found in texts(app))
    assert not any("[x](http" in found for found in texts(app))


def test_totals_of_others_are_switched_on_as_bands(open_page: OpenPage) -> None:
    app = open_page("timeline")
    switch = next(toggle for toggle in app.toggle if toggle.key == "t_others")
    assert switch.value is False
    switch.set_value(True).run()
    assert list(app.exception) == []
