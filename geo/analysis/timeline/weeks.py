"""Counts by ISO week and kind; what cannot be given a week stands apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.analysis.timeline.coverage import Gap, days_between, uncovered_days
from geo.analysis.timeline.reports import SHORT_SPAN, Report
from geo.text.dates import Span, add_days
from geo.text.messages import mark, tr
from geo.vocab import DatePrecision

DAYS = 7
_KNOWN_TO = {
    DatePrecision.WEEK: mark("known to about a week, which touches two calendar weeks"),
    DatePrecision.RANGE: mark("known to a run of days, which touches two calendar weeks"),
    DatePrecision.MONTH: mark("month only"),
    DatePrecision.SEASON: mark("season only"),
    DatePrecision.YEAR: mark("year only"),
    DatePrecision.UNKNOWN: mark("date not known exactly"),
}
_TALLY = mark("tally or summary, not one event")


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week, Monday to Sunday.

    Attributes
    ----------
    monday, sunday : str
        First and last day.
    counts : Mapping of str to int
        Reports by kind; kinds without a report are left out.
    covered : int
        Days of the week that were asked for and lie in no gap, 0 to 7.
    """

    monday: str
    sunday: str
    counts: Mapping[str, int]
    covered: int

    @property
    def name(self) -> str:
        """ISO 8601 name of the week, such as ``2024-W50``."""
        return week_name(self.monday)

    @property
    def total(self) -> int | None:
        """Number of reports; None, which is not zero, where no day is covered and nothing was reported."""
        total = sum(self.counts.values())
        return total if total or self.covered else None


@dataclass(frozen=True, slots=True)
class Apart:
    """A report that no week counts, and why."""

    report: Report
    reason: str


@dataclass(frozen=True, slots=True)
class Weekly:
    """All weeks of a stretch of time, and the reports that stand apart."""

    weeks: tuple[Week, ...]
    apart: tuple[Apart, ...]

    @property
    def counted(self) -> int:
        """Number of reports in all weeks."""
        return sum(sum(week.counts.values()) for week in self.weeks)

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds that occur."""
        return frozenset(kind for week in self.weeks for kind in week.counts)


def week_name(day: str) -> str:
    """Return the ISO week of a day.

    Examples
    --------
    >>> week_name("2024-12-30")
    '2025-W01'
    """
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year:04d}-W{week:02d}"


def monday_of(day: str) -> str:
    """Return the Monday of the ISO week of a day.

    Examples
    --------
    >>> monday_of("2024-12-08")
    '2024-12-02'
    """
    return add_days(day, -date.fromisoformat(day).weekday())


def week_of(report: Report) -> str | None:
    """Return the Monday of the week that counts a report, None if no week does."""
    monday = monday_of(report.span.start)
    return monday if report.counts_between(monday, add_days(monday, DAYS - 1)) else None


def count_weeks(reports: Iterable[Report], *, period: Span, gaps: Sequence[Gap]) -> Weekly:
    """Count reports by ISO week and kind.

    Parameters
    ----------
    reports : iterable of Report
        What is counted.
    period : Span
        Days that were asked for; every week that they touch is listed, and every week with a report.
    gaps : sequence of Gap
        Days without coverage.
    """
    counts: dict[str, Counter[str]] = {}
    apart = []
    for report in reports:
        monday = week_of(report)
        if monday is None:
            apart.append(Apart(report, _why_apart(report)))
        else:
            counts.setdefault(monday, Counter())[report.kind] += 1
    last = period.end or period.start
    first_monday = min([monday_of(period.start), *counts])
    last_monday = max([monday_of(last), *counts])
    weeks = []
    for number in range(days_between(first_monday, last_monday) // DAYS + 1):
        monday = add_days(first_monday, DAYS * number)
        weeks.append(_week(monday, counts.get(monday, Counter()), Span(period.start, last), gaps))
    return Weekly(tuple(weeks), tuple(apart))


def _week(monday: str, counts: Counter[str], period: Span, gaps: Sequence[Gap]) -> Week:
    sunday = add_days(monday, DAYS - 1)
    asked = Gap(monday, sunday, "").within(period.start, period.end or period.start)
    covered = 0
    if asked is not None:
        covered = days_between(asked.start, asked.end) - uncovered_days(asked.start, asked.end, gaps)
    return Week(monday, sunday, dict(sorted(counts.items())), covered)


def _why_apart(report: Report) -> str:
    if report.tally:
        return tr(_TALLY)
    if report.precision in SHORT_SPAN and days_between(report.span.start, report.last) > DAYS:
        return tr("known to more than a week")
    return tr(_KNOWN_TO.get(report.precision, _KNOWN_TO[DatePrecision.UNKNOWN]))
