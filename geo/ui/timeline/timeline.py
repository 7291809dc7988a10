"""The timeline page: chart, the window that is brushed, tables, downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.analysis.addresses import Addresses
from geo.analysis.missing import shown_under, words_of
from geo.analysis.timeline import (
    OtherTotal,
    Timeline,
    brushed_window,
    build_timeline,
    chart_csv,
    draw_timeline,
)
from geo.analysis.timeline.page.chart import BRUSH, brushed, timeline_chart
from geo.analysis.timeline.page.tables import (
    apart_rows,
    marks_text,
    picture_of,
    summary_text,
    week_rows,
    window_text,
    zoom_choices,
)
from geo.atlas import Atlas
from geo.atlas.cache import kept
from geo.atlas.counts import count_records
from geo.exports.arrow import arrow_rows, arrow_table
from geo.query.filters import Filters
from geo.text.dates import Span, first_day, last_day
from geo.text.messages import mark, tr
from geo.ui.base.context import Context, addresses, base_path
from geo.ui.base.notices import show_empty

_KEPT_CHARTS = 48
LIMITS = mark(
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
        st.info(
            tr("No event passes these filters. Dates of talks and law stand below."), icon=":material/filter_alt_off:"
        )
    else:
        show_empty(context.atlas, context.filters)


@kept(_KEPT_CHARTS)
def _summary(atlas: Atlas, filters: Filters) -> str:
    return f"# {tr('Timeline')}\n\n{summary_text(timeline_of(atlas, filters))}"


def choose_zoom(context: Context) -> Span:
    """Draw the presets and return the days that the chart shows."""
    choices = _zooms(context.atlas, context.atlas.alike(context.filters))
    chosen = st.selectbox(
        tr("Show"), list(choices), key="t_show", help=tr("What the chart shows; the sidebar narrows it.")
    )
    return choices[chosen]


@kept(_KEPT_CHARTS)
def _zooms(atlas: Atlas, filters: Filters) -> Mapping[str, Span]:
    """Return the presets by what they are called."""
    return zoom_choices(timeline_of(atlas, filters), atlas.dataset.about.as_of)


def show_chart(context: Context, timeline: Timeline, shown: Span) -> Span | None:
    """Draw the chart and return the weeks that are brushed, None if none are."""
    with_others = st.toggle(
        tr("What others count"),
        key="t_others",
        help=tr("Bands over the days of totals that others published, each with what it counts. None is on our scale."),
    )
    selecting = context.filters if with_others else context.atlas.alike(context.filters)
    event: Any = st.vega_lite_chart(
        spec=dict(_chart(context.atlas, selecting, shown, with_others=with_others)),
        key=f"t_chart_{shown.start}_{shown.end}_{with_others}",
        on_select="rerun",
        selection_mode=[BRUSH],
        width="stretch",
        alt=tr(
            "Reports by week and kind, with dates of talks, control and law below; the same data stands in the tables"
        ),
    )
    st.caption(tr(LIMITS))
    selection = event["selection"]
    ends = brushed(selection) if isinstance(selection, Mapping) else None
    return None if ends is None else brushed_window(timeline, *ends)


@kept(_KEPT_CHARTS)
def _chart(atlas: Atlas, filters: Filters, shown: Span, *, with_others: bool) -> Mapping[str, Any]:
    """Return what Altair makes of the timeline; checking a chart takes longer than all the rest of the page."""
    others = shown_under(atlas.dataset.records.yardsticks, filters) if with_others else ()
    spec: dict[str, Any] = timeline_chart(timeline_of(atlas, filters), shown=shown, others=others).to_dict()
    return spec | {"datasets": {name: arrow_rows(rows) for name, rows in spec["datasets"].items()}}


def show_window(context: Context, timeline: Timeline, window: Span | None, shown: Span) -> None:
    """Say what the brushed weeks hold, and lead to them on the map and in the table."""
    first = max((window or shown).start, timeline.period.start)
    last = min((window or shown).end or first, timeline.period.end or first)
    last = max(first, last)
    query = urlencode(replace(context.filters, date_from=first, date_to=last).to_params())
    lead = "Chosen" if window else tr("Drag over the chart to choose weeks. Shown now")
    st.markdown(
        tr(
            "{lead}: {atlas} [See these days on the map]({value}/?{query}) · [in the table]({value_2}/table?{query_2})",
            lead=lead,
            atlas=_window_text(context.atlas, context.atlas.alike(context.filters), first, last),
            value=base_path(),
            query=query,
            value_2=base_path(),
            query_2=query,
        )
    )


@kept(_KEPT_CHARTS)
def _window_text(atlas: Atlas, filters: Filters, first: str, last: str) -> str:
    """Return what some days hold, in words."""
    return window_text(timeline_of(atlas, filters), first, last)


def show_tables(context: Context, timeline: Timeline) -> None:
    """Draw the table behind the chart, what stands apart, or the dates on the axis: what is chosen of them."""
    names = {"weeks": tr("The counts as a table")}
    if timeline.weekly.apart:
        names["apart"] = tr("Listed apart: {count} reports", count=f"{len(timeline.weekly.apart):,}")
    names["marks"] = tr("Dates of talks, control and law: {count}", count=f"{len(timeline.marks):,}")
    if timeline.earlier:
        names["earlier"] = tr("Before the axis begins: {count}", count=f"{len(timeline.earlier):,}")
    chosen = st.pills(tr("Read it"), list(names), format_func=names.__getitem__, key="t_read", wrap=True)
    if chosen is None:
        return
    weeks, apart, marks, earlier = _tables(context.atlas, context.atlas.alike(context.filters), addresses())
    if chosen == "weeks":
        st.dataframe(weeks, key="t_weeks", hide_index=True, height=380, alt=tr("Reports by week and kind"))
    elif chosen == "apart":
        st.dataframe(apart, key="t_apart", hide_index=True, alt=tr("Reports that no week counts"))
    else:
        st.markdown((marks or tr("None in this period.")) if chosen == "marks" else earlier)


@kept(_KEPT_CHARTS)
def _tables(atlas: Atlas, filters: Filters, addresses: Addresses) -> tuple[pa.Table, pa.Table, str, str]:
    """Return the weeks, what stands apart, and the marks within and before the axis."""
    timeline = timeline_of(atlas, filters)
    weeks, apart = pd.DataFrame(week_rows(timeline)), pd.DataFrame(apart_rows(timeline))
    lists = [marks_text(marks, addresses) for marks in (timeline.marks, timeline.earlier)]
    return arrow_table(weeks), arrow_table(apart), lists[0], lists[1]


def _totals(context: Context) -> list[OtherTotal]:
    """Return the totals of others that these filters keep, for the file."""
    return [
        OtherTotal(
            first_day(item.yardstick.period_start),
            last_day(item.yardstick.period_end),
            item.yardstick.id,
            item.yardstick.publisher,
            f"{words_of(item)}: {item.yardstick.counted}",
        )
        for item in shown_under(context.atlas.dataset.records.yardsticks, context.filters)
    ]


def show_downloads(context: Context, timeline: Timeline) -> None:
    """Offer the data of the chart and its picture; both are made when somebody asks for them."""
    version = context.atlas.dataset.version
    place = st.container(horizontal=True)
    place.download_button(
        tr("Data of the chart (CSV)"),
        lambda: chart_csv(timeline, version=version, others=_totals(context)),
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
