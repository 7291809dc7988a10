"""Batches of a person's rows, made in code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.readers import EVENT_COLUMNS, Batch
from geo.userdata.enrich import Enricher, make_enricher

MakeBatch = Callable[..., Batch]


def _empty(kind: str) -> Any:
    return {"str": "", "int64": 0, "float64": np.nan}[kind]


@pytest.fixture(scope="session")
def make_batch() -> MakeBatch:
    """Return a function that makes a batch of rows; what a row does not name is unknown."""

    def make(rows: Sequence[dict[str, Any]], *, start: int = 0, shapes: Sequence[BaseGeometry | None] = ()) -> Batch:
        columns = {
            name: [
                {"status": "accepted", "row": start + number + 1, **row}.get(name, _empty(kind))
                for number, row in enumerate(rows)
            ]
            for name, kind in EVENT_COLUMNS.items()
        }
        index = pd.RangeIndex(start, start + len(rows))
        events = pd.DataFrame(columns, index=index).astype(EVENT_COLUMNS)
        original = pd.DataFrame({"text": [f"row {number}" for number in index]}, index=index, dtype="str")
        drawn = None
        if shapes:
            drawn = np.empty(len(shapes), dtype=object)
            drawn[:] = list(shapes)
        return Batch(events, original, drawn)

    return make


@pytest.fixture(scope="session")
def enricher(atlas: Atlas) -> Enricher:
    """Return an enricher over the shipped atlas with the default options."""
    return make_enricher(atlas)
