"""The timeline over the data set: what is counted, which dates stand on the axis, what a brush means."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.timeline import EVENT_LAYERS, Lane, Timeline, brushed_window, build_timeline
from geo.analysis.timeline.scale import day_number
from geo.atlas import Atlas
from geo.atlas.shared import open_atlas
from geo.query.filters import Filters
from geo.text.dates import Span
from geo.vocab import TalkStatus
from tests.record_folder import RecordFolder


@pytest.fixture(scope="module")
def timeline(atlas: Atlas) -> Timeline:
    """Return the timeline of everything."""
    return build_timeline(atlas, Filters())


@pytest.fixture
def small(record_folder: RecordFolder) -> Atlas:
    """Return a small atlas."""
    return open_atlas(record_folder.path)


@pytest.mark.parametrize(
    "query", [{}, {"kind": "airstrike"}, {"from": "2025-07", "to": "2025-07"}, {"confidence": "high"}, {"q": "zzzz"}]
)
def test_every_event_that_passes_is_counted_or_apart(atlas: Atlas, query: dict[str, str]) -> None:
    filters = Filters.from_params(query)
    selection = atlas.select(filters)
    weekly = build_timeline(atlas, filters).weekly
    assert weekly.counted + len(weekly.apart) == sum(len(selection[layer].features) for layer in EVENT_LAYERS)


def test_weeks_agree_with_an_independent_computation(root: Path, timeline: Timeline) -> None:
    events = pd.read_csv(root / "data/records/events.csv", dtype=str, keep_default_na=False)
    events = events[events["date_precision"].isin(["day", "inferred_day"]) & (events["umbrella"] == "no")]
    week = pd.to_datetime(events["date_start"]).dt.strftime("%G-W%V")
    wanted = events.groupby([week, "category"]).size().to_dict()
    found = {(week.name, kind): count for week in timeline.weekly.weeks for kind, count in week.counts.items()}
    loose = sum(found.values()) - sum(wanted.values())
    short = {report.id for report in timeline._any_time if report.day is None} - {
        item.report.id for item in timeline.weekly.apart
    }
    assert loose == len(short)
    assert all(found[key] >= count for key, count in wanted.items())


def test_the_month_of_the_small_atlas_is_apart(small: Atlas) -> None:
    weekly = build_timeline(small, Filters()).weekly
    assert [item.report.id for item in weekly.apart] == ["ev-raid"]
    assert {week.name: week.total for week in weekly.weeks if week.counts} == {"2025-W02": 1, "2025-W18": 1}


def test_the_gap_of_the_small_atlas_has_no_number(small: Atlas) -> None:
    weeks = {week.name: week for week in build_timeline(small, Filters()).weekly.weeks}
    assert [weeks[name].total for name in ("2025-W09", "2025-W10", "2025-W13", "2025-W14")] == [0, None, None, 0]
    assert [weeks[name].covered for name in ("2025-W09", "2025-W10", "2025-W13", "2025-W14")] == [5, 0, 0, 6]


def test_gaps_stand_on_the_axis(timeline: Timeline) -> None:
    assert ("2026-03-21", "2026-03-28") in {(gap.start, gap.end) for gap in timeline.gaps}


def test_no_count_lies_before_the_first_event_or_after_the_last_day(timeline: Timeline) -> None:
    assert (timeline.first, timeline.last) == ("2024-12-02", "2026-12-06")


def test_control_and_law_stand_on_the_axis_or_before_it(atlas: Atlas, timeline: Timeline) -> None:
    found = {mark.id for mark in (*timeline.marks, *timeline.earlier) if mark.lane is Lane.CONTROL}
    assert found == {change.id for change in atlas.dataset.records.control_changes}


def test_talks_that_did_not_take_place_are_no_dates(atlas: Atlas, timeline: Timeline) -> None:
    found = {mark.id for mark in timeline.marks if mark.lane is not Lane.CONTROL}
    shown = (TalkStatus.HELD, TalkStatus.REPORTED)
    assert found == {talk.id for talk in atlas.dataset.records.talks if talk.status in shown}


def test_the_lane_of_meetings_holds_only_israel_syria_meetings(atlas: Atlas, timeline: Timeline) -> None:
    both = {talk.id for talk in atlas.dataset.records.talks if talk.israel_syria}
    assert {mark.id for mark in timeline.marks if mark.lane is Lane.MEETING} <= both


def test_dates_follow_the_period_alone(atlas: Atlas, timeline: Timeline) -> None:
    assert build_timeline(atlas, Filters.from_params({"kind": "airstrike"})).marks == timeline.marks
    july = build_timeline(atlas, Filters.from_params({"from": "2025-07", "to": "2025-07"})).marks
    assert july == tuple(mark for mark in timeline.marks if mark.span.overlaps("2025-07-01", "2025-07-31"))


def test_an_older_period_brings_the_older_dates(atlas: Atlas) -> None:
    timeline = build_timeline(atlas, Filters.from_params({"from": "1960", "to": "1974"}))
    assert timeline.first == "1967-06-05"
    assert "control-1974-05-31-disengagement-agreement" in {mark.id for mark in timeline.marks}
    assert {week.total for week in timeline.weekly.weeks} == {None}


@pytest.mark.parametrize("query", [{"from": "2099"}, {"to": "1900"}, {"from": "0001"}, {"to": "9999-12-31"}])
def test_periods_far_from_the_data_do_no_harm(atlas: Atlas, query: dict[str, str]) -> None:
    assert len(build_timeline(atlas, Filters.from_params(query)).weekly.weeks) < 4000


def test_brush_takes_the_weeks_that_it_touches(timeline: Timeline) -> None:
    low, high = day_number("2025-01-08") + 0.4, day_number("2025-01-20") + 0.1
    assert brushed_window(timeline, low, high) == Span("2025-01-06", "2025-01-26")


def test_brush_that_ends_with_a_sunday_does_not_take_the_next_week(timeline: Timeline) -> None:
    low, high = day_number("2025-01-06"), day_number("2025-01-13")
    assert brushed_window(timeline, low, high) == Span("2025-01-06", "2025-01-12")


@given(st.floats(-1e6, 2e6), st.floats(-1e6, 2e6))
def test_any_brush_stays_on_the_axis_and_is_made_of_weeks(timeline: Timeline, low: float, high: float) -> None:
    window = brushed_window(timeline, low, high)
    assert timeline.first <= window.start <= (window.end or "") <= timeline.last
    assert (day_number(window.end or "") - day_number(window.start) + 1) % 7 == 0
