"""Around the talks: what is reported before and after each meeting, with what limits the numbers beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from geo.labels import label_of
from geo.layers import Atlas
from geo.query import Filters
from geo.timeline import Around, Mark, Side, Timeline, WindowCount, around_csv
from geo.timeline.palette import ordered
from geo.ui.context import Context, map_address
from geo.ui.kept import kept
from geo.ui.notices import plain
from geo.ui.timeline import file_name, timeline_of

_MOST = 12
INTRODUCTION = (
    "Counts of reports on the 7, 14 and 30 days before the first day of a meeting and after its last, by kind. They "
    "say what was reported and collected, not what a meeting caused: coverage changes, several reports may rest on "
    "one origin, and a report known only to a month is not in any number. Windows are counted whole, also beyond the "
    "period chosen in the sidebar; its other filters hold."
)


def show_around(context: Context, timeline: Timeline) -> None:
    """Let somebody choose dates and draw the counts around each."""
    st.markdown(INTRODUCTION)
    known = {mark.id: mark for mark in timeline.marks if mark.day_known}
    loose = len(timeline.marks) - len(known)
    chosen = st.multiselect(
        "Dates",
        list(known),
        default=[mark.id for mark in timeline.meetings][:_MOST],
        format_func=lambda mark_id: f"{known[mark_id].when}: {known[mark_id].title}",
        key=f"t_around_{timeline.period.start}_{timeline.period.end}",
        max_selections=_MOST,
        placeholder="Choose a date of talks, control or law",
    )
    if loose:
        st.caption(f"{loose:,} dates of the period are not known to the day; they have no before and after.")
    found = [_around(context.atlas, context.atlas.alike(context.filters), mark_id) for mark_id in chosen]
    if found:
        st.markdown(overview_table([around for around, _ in found]))
    for around, table in found:
        with st.expander(_heading(around.mark), expanded=len(found) == 1):
            st.markdown(f"[The record]({map_address(around.mark.id)})")
            st.markdown(table)
    if found:
        st.caption(
            "\\* some days of the window are not covered by the sources. *Not covered* is not zero. Origins are those "
            "that are established; two pages of one origin count once."
        )
        _show_download(context, [around for around, _ in found])


@kept(256)
def _around(atlas: Atlas, filters: Filters, mark_id: str) -> tuple[Around, str]:
    """Return the counts around a mark and their table."""
    timeline = timeline_of(atlas, filters)
    around = timeline.around(next(mark for mark in timeline.marks if mark.id == mark_id))
    return around, around_table(around)


def overview_table(found: Sequence[Around]) -> str:
    """Return the sums around several marks as a Markdown table, each with its number of known origins."""
    windows = found[0].windows
    names = [_column(window) if window.side is not Side.DURING else "those days" for window in windows]
    rows = [_row("All kinds (known origins)", names), "|---|" + "---:|" * len(names)]
    rows += [_row(around.mark.when, [_summed(window) for window in around.windows]) for around in found]
    return "\n".join(rows)


def around_table(around: Around) -> str:
    """Return the counts around a mark as a Markdown table: kinds, all, then what limits the numbers."""
    windows = around.windows
    rows = [_row("Reports", [_column(window) for window in windows]), "|---|" + "---:|" * len(windows)]
    rows += [_kind_row(kind, windows) for kind in ordered(around.kinds)]
    rows.append(_row("**All**", [_total(window) for window in windows]))
    limits: list[tuple[str, Callable[[WindowCount], int]]] = [
        ("Not reported as Israeli actions", lambda window: window.not_israeli),
        ("Known origins", lambda window: window.origins),
        ("With an origin not established", lambda window: window.origin_open),
        ("Not dated well enough, may fall in", lambda window: window.unsure),
        ("Days not covered", lambda window: window.uncovered),
    ]
    rows += [_row(f"*{name}*", [str(read(window)) for window in windows]) for name, read in limits]
    return "\n".join(rows)


def _heading(mark: Mark) -> str:
    status = f", {mark.status}" if mark.status else ""
    return f"{mark.when}: {plain(mark.title)}{status}"


def _column(window: WindowCount) -> str:
    match window.side:
        case Side.BEFORE:
            return f"{window.days} d before"
        case Side.AFTER:
            return f"{window.days} d after"
        case Side.DURING:
            return "that day" if window.days == 1 else f"those {window.days} d"


def _kind_row(kind: str, windows: Sequence[WindowCount]) -> str:
    cells = ["–" if window.total is None else str(window.counts.get(kind, 0)) for window in windows]
    return _row(label_of(kind), cells)


def _summed(window: WindowCount) -> str:
    return _total(window) if window.total is None else f"{_total(window)} ({window.origins})"


def _total(window: WindowCount) -> str:
    if window.total is None:
        return "not covered"
    return f"**{window.total:,}**" + ("\\*" if window.uncovered else "")


def _row(name: str, cells: Sequence[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _show_download(context: Context, found: Sequence[Around]) -> None:
    version = context.atlas.dataset.version
    st.download_button(
        "These counts (CSV)",
        lambda: around_csv(found, version=version),
        file_name=file_name(context, "around-talks", "csv"),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
