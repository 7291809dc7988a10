"""Counts before and after a date, with what limits them: coverage, origins, dates that are not exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.analysis.timeline.coverage import Gap, days_between, uncovered_days
from geo.analysis.timeline.reports import Report
from geo.analysis.timeline.timeline_marks import Mark
from geo.errors import UsageError
from geo.text.dates import add_days

WINDOW_DAYS: tuple[int, ...] = (7, 14, 30)
"""Lengths of the windows on each side."""


class AroundSide(StrEnum):
    """Where a window lies."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class WindowCount:
    """What is counted in one window.

    Attributes
    ----------
    side : AroundSide
        Before, on, or after the days of the mark.
    first, last : str
        First and last day of the window.
    counts : Mapping of str to int
        Reports by kind; kinds without a report are left out.
    origins : int
        Number of different known origins of these reports.
    origin_open : int
        How many of them have a page without established origin.
    not_israeli : int
        How many of them are not reported as Israeli actions.
    unsure : int
        Reports that are not counted because their date is too loose, and that may fall in the window.
    uncovered : int
        Days of the window without coverage.
    """

    side: AroundSide
    first: str
    last: str
    counts: Mapping[str, int]
    origins: int
    origin_open: int
    not_israeli: int
    unsure: int
    uncovered: int

    @property
    def days(self) -> int:
        """Length of the window in days."""
        return days_between(self.first, self.last)

    @property
    def total(self) -> int | None:
        """Number of reports; None, which is not zero, where no day is covered and nothing was reported."""
        total = sum(self.counts.values())
        return total if total or self.uncovered < self.days else None


@dataclass(frozen=True, slots=True)
class Around:
    """The windows around one mark, in the order of time."""

    mark: Mark
    windows: tuple[WindowCount, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds that occur in any window."""
        return frozenset(kind for window in self.windows for kind in window.counts)


def around_mark(mark: Mark, reports: Iterable[Report], *, gaps: Sequence[Gap]) -> Around:
    """Count the reports in the windows around a mark.

    The days of the mark belong to neither side: *before* ends the day before its first, *after* begins the
    day after its last.

    Parameters
    ----------
    mark : Mark
        A date that is known to the day.
    reports : iterable of Report
        Not narrowed by time, so that each window is whole.
    gaps : sequence of Gap
        Days without coverage.

    Raises
    ------
    UsageError
        If the date is not known to the day.
    """
    if not mark.day_known:
        raise UsageError("A date that is not known to the day has no days before and after it.")
    known = tuple(reports)
    start, end = mark.span.start, mark.last
    spans = [
        (AroundSide.BEFORE, add_days(start, -days), add_days(start, -1)) for days in sorted(WINDOW_DAYS, reverse=True)
    ]
    spans.append((AroundSide.DURING, start, end))
    spans += [(AroundSide.AFTER, add_days(end, 1), add_days(end, days)) for days in sorted(WINDOW_DAYS)]
    return Around(mark, tuple(_count(known, side, first, last, gaps) for side, first, last in spans))


def _count(reports: Sequence[Report], side: AroundSide, first: str, last: str, gaps: Sequence[Gap]) -> WindowCount:
    counted = [report for report in reports if report.counts_between(first, last)]
    return WindowCount(
        side,
        first,
        last,
        dict(sorted(Counter(report.kind for report in counted).items())),
        origins=len(frozenset[str]().union(*(report.origins for report in counted))),
        origin_open=sum(report.origin_open for report in counted),
        not_israeli=sum(not report.israeli for report in counted),
        unsure=sum(report.may_fall_between(first, last) for report in reports),
        uncovered=uncovered_days(first, last, gaps),
    )
