"""The period: presets counted back from the last day of the data, or two days of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from geo.atlas import Atlas
from geo.atlas.cache import kept
from geo.text.date_words import day_text, short_days_text
from geo.text.dates import ZONE_ENTERED, add_days
from geo.text.messages import mark, tr

OWN_DATES = "own"
"""The preset that stands for two days of one's own."""
_DAYS = (7, 30, 90)
_FIELDS = (("from", mark("From")), ("to", mark("To")))

Presets = Mapping[str, tuple[str | None, str | None]]


@kept(4)
def presets(atlas: Atlas) -> Presets:
    """Return first and last day of each preset, by its name in the session."""
    as_of = atlas.dataset.about.as_of
    return {
        "all": (None, None),
        **{f"last_{days}": (add_days(as_of, 1 - days), as_of) for days in _DAYS},
        "entered": (ZONE_ENTERED, None),
    }


def preset_of(atlas: Atlas, dates: tuple[str | None, str | None]) -> str:
    """Return the preset with these days."""
    return next((name for name, wanted in presets(atlas).items() if wanted == dates), OWN_DATES)


@kept(4)
def preset_names(atlas: Atlas) -> Mapping[str, str]:
    """Return what each preset is called; "last" means the last days of the data, so the days are named."""
    lasts = {
        f"last_{days}": tr("Last {days} days of data ({span})", days=days, span=_span_text(atlas, f"last_{days}"))
        for days in _DAYS
    }
    return {
        "all": tr("All dates"),
        **lasts,
        "entered": tr("Since {day}", day=day_text(ZONE_ENTERED)),
        OWN_DATES: tr("Own dates"),
    }


def _span_text(atlas: Atlas, name: str) -> str:
    first, last = presets(atlas)[name]
    return short_days_text(first, last) if first and last else ""


def show_period(atlas: Atlas, values: dict[str, Any], *, on_preset: Callable[[], None]) -> None:
    """Draw the presets; the two date fields, which are heavy, only when somebody wants their own dates.

    Parameters
    ----------
    atlas : Atlas
        Whose last day presets are counted from.
    values : dict
        Filter values by name, of which ``from`` and ``to`` are read and written.
    on_preset : callable
        Called when another preset is chosen, before the run that it is for.
    """
    names = preset_names(atlas)
    picked = st.selectbox(
        tr("Period"),
        list(names),
        key="f_period",
        format_func=names.__getitem__,
        on_change=on_preset,
        help=tr("Days are counted back from the last day of the data, {day}.", day=day_text(atlas.dataset.about.as_of)),
    )
    if picked != OWN_DATES:
        return
    low, high = date(1967, 1, 1), date.fromisoformat(atlas.dataset.about.compiled)
    for name, label in _FIELDS:
        known: str | None = values[name]
        day = date.fromisoformat(known) if known else None
        chosen = st.date_input(
            tr(label),
            value=day,
            min_value=min(low, day or low),  # an address may ask for days that the field does not offer
            max_value=max(high, day or high),
            format="YYYY-MM-DD",
        )
        values[name] = chosen.isoformat() if isinstance(chosen, date) else None
