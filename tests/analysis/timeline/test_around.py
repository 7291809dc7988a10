"""Before and after: the same counts from the CSV files by pandas, edges, gaps, origins, loose dates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.timeline import AroundSide, Gap, Lane, Mark, Report, Timeline, around_mark, build_timeline
from geo.atlas import Atlas
from geo.errors import UsageError
from geo.query.filters import Filters
from geo.text.dates import Span, add_days
from geo.text.folding import slugify
from geo.vocab import DatePrecision
from tests.analysis.timeline.conftest import MakeReport
from tests.analysis.timeline.test_weeks import REPORTS

WINDOWS = [(AroundSide.BEFORE, days) for days in (30, 14, 7)] + [(AroundSide.AFTER, days) for days in (7, 14, 30)]


@pytest.fixture(scope="module")
def timeline(atlas: Atlas) -> Timeline:
    """Return the timeline of everything."""
    return build_timeline(atlas, Filters())


def _mark(start: str, end: str | None = None, *, precision: str = "day") -> Mark:
    return Mark("talk-x", "A meeting", "related", Lane.TALK, Span(start, end or start), DatePrecision(precision))


# The same from the files, by other means


def _read(root: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(root / "data" / "records" / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def events(root: Path) -> pd.DataFrame:
    """Return the events with the days on which they surely were; only those that count."""
    frame = _read(root, "events")
    frame = frame[frame["umbrella"] == "no"].copy()
    start = pd.to_datetime(frame["date_start"])
    end = pd.to_datetime(frame["date_end"].where(frame["date_end"] != "", frame["date_start"]))
    about = (frame["date_precision"] == "week") & (frame["date_end"] == "")
    start = start.where(~about, start - pd.Timedelta(days=3))
    end = end.where(~about, end + pd.Timedelta(days=3))
    exact = frame["date_precision"].isin(["day", "inferred_day"])
    frame["first"], frame["last"] = start, end.where(~exact, start)
    return frame[exact | frame["date_precision"].isin(["week", "range"])]


def _within(frame: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    return frame[(frame["first"] >= first) & (frame["last"] <= last)]


def _windows(talk: pd.Series) -> Iterator[tuple[AroundSide, int, pd.Timestamp, pd.Timestamp]]:
    start = pd.Timestamp(str(talk["date_start"]))
    end = pd.Timestamp(str(talk["date_end"] or talk["date_start"]))
    for side, days in WINDOWS:
        if side is AroundSide.BEFORE:
            yield side, days, start - pd.Timedelta(days=days), start - pd.Timedelta(days=1)
        else:
            yield side, days, end + pd.Timedelta(days=1), end + pd.Timedelta(days=days)


def test_counts_agree_with_an_independent_computation(root: Path, timeline: Timeline, events: pd.DataFrame) -> None:
    talks = _read(root, "talks")
    talks = talks[talks["date_precision"].isin(["day", "inferred_day"]) & talks["status"].isin(["held", "reported"])]
    marks = {mark.id: mark for mark in timeline.marks}
    assert len(talks) > 20
    for _, talk in talks.iterrows():
        around = timeline.around(marks[talk["id"]])
        found = {(w.side, w.days): w for w in around.windows if w.side is not AroundSide.DURING}
        for side, days, first, last in _windows(talk):
            wanted = _within(events, first, last)["category"].value_counts().to_dict()
            assert dict(found[side, days].counts) == wanted, (talk["id"], side, days)


def test_origins_agree_with_an_independent_computation(root: Path, timeline: Timeline, events: pd.DataFrame) -> None:
    links = _read(root, "record_sources").merge(
        _read(root, "sources")[["id", "publisher"]], left_on="source_id", right_on="id"
    )
    links["who"] = links["origin"].where(links["origin"] != "own", links["publisher"])
    links["who"] = [slugify(name.split("(")[0]) for name in links["who"]]
    talks = _read(root, "talks").set_index("id")
    for mark in timeline.meetings:
        found = {(w.side, w.days): w for w in timeline.around(mark).windows}
        for side, days, first, last in _windows(talks.loc[mark.id]):
            ids = _within(events, first, last)["id"]
            used = links[links["record_id"].isin(ids)]
            assert found[side, days].origins == used.loc[used["origin"] != "", "who"].nunique()
            assert found[side, days].origin_open == used.loc[used["origin"] == "", "record_id"].nunique()


def test_the_israel_syria_meetings_are_those_of_the_records(root: Path, timeline: Timeline) -> None:
    talks = _read(root, "talks")
    both = talks[(talks["israel_syria"] == "yes") & talks["status"].isin(["held", "reported"])]
    assert [mark.id for mark in timeline.meetings] == sorted(both["id"], key=list(both["id"]).index)


# Edges


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2025-06-09", [0, 0, 0], [0, 0, 0]),
        ("2025-06-08", [1, 1, 1], [0, 0, 0]),
        ("2025-06-02", [1, 1, 1], [0, 0, 0]),
        ("2025-06-01", [1, 1, 0], [0, 0, 0]),
        ("2025-05-26", [1, 1, 0], [0, 0, 0]),
        ("2025-05-25", [1, 0, 0], [0, 0, 0]),
        ("2025-05-10", [1, 0, 0], [0, 0, 0]),
        ("2025-05-09", [0, 0, 0], [0, 0, 0]),
        ("2025-06-11", [0, 0, 0], [1, 1, 1]),
        ("2025-06-17", [0, 0, 0], [1, 1, 1]),
        ("2025-06-18", [0, 0, 0], [0, 1, 1]),
        ("2025-07-10", [0, 0, 0], [0, 0, 1]),
        ("2025-07-11", [0, 0, 0], [0, 0, 0]),
    ],
)
def test_edges_of_the_windows(report: MakeReport, day: str, before: list[int], after: list[int]) -> None:
    windows = around_mark(_mark("2025-06-09", "2025-06-10"), [report(day)], gaps=()).windows
    assert [w.total for w in windows if w.side is AroundSide.BEFORE] == before
    assert [w.total for w in windows if w.side is AroundSide.AFTER] == after


def test_the_days_of_the_meeting_stand_by_themselves(report: MakeReport) -> None:
    windows = around_mark(_mark("2025-06-09", "2025-06-10"), [report("2025-06-10")], gaps=()).windows
    assert [w.total for w in windows] == [0, 0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize("precision", ["month", "season", "year", "unknown"])
def test_a_month_is_never_counted_however_short(report: MakeReport, precision: str) -> None:
    loose = report("2025-06-11", "2025-06-12", precision=precision)
    windows = around_mark(_mark("2025-06-10"), [loose], gaps=()).windows
    assert {w.total for w in windows} == {0}
    assert [w.unsure for w in windows] == [0, 0, 0, 0, 1, 1, 1]


def test_a_week_counts_where_all_of_it_lies_inside(report: MakeReport) -> None:
    windows = around_mark(_mark("2025-06-10"), [report("2025-06-12", "2025-06-18", precision="week")], gaps=()).windows
    assert [(w.total, w.unsure) for w in windows if w.side is AroundSide.AFTER] == [(0, 1), (1, 0), (1, 0)]


def test_tallies_are_neither_counted_nor_unsure(report: MakeReport) -> None:
    windows = around_mark(_mark("2025-06-10"), [report("2025-06-12", tally=True)], gaps=()).windows
    assert {(w.total, w.unsure) for w in windows} == {(0, 0)}


def test_a_window_in_a_gap_has_no_number(report: MakeReport) -> None:
    gap = Gap("2025-06-11", "2025-06-20", "-")
    windows = around_mark(_mark("2025-06-10"), [report("2025-07-01")], gaps=[gap]).windows
    assert [(w.total, w.uncovered) for w in windows if w.side is AroundSide.AFTER] == [(None, 7), (0, 10), (1, 10)]


def test_copies_of_one_report_are_one_origin(report: MakeReport) -> None:
    reports = [report("2025-06-11", id=f"ev-{n}", origins=frozenset({"sana"})) for n in range(3)]
    reports.append(report("2025-06-11", id="ev-x", origins=frozenset({"un", "sana"}), origin_open=True, israeli=False))
    (window,) = [w for w in around_mark(_mark("2025-06-10"), reports, gaps=()).windows if w.days == 14][1:]
    assert (window.total, window.origins, window.origin_open, window.not_israeli) == (4, 2, 1, 1)


@pytest.mark.parametrize("precision", ["range", "week", "month", "season", "year", "unknown"])
def test_a_loose_date_has_no_before_and_after(precision: str) -> None:
    with pytest.raises(UsageError):
        around_mark(_mark("2025-06-01", "2025-06-30", precision=precision), [], gaps=())


@given(REPORTS, st.dates())
def test_longer_windows_hold_the_shorter_ones(reports: list[Report], day: object) -> None:
    around = around_mark(_mark(str(day)), reports, gaps=())
    for side in (AroundSide.BEFORE, AroundSide.AFTER):
        totals = [w.total or 0 for w in sorted(around.windows, key=lambda w: w.days) if w.side is side]
        assert totals == sorted(totals)


def test_windows_are_whole_also_where_the_period_is_cut(atlas: Atlas, timeline: Timeline) -> None:
    meeting = timeline.meetings[-1]
    first = add_days(meeting.span.start, -2)
    cut = build_timeline(atlas, Filters.from_params({"from": first, "to": meeting.last}))
    assert cut.around(meeting) == timeline.around(meeting)
    assert cut.weekly.counted < timeline.weekly.counted


def test_the_other_filters_hold(atlas: Atlas, timeline: Timeline) -> None:
    narrowed = build_timeline(atlas, Filters.from_params({"kind": "airstrike"}))
    meeting = timeline.meetings[0]
    assert narrowed.around(meeting).kinds <= {"airstrike"}
    wanted = [window.counts.get("airstrike", 0) for window in timeline.around(meeting).windows]
    assert [window.counts.get("airstrike", 0) for window in narrowed.around(meeting).windows] == wanted
