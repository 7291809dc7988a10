"""Rows of a made-up file, as readers give them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.atlas import Atlas
from geo.readers import EVENT_COLUMNS, Batch
from geo.userdata.enrich import EnrichOptions, SeenRows, make_enricher
from geo.userdata.rows.read import added_frame
from geo.userdata.rows.rows import OwnRows

INSIDE = (35.8239, 33.1256)
EAST = (36.05, 33.15)
_DEFAULTS: dict[str, Any] = {"str": "", "float64": math.nan, "int64": 0}


def events_of(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as a table of the model; what is not given is unknown."""
    filled = [
        {"row": number, "status": "accepted", "title": f"Row {number}", **row} for number, row in enumerate(rows, 1)
    ]
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name, _DEFAULTS[kind]) for row in filled], dtype=kind)
            for name, kind in EVENT_COLUMNS.items()
        }
    )


def object_array(items: Sequence[object]) -> NDArray[np.object_]:
    """Return objects as an array, whatever they are."""
    found = np.empty(len(items), dtype=object)
    found[:] = items
    return found


def point(lon: float, lat: float, **more: Any) -> dict[str, Any]:
    """Return a row with a point that is known to 10 m."""
    return {"lon": lon, "lat": lat, "uncertainty_m": 10.0, **more}


def rows_of(atlas: Atlas, rows: Sequence[Mapping[str, Any]], **more: Any) -> OwnRows:
    """Return rows read and enriched."""
    events = events_of(rows)
    original = pd.DataFrame({"name": events["title"], "note": "made up"}, index=events.index)
    batch = Batch(events, original, more.pop("shapes", None))
    seen = SeenRows.of_format(more.get("format_id", "table"))
    table = make_enricher(atlas, options=EnrichOptions()).table(batch, seen)
    added = added_frame([table], events.index)
    return OwnRows(
        name=more.pop("name", "mine.csv"),
        format_id=more.pop("format_id", "table"),
        events=events,
        added=added,
        original=original,
        shapes=batch.shapes,
        **more,
    )
