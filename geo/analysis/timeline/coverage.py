"""Stretches of time that the data does not cover: a gap is not calm, and is never counted as zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo.dataset.load import DatasetAbout
from geo.text.dates import add_days, first_day, last_day
from geo.text.messages import tr

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without coverage, both included, and why."""

    start: str
    end: str
    reason: str

    def within(self, first: str, last: str) -> Gap | None:
        """Return the part of the gap between two days, None if there is none."""
        start, end = max(self.start, first), min(self.end, last)
        return Gap(start, end, self.reason) if start <= end else None


def gaps_of(about: DatasetAbout, *, first_report: str | None) -> tuple[Gap, ...]:
    """Return every gap: those that the data set names, what lies before its first event, what lies after it.

    Parameters
    ----------
    about : DatasetAbout
        What the data set says of itself.
    first_report : str or None
        First day of the first event in the whole data set; before it nothing was collected.
    """
    found = [Gap(first_day(gap.start), last_day(gap.end), gap.reason) for gap in about.gaps]
    if first_report is not None and first_report > FIRST_DAY:
        found.append(Gap(FIRST_DAY, add_days(first_report, -1), tr("before the first event of the data set")))
    compiled = last_day(about.compiled)
    if compiled < LAST_DAY:
        found.append(Gap(add_days(compiled, 1), LAST_DAY, tr("after the data set was compiled")))
    return tuple(sorted(found, key=lambda gap: gap.start))


def days_between(first: str, last: str) -> int:
    """Return how many days lie from ``first`` to ``last``, both included.

    Parameters
    ----------
    first : str
        First day, ISO 8601.
    last : str
        Last day, ISO 8601.

    Returns
    -------
    int

    Examples
    --------
    >>> days_between("2024-12-08", "2024-12-09")
    2
    """
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def uncovered_days(first: str, last: str, gaps: Sequence[Gap]) -> int:
    """Return how many of the days lie in a gap; overlapping gaps count a day once.

    Parameters
    ----------
    first : str
        First day, ISO 8601.
    last : str
        Last day, ISO 8601.
    gaps : Sequence[Gap]
        Days that no source covers.

    Returns
    -------
    int
    """
    missing = 0
    reached = first
    for gap in sorted(gaps, key=lambda gap: gap.start):
        part = gap.within(reached, last)
        if part is not None:
            missing += days_between(part.start, part.end)
            if part.end >= last:
                break
            reached = add_days(part.end, 1)
    return missing
