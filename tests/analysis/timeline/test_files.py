"""What leaves the timeline: CSV of the chart and of the counts around dates, the picture."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from geo.analysis.timeline import OtherTotal, Picture, Timeline, around_csv, build_timeline, chart_csv, draw_timeline
from geo.analysis.timeline.chart_data import AROUND_COLUMNS, CHART_COLUMNS
from geo.atlas import Atlas
from geo.atlas.shared import open_atlas
from geo.query.filters import Filters
from tests.record_folder import RecordFolder

PICTURE = Picture("Reports <by week> & kind", ("One note.", "Another note."), "Credit, version 0123")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def timeline(atlas: Atlas) -> Timeline:
    """Return the timeline of everything."""
    return build_timeline(atlas, Filters())


@pytest.fixture
def small(record_folder: RecordFolder) -> Timeline:
    """Return the timeline of a small atlas with dangerous titles."""
    record_folder.change("events", {"title": "=HYPERLINK(1)"}, row=1)
    record_folder.change("talks", {"title": "@SUM <b>&amp;"})
    return build_timeline(open_atlas(record_folder.path), Filters())


def _rows(body: bytes) -> list[dict[str, str]]:
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_chart_file_has_what_the_chart_counts(timeline: Timeline) -> None:
    rows = _rows(chart_csv(timeline, version="v"))
    assert sum(int(row["reports"]) for row in rows if row["row"] == "week_kind") == timeline.weekly.counted
    assert sum(int(row["reports"] or 0) for row in rows if row["row"] == "week") == timeline.weekly.counted
    kinds = [row["row"] for row in rows]
    assert kinds.count("week") == len(timeline.weekly.weeks)
    assert kinds.count("apart") == len(timeline.weekly.apart)
    assert kinds.count("mark") == len(timeline.marks)
    assert kinds.count("gap") == len(timeline.gaps)


def test_what_is_not_covered_is_empty_and_not_zero(timeline: Timeline) -> None:
    rows = {row["week"]: row for row in _rows(chart_csv(timeline, version="v")) if row["row"] == "week"}
    assert (rows["2026-W18"]["reports"], rows["2026-W18"]["days_covered"]) == ("", "0")


def test_apart_reports_have_no_number(timeline: Timeline) -> None:
    rows = [row for row in _rows(chart_csv(timeline, version="v")) if row["row"] == "apart"]
    assert {row["reports"] for row in rows} == {""}
    assert "month" in {row["known_to"] for row in rows}


def test_columns_are_fixed(timeline: Timeline) -> None:
    around = [timeline.around(mark) for mark in timeline.meetings]
    assert list(_rows(chart_csv(timeline, version="v"))[0]) == list(CHART_COLUMNS)
    assert list(_rows(around_csv(around, version="v"))[0]) == list(AROUND_COLUMNS)


def test_columns_are_documented(root: Path) -> None:
    text = (root / "docs" / "data.md").read_text(encoding="utf-8")
    assert [name for name in (*CHART_COLUMNS, *AROUND_COLUMNS) if f"`{name}`" not in text] == []


def test_formulas_are_made_harmless(small: Timeline) -> None:
    titles = [row["title"] for row in _rows(chart_csv(small, version="v")) if row["title"]]
    assert "'=HYPERLINK(1)" in titles
    assert "'@SUM <b>&amp;" in titles
    (title,) = {row["title"] for row in _rows(around_csv([small.around(small.meetings[0])], version="v"))}
    assert title == "'@SUM <b>&amp;"


def test_around_file_has_the_counts(timeline: Timeline) -> None:
    around = timeline.around(timeline.meetings[-1])
    rows = [row for row in _rows(around_csv([around], version="v")) if row["kind"] == "all"]
    assert [int(row["reports"]) for row in rows] == [window.total for window in around.windows]
    assert [int(row["known_origins"]) for row in rows] == [window.origins for window in around.windows]


def test_picture_is_svg_with_a_name(timeline: Timeline) -> None:
    root = ET.fromstring(draw_timeline(timeline, PICTURE))
    assert (root.tag, root.findtext(f"{SVG}title")) == (f"{SVG}svg", PICTURE.title)


def test_picture_draws_every_count(timeline: Timeline) -> None:
    root = ET.fromstring(draw_timeline(timeline, PICTURE))
    hints = [found.text or "" for found in root.iter(f"{SVG}title")]
    drawn = [hint for hint in hints if hint[4:6] == "-W"]
    assert sum(int(hint.split(": ")[1].split(" ")[0]) for hint in drawn) == timeline.weekly.counted
    assert sum(hint.startswith("Not covered") for hint in hints) == len(timeline.gaps)


def test_picture_names_limits_and_credit(timeline: Timeline) -> None:
    texts = [found.text for found in ET.fromstring(draw_timeline(timeline, PICTURE)).iter(f"{SVG}text")]
    assert {"One note.", "Another note.", PICTURE.credit, "not covered"} <= set(texts)


def test_picture_escapes_what_stands_in_records(small: Timeline) -> None:
    body = draw_timeline(small, PICTURE)
    assert b"<b>" not in body
    assert any("@SUM <b>&amp;" in (found.text or "") for found in ET.fromstring(body).iter(f"{SVG}text"))


def test_picture_is_the_same_twice(timeline: Timeline) -> None:
    assert draw_timeline(timeline, PICTURE) == draw_timeline(timeline, PICTURE)


def test_picture_without_a_report_draws_no_bar(atlas: Atlas) -> None:
    body = draw_timeline(build_timeline(atlas, Filters.from_params({"q": "zzzz"})), PICTURE)
    hints = [found.text or "" for found in ET.fromstring(body).iter(f"{SVG}title")]
    assert not [hint for hint in hints if hint[4:6] == "-W"]


def test_picture_reaches_to_no_other_host(timeline: Timeline) -> None:
    body = draw_timeline(timeline, PICTURE).replace(b"http://www.w3.org/2000/svg", b"")
    assert b"http" not in body
    assert b"<script" not in body


def test_totals_of_others_are_rows_without_a_count(timeline: Timeline) -> None:
    total = OtherTotal("2025-09-01", "2025-09-30", "yard-x", "A monitor", "169 violations: acts and flights")
    rows = [row for row in _rows(chart_csv(timeline, version="v", others=[total])) if row["row"] == "other_total"]
    assert [(row["title"], row["reports"], row["note"]) for row in rows] == [
        ("A monitor", "", "169 violations: acts and flights")
    ]
