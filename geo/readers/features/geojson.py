"""GeoJSON by RFC 7946: one document, one object a line, or a text sequence (RFC 8142). No GDAL is involved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from geo.errors import DataError
from geo.readers.features.feature_proposal import feature_reading, propose_features
from geo.readers.features.raw_feature import RawFeature
from geo.readers.geometry.geojson_geometry import Checker, TooManyVerticesError, bbox_faults, describe, kind_of
from geo.readers.geometry.reference_system import ALREADY_WGS84, transformer_to_wgs84
from geo.readers.guards.json_text import NotANumber, Parser, as_text, check_extent, harmless, read_json_bytes
from geo.readers.model.choices import Proposal
from geo.readers.model.messages import as_name, file_error
from geo.readers.model.reading import Reading
from geo.readers.model.registry import Request

_GEOMETRY_TYPES = (
    *("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"),
    "GeometryCollection",
)
_SEPARATOR = "\x1e"
_MAX_WRAPPED = 3
_EPSG = re.compile(r"EPSG:[\d.]*:?(\d{4,6})$|^EPSG:(\d{4,6})$", re.IGNORECASE)
_LON_LAT_CRS = ("crs84", "epsg:4326", "epsg::4326", "wgs84", "wgs 84", "4326", "epsg:4979", "epsg::4979")
_FOREIGN_IN_COLLECTION = ("coordinates", "geometries", "geometry", "properties")
_FOREIGN_IN_FEATURE = ("coordinates", "geometries", "features")
_STRUCTURAL = ("type", "geometry", "properties", "features", "coordinates", "geometries")


def read(request: Request) -> Reading:
    """Return the features of a GeoJSON file.

    Points have ``lon`` and ``lat``; lines, areas and collections are in ``shapes``. A collection or multipoint with a
    single point is that point. A feature that breaks RFC 7946 is refused with the member that is at fault; what can be
    read all the same (a bad ``bbox``, members in the wrong place) is a warning. A feature without geometry is listed.

    Raises
    ------
    DataError
        If it is not JSON or no GeoJSON, in another reference system than WGS 84, or beyond a limit.
    """
    features, notes = _read(request)
    return feature_reading(request, features, notes)


def propose(request: Request) -> Proposal:
    """Return how a GeoJSON file would be read."""
    features, notes = _read(request)
    return propose_features(request, features, notes)


def _read(request: Request) -> tuple[list[RawFeature], tuple[str, ...]]:
    try:
        content, notes = read_json_bytes(request.path)
    except ValueError as error:
        raise file_error(request.name, str(error)) from error
    limits = request.limits
    check_extent(
        content,
        name=request.name,
        max_nesting=limits.max_nesting,
        max_vertices=limits.max_vertices,
        max_rows=limits.max_rows,
    )
    reader = _Reader(request)
    features = reader.converted(reader.read(content.decode()))
    return features, (*notes, *reader.notes())


class _Reader:
    def __init__(self, request: Request) -> None:
        self._request = request
        self._parser = Parser()
        self._checker = Checker(max_vertices=request.limits.max_vertices)
        self._notes: list[str] = []
        self._to_wgs84 = ALREADY_WGS84

    def notes(self) -> tuple[str, ...]:
        """Return what concerns the whole file."""
        count = self._checker.clockwise
        if count:
            words = f"{count:,} area(s) run clockwise, against the right-hand rule of RFC 7946; read all the same"
            return (*self._notes, words)
        return tuple(self._notes)

    def converted(self, features: list[RawFeature]) -> list[RawFeature]:
        """Return features in degrees WGS 84, where the file names another reference system."""
        if self._to_wgs84 is not ALREADY_WGS84:
            shapes = np.empty(len(features), dtype=object)
            for at, feature in enumerate(features):
                shapes[at] = shapely.Point(feature.point) if feature.point is not None else feature.geometry
            for feature, shape in zip(features, self._to_wgs84.apply(shapes), strict=True):
                feature.point, feature.geometry = None, shape
        return features

    def read(self, text: str) -> list[RawFeature]:
        """Return the features of a text."""
        if text.lstrip(" \t\r\n").startswith(_SEPARATOR):
            self._notes.append("it is a GeoJSON text sequence")
            return self._sequence([part for part in text.split(_SEPARATOR) if part.strip()])
        try:
            return self._document(self._parser.parse(text))
        except ValueError as error:
            lines = [line for line in text.split("\n") if line.strip()]
            if len(lines) > 1 and self._begins_with_objects(lines):
                self._notes.append("it holds one GeoJSON object a line")
                return self._sequence(lines)
            raise file_error(self._request.name, _json_fault(error)) from error

    def _begins_with_objects(self, lines: Sequence[str]) -> bool:
        try:
            return all(isinstance(self._parser.parse(line), dict) for line in lines[:1])
        except ValueError:
            return False

    def _sequence(self, texts: Sequence[str]) -> list[RawFeature]:
        self._check_count(len(texts))
        found: list[RawFeature] = []
        for number, text in enumerate(texts, start=1):
            try:
                found.append(self._one(self._parser.parse(text), number))
            except ValueError as error:
                found.append(RawFeature(number, {}, refusals=[_json_fault(error)]))
        return found

    def _document(self, document: Any) -> list[RawFeature]:
        name = self._request.name
        if not isinstance(document, dict):
            raise file_error(name, f"it must hold a GeoJSON object, not {kind_of(document)}")
        if "type" not in document:
            document = self._unwrapped(document)
        if "type" not in document:
            raise file_error(name, "type: is missing; GeoJSON says FeatureCollection, Feature or a type of geometry")
        self._check_crs(document)
        self._check_duplicated(document)
        if document["type"] == "FeatureCollection":
            return self._collection(document)
        known = isinstance(document["type"], str) and document["type"] in ("Feature", *_GEOMETRY_TYPES)
        if not known:
            raise file_error(name, f"type: is {describe(document['type'])}, which GeoJSON does not know")
        return [self._one(document, 1)]

    def _unwrapped(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the one collection inside an answer of an interface; else the answer itself."""
        found: list[tuple[str, dict[str, Any]]] = []
        waiting: list[tuple[str, dict[str, Any], int]] = [("", document, _MAX_WRAPPED)]
        while waiting:
            path, thing, levels = waiting.pop(0)
            for key, value in thing.items():
                if not isinstance(value, dict):
                    continue
                if value.get("type") == "FeatureCollection":
                    found.append((f"{path}{key}", value))
                elif levels:
                    waiting.append((f"{path}{key}.", value, levels - 1))
        if len(found) != 1:
            return document
        self._notes.append(f"the collection is in the member {as_name(found[0][0])}")
        return found[0][1]

    def _collection(self, document: dict[str, Any]) -> list[RawFeature]:
        items = document.get("features")
        if not isinstance(items, list):
            words = f"must be a list, not {kind_of(items)}" if "features" in document else "is missing"
            raise file_error(self._request.name, f"features: {words}")
        for member in _FOREIGN_IN_COLLECTION:
            if member in document:
                self._notes.append(f"{member} does not belong in a FeatureCollection (RFC 7946, 7.1); ignored")
        self._notes.extend(bbox_faults(document, ""))
        self._check_count(len(items))
        return [self._feature(item, number) for number, item in enumerate(items, start=1)]

    def _check_count(self, count: int) -> None:
        most = self._request.limits.max_rows
        if count > most:
            raise file_error(self._request.name, f"it has {count:,} features, {most:,} are allowed; split it")

    def _one(self, thing: Any, number: int) -> RawFeature:
        if isinstance(thing, dict) and thing.get("type") in _GEOMETRY_TYPES:
            feature = RawFeature(number, {})
            self._locate(feature, thing, "geometry")
            return feature
        return self._feature(thing, number)

    def _feature(self, item: Any, number: int) -> RawFeature:
        feature = RawFeature(number, {})
        if not isinstance(item, dict):
            feature.refusals.append(f"feature {number} must be an object, not {kind_of(item)}")
            return feature
        if item.get("type") != "Feature":
            words = f"is {describe(item['type'])}" if "type" in item else "is missing"
            feature.refusals.append(f"type {words}; each feature says type Feature")
            return feature
        for member in _FOREIGN_IN_FEATURE:
            if member in item:
                feature.warnings.append(f"{member} does not belong in a Feature (RFC 7946, 7.1); ignored")
        feature.warnings.extend(bbox_faults(item, ""))
        self._duplicated(feature, item)
        self._identify(feature, item)
        self._properties(feature, item)
        if "geometry" not in item:
            feature.warnings.append("geometry is missing; a feature without a place says null")
        elif item["geometry"] is not None:
            self._locate(feature, item["geometry"], "geometry")
        return feature

    def _locate(self, feature: RawFeature, geometry: Any, member: str) -> None:
        try:
            feature.point = self._checker.plain_point(geometry)
            if feature.point is not None and not self._parser.duplicated:
                return
            feature.point, feature.geometry = None, self._checker.check(geometry, member=member)
        except TooManyVerticesError as error:
            raise file_error(self._request.name, f"{error}; simplify or split it") from error
        if isinstance(geometry, dict):
            self._duplicated(feature, geometry)
        feature.refusals.extend(self._checker.faults)
        feature.warnings.extend(self._checker.warnings)

    def _duplicated(self, feature: RawFeature, thing: dict[str, Any]) -> None:
        for name in self._parser.duplicated_in(thing):
            if name in _STRUCTURAL:
                feature.refusals.append(f"{name} is duplicated in one object; it is not known which one counts")
            else:
                feature.warnings.append(f"{as_name(name)} is duplicated in one object; the last one counts")

    def _identify(self, feature: RawFeature, item: dict[str, Any]) -> None:
        value = item.get("id")
        if isinstance(value, bool | dict | list | NotANumber):
            feature.warnings.append(f"id must be a text or a number, not {kind_of(value)}; ignored")
        elif value is not None:
            feature.known["id"] = self._text(feature, "id", value)

    def _properties(self, feature: RawFeature, item: dict[str, Any]) -> None:
        properties = item.get("properties")
        if properties is None:
            return
        if not isinstance(properties, dict):
            feature.refusals.append(f"properties must be an object or null, not {kind_of(properties)}")
            return
        self._duplicated(feature, properties)
        for name, value in properties.items():
            if isinstance(value, NotANumber):
                feature.warnings.append(f"{as_name(name)} is {value}, which JSON does not know; taken as empty")
            feature.properties[harmless(name)] = self._text(feature, name, value)

    def _text(self, feature: RawFeature, name: str, value: Any) -> str:
        try:
            return as_text(value, longest=self._request.limits.max_cell_chars)
        except ValueError as error:
            feature.refusals.append(f"{as_name(name)}: {error}")
            return ""

    def _check_duplicated(self, document: dict[str, Any]) -> None:
        twice = [name for name in self._parser.duplicated_in(document) if name in _STRUCTURAL]
        if twice:
            raise file_error(self._request.name, f"{twice[0]}: is duplicated; it is not known which one counts")

    def _check_crs(self, document: dict[str, Any]) -> None:
        """Take the old member ``crs`` where it says what GeoJSON is in anyway (GJ2008, 3; RFC 7946, 4)."""
        crs = document.get("crs")
        if crs is None:
            return
        properties = crs.get("properties") if isinstance(crs, dict) else None
        called = properties.get("name") if isinstance(properties, dict) else None
        if isinstance(called, str) and called.lower().endswith(_LON_LAT_CRS):
            self._notes.append("the old member crs names WGS 84, which GeoJSON is in anyway")
            return
        code = _EPSG.search(called) if isinstance(called, str) else None
        if code is not None:
            try:
                self._to_wgs84 = transformer_to_wgs84(int(code[1]))
            except ValueError as error:
                raise file_error(self._request.name, f"crs: {error}") from error
            self._notes.append(self._to_wgs84.note)
            return
        what = as_name(called) if isinstance(called, str) else "a reference system that cannot be read"
        raise file_error(self._request.name, f"crs: names {what}; GeoJSON is in WGS 84, save it again in EPSG:4326")


def _json_fault(error: ValueError) -> str:
    if isinstance(error, DataError):
        return str(error)
    return f"it is not JSON: {error}; write the file again with the program it came from"
