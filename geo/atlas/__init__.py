"""Layers: features built from the data set, one registry, one text of GeoJSON for map and downloads."""

from geo.atlas.atlas import Atlas, build_atlas
from geo.atlas.feature import Feature, Layer, feature_collection
from geo.atlas.specs import SPECS, Group, LayerSpec, spec_of

__all__ = [
    "SPECS",
    "Atlas",
    "Feature",
    "Group",
    "Layer",
    "LayerSpec",
    "build_atlas",
    "feature_collection",
    "spec_of",
]
