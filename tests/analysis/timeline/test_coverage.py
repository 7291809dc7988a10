"""Gaps: named, counted by the day, and never doubled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.timeline import Gap, gaps_of
from geo.analysis.timeline.coverage import days_between, uncovered_days
from geo.atlas import Atlas

_DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))
_SPANS = st.tuples(_DAYS, _DAYS).map(sorted)


def _days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


@given(_SPANS, st.lists(_SPANS, max_size=6))
def test_uncovered_days_are_those_in_any_gap(span: list[date], gaps: list[list[date]]) -> None:
    missing = _days(*span) & set().union(*(_days(*gap) for gap in gaps))
    found = [Gap(start.isoformat(), end.isoformat(), "-") for start, end in gaps]
    assert uncovered_days(span[0].isoformat(), span[1].isoformat(), found) == len(missing)


def test_gaps_of_the_data_set_are_kept(atlas: Atlas) -> None:
    about = atlas.dataset.about
    found = gaps_of(about, first_report="2024-12-07")
    assert {(gap.start, gap.end, gap.reason) for gap in about.gaps} <= {(g.start, g.end, g.reason) for g in found}


@pytest.mark.parametrize("day", ["2024-12-06", "2026-04-27", "2026-11-01", "2026-12-01", "1967-06-10"])
def test_days_without_coverage(atlas: Atlas, day: str) -> None:
    assert uncovered_days(day, day, gaps_of(atlas.dataset.about, first_report="2024-12-07")) == 1


@pytest.mark.parametrize("day", ["2024-12-07", "2026-03-20", "2026-05-18", "2026-10-10"])
def test_days_with_coverage(atlas: Atlas, day: str) -> None:
    assert uncovered_days(day, day, gaps_of(atlas.dataset.about, first_report="2024-12-07")) == 0


def test_without_an_event_only_the_named_gaps_and_the_future_are_left(atlas: Atlas) -> None:
    assert len(gaps_of(atlas.dataset.about, first_report=None)) == len(atlas.dataset.about.gaps) + 1


def test_days_between_counts_both_ends() -> None:
    assert days_between("2024-02-28", "2024-03-01") == 3
