"""Esri JSON: the usual answer of a feature service, with its geometry and its reference system."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.readers.features.feature_proposal import feature_reading, propose_features
from geo.readers.features.raw_feature import RawFeature
from geo.readers.geometry.reference_system import ALREADY_WGS84, ToWgs84, transformer_to_wgs84
from geo.readers.guards.json_text import NotANumber, Parser, as_text, check_extent, harmless, read_json_bytes
from geo.readers.model.choices import Proposal
from geo.readers.model.messages import as_name, file_error
from geo.readers.model.reading import Reading
from geo.readers.model.registry import Request
from geo.text.messages import tr

_WKIDS = {102100: 3857, 102113: 3857, 900913: 3857}
_MAX_LEVELS = 3


def read(request: Request) -> Reading:
    """Return the features of Esri JSON in WGS 84.

    Parameters
    ----------
    request : Request
        The file.

    Returns
    -------
    Reading
        One row a feature; attributes are its properties.

    Raises
    ------
    DataError
        If it is not JSON, has no features, or passes a limit.
    """
    features, notes = _read(request)
    return feature_reading(request, features, notes)


def propose(request: Request) -> Proposal:
    """Return how Esri JSON would be read."""
    features, notes = _read(request)
    return propose_features(request, features, notes)


def _read(request: Request) -> tuple[list[RawFeature], tuple[str, ...]]:
    name, limits = request.name, request.limits
    try:
        content, notes = read_json_bytes(request.path)
        check_extent(
            content,
            name=name,
            max_nesting=limits.max_nesting,
            max_vertices=limits.max_vertices,
            max_rows=limits.max_rows,
        )
        document = _answer(Parser().parse(content.decode()), _MAX_LEVELS)
    except ValueError as error:
        raise file_error(name, f"it is not JSON: {error}; ask the service again") from error
    if document is None:
        raise file_error(name, "it has no features with attributes; ask the service for f=geojson")
    if len(document["features"]) > limits.max_rows:
        raise file_error(name, f"it has {len(document['features']):,} features, {limits.max_rows:,} are allowed")
    to_wgs84 = _system(document.get("spatialReference"), name)
    features = [_feature(item, number, limits.max_cell_chars) for number, item in enumerate(document["features"], 1)]
    shapes = np.empty(len(features), dtype=object)
    shapes[:] = [feature.geometry for feature in features]
    for feature, shape in zip(features, to_wgs84.apply(shapes), strict=True):
        feature.geometry = shape
    found = [*notes, *([to_wgs84.note] if to_wgs84.note else [])]
    if document.get("exceededTransferLimit") is True:
        found.append(tr("the service says that it has more features than these; ask it for the rest"))
    return features, tuple(found)


def _answer(document: Any, levels: int) -> dict[str, Any] | None:
    """Return the part of an answer that holds the features, wherever it is wrapped."""
    if not isinstance(document, dict):
        return None
    if isinstance(document.get("features"), list):
        return document
    inner = [found for value in document.values() if levels and (found := _answer(value, levels - 1)) is not None]
    return inner[0] if len(inner) == 1 else None


def _system(reference: Any, name: str) -> ToWgs84:
    if reference is None:
        return ToWgs84("", "its reference system is not named; taken as degrees WGS 84")
    wkid = reference.get("latestWkid", reference.get("wkid")) if isinstance(reference, dict) else None
    text = reference.get("wkt") if isinstance(reference, dict) else None
    try:
        if isinstance(wkid, int) and not isinstance(wkid, bool):
            return ALREADY_WGS84 if wkid == 4326 else transformer_to_wgs84(_WKIDS.get(wkid, wkid))
        return transformer_to_wgs84(str(text))
    except ValueError as error:
        raise file_error(name, f"spatialReference: {error}") from error


def _feature(item: Any, number: int, max_chars: int) -> RawFeature:
    feature = RawFeature(number, {})
    attributes = item.get("attributes") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(attributes, dict | None):
        feature.refusals.append(f"feature {number} is not an object with attributes")
        return feature
    for key, value in (attributes or {}).items():
        try:
            feature.properties[harmless(key)] = _text(value, max_chars)
        except ValueError as error:
            feature.refusals.append(f"{as_name(key)}: {error}")
    geometry = item.get("geometry")
    if geometry is None:
        return feature
    try:
        feature.geometry = _shape(geometry)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, shapely.errors.ShapelyError):
        feature.refusals.append("its geometry cannot be read; ask the service for f=geojson")
    return feature


def _text(value: Any, max_chars: int) -> str:
    """Return an attribute as text; services send days as milliseconds since 1970, which dates are read from."""
    return as_text(value, longest=max_chars)


def _shape(geometry: Any) -> BaseGeometry | None:
    if "x" in geometry:
        if isinstance(geometry["x"], NotANumber | str | None):
            return None
        return shapely.Point(float(geometry["x"]), float(geometry["y"]))
    if "points" in geometry:
        return shapely.MultiPoint([_position(point) for point in geometry["points"]])
    if "paths" in geometry:
        return shapely.MultiLineString([[_position(point) for point in path] for path in geometry["paths"]])
    rings = [shapely.Polygon([_position(point) for point in ring]) for ring in geometry["rings"]]
    return _area(rings)


def _position(point: Any) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def _area(rings: list[shapely.Polygon]) -> BaseGeometry | None:
    """Return the area of rings: those that run clockwise are outer ones, the others holes of the one around them."""
    outer = [ring for ring in rings if not ring.exterior.is_ccw] or rings
    holes = [ring for ring in rings if ring.exterior.is_ccw] if outer is not rings else []
    shells: list[list[shapely.LinearRing]] = [[] for _ in outer]
    lost = []
    for hole in holes:
        point = hole.representative_point()
        around = next((at for at, shell in enumerate(outer) if shell.covers(point)), None)
        if around is None:
            lost.append(hole)
        else:
            shells[around].append(hole.exterior)
    made = [shapely.Polygon(shell.exterior, inner) for shell, inner in zip(outer, shells, strict=True)] + lost
    return made[0] if len(made) == 1 else shapely.MultiPolygon(made) if made else None
