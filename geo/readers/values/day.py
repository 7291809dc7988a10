"""One date as users' files write it, read into the days that it may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from geo.readers.model.choices import DateOrder
from geo.readers.model.months import month_of
from geo.text.dates import first_day, last_day
from geo.vocab import DatePrecision


@dataclass(frozen=True, slots=True)
class Day:
    """What a date was read as.

    Attributes
    ----------
    first, last : str
        First and last day as ISO text; empty where it could not be read.
    precision : DatePrecision
        How exactly it is known.
    fault : str
        Why it could not be read, or what was assumed; empty where it is plain.
    """

    first: str = ""
    last: str = ""
    precision: DatePrecision = DatePrecision.UNKNOWN
    fault: str = ""


NO_DAY = "the date is not a day of the calendar; the row has no date"
NOT_READ = "the date could not be read; write it like 2025-05-16"
TWO_WAYS = "day and month of the date could change places; the row has no date"
DAY_NUMBER = "the date is a day number of a spreadsheet, counted from 30 December 1899"
SECONDS = "the date is a count of seconds since 1970, read as a day in UTC"
SHORT_YEAR = "the year has two digits and was read as 20.."
ODD_YEAR = "the year of the date is before 1900 or after 2100"

_TIME = r"(?:[T ]\s*\d{1,2}(?::\d{2}){0,2}(?:[.,]\d+)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?")
_PART = re.compile(r"\d{4}(?:-\d{2})?")
NUMERIC = re.compile(rf"(\d{{1,2}})\s*([-/. ])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}}),?\s?{_TIME}")
"""A date in figures whose order of day and month its form does not tell."""
_NAMED_DAY = re.compile(rf"(?:\w+,\s*)?(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+([^\W\d].*?)\.?,?[\s-]+(\d{{4}}),?{_TIME}")
_NAMED_MONTH = re.compile(rf"(?:\w+,\s*)?([^\W\d]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}),?{_TIME}")
_MONTH_YEAR = re.compile(r"([^\W\d].*?)\.?,?[\s-]+(\d{4})")
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\s*(?:/|–|—|\bto\b|\s-\s)\s*(\d{4}-\d{2}-\d{2})")
_SERIAL = re.compile(r"([2-8]\d{4})(?:\.\d+)?")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", "\u200e\u200f\ufeff")
_EPOCH_OF_SHEETS = date(1899, 12, 30)
_MAX_CHARS = 60


def read_day(text: str, order: DateOrder | None = None) -> Day:
    """Return what a date means; a time of day and its zone are dropped, the day stays as it was written.

    Parameters
    ----------
    text : str
        The date.
    order : DateOrder or None
        The order of figures, where it is known; None leaves ``03/04/2025`` unread.

    Examples
    --------
    >>> read_day("16 May 2025").first, read_day("20250516").first, read_day("2025-05-16T23:30:00+03:00").first
    ('2025-05-16', '2025-05-16', '2025-05-16')
    >>> read_day("03/04/2025").fault
    'day and month of the date could change places; the row has no date'
    >>> read_day("31/02/2025", DateOrder.DAY_FIRST).fault
    'the date is not a day of the calendar; the row has no date'
    """
    plain = text.translate(_DIGITS).strip()
    if not plain:
        return Day()
    if len(plain) > _MAX_CHARS:
        return Day(fault=NOT_READ)
    for pattern, build in (
        (_ISO, _from_iso),
        (_COMPACT, _from_compact),
        (_PART, _from_part),
        (_RANGE, _from_range),
        (_NAMED_DAY, _from_named_day),
        (_NAMED_MONTH, _from_named_month),
        (_MONTH_YEAR, _from_month),
        (_SERIAL, _from_serial),
        (_EPOCH, _from_epoch),
    ):
        found = pattern.fullmatch(plain)
        if found is not None:
            return build(found)
    figures = NUMERIC.fullmatch(plain)
    return _from_figures(figures, order) if figures else Day(fault=NOT_READ)


def _exact(year: int, month: int, day: int, fault: str = "") -> Day:
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return Day(fault=NO_DAY)
    return Day(iso, iso, DatePrecision.DAY, fault or (ODD_YEAR if not 1900 <= year <= 2100 else ""))


def _from_iso(found: re.Match[str]) -> Day:
    return _exact(int(found[1]), int(found[3]), int(found[4]))


def _from_compact(found: re.Match[str]) -> Day:
    return _exact(int(found[1]), int(found[2]), int(found[3]))


def _from_part(found: re.Match[str]) -> Day:
    part = found[0]
    try:
        span = first_day(part), last_day(part)
    except ValueError:
        return Day(fault=NO_DAY)
    odd = ODD_YEAR if not 1900 <= int(part[:4]) <= 2100 else ""
    return Day(*span, DatePrecision.MONTH if len(part) > 4 else DatePrecision.YEAR, odd)


def _from_range(found: re.Match[str]) -> Day:
    first, last = read_day(found[1]), read_day(found[2])
    if first.fault or last.fault:
        return Day(fault=first.fault or last.fault)
    if last.first < first.first:
        return Day(fault="the date ends before it begins; the row has no date")
    return Day(first.first, last.first, DatePrecision.RANGE)


def _from_named_day(found: re.Match[str]) -> Day:
    month = month_of(found[2])
    return _exact(int(found[3]), month, int(found[1])) if month else Day(fault=NOT_READ)


def _from_named_month(found: re.Match[str]) -> Day:
    month = month_of(found[1])
    return _exact(int(found[3]), month, int(found[2])) if month else Day(fault=NOT_READ)


def _from_month(found: re.Match[str]) -> Day:
    month, year = month_of(found[1]), int(found[2])
    if month is None or year < 1:
        return Day(fault=NOT_READ)
    part = f"{year:04d}-{month:02d}"
    return Day(first_day(part), last_day(part), DatePrecision.MONTH)


def _from_serial(found: re.Match[str]) -> Day:
    iso = (_EPOCH_OF_SHEETS + timedelta(days=int(found[1]))).isoformat()
    return Day(iso, iso, DatePrecision.DAY, DAY_NUMBER)


def _from_epoch(found: re.Match[str]) -> Day:
    iso = datetime.fromtimestamp(int(found[1]), UTC).date().isoformat()
    return Day(iso, iso, DatePrecision.DAY, SECONDS)


def _from_figures(found: re.Match[str], order: DateOrder | None) -> Day:
    one, two, year = int(found[1]), int(found[3]), int(found[4])
    short = len(found[4]) == 2
    if order is DateOrder.YEAR_FIRST:
        return _exact(2000 + one, two, year, SHORT_YEAR) if short else Day(fault=NOT_READ)
    if order is None and one != two:
        return Day(fault=TWO_WAYS)
    day, month = (two, one) if order is DateOrder.MONTH_FIRST else (one, two)
    return _exact(2000 + year if short else year, month, day, SHORT_YEAR if short else "")
