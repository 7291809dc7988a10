"""Files and citations of two windows that are compared: what each shows, and what differs."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from geo.analysis.cite import cite_view
from geo.analysis.comparison import Comparison, comparison_csv, comparison_json
from geo.analysis.comparison.page_text import NAMES, Pair
from geo.text.messages import tr
from geo.ui.base.context import Context
from geo.ui.compare.compare import undated
from geo.ui.records.cite import app_address, show_cite
from geo.ui.timeline.timeline import file_name


def show_differences(context: Context, compared: Comparison) -> None:
    """Offer what differs as files; each is made when somebody asks for it."""
    dataset = context.atlas.dataset
    files = (
        (tr("What differs (CSV)"), "csv", "text/csv", lambda: comparison_csv(compared, version=dataset.version)),
        (
            tr("What differs (JSON)"),
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


def show_compare_cite(context: Context, pair: Pair, compared: Comparison) -> None:
    """Draw the citations of both windows, with the address of this comparison."""
    url = app_address(f"compare?{urlencode({**undated(context.filters).to_params(), **pair.to_params()})}")
    makers = [
        (f"{name} window", lambda side=side: cite_view(context.atlas, side.filters, layers=list(side.layers), url=url))
        for name, side in zip(NAMES, (compared.first, compared.second), strict=True)
    ]
    show_cite(makers, key="cite_compare")
