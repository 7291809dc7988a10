"""Dates as users' files write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.readers import DateOrder
from geo.readers.model.months import MONTHS, month_of
from geo.readers.values.day import NO_DAY, NOT_READ, TWO_WAYS, read_day
from geo.readers.values.days import weigh_order

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-16",
        "2025/05/16",
        "2025.5.16",
        "20250516",
        "16 May 2025",
        "16 May 2025, 14:30",
        "May 16, 2025",
        "Fri, 16 May 2025 23:30:00 GMT",
        "16-MAY-2025",
        "16th May 2025",
        "2025-05-16T23:30:00+03:00",
        "2025-05-16 00:00:00.000",
        "2025-05-16T00:00:00Z",
        "16 mai 2025",
        "16 أيار 2025",
        "١٦ مايو ٢٠٢٥",
        "16 מאי 2025",
        " 2025-05-16 ",
    ],
)
def test_the_day_is_read_as_it_is_written(text: str) -> None:
    day = read_day(text)
    assert (day.first, day.last, day.precision, day.fault) == ("2025-05-16", "2025-05-16", "day", "")


@pytest.mark.parametrize(
    ("text", "span", "precision"),
    [
        ("2025-05", ("2025-05-01", "2025-05-31"), "month"),
        ("2025", ("2025-01-01", "2025-12-31"), "year"),
        ("May 2025", ("2025-05-01", "2025-05-31"), "month"),
        ("2025-05-16/2025-05-18", ("2025-05-16", "2025-05-18"), "range"),
        ("2025-05-16 to 2025-05-18", ("2025-05-16", "2025-05-18"), "range"),
    ],
)
def test_less_than_a_day_is_a_span(text: str, span: tuple[str, str], precision: str) -> None:
    day = read_day(text)
    assert ((day.first, day.last), day.precision) == (span, precision)


@pytest.mark.parametrize("text", ["2025-02-31", "2025-13-01", "20250230", "31 June 2025", "2025-00"])
def test_a_day_outside_the_calendar_is_unknown(text: str) -> None:
    assert read_day(text) == read_day(text, DateOrder.DAY_FIRST)
    assert (read_day(text).first, read_day(text).fault) == ("", NO_DAY)


@pytest.mark.parametrize("text", ["soon", "16", "1/2", "16 Mayish 2025", "x" * 200, "2025-05-16 sharp", "12:30"])
def test_what_is_no_date_is_unread(text: str) -> None:
    assert (read_day(text).first, read_day(text).fault) == ("", NOT_READ)


def test_a_number_of_a_spreadsheet_is_a_day() -> None:
    assert read_day("45793").first == read_day("45793.75").first == "2025-05-16"
    assert "spreadsheet" in read_day("45793").fault


def test_seconds_since_1970_are_a_day_in_utc() -> None:
    seconds = int(datetime(2025, 5, 16, 23, 59, tzinfo=UTC).timestamp())
    assert read_day(str(seconds)).first == read_day(f"{seconds}000").first == "2025-05-16"


def test_an_odd_year_is_kept_and_said() -> None:
    assert (read_day("0022-02-24").first, bool(read_day("0022-02-24").fault)) == ("0022-02-24", True)


def test_every_month_has_names_of_its_own() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))
    assert [month_of(name) for name in ("كانون الثاني", "كانون الأول", "Août", "dez")] == [1, 12, 8, 12]


@given(DAYS)
def test_iso_comes_back_as_it_is(day: date) -> None:
    assert read_day(day.isoformat()).first == day.isoformat()


@given(DAYS)
def test_figures_mean_the_day_in_their_order(day: date) -> None:
    assert read_day(day.strftime("%d/%m/%Y"), DateOrder.DAY_FIRST).first == day.isoformat()
    assert read_day(day.strftime("%m/%d/%Y"), DateOrder.MONTH_FIRST).first == day.isoformat()


@given(DAYS)
def test_without_an_order_figures_are_never_guessed(day: date) -> None:
    read = read_day(day.strftime("%d/%m/%Y"))
    assert read.first == (day.isoformat() if day.day == day.month else "")
    assert read.fault == ("" if day.day == day.month else TWO_WAYS)


@given(st.lists(DAYS, min_size=1, max_size=30), st.sampled_from(["%d/%m/%Y", "%m.%d.%Y"]))
def test_the_order_found_is_the_order_written_or_none(days: list[date], form: str) -> None:
    evidence = weigh_order(day.strftime(form) for day in days)
    written = DateOrder.DAY_FIRST if form.startswith("%d") else DateOrder.MONTH_FIRST
    assert evidence.order == (written if any(day.day > 12 for day in days) else None)
    assert evidence.open == (evidence.order is None and any(day.day != day.month for day in days))


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    day = read_day(text)
    assert bool(day.first) == bool(day.last)
    assert not day.first or day.first <= day.last
