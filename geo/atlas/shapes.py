"""Shapes as GeoJSON geometries."""

from __future__ import annotations

from typing import Any

from shapely import orient_polygons
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.atlas.feature import rounded


def geometry_json(shape: BaseGeometry) -> dict[str, Any]:
    """Return a GeoJSON geometry with at most six decimals and rings in the order of RFC 7946."""
    found = mapping(orient_polygons(shape))
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(value: Any) -> Any:
    return rounded(value) if isinstance(value, float) else [_rounded(item) for item in value]
