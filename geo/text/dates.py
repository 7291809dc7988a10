"""Plain ISO dates and spans. A date is text from end to end; it never becomes a timestamp."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

ZONE_ENTERED = "2024-12-08"
"""First day on which Israeli forces were reported in the area of separation."""
_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Span:
    """A closed span of days; ``end`` is None while it lasts.

    Attributes
    ----------
    start : str
        First day, ``YYYY-MM-DD``.
    end : str or None
        Last day, ``YYYY-MM-DD``; None when the span is open.
    """

    start: str
    end: str | None

    def overlaps(self, first: str | None, last: str | None) -> bool:
        """Return whether the span shares a day with the window ``first`` to ``last``."""
        if last is not None and self.start > last:
            return False
        return not (first is not None and self.end is not None and self.end < first)


def first_day(part: str) -> str:
    """Return the first day of an ISO year, month or day.

    Examples
    --------
    >>> first_day("2025-02")
    '2025-02-01'
    """
    return _bounds(part)[0]


def last_day(part: str) -> str:
    """Return the last day of an ISO year, month or day.

    Examples
    --------
    >>> last_day("2024-02")
    '2024-02-29'
    """
    return _bounds(part)[1]


def today() -> str:
    """Return the present day in UTC."""
    return datetime.now(UTC).date().isoformat()


def add_days(day: str, days: int) -> str:
    """Return ``day`` moved by a number of days, as ISO text; at most to the end of the calendar."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return (date.max if days > 0 else date.min).isoformat()


def _bounds(part: str) -> tuple[str, str]:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError("expected a date as YYYY, YYYY-MM or YYYY-MM-DD")
    month, day = (int(piece) if piece else None for piece in match.groups()[1:])
    year = int(match.group(1))
    try:
        if month is None:
            return date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
        if day is None:
            days = calendar.monthrange(year, month)[1]
            return date(year, month, 1).isoformat(), date(year, month, days).isoformat()
        exact = date(year, month, day).isoformat()
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"no such day in the calendar ({error})") from error
    return exact, exact
