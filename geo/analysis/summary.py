"""One line that says what a page shows."""

from __future__ import annotations

from collections.abc import Collection

from geo.analysis.sentences import SAMPLE
from geo.atlas import Atlas
from geo.atlas.counts import tally_records
from geo.query.filters import Filters
from geo.text.date_words import day_text
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
