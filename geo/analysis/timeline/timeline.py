"""The timeline of what passes the filters, and the window that somebody brushed on it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

from geo.analysis.timeline.around import Around, around_mark
from geo.analysis.timeline.coverage import Gap, gaps_of
from geo.analysis.timeline.reports import Report, reports_of
from geo.analysis.timeline.timeline_marks import Lane, Mark, marks_of
from geo.analysis.timeline.weeks import Weekly, count_weeks, monday_of
from geo.atlas import Atlas
from geo.query.filters import Filters
from geo.text.dates import Span, last_day


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the timeline shows.

    Attributes
    ----------
    period : Span
        Days that the axis covers.
    weekly : Weekly
        Counts of the reports that pass the filters.
    marks : tuple of Mark
        Marks of the period; of the filters they follow the dates alone.
    gaps : tuple of Gap
        Gaps within the weeks of the axis.
    earlier : tuple of Mark
        Marks before the axis begins, if no first date was asked for.
    """

    period: Span
    weekly: Weekly
    marks: tuple[Mark, ...]
    gaps: tuple[Gap, ...]
    earlier: tuple[Mark, ...]
    _all_gaps: tuple[Gap, ...]
    _any_time: tuple[Report, ...]

    @property
    def first(self) -> str:
        """First day of the axis, a Monday."""
        return self.weekly.weeks[0].monday

    @property
    def last(self) -> str:
        """Last day of the axis, a Sunday."""
        return self.weekly.weeks[-1].sunday

    @property
    def has_reports(self) -> bool:
        """Whether any report passes the filters, counted by week or apart."""
        return bool(self.weekly.apart) or any(week.counts for week in self.weekly.weeks)

    @property
    def meetings(self) -> tuple[Mark, ...]:
        """Israel-Syria meetings of the period that are known to the day."""
        return tuple(mark for mark in self.marks if mark.lane is Lane.MEETING and mark.day_known)

    def around(self, mark: Mark) -> Around:
        """Return the counts around a mark; windows are counted whole, beyond the period too."""
        return around_mark(mark, self._any_time, gaps=self._all_gaps)


def build_timeline(atlas: Atlas, filters: Filters) -> Timeline:
    """Return the timeline of the events that pass the filters.

    Parameters
    ----------
    atlas : Atlas
        All layers of one data set.
    filters : Filters
        The filters in force.

    Returns
    -------
    Timeline
    """
    everything = reports_of(atlas.layers)
    reports = reports_of(atlas.select(filters))
    any_time = reports_of(atlas.select(replace(filters, date_from=None, date_to=None)))
    about = atlas.dataset.about
    gaps = gaps_of(about, first_report=everything[0].span.start if everything else None)
    marks = marks_of(atlas.dataset)
    period = _period(filters, everything, marks, compiled=last_day(about.compiled))
    weekly = count_weeks(reports, period=period, gaps=gaps)
    first, last = weekly.weeks[0].monday, weekly.weeks[-1].sunday
    parts = (gap.within(first, last) for gap in gaps)
    return Timeline(
        period,
        weekly,
        tuple(mark for mark in marks if mark.span.overlaps(period.start, period.end)),
        tuple(part for part in parts if part is not None),
        () if filters.date_from else tuple(mark for mark in marks if mark.last < period.start),
        gaps,
        any_time,
    )


def brushed_window(timeline: Timeline, low: float, high: float) -> Span:
    """Return the days of the weeks that a brush touches.

    Parameters
    ----------
    timeline : Timeline
        Whose axis was brushed.
    low, high : float
        Ends of the brush in days since 1 January of year 1, which is day 1; days begin at whole numbers.
    """
    begin, end = (date.fromisoformat(day).toordinal() for day in (timeline.first, timeline.last))
    start = min(max(math.floor(min(low, high)), begin), end)
    stop = min(max(math.ceil(max(low, high)) - 1, start), end)
    monday = monday_of(date.fromordinal(start).isoformat())
    sunday = date.fromordinal(date.fromisoformat(monday_of(date.fromordinal(stop).isoformat())).toordinal() + 6)
    return Span(monday, sunday.isoformat())


def _period(filters: Filters, reports: tuple[Report, ...], marks: tuple[Mark, ...], *, compiled: str) -> Span:
    """Return the days of the axis: those asked for, but no further back than anything in the data."""
    earliest = min([compiled, *(report.span.start for report in reports), *(mark.span.start for mark in marks)])
    usual = reports[0].span.start if reports else compiled
    first = min(max(filters.date_from or usual, earliest), compiled)
    last = min(max(filters.date_to or compiled, first), compiled)
    return Span(first, last)
