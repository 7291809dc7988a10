"""Widgets of filters that few ask for: source, OCHA subdistrict, as known on a day, old statements on control."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from geo.atlas import Atlas
from geo.atlas.cache import kept
from geo.text.date_words import day_text
from geo.text.dates import ZONE_ENTERED
from geo.text.messages import tr, trn


@kept(2)
def subdistrict_names(atlas: Atlas) -> Mapping[str, str]:
    """Return the names of the subdistricts in which a place is filed, by id."""
    filed = set(atlas.dataset.subdistrict_of.values())
    return {
        found.id: f"{found.name} ({found.pcode})" for found in atlas.dataset.records.subdistricts if found.id in filed
    }


def choose_source(atlas: Atlas, values: dict[str, Any]) -> None:
    """Draw the choice of publishers; its state has been seeded."""
    publishers = atlas.publishers
    chosen: list[str] = st.session_state["f_source"]
    values["source"] = st.multiselect(
        tr("Source"),
        [*publishers, *(item for item in chosen if item not in publishers)],
        key="f_source",
        format_func=lambda slug: publishers.get(slug, slug),
        placeholder=tr("All"),
    )


def choose_subdistrict(atlas: Atlas, values: dict[str, Any]) -> None:
    """Draw the choice of subdistricts; its state has been seeded."""
    names = subdistrict_names(atlas)
    chosen: list[str] = st.session_state["f_subdistrict"]
    values["subdistrict"] = st.multiselect(
        tr("OCHA subdistrict"),
        [*names, *(item for item in chosen if item not in names)],
        key="f_subdistrict",
        format_func=lambda item: names.get(item, item),
        placeholder=tr("All"),
        help=tr("Only places that are filed in one by name. OCHA files the occupied Golan under Quneitra."),
    )


def choose_known_day(atlas: Atlas, values: dict[str, Any]) -> None:
    """Draw the switch "As known on a day", its day, and what is left out because it has no dated source."""
    about = atlas.dataset.about
    known: str | None = values["as_of"]
    if not st.toggle(tr("As known on a day"), value=known is not None, key=f"f_known_{known is not None}"):
        values["as_of"] = None
        return
    latest = max(date.fromisoformat(about.compiled), date.fromisoformat(known or about.compiled))
    chosen = st.date_input(
        tr("Known on"),
        value=date.fromisoformat(known or about.as_of),
        min_value=min(date.fromisoformat(ZONE_ENTERED), date.fromisoformat(known or ZONE_ENTERED)),
        max_value=latest,
        format="YYYY-MM-DD",
        help=tr("Shows what dated sources had reported by this day, with the figures of then."),
    )
    values["as_of"] = chosen.isoformat() if isinstance(chosen, date) else known or about.as_of
    undated = undated_records(atlas)
    st.caption(
        trn(
            "As known on {day}. {count} record has no dated source and is left out.",
            "As known on {day}. {count} records have no dated source and are left out.",
            undated,
            day=day_text(values["as_of"]),
        )
    )


def choose_statements(values: dict[str, Any]) -> None:
    """Draw the switch for statements on control that are too old to be shown otherwise."""
    shown = st.checkbox(
        tr("Statements on control older than 180 days too"),
        value=bool(values["statements"]),
        key=f"f_statements_{bool(values['statements'])}",
    )
    values["statements"] = ["all"] if shown else []


@kept(2)
def undated_records(atlas: Atlas) -> int:
    """Return how many records have no dated source, so that no day can be named on which they were known."""
    return sum(
        feature.facets.known_on is None
        for layer in atlas.layers.values()
        if "as_of" in layer.spec.filters
        for feature in layer.features
    )
