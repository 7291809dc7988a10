"""Around the talks: what is reported before and after each meeting, with what limits the numbers beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from geo.analysis.addresses import Addresses
from geo.analysis.timeline import Timeline, around_csv
from geo.analysis.timeline.page.around_tables import around_html, arounds_of
from geo.atlas import Atlas
from geo.atlas.cache import kept
from geo.query.filters import Filters
from geo.text.messages import mark, tr
from geo.ui.base.context import Context, addresses
from geo.ui.base.markup import Html, show_html
from geo.ui.timeline.timeline import file_name, timeline_of

_MAX_DATES = 12
INTRODUCTION = mark(
    "## Around the talks\n\nCounts of reports on the 7, 14 and 30 days before the first day of a meeting and after "
    "its last, by kind. They say what was reported and collected, not what a meeting caused: coverage changes, "
    "several reports may rest on one origin, and a report known only to a month is not in any number. Windows are "
    "counted whole, also beyond the period chosen in the sidebar; its other filters hold."
)


def show_around(context: Context, timeline: Timeline) -> None:
    """Let somebody choose dates and draw the counts around each."""
    st.markdown(tr(INTRODUCTION))
    known = _known(context.atlas, context.atlas.alike(context.filters))
    chosen = st.multiselect(
        tr("Dates"),
        list(known),
        default=[mark.id for mark in timeline.meetings][:_MAX_DATES],
        format_func=known.__getitem__,
        key=f"t_around_{timeline.period.start}_{timeline.period.end}",
        max_selections=_MAX_DATES,
        placeholder=tr("Choose a date of talks, control or law"),
    )
    if chosen:
        show_html(_counts(context.atlas, context.atlas.alike(context.filters), tuple(chosen), addresses()))
        _show_download(context, timeline, chosen)


@kept(64)
def _known(atlas: Atlas, filters: Filters) -> Mapping[str, str]:
    """Return the words of every mark that is known to the day, by its id."""
    return {mark.id: f"{mark.when}: {mark.title}" for mark in timeline_of(atlas, filters).marks if mark.day_known}


@kept(64)
def _counts(atlas: Atlas, filters: Filters, chosen: tuple[str, ...], addresses: Addresses) -> Html:
    """Return the sums around all chosen marks, and the counts around each."""
    return Html(around_html(timeline_of(atlas, filters), chosen, addresses))


def _show_download(context: Context, timeline: Timeline, chosen: Sequence[str]) -> None:
    version = context.atlas.dataset.version
    st.download_button(
        tr("These counts (CSV)"),
        lambda: around_csv(arounds_of(timeline, chosen), version=version),
        file_name=file_name(context, "around-talks", "csv"),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
