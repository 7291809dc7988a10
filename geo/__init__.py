"""Buffer Zone Atlas: the UN buffer zone in southern Syria, its events, talks and evidence.

The names below are the public interface; each is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.dataset import Dataset, load_dataset
    from geo.exports.frames import layer_frame
    from geo.formats import read_events
    from geo.layers import Atlas, build_atlas
    from geo.mapview import build_map
    from geo.position import position_of
    from geo.query import Filters

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
    "Atlas": "geo.layers",
    "Dataset": "geo.dataset",
    "Filters": "geo.query",
    "build_atlas": "geo.layers",
    "build_map": "geo.mapview",
    "layer_frame": "geo.exports.frames",
    "load_dataset": "geo.dataset",
    "position_of": "geo.position",
    "read_events": "geo.formats",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its room."""
    if name not in _HOMES:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
