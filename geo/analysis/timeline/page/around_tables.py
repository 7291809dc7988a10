"""Counts around the talks as HTML: the sums around all chosen dates, and a table for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from geo.analysis.addresses import Addresses
from geo.analysis.timeline.around import Around, AroundSide, WindowCount
from geo.analysis.timeline.palette import ordered
from geo.analysis.timeline.timeline import Timeline
from geo.analysis.timeline.timeline_marks import Mark
from geo.text.html import joined, link_html
from geo.text.html_table import table_html
from geo.text.messages import mark as key
from geo.text.messages import tr
from geo.vocab.labels import label_of

_COUNTS = Markup(
    '<style>{}</style><div class="atlas-around">{}{}<div class="beside">{}</div><p><small>{}</small></p></div>'
)
_SMALL = Markup("<p><small>{}</small></p>")
_MARKS_NOTE = key(
    "* some days of the window are not covered by the sources. Not covered is not zero. Origins are those that are "
    "established: two pages of one origin count once, so known origins can be more than the reports, as one report may "
    "rest on several."
)
_CARD = Markup("<section><h3>{}</h3><p>{}</p>{}</section>")
_STRONG = Markup("<b>{}</b>")
_LIMIT = Markup("<i>{}</i>")


def around_html(timeline: Timeline, chosen: Sequence[str], addresses: Addresses) -> Markup:
    """Return the sums around all chosen marks, and the counts around each.

    Parameters
    ----------
    timeline : Timeline
        Counts and marks.
    chosen : sequence of str
        Ids of marks that are known to the day.
    addresses : Addresses
        Where records are.
    """
    found = arounds_of(timeline, chosen)
    loose = sum(not mark.day_known for mark in timeline.marks)
    note = ""
    if loose:
        text = tr(
            "{count} dates of the period are not known to the day; they have no before and after.", count=f"{loose:,}"
        )
        note = _SMALL.format(text)
    cards = (
        _CARD.format(_heading(around.mark), _record_link(around.mark, addresses), around_table(around))
        for around in found
    )
    return _COUNTS.format(style(), note, overview_table(found), joined(cards), tr(_MARKS_NOTE))


@lru_cache(maxsize=1)
def style() -> Markup:
    """Return the style sheet of the counts."""
    return Markup(Path(__file__).with_name("around.css").read_text(encoding="utf-8"))  # noqa: S704 - a file of ours


def arounds_of(timeline: Timeline, mark_ids: Iterable[str]) -> list[Around]:
    """Return the counts around marks, in the order of the ids."""
    marks = {mark.id: mark for mark in timeline.marks}
    return [timeline.around(marks[mark_id]) for mark_id in mark_ids]


def overview_table(found: Sequence[Around]) -> Markup:
    """Return the sums around several marks as a table, each with its number of known origins."""
    names = [
        _column(window) if window.side is not AroundSide.DURING else tr("those days") for window in found[0].windows
    ]
    rows = ([around.mark.when, *(_summed(window) for window in around.windows)] for around in found)
    return table_html([tr("All kinds (known origins)"), *names], rows, name=tr("Sums around the dates"))


def around_table(around: Around) -> Markup:
    """Return the counts around a mark as a table: kinds, all, then what limits the numbers."""
    windows = around.windows
    rows: list[list[Markup | str]] = [_kind_row(kind, windows) for kind in ordered(around.kinds)]
    rows.append([_STRONG.format(tr("All")), *(_total(window) for window in windows)])
    limits: list[tuple[str, Callable[[WindowCount], int]]] = [
        (tr("Not reported as Israeli actions"), lambda window: window.not_israeli),
        (tr("Known origins"), lambda window: window.origins),
        (tr("With an origin not established"), lambda window: window.origin_open),
        (tr("Not dated well enough, may fall in"), lambda window: window.unsure),
        (tr("Days not covered"), lambda window: window.uncovered),
    ]
    rows += [[_LIMIT.format(name), *(str(read(window)) for window in windows)] for name, read in limits]
    return table_html(
        [tr("Reports"), *map(_column, windows)], rows, name=tr("Reports around {when}", when=around.mark.when)
    )


def _heading(mark: Mark) -> str:
    return f"{mark.when}: {mark.title}" + (f", {mark.status}" if mark.status else "")


def _record_link(mark: Mark, addresses: Addresses) -> Markup:
    return link_html(tr("The record"), addresses.record(mark.id))


def _column(window: WindowCount) -> str:
    match window.side:
        case AroundSide.BEFORE:
            return tr("{days} d before", days=window.days)
        case AroundSide.AFTER:
            return tr("{days} d after", days=window.days)
        case AroundSide.DURING:
            return tr("that day") if window.days == 1 else tr("those {days} d", days=window.days)


def _kind_row(kind: str, windows: Sequence[WindowCount]) -> list[Markup | str]:
    return [label_of(kind), *("–" if window.total is None else str(window.counts.get(kind, 0)) for window in windows)]


def _summed(window: WindowCount) -> Markup:
    total = _total(window)
    return total if window.total is None else Markup("{} ({})").format(total, window.origins)


def _total(window: WindowCount) -> Markup:
    if window.total is None:
        return escape(tr("not covered"))
    return Markup("<b>{:,}</b>{}").format(window.total, "*" if window.uncovered else "")
