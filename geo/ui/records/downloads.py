"""Links to the files behind the map: the same addresses that the frame itself reads."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.atlas import Atlas, Layer
from geo.atlas.cache import kept
from geo.exports import Format
from geo.query.filters import Filters
from geo.text.messages import tr
from geo.ui.base.context import Context, addresses, base_path
from geo.vocab import LayerId


def show_downloads(context: Context, layer_ids: Sequence[LayerId]) -> None:
    """Offer each visible layer and all of them together, in every format, with their numbers."""
    st.markdown(_table(context.atlas, context.filters, tuple(layer_ids), base_path()))


@kept(64)
def _table(atlas: Atlas, filters: Filters, layer_ids: tuple[LayerId, ...], _base: str) -> str:
    context = Context(atlas, filters)
    selection = context.selection
    layers = [selection[layer_id] for layer_id in layer_ids]
    total = sum(len(layer.features) for layer in layers)
    narrowed = context.filters.active
    everything = tr("**Everything visible** (filtered)") if narrowed else tr("**Everything visible** (unfiltered)")
    wanted = ",".join(layer_ids)
    together = "&".join(part for part in (f"layers={wanted}", context.query) if part)
    lines = [
        f"| {tr('Layer')} | {tr('Features')} | {tr('Files')} |",
        "|---|---:|---|",
        f"| {everything} | {total:,} | {_links('all', together, total)} |",
        *(_row(layer, context.query) for layer in layers),
    ]
    return "\n".join(lines)


def _row(layer: Layer, query: str) -> str:
    count = len(layer.features)
    apart = tr(", {count} without location", count=f"{count - layer.located:,}") if layer.located < count else ""
    return f"| {tr(layer.spec.title)} | {count:,}{apart} | {_links(str(layer.spec.id), query, count)} |"


def _links(name: str, query: str, count: int) -> str:
    counted = (Format.GEOJSON, Format.CSV)
    return " · ".join(
        f"[{form.label}{f' ({count:,})' if form in counted else ''}]({addresses().layer(name, form, query)})"
        for form in Format
    )
