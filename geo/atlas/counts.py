"""The one rule by which records are counted: dated records, each once, with and without a location.

Lines, areas and places are never counted as records.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from geo.atlas.atlas import Atlas
from geo.atlas.specs import record_layers
from geo.query.filters import Filters
from geo.vocab import LayerId

RECORD_LAYERS: tuple[LayerId, ...] = record_layers()
"""Layers of dated records, which counts and the table are about."""


@dataclass(frozen=True, slots=True)
class RecordCount:
    """How many records pass.

    Attributes
    ----------
    records : int
        All of them.
    located : int
        Those with a location.
    """

    records: int
    located: int

    @property
    def unlocated(self) -> int:
        """Those without a location."""
        return self.records - self.located


def tally_records(atlas: Atlas, filters: Filters, layers: Collection[LayerId] = RECORD_LAYERS) -> RecordCount:
    """Return how many dated records pass the filters.

    Parameters
    ----------
    atlas : Atlas
        Whose records they are.
    filters : Filters
        Filters in force.
    layers : collection of LayerId
        Layers that are looked at; those that hold no records count nothing.

    Returns
    -------
    RecordCount
        Records, and how many of them have a location.
    """
    selection = atlas.select(filters)
    found = [selection[layer_id] for layer_id in RECORD_LAYERS if layer_id in layers and layer_id in selection]
    return RecordCount(sum(len(layer.features) for layer in found), sum(layer.located for layer in found))


def count_records(atlas: Atlas, filters: Filters) -> int:
    """Return the number of dated records that pass the filters."""
    return tally_records(atlas, filters).records
