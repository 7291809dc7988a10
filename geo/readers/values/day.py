"""One date as users' files write it, read into the days that it may mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from geo.readers.model.choices import DateOrder
from geo.readers.model.months import month_of
from geo.text.dates import first_day, last_day
from geo.text.numbers import plain_digits
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
NO_DATE_GIVEN = "no date is given"
TWO_WAYS = "day and month of the date could change places; the row has no date"
DAY_NUMBER = "the date is a day number of a spreadsheet, counted from 30 December 1899"
SECONDS = "the date is a count of seconds since 1970, read as a day in UTC"
SHORT_YEAR = "the year has two digits and was read as 20.."
ODD_YEAR = "the year of the date is before 1900 or after 2100"

LAST_CENTURY = "the year has two digits and was read as 19..; as 20.. it would be in the future"
"""Warning for a year of two digits that is still to come."""
_ZONE = r"(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)"
_CLOCK = r"\d{1,2}(?::\d{2}){0,2}(?:[.,]\d+)?\s*(?:[AaPp]\.?[Mm]\.?)?"
_TIME = rf"(?:(?:[T ]|,\s|\s(?:at|um|à|a las)\s)\s*{_CLOCK}\s*{_ZONE}?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?")
_PART = re.compile(r"\d{4}(?:-\d{2})?")
NUMERIC = re.compile(rf"(\d{{1,2}})\s*([-/. ])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}}),?\s?{_TIME}")
"""A date in figures whose order of day and month its form does not tell."""
_MONTH_WORD = r"([^\W\d_][^\d,;/-]*?)"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|º|°|\.)?"
_YEAR = r"['’]?(\d{4}|\d{2})"
_NAMED_DAY = re.compile(
    rf"(\d{{1,2}}){_ORDINAL}[\s/.-]*(?:of\s+|de\s+|du\s+|من\s+)?{_MONTH_WORD}\.?,?[\s/.-]*(?:de\s+|del\s+)?{_YEAR},?{_TIME}"
)
_NAMED_MONTH = re.compile(rf"{_MONTH_WORD}\.?[\s-]+(?:the\s+)?(\d{{1,2}}){_ORDINAL},?\s+{_YEAR},?{_TIME}")
_YEAR_NAMED = re.compile(rf"(\d{{4}})[\s,/.-]+{_MONTH_WORD}\.?[\s/.-]+(\d{{1,2}}){_ORDINAL}{_TIME}")
_MONTH_YEAR = re.compile(r"([^\W\d].*?)\.?,?(?:\s+(?:of|de|del))?[\s-]+(\d{4})")
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\s*(?:/|–|—|\bto\b|\bbis\b|\bau?\b|\s-\s)\s*(\d{4}-\d{2}-\d{2})")
_DAYS_OF_MONTH = re.compile(
    rf"(\d{{1,2}}){_ORDINAL}\s*(?:-|–|—|/|to|and|bis|au|al)\s*(\d{{1,2}}){_ORDINAL}\s+(?:of\s+|de\s+)?{_MONTH_WORD}\.?,?\s+(?:de\s+)?(\d{{4}})"
)
_MONTH_DAYS = re.compile(
    rf"{_MONTH_WORD}\.?\s+(\d{{1,2}}){_ORDINAL}\s*(?:-|–|—|to|and)\s*(\d{{1,2}}){_ORDINAL},?\s+(\d{{4}})"
)
_NAMED_RANGE = re.compile(
    r"(\d{1,2}\s+[^\W\d]+\.?(?:\s+\d{4})?)\s*(?:-|–|—|to|bis|au)\s*(\d{1,2}\s+[^\W\d]+\.?\s+(\d{4}))"
)
_FIGURE_RANGE = re.compile(r"(\d{1,2}([/.])\d{1,2}\2\d{4})\s*(?:-|–|—|to|bis|au)\s*(\d{1,2}\2\d{1,2}\2\d{4})")
_SERIAL = re.compile(r"([2-8]\d{4})(?:\.\d+)?")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|(?:mo|di|mi|do|fr|sa|so)\.|(?:يوم\s+)?(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد)"
    r"|יום\s+(?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת|[א-ו]['׳]?))\s*[,،.]?\s+(?:the\s+|le\s+|den\s+)?",
    re.IGNORECASE,
)
_EPOCH_OF_SHEETS = date(1899, 12, 30)
_EPOCH_OF_1904 = date(1904, 1, 1)
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
    plain = " ".join(plain_digits(text).split())
    if not plain:
        return Day()
    if len(plain) > _MAX_CHARS:
        return Day(fault=NOT_READ)
    weekday = _WEEKDAY.match(plain)
    plain = plain[weekday.end() :] if weekday else plain
    for pattern, build in _FORMS:
        found = pattern.fullmatch(plain)
        if found is not None:
            return build(found)
    figures = NUMERIC.fullmatch(plain)
    if figures is not None:
        return _from_figures(figures, order)
    span = _FIGURE_RANGE.fullmatch(plain)
    return _spanned(read_day(span[1], order), read_day(span[3], order)) if span else Day(fault=NOT_READ)


def day_of_1904(text: str) -> str | None:
    """Return the day of a day number of a workbook that counts from 1904, as ISO text; None if it is none.

    Examples
    --------
    >>> day_of_1904("44331"), day_of_1904("2025-05-16")
    ('2025-05-16', None)
    """
    found = _SERIAL.fullmatch(text.strip())
    return (_EPOCH_OF_1904 + timedelta(days=int(found[1]))).isoformat() if found else None


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
    return _spanned(read_day(found[1]), read_day(found[2]))


def _spanned(first: Day, last: Day) -> Day:
    if first.fault or last.fault:
        return Day(fault=first.fault or last.fault)
    if last.first < first.first:
        return Day(fault="the date ends before it begins; the row has no date")
    return Day(first.first, last.last, DatePrecision.RANGE if last.last > first.first else DatePrecision.DAY)


def _from_days_of_month(found: re.Match[str]) -> Day:
    return _named_span(found[1], found[2], found[3], found[4])


def _from_month_days(found: re.Match[str]) -> Day:
    return _named_span(found[2], found[3], found[1], found[4])


def _named_span(first: str, last: str, word: str, year: str) -> Day:
    month = month_of(word)
    if month is None:
        return Day(fault=NOT_READ)
    return _spanned(_exact(int(year), month, int(first)), _exact(int(year), month, int(last)))


def _from_named_range(found: re.Match[str]) -> Day:
    first = found[1] if re.search(r"\d{4}$", found[1]) else f"{found[1]} {found[3]}"
    return _spanned(read_day(first), read_day(found[2]))


def _named(year: str, word: str, day: str) -> Day:
    month = month_of(word)
    if month is None:
        return Day(fault=NOT_READ)
    full, fault = _full_year(year)
    return _exact(full, month, int(day), fault)


def _full_year(year: str) -> tuple[int, str]:
    """Return a year of four digits, and what was assumed: a report is not from the future."""
    if len(year) == 4:
        return int(year), ""
    full = 2000 + int(year)
    return (full - 100, LAST_CENTURY) if full > date.today().year else (full, SHORT_YEAR)  # noqa: DTZ011 - a year


def _from_named_day(found: re.Match[str]) -> Day:
    return _named(found[3], found[2], found[1])


def _from_named_month(found: re.Match[str]) -> Day:
    return _named(found[3], found[1], found[2])


def _from_year_named(found: re.Match[str]) -> Day:
    return _named(found[1], found[2], found[3])


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
    one, two = int(found[1]), int(found[3])
    if order is DateOrder.YEAR_FIRST:
        year, fault = _full_year(found[1].zfill(2))
        return _exact(year, two, int(found[4]), fault) if len(found[4]) == 2 else Day(fault=NOT_READ)
    if order is None and one != two:
        return Day(fault=TWO_WAYS)
    day, month = (two, one) if order is DateOrder.MONTH_FIRST else (one, two)
    year, fault = _full_year(found[4])
    return _exact(year, month, day, fault)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Day]], ...] = (
    (_ISO, _from_iso),
    (_COMPACT, _from_compact),
    (_PART, _from_part),
    (_RANGE, _from_range),
    (_DAYS_OF_MONTH, _from_days_of_month),
    (_MONTH_DAYS, _from_month_days),
    (_NAMED_RANGE, _from_named_range),
    (_NAMED_DAY, _from_named_day),
    (_NAMED_MONTH, _from_named_month),
    (_YEAR_NAMED, _from_year_named),
    (_MONTH_YEAR, _from_month),
    (_SERIAL, _from_serial),
    (_EPOCH, _from_epoch),
)
