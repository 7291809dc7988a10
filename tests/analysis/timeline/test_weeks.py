"""Counts by ISO week: every exact report once, what is not exact in no week, gaps not as zero."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.timeline import Gap, Report, count_weeks, week_name
from geo.analysis.timeline.weeks import week_of
from geo.text.dates import Span
from geo.vocab import DatePrecision, EventCategory
from tests.analysis.timeline.conftest import MakeReport

PERIOD = Span("2024-12-02", "2025-12-28")
EXACT = (DatePrecision.DAY, DatePrecision.INFERRED_DAY)
LOOSE = (DatePrecision.MONTH, DatePrecision.SEASON, DatePrecision.YEAR, DatePrecision.UNKNOWN)

_DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
REPORTS = st.lists(
    st.builds(
        lambda number, start, length, precision, kind, tally: Report(
            f"ev-{number}",
            "A report",
            str(kind),
            Span(start.isoformat(), (start + timedelta(days=length)).isoformat()),
            precision,
            tally=tally,
        ),
        st.integers(0, 10**6),
        _DAYS,
        st.integers(0, 40),
        st.sampled_from(DatePrecision),
        st.sampled_from(EventCategory),
        st.booleans(),
    ),
    max_size=60,
)


@given(REPORTS)
def test_sum_over_weeks_of_exact_reports_is_their_number(reports: list[Report]) -> None:
    exact = [report for report in reports if report.precision in EXACT and not report.tally]
    weekly = count_weeks(exact, period=PERIOD, gaps=())
    assert weekly.counted == len(exact)
    assert weekly.apart == ()


@given(REPORTS)
def test_every_report_is_counted_once_or_stands_apart(reports: list[Report]) -> None:
    weekly = count_weeks(reports, period=PERIOD, gaps=())
    assert weekly.counted + len(weekly.apart) == len(reports)


@given(REPORTS)
def test_what_is_loosely_dated_or_a_tally_is_in_no_week(reports: list[Report]) -> None:
    loose = [report for report in reports if report.precision in LOOSE or report.tally]
    assert count_weeks(loose, period=PERIOD, gaps=()).counted == 0


@given(REPORTS)
def test_the_week_of_an_exact_report_holds_its_first_day(reports: list[Report]) -> None:
    exact = [report for report in reports if report.precision in EXACT and not report.tally]
    wanted = Counter("{:04d}-W{:02d}".format(*date.fromisoformat(report.span.start).isocalendar()) for report in exact)
    weeks = count_weeks(exact, period=PERIOD, gaps=()).weeks
    assert {week.name: week.total for week in weeks if week.counts} == wanted


@given(REPORTS)
def test_weeks_follow_one_another_without_a_hole(reports: list[Report]) -> None:
    mondays = [date.fromisoformat(week.monday) for week in count_weeks(reports, period=PERIOD, gaps=()).weeks]
    assert mondays == [mondays[0] + timedelta(weeks=number) for number in range(len(mondays))]
    assert mondays[0].weekday() == 0


@pytest.mark.parametrize("precision", LOOSE)
def test_a_month_inside_one_week_is_still_not_counted(report: MakeReport, precision: DatePrecision) -> None:
    short = report("2025-01-06", "2025-01-08", precision=precision)
    weekly = count_weeks([short], period=PERIOD, gaps=())
    assert (weekly.counted, len(weekly.apart)) == (0, 1)


def test_month_only_is_the_reason(report: MakeReport) -> None:
    (apart,) = count_weeks([report("2025-02-01", "2025-02-28", precision="month")], period=PERIOD, gaps=()).apart
    assert apart.reason == "month only"


@pytest.mark.parametrize(
    ("start", "end", "week"),
    [
        ("2025-01-06", "2025-01-12", "2025-01-06"),
        ("2025-01-07", "2025-01-13", None),
        ("2025-01-05", "2025-01-11", None),
    ],
)
def test_a_week_counts_only_where_it_lies_in_one(report: MakeReport, start: str, end: str, week: str | None) -> None:
    assert week_of(report(start, end, precision="week")) == week


def test_a_night_over_two_weeks_counts_on_its_first_day(report: MakeReport) -> None:
    assert week_of(report("2024-12-08", "2024-12-09")) == "2024-12-02"


def test_tally_is_the_reason(report: MakeReport) -> None:
    (apart,) = count_weeks([report("2025-02-03", tally=True)], period=PERIOD, gaps=()).apart
    assert apart.reason == "tally or summary, not one event"


@pytest.mark.parametrize(
    ("day", "name"), [("2024-12-29", "2024-W52"), ("2024-12-30", "2025-W01"), ("2027-01-03", "2026-W53")]
)
def test_weeks_are_named_as_iso_8601_does(day: str, name: str) -> None:
    assert week_name(day) == name


def test_a_week_in_a_gap_has_no_number() -> None:
    weeks = count_weeks([], period=Span("2025-03-03", "2025-03-16"), gaps=[Gap("2025-03-01", "2025-03-09", "-")]).weeks
    assert [(week.total, week.covered) for week in weeks] == [(None, 0), (0, 7)]


def test_a_report_in_a_gap_is_counted(report: MakeReport) -> None:
    gap = Gap("2025-03-01", "2025-03-31", "-")
    (week,) = count_weeks([report("2025-03-05")], period=Span("2025-03-05", "2025-03-05"), gaps=[gap]).weeks
    assert (week.total, week.covered) == (1, 0)


def test_days_outside_the_period_are_not_covered() -> None:
    (week,) = count_weeks([], period=Span("2025-03-05", "2025-03-06"), gaps=[]).weeks
    assert week.covered == 2
