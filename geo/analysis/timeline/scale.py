"""The axis of days: whole numbers, one a day, so that no time zone can move a date."""

from __future__ import annotations

from datetime import date

from geo.text.dates import Span

UNIX_EPOCH_DAY = 719_163
"""Number of 1 January 1970, counted as :func:`day_number` counts; a browser counts from there."""


def day_number(day: str) -> int:
    """Return the number of a day, 1 January of year 1 being day 1.

    Examples
    --------
    >>> day_number("1970-01-01") == UNIX_EPOCH_DAY
    True
    """
    return date.fromisoformat(day).toordinal()


def count_step(most: int, *, at_most: int) -> int:
    """Return the distance of the ticks of an axis of counts that goes from zero up to ``most``.

    Examples
    --------
    >>> count_step(33, at_most=6)
    10
    """
    scale = 1
    while True:
        for step in (scale, 2 * scale, 5 * scale):
            if most <= step * at_most:
                return step
        scale *= 10


def month_ticks(period: Span, *, at_most: int) -> list[str]:
    """Return first days of months inside a period, every third, sixth or so where there are many.

    Examples
    --------
    >>> month_ticks(Span("2024-12-08", "2025-07-01"), at_most=3)
    ['2025-01-01', '2025-04-01', '2025-07-01']
    """
    last = period.end or period.start
    start, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (period.start, last))
    months = [number for number in range(start, end + 1) if period.start <= _first_of(number) <= last]
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200):
        kept = [number for number in months if number % step == 0]
        if len(kept) <= at_most:
            return [_first_of(number) for number in kept]
    return []


def _first_of(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}-01"
