"""Records as a table: the full equivalent of the map for whoever cannot use one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from geo.atlas import Atlas, Feature
from geo.atlas.cache import kept
from geo.atlas.counts import RECORD_LAYERS
from geo.atlas.evidence import date_words
from geo.exports.arrow import arrow_table
from geo.query.filters import Filters
from geo.text.messages import tr
from geo.vocab.labels import label_of

_KEPT_TABLES = 32


def records_table(atlas: Atlas, filters: Filters) -> pa.Table:
    """Return the records that pass the filters, one row each.

    Parameters
    ----------
    atlas : Atlas
        Whose records they are.
    filters : Filters
        Filters in force.
    """
    return _table(atlas, atlas.alike(filters))


@kept(_KEPT_TABLES)
def _table(atlas: Atlas, filters: Filters) -> pa.Table:
    selection = atlas.select(filters)
    rows = [
        _row(feature, selection[layer_id].spec.title)
        for layer_id in RECORD_LAYERS
        if layer_id in selection
        for feature in selection[layer_id].features
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return arrow_table(frame.astype(dict.fromkeys(_REPEATED, "category")))


_COLUMNS = (
    "date",
    "when",
    "kind",
    "title",
    "place",
    "governorate",
    "attribution",
    "killed",
    "injured",
    "confidence",
    "contradicted",
    "located",
    "sources",
    "layer",
    "id",
)


_REPEATED = ("kind", "governorate", "attribution", "confidence", "layer")
"""Columns of few words: each word is sent once."""


def _row(feature: Feature, layer_title: str) -> dict[str, Any]:
    properties = feature.properties
    return {
        "date": properties["valid_from"],
        "when": date_words(properties),
        "kind": label_of(properties["kind"]),
        "title": properties["title"],
        "place": properties.get("place"),
        "governorate": label_of(properties["governorate"]) if "governorate" in properties else None,
        "attribution": label_of(properties["attribution"]) if "attribution" in properties else None,
        "killed": _range(properties.get("killed")),
        "injured": _range(properties.get("injured")),
        "confidence": label_of(properties["confidence"]),
        "contradicted": "contradiction" in properties,
        "located": feature.geometry is not None,
        "sources": len(properties["sources"]),
        "layer": layer_title,
        "id": feature.id,
    }


def _range(figures: list[int | None] | None) -> str | None:
    if figures is None:
        return None
    low, high = figures
    if low is not None and high is not None:
        return str(low) if low == high else tr("{first} to {last}", first=low, last=high)
    return tr("at least {low}", low=low) if low is not None else tr("up to {high}", high=high)
