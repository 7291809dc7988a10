"""The timeline in words and tables: weeks, what is listed apart, marks, and what surrounds its picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from geo.analysis.addresses import Addresses
from geo.analysis.sentences import reports_text
from geo.analysis.timeline.palette import ordered
from geo.analysis.timeline.picture import Picture
from geo.analysis.timeline.timeline import Timeline
from geo.analysis.timeline.timeline_marks import Lane, Mark
from geo.atlas import Atlas
from geo.atlas.evidence import date_words
from geo.query.filters import Filters
from geo.text.date_words import day_text, days_text
from geo.text.dates import Span, add_days
from geo.text.markdown import plain
from geo.text.messages import mark as key
from geo.text.messages import tr, trn
from geo.vocab.labels import label_of

_AROUND_DAYS = 30
_WHOLE = key("The whole period")


def summary_text(timeline: Timeline) -> str:
    """Return how many reports are counted and how many are listed apart, as Markdown."""
    weekly = timeline.weekly
    return tr(
        "**{reports} counted by week**, {apart} listed apart. Each counts once, on its first day. What is known only "
        "to a month, or to a week that touches two calendar weeks, counts in no week; neither do tallies.",
        reports=reports_text(weekly.counted),
        apart=f"{len(weekly.apart):,}",
    )


def zoom_choices(timeline: Timeline, as_of: str) -> Mapping[str, Span]:
    """Return the days that a chart can show, by what they are called.

    Parameters
    ----------
    timeline : Timeline
        Counts and marks.
    as_of : str
        Last day of the data.
    """
    last = min(as_of, timeline.last)
    choices = {tr(_WHOLE): Span(timeline.first, timeline.last)}
    for days in (90, 30):
        start = add_days(last, 1 - days)
        if start > timeline.first:
            choices[tr("Last {days} days of data", days=days)] = Span(start, last)
    for mark in timeline.meetings:
        span = Span(add_days(mark.span.start, -_AROUND_DAYS), add_days(mark.last, _AROUND_DAYS))
        name = tr("{days} days around {when}: {title}", days=_AROUND_DAYS, when=mark.when, title=mark.title)
        choices[name] = span
    return choices


def window_text(timeline: Timeline, first: str, last: str) -> str:
    """Return what some days hold, as Markdown."""
    weeks = [week for week in timeline.weekly.weeks if week.monday <= last and week.sunday >= first]
    counts: Counter[str] = Counter()
    for week in weeks:
        counts.update(week.counts)
    named = ", ".join(f"{label_of(kind)} {counts[kind]:,}" for kind in ordered(counts)) or tr("none")
    apart = sum(item.report.span.overlaps(first, last) for item in timeline.weekly.apart)
    return tr(
        "**{days}**, {weeks}: **{reports}** ({named}); of those listed apart {apart} may fall in it.",
        days=days_text(first, last),
        weeks=trn("{count} week", "{count} weeks", len(weeks)),
        reports=reports_text(counts.total()),
        named=named,
        apart=f"{apart:,}",
    )


def picture_of(atlas: Atlas, filters: Filters, timeline: Timeline) -> Picture:
    """Return what stands around the picture: filters, limits, version, licence."""
    about = atlas.dataset.about
    chosen = "; ".join(f"{name}: {text}" for name, text in filters.to_params().items())
    weekly = timeline.weekly
    limits = tr("A sample of reports, never a total. Hatched bands are not covered by the sources, which is not calm.")
    notes = (
        tr(
            "{counted} reports counted by ISO week, {apart} apart. {limits}",
            counted=f"{weekly.counted:,}",
            apart=f"{len(weekly.apart):,}",
            limits=limits,
        ),
        tr("Filters: {chosen}.", chosen=chosen) if chosen else about.coverage,
    )
    credit = tr(
        "{title}, data version {version}, as of {as_of}. Records CC BY 4.0; the sources are in each record.",
        title=about.title,
        version=atlas.dataset.version,
        as_of=day_text(about.as_of),
    )
    return Picture(tr("Reported events by week, with dates of talks, control and law"), notes, credit)


def week_rows(timeline: Timeline) -> list[dict[str, Any]]:
    """Return the table of weeks, one row a week; what is not covered says so instead of a number."""
    kinds = ordered(timeline.weekly.kinds)
    rows = []
    for week in timeline.weekly.weeks:
        row: dict[str, Any] = {
            tr("Week"): week.name,
            tr("From"): week.monday,
            tr("To"): week.sunday,
            tr("Reports"): tr("not covered") if week.total is None else f"{week.total:,}",
            tr("Days covered"): week.covered,
        }
        rows.append(row | {label_of(kind): week.counts.get(kind) for kind in kinds})
    return rows


def apart_rows(timeline: Timeline) -> list[dict[str, Any]]:
    """Return the table of reports that no week counts."""
    return [
        {
            tr("Date as known"): _report_when(item.report.span, str(item.report.precision)),
            tr("Why apart"): item.reason,
            tr("Kind"): label_of(item.report.kind),
            tr("What is reported"): item.report.title,
            tr("Id"): item.report.id,
        }
        for item in timeline.weekly.apart
    ]


def marks_text(marks: tuple[Mark, ...], addresses: Addresses) -> str:
    """Return marks as a list by lane, each with a link to its record."""
    parts = []
    for lane in Lane:
        lines = [
            f"- {mark.when}: [{plain(mark.title)}]({addresses.record(mark.id)})"
            + (f", {mark.status}" if mark.status else "")
            for mark in marks
            if mark.lane is lane
        ]
        if lines:
            parts.append("\n".join([f"**{tr(lane)}**", "", *lines]))
    return "\n\n".join(parts)


def _report_when(span: Span, precision: str) -> str:
    return date_words({"valid_from": span.start, "valid_to": span.end, "date_precision": precision})
