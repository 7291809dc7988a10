"""Files and citations of two windows that are compared: what each shows, and what differs."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from geo.analysis.cite import cite_view
from geo.analysis.comparison import Comparison, WindowSide, comparison_csv, comparison_json
from geo.ui.base.context import Context, layer_address
from geo.ui.base.notices import plain
from geo.ui.compare.compare import NAMES, Pair, undated
from geo.ui.records.cite import app_address, show_cite
from geo.ui.timeline.timeline import file_name


def downloads_text(pair: Pair, compared: Comparison) -> str:
    """Return links to the layers of both windows: the ids that the maps can show in them."""
    rows = ["| Window | Features | Files |", "|---|---:|---|"]
    for name, window, side in zip(NAMES, (pair.first, pair.second), (compared.first, compared.second), strict=True):
        count = sum(len(layer.features) for layer in side.layers.values())
        links = " · ".join(
            f"[{label} ({count:,})]({layer_address('all', form, side_query(side))})"
            for label, form in (("GeoJSON", "geojson"), ("CSV", "csv"))
        )
        rows.append(f"| {name}: {plain(window.words)} | {count:,} | {links} |")
    return "\n".join(rows)


def show_differences(context: Context, compared: Comparison) -> None:
    """Offer what differs as files; each is made when somebody asks for it."""
    dataset = context.atlas.dataset
    files = (
        ("What differs (CSV)", "csv", "text/csv", lambda: comparison_csv(compared, version=dataset.version)),
        (
            "What differs (JSON)",
            "json",
            "application/json",
            lambda: comparison_json(compared, about=dataset.about, version=dataset.version),
        ),
    )
    place = st.container(horizontal=True)
    for label, ending, media_type, made in files:
        place.download_button(
            label,
            made,
            key=f"compare_{ending}",
            file_name=file_name(context, "comparison", ending),
            mime=media_type,
            on_click="ignore",
            icon=":material/download:",
        )


def side_query(side: WindowSide) -> str:
    """Return the query that gives the features of a window over HTTP."""
    return urlencode({"layers": ",".join(side.layers), **side.filters.to_params()}, safe=",")


def show_compare_cite(context: Context, pair: Pair, compared: Comparison) -> None:
    """Draw the citations of both windows, with the address of this comparison."""
    url = app_address(f"compare?{urlencode({**undated(context.filters).to_params(), **pair.to_params()})}")
    makers = [
        (f"{name} window", lambda side=side: cite_view(context.atlas, side.filters, layers=list(side.layers), url=url))
        for name, side in zip(NAMES, (compared.first, compared.second), strict=True)
    ]
    show_cite(makers, key="cite_compare")
