"""The map frame: Folium elements in Python, their own small JavaScript beside them.

This is the only package that knows Folium. ``build_map`` gives a Folium map, ``render_frame`` the document that
is served, ``render_standalone`` the same as one file, ``assets`` all that the document refers to.
"""

from __future__ import annotations

from geo.mapview.basemaps import BaseMapChoice, Credit, base_maps
from geo.mapview.bundle import CARD_SCRIPTS, Asset, AssetNames, asset_names, assets, script, style
from geo.mapview.columns import ColumnsSpec, EventColumnsLayer
from geo.mapview.document import FrameDocument, render_frame
from geo.mapview.frame import FrameOptions, View, build_map, first_layers, views
from geo.mapview.protocols import SpecLike
from geo.mapview.standalone import render_standalone
from geo.mapview.symbols import LegendItem, kind_labels, legend_of, symbol_table

__all__ = [
    "CARD_SCRIPTS",
    "Asset",
    "AssetNames",
    "BaseMapChoice",
    "ColumnsSpec",
    "Credit",
    "EventColumnsLayer",
    "FrameDocument",
    "FrameOptions",
    "LegendItem",
    "SpecLike",
    "View",
    "asset_names",
    "assets",
    "base_maps",
    "build_map",
    "first_layers",
    "kind_labels",
    "legend_of",
    "render_frame",
    "render_standalone",
    "script",
    "style",
    "symbol_table",
    "views",
]
