"""Plain ISO dates and spans."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text.dates import Span, add_days, first_day, last_day

DAYS = st.dates(min_value=date(1, 1, 10), max_value=date(9999, 12, 20)).map(date.isoformat)
WINDOWS = st.tuples(DAYS, DAYS).map(sorted)


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        ("1974", "1974-01-01", "1974-12-31"),
        ("2025-04", "2025-04-01", "2025-04-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2024-12-08", "2024-12-08", "2024-12-08"),
    ],
)
def test_part_spans_its_days(part: str, first: str, last: str) -> None:
    assert (first_day(part), last_day(part)) == (first, last)


@pytest.mark.parametrize(
    "part",
    [
        "",
        "24",
        "2024-1",
        "2024-13",
        "2024-00",
        "2024-02-30",
        "0000",
        "0000-01",
        "2024-1-1",
        "20240101",
        "2024-01-01T00:00",
        "2024-01-01\n",
        " 2024",
        "-2024",
        "٢٠٢٤",
        "2024-01-",
        "yesterday",
    ],
)
def test_other_text_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match=r"YYYY|no such day"):
        first_day(part)


@given(DAYS)
def test_a_day_is_its_own_first_and_last_day(day: str) -> None:
    assert first_day(day) == last_day(day) == day


@given(DAYS)
def test_a_month_holds_its_days(day: str) -> None:
    assert first_day(day[:7]) <= day <= last_day(day[:7])


@given(DAYS)
def test_the_day_after_a_month_is_in_the_next(day: str) -> None:
    assert add_days(last_day(day[:7]), 1)[:7] != day[:7]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(-9000, 9000))
def test_added_days_can_be_taken_off(day: date, days: int) -> None:
    assert add_days(add_days(day.isoformat(), days), -days) == day.isoformat()


@pytest.mark.parametrize(("day", "days", "moved"), [("9999-12-30", 3, "9999-12-31"), ("0001-01-02", -3, "0001-01-01")])
def test_calendar_has_ends(day: str, days: int, moved: str) -> None:
    assert add_days(day, days) == moved


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [
        (None, None, True),
        ("2025-01-31", None, True),
        ("2025-02-01", None, False),
        (None, "2025-01-01", True),
        (None, "2024-12-31", False),
        ("2025-01-10", "2025-01-12", True),
        ("2024-01-01", "2026-01-01", True),
    ],
)
def test_span_of_january_meets_a_window(first: str | None, last: str | None, meets: bool) -> None:
    assert Span("2025-01-01", "2025-01-31").overlaps(first, last) is meets


def test_open_span_meets_every_later_window() -> None:
    assert Span("2025-01-01", None).overlaps("2999-01-01", None)


def test_open_span_does_not_meet_an_earlier_window() -> None:
    assert not Span("2025-01-01", None).overlaps(None, "2024-12-31")


@given(WINDOWS, WINDOWS)
def test_overlap_is_symmetric(one: list[str], other: list[str]) -> None:
    assert Span(*one).overlaps(*other) == Span(*other).overlaps(*one)


@given(
    st.dates(min_value=date(2020, 1, 1), max_value=date(2020, 3, 1)),
    st.integers(0, 40),
    st.dates(min_value=date(2020, 1, 1), max_value=date(2020, 3, 1)),
    st.integers(0, 40),
)
def test_overlap_is_a_shared_day(start: date, length: int, first: date, window: int) -> None:
    days = {start + timedelta(days=n) for n in range(length + 1)}
    wanted = {first + timedelta(days=n) for n in range(window + 1)}
    span = Span(start.isoformat(), (start + timedelta(days=length)).isoformat())
    meets = span.overlaps(first.isoformat(), (first + timedelta(days=window)).isoformat())
    assert meets == bool(days & wanted)
