"""One line that says what a page shows."""

from __future__ import annotations

from collections.abc import Collection

from geo.analysis.currency import as_of_text, coverage_text
from geo.analysis.sentences import SAMPLE
from geo.analysis.timeline.coverage import gaps_of
from geo.analysis.timeline.reports import EVENT_LAYERS
from geo.atlas import Atlas
from geo.atlas.cache import kept
from geo.atlas.counts import tally_records
from geo.query.filters import Filters
from geo.query.window import Window
from geo.text.date_words import day_text
from geo.text.markdown import plain
from geo.text.messages import tr, trn
from geo.vocab import LayerId


def summary_line(atlas: Atlas, filters: Filters, layer_ids: Collection[LayerId], *, windowed: bool = False) -> str:
    """Return how many records the visible layers hold, and how many have no location, as Markdown.

    Parameters
    ----------
    atlas : Atlas
        Whose records they are.
    filters : Filters
        The filters in force, narrowed to the time window of the map if it has one.
    layer_ids : collection of LayerId
        The visible layers.
    windowed : bool
        Whether a window narrows. The map says which; the line keeps its length, so that the map stays where it is
        while the window moves.
    """
    found = tally_records(atlas, filters, layer_ids)
    shown = trn("**{count} record shown**", "**{count} records shown**", found.records)
    start, end = filters.date_from, filters.date_to
    when = " " + tr("from {day}", day=day_text(start)) if start else ""
    when += " " + tr("to {day}", day=day_text(end)) if end else ""
    when = " " + tr("in the time window") if windowed else when
    nowhere = ""
    if found.unlocated:
        nowhere = ", " + tr("{count} of them without a location (listed, no pin)", count=f"{found.unlocated:,}")
    return f"{shown}{when}{nowhere}. {tr(SAMPLE)}"


@kept(64)
def days_line(atlas: Atlas, filters: Filters, today: str) -> str:
    """Return how much of the days in view the sources cover, else how current the data is.

    Parameters
    ----------
    atlas : Atlas
        Whose data it is.
    filters : Filters
        The filters in force, narrowed to the time window of the map if it has one.
    today : str
        Day on which the page is opened.

    Returns
    -------
    str
        A sentence as Markdown.
    """
    about = atlas.dataset.about
    window = Window(filters.date_from, filters.date_to)
    if window.open:
        return plain(as_of_text(about, today))
    first = first_report_day(atlas)
    gaps = gaps_of(about, first_report=first)
    return plain(coverage_text(window, first=first or today, today=today, gaps=gaps) or as_of_text(about, today))


@kept(4)
def first_report_day(atlas: Atlas) -> str | None:
    """Return the first day of the first event in the whole data set."""
    days = [
        feature.span.start
        for layer_id in EVENT_LAYERS
        if layer_id in atlas.layers
        for feature in atlas.layers[layer_id].features
        if feature.span is not None
    ]
    return min(days, default=None)
