"""Buffer Zone Atlas: the UN buffer zone in southern Syria, its events, talks and evidence.

The names below are the public interface; each is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.atlas import Atlas, build_atlas
    from geo.atlas.position import position_of
    from geo.dataset.load import Dataset, load_dataset
    from geo.exports.frames import layer_frame
    from geo.mapview import build_map
    from geo.query.filters import Filters
    from geo.readers import read_events

__all__ = [
    "Atlas",
    "Dataset",
    "Filters",
    "build_atlas",
    "build_map",
    "layer_frame",
    "load_dataset",
    "position_of",
    "read_events",
]

_HOMES = {
    "Atlas": "geo.atlas",
    "Dataset": "geo.dataset.load",
    "Filters": "geo.query.filters",
    "build_atlas": "geo.atlas",
    "build_map": "geo.mapview",
    "layer_frame": "geo.exports.frames",
    "load_dataset": "geo.dataset.load",
    "position_of": "geo.atlas.position",
    "read_events": "geo.readers",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its package."""
    if name not in _HOMES:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
