"""One line that says what a page shows."""

from __future__ import annotations

from collections.abc import Sequence

from geo.atlas.evidence import day_text
from geo.ui.base.context import RECORD_LAYERS, Context
from geo.vocab import LayerId


def summary_line(context: Context, layer_ids: Sequence[LayerId], *, windowed: bool = False) -> str:
    """Return how many records the visible layers hold, and how many have no location.

    Parameters
    ----------
    context : Context
        The filters in force, narrowed to the time window of the map if it has one.
    layer_ids : sequence of LayerId
        The visible layers.
    windowed : bool
        Whether a window narrows. The map says which; the line keeps its length, so that the map stays where it is
        while the window moves.
    """
    selection = context.selection
    layers = [selection[layer_id] for layer_id in RECORD_LAYERS if layer_id in layer_ids]
    count = sum(len(layer.features) for layer in layers)
    apart = count - sum(layer.located for layer in layers)
    start, end = context.filters.date_from, context.filters.date_to
    when = f" from {day_text(start)}" if start else ""
    when += f" to {day_text(end)}" if end else ""
    when = " in the time window" if windowed else when
    nowhere = f", {apart:,} of them without a location (listed, no pin)" if apart else ""
    noun = "record" if count == 1 else "records"
    return f"**{count:,} {noun} shown**{when}{nowhere}. A sample of reports, never a total."
