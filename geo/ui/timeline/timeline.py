"""The timeline page: chart, the window that is brushed, tables, downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.analysis.timeline import (
    Lane,
    Mark,
    Picture,
    Timeline,
    brushed_window,
    build_timeline,
    chart_csv,
    draw_timeline,
)
from geo.analysis.timeline.palette import ordered
from geo.atlas import Atlas
from geo.atlas.evidence import date_words, day_text, days_text
from geo.query.filters import Filters
from geo.text.dates import Span, add_days
from geo.ui.base.arrow import arrow_rows, arrow_table
from geo.ui.base.cache import kept
from geo.ui.base.context import Context, base_path, map_address
from geo.ui.base.notices import count_records, plain, show_empty
from geo.ui.timeline.chart import BRUSH, brushed, timeline_chart
from geo.vocab.labels import label_of

_AROUND_DAYS = 30
_KEPT_CHARTS = 48
_WHOLE = "The whole period"
LIMITS = (
    "A sample of reports, never a total. Zero means that no record passes the filters, not that nothing happened. "
    "Grey bands are not covered by the sources, which is not calm."
)


def timeline_of(atlas: Atlas, filters: Filters) -> Timeline:
    """Return the timeline of what passes the filters, built for the first who asks."""
    return _built(atlas, atlas.alike(filters))


@kept(_KEPT_CHARTS)
def _built(atlas: Atlas, filters: Filters) -> Timeline:
    return build_timeline(atlas, filters)


def show_summary(context: Context, timeline: Timeline) -> None:
    """Draw the title, how many reports are counted and how many stand apart, and which filter to loosen if none."""
    st.markdown(_summary(context.atlas, context.atlas.alike(context.filters)))
    if timeline.has_reports:
        return
    if count_records(context.atlas, context.filters):
        st.info("No event passes these filters. Dates of talks and law stand below.", icon=":material/filter_alt_off:")
    else:
        show_empty(context.atlas, context.filters)


@kept(_KEPT_CHARTS)
def _summary(atlas: Atlas, filters: Filters) -> str:
    weekly = timeline_of(atlas, filters).weekly
    return (
        f"# Timeline\n\n**{_reports_text(weekly.counted)} counted by week**, {len(weekly.apart):,} listed apart. "
        "Each counts once, on its first day. What is known only to a month, or to a week that touches two calendar "
        "weeks, counts in no week; neither do tallies."
    )


def choose_zoom(context: Context) -> Span:
    """Draw the presets and return the days that the chart shows."""
    choices = _zooms(context.atlas, context.atlas.alike(context.filters))
    chosen = st.selectbox("Show", list(choices), key="t_show", help="What the chart shows; the sidebar narrows it.")
    return choices[chosen]


@kept(_KEPT_CHARTS)
def _zooms(atlas: Atlas, filters: Filters) -> Mapping[str, Span]:
    """Return the presets by what they are called."""
    timeline = timeline_of(atlas, filters)
    as_of = min(atlas.dataset.about.as_of, timeline.last)
    choices = {_WHOLE: Span(timeline.first, timeline.last)}
    for days in (90, 30):
        start = add_days(as_of, 1 - days)
        if start > timeline.first:
            choices[f"Last {days} days of reports"] = Span(start, as_of)
    for mark in timeline.meetings:
        span = Span(add_days(mark.span.start, -_AROUND_DAYS), add_days(mark.last, _AROUND_DAYS))
        choices[f"{_AROUND_DAYS} days around {mark.when}: {mark.title}"] = span
    return choices


def show_chart(context: Context, timeline: Timeline, shown: Span) -> Span | None:
    """Draw the chart and return the weeks that are brushed, None if none are."""
    event: Any = st.vega_lite_chart(
        spec=dict(_chart(context.atlas, context.atlas.alike(context.filters), shown)),
        key=f"t_chart_{shown.start}_{shown.end}",
        on_select="rerun",
        selection_mode=[BRUSH],
        width="stretch",
        alt="Reports by week and kind, with dates of talks, control and law below; the same data stands in the tables",
    )
    st.caption(LIMITS)
    selection = event["selection"]
    ends = brushed(selection) if isinstance(selection, Mapping) else None
    return None if ends is None else brushed_window(timeline, *ends)


@kept(_KEPT_CHARTS)
def _chart(atlas: Atlas, filters: Filters, shown: Span) -> Mapping[str, Any]:
    """Return what Altair makes of the timeline; checking a chart takes longer than all the rest of the page."""
    spec: dict[str, Any] = timeline_chart(timeline_of(atlas, filters), shown=shown).to_dict()
    return spec | {"datasets": {name: arrow_rows(rows) for name, rows in spec["datasets"].items()}}


def show_window(context: Context, timeline: Timeline, window: Span | None, shown: Span) -> None:
    """Say what the brushed weeks hold, and lead to them on the map and in the table."""
    first = max((window or shown).start, timeline.period.start)
    last = min((window or shown).end or first, timeline.period.end or first)
    last = max(first, last)
    query = urlencode(replace(context.filters, date_from=first, date_to=last).to_params())
    lead = "Chosen" if window else "Drag over the chart to choose weeks. Shown now"
    st.markdown(
        f"{lead}: {_window_text(context.atlas, context.atlas.alike(context.filters), first, last)} "
        f"[See these days on the map]({base_path()}/?{query}) · [in the table]({base_path()}/table?{query})"
    )


@kept(_KEPT_CHARTS)
def _window_text(atlas: Atlas, filters: Filters, first: str, last: str) -> str:
    """Return what some days hold, in words."""
    timeline = timeline_of(atlas, filters)
    weeks = [week for week in timeline.weekly.weeks if week.monday <= last and week.sunday >= first]
    counts: Counter[str] = Counter()
    for week in weeks:
        counts.update(week.counts)
    named = ", ".join(f"{label_of(kind)} {counts[kind]:,}" for kind in ordered(counts)) or "none"
    apart = sum(item.report.span.overlaps(first, last) for item in timeline.weekly.apart)
    return (
        f"**{days_text(first, last)}**, {_weeks_text(len(weeks))}: **{_reports_text(counts.total())}** "
        f"({named}); of those listed apart {apart:,} may fall in it."
    )


def show_tables(context: Context, timeline: Timeline) -> None:
    """Draw the table behind the chart, what stands apart, or the dates on the axis: what is chosen of them."""
    names = {"weeks": "The counts as a table"}
    if timeline.weekly.apart:
        names["apart"] = f"Listed apart: {len(timeline.weekly.apart):,} reports"
    names["marks"] = f"Dates of talks, control and law: {len(timeline.marks):,}"
    if timeline.earlier:
        names["earlier"] = f"Before the axis begins: {len(timeline.earlier):,}"
    chosen = st.pills("Read it", list(names), format_func=names.__getitem__, key="t_read", wrap=True)
    if chosen is None:
        return
    weeks, apart, marks, earlier = _tables(context.atlas, context.atlas.alike(context.filters), base_path())
    if chosen == "weeks":
        st.dataframe(weeks, key="t_weeks", hide_index=True, height=380, alt="Reports by week and kind")
    elif chosen == "apart":
        st.dataframe(apart, key="t_apart", hide_index=True, alt="Reports that no week counts")
    else:
        st.markdown((marks or "None in this period.") if chosen == "marks" else earlier)


@kept(_KEPT_CHARTS)
def _tables(atlas: Atlas, filters: Filters, _base: str) -> tuple[pa.Table, pa.Table, str, str]:
    """Return the weeks, what stands apart, and the marks within and before the axis."""
    timeline = timeline_of(atlas, filters)
    weeks, apart = pd.DataFrame(week_rows(timeline)), pd.DataFrame(apart_rows(timeline))
    return arrow_table(weeks), arrow_table(apart), marks_text(timeline.marks), marks_text(timeline.earlier)


def show_downloads(context: Context, timeline: Timeline) -> None:
    """Offer the data of the chart and its picture; both are made when somebody asks for them."""
    version = context.atlas.dataset.version
    place = st.container(horizontal=True)
    place.download_button(
        "Data of the chart (CSV)",
        lambda: chart_csv(timeline, version=version),
        file_name=file_name(context, "timeline", "csv"),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    place.download_button(
        "Picture (SVG)",
        lambda: draw_timeline(timeline, picture_of(context.atlas, context.filters, timeline)),
        file_name=file_name(context, "timeline", "svg"),
        mime="image/svg+xml",
        on_click="ignore",
        icon=":material/image:",
    )


def file_name(context: Context, stem: str, ending: str) -> str:
    """Return a file name with subject, date of knowledge and version."""
    about = context.atlas.dataset.about
    part = "_filtered" if context.filters.active else ""
    return f"buffer-zone_{stem}{part}_{about.as_of}_{context.atlas.dataset.version}.{ending}"


def picture_of(atlas: Atlas, filters: Filters, timeline: Timeline) -> Picture:
    """Return what stands around the picture: filters, limits, version, licence."""
    about = atlas.dataset.about
    chosen = "; ".join(f"{name}: {text}" for name, text in filters.to_params().items())
    weekly = timeline.weekly
    limits = "A sample of reports, never a total. Hatched bands are not covered by the sources, which is not calm."
    notes = (
        f"{weekly.counted:,} reports counted by ISO week, {len(weekly.apart):,} apart. {limits}",
        f"Filters: {chosen}." if chosen else about.coverage,
    )
    credit = (
        f"{about.title}, data version {atlas.dataset.version}, as of {day_text(about.as_of)}. Records CC BY 4.0; the "
        "sources stand in each record."
    )
    return Picture("Reported events by week, with dates of talks, control and law", notes, credit)


def week_rows(timeline: Timeline) -> list[dict[str, Any]]:
    """Return the table of weeks, one row a week; what is not covered says so instead of a number."""
    kinds = ordered(timeline.weekly.kinds)
    rows = []
    for week in timeline.weekly.weeks:
        row: dict[str, Any] = {
            "Week": week.name,
            "From": week.monday,
            "To": week.sunday,
            "Reports": "not covered" if week.total is None else f"{week.total:,}",
            "Days covered": week.covered,
        }
        rows.append(row | {label_of(kind): week.counts.get(kind) for kind in kinds})
    return rows


def apart_rows(timeline: Timeline) -> list[dict[str, Any]]:
    """Return the table of reports that no week counts."""
    return [
        {
            "Date as known": _report_when(item.report.span, str(item.report.precision)),
            "Why apart": item.reason,
            "Kind": label_of(item.report.kind),
            "What is reported": item.report.title,
            "Id": item.report.id,
        }
        for item in timeline.weekly.apart
    ]


def marks_text(marks: tuple[Mark, ...]) -> str:
    """Return marks as a list by lane, each with a link to its record."""
    parts = []
    for lane in Lane:
        lines = [
            f"- {mark.when}: [{plain(mark.title)}]({map_address(mark.id)}){f', {mark.status}' if mark.status else ''}"
            for mark in marks
            if mark.lane is lane
        ]
        if lines:
            parts.append("\n".join([f"**{lane}**", "", *lines]))
    return "\n\n".join(parts)


def _report_when(span: Span, precision: str) -> str:
    return date_words({"valid_from": span.start, "valid_to": span.end, "date_precision": precision})


def _reports_text(count: int) -> str:
    return f"{count:,} report{'s' * (count != 1)}"


def _weeks_text(count: int) -> str:
    return f"{count:,} week{'s' * (count != 1)}"
