"""Geometry objects of GeoJSON against RFC 7946: every fault named with its member, then the shape."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.readers.guards.json_text import NotANumber
from geo.readers.model.messages import as_name

_FOREIGN = ("geometry", "properties", "features")
_MAX_FAULTS = 5
_LON_LIMIT, _LAT_LIMIT = 180.000001, 90.000001  # programs round


class TooManyVerticesError(ValueError):
    """More vertices than are allowed in a file."""


@dataclass
class Checker:
    """Checks geometry objects one after the other and counts their vertices.

    Attributes
    ----------
    max_vertices : int
        Most vertices in all geometry objects together.
    vertices : int
        Vertices so far.
    clockwise : int
        Areas whose outer ring runs clockwise, against the right-hand rule of RFC 7946.
    faults, warnings : list of str
        What is wrong with the object at hand.
    """

    max_vertices: int
    vertices: int = 0
    clockwise: int = 0
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def check(self, geometry: Any, *, member: str = "geometry") -> BaseGeometry | None:
        """Return the shape of a geometry object in degrees WGS 84, None where it is empty or at fault.

        ``faults`` and ``warnings`` are those of this object afterwards.
        """
        self.faults, self.warnings = [], []
        if not isinstance(geometry, dict):
            self._fault(member, f"must be a geometry object or null, not {kind_of(geometry)}")
            return None
        shape = self._geometry(geometry, member, collected=False)
        if self.faults or shape is None or shape.is_empty:
            return None
        return shape

    def plain_point(self, geometry: Any) -> tuple[float, float] | None:
        """Return longitude and latitude of a point in which nothing is odd, None for anything else."""
        if type(geometry) is not dict or len(geometry) != 2 or geometry.get("type") != "Point":
            return None
        position = geometry.get("coordinates")
        if type(position) is not list or len(position) != 2:
            return None
        lon, lat = position
        plain = type(lon) is float and type(lat) is float and math.isfinite(lon) and math.isfinite(lat)
        if not plain or self.vertices >= self.max_vertices:
            return None
        self.vertices += 1
        return lon, lat

    def _geometry(self, geometry: dict[str, Any], member: str, *, collected: bool) -> BaseGeometry | None:
        kind = geometry.get("type")
        if "type" not in geometry:
            self._fault(f"{member}.type", "is missing; a geometry object says its type")
            return None
        if not isinstance(kind, str) or kind not in (*_KINDS, "GeometryCollection"):
            self._fault(f"{member}.type", f"is {describe(kind)}, which is not a type of geometry")
            return None
        for name in _FOREIGN:
            if name in geometry:
                self.warnings.append(f"{member}.{name} does not belong in a geometry object (RFC 7946, 7.1); ignored")
        self.warnings.extend(bbox_faults(geometry, member))
        if kind == "GeometryCollection":
            return self._collection(geometry, member, collected=collected)
        if "coordinates" not in geometry:
            self._fault(f"{member}.coordinates", "is missing")
            return None
        coordinates = geometry["coordinates"]
        where = f"{member}.coordinates"
        if not isinstance(coordinates, list):
            self._fault(where, f"must be a list, not {kind_of(coordinates)}")
            return None
        if not coordinates:
            return None
        before = len(self.faults)
        parts = _KINDS[kind](self, coordinates, where)
        return _BUILD[kind](parts) if len(self.faults) == before else None

    def _collection(self, geometry: dict[str, Any], member: str, *, collected: bool) -> BaseGeometry | None:
        if collected:
            self.warnings.append(f"{member} is a GeometryCollection inside another, which RFC 7946 advises against")
        members = geometry.get("geometries")
        where = f"{member}.geometries"
        if not isinstance(members, list):
            self._fault(where, f"must be a list, not {kind_of(members)}")
            return None
        shapes: list[BaseGeometry] = []
        for number, item in enumerate(members):
            if not isinstance(item, dict):
                self._fault(f"{where}[{number}]", f"must be a geometry object, not {kind_of(item)}")
                continue
            shape = self._geometry(item, f"{where}[{number}]", collected=True)
            if shape is not None:
                shapes.append(shape)
        return shapely.GeometryCollection(shapes) if shapes else None

    def position(self, position: Any, where: str) -> tuple[float, float]:
        """Return longitude and latitude of a position."""
        self.vertices += 1
        if self.vertices > self.max_vertices:
            raise TooManyVerticesError(f"it holds more than the {self.max_vertices:,} vertices allowed")
        if type(position) is list and len(position) == 2:
            lon, lat = position
            if type(lon) is float and type(lat) is float and math.isfinite(lon) and math.isfinite(lat):
                return lon, lat
        return self._odd_position(position, where)

    def _odd_position(self, position: Any, where: str) -> tuple[float, float]:
        if not isinstance(position, list):
            self._fault(where, f"must be a position [longitude, latitude], not {kind_of(position)}")
            return 0.0, 0.0
        for number in position:
            if isinstance(number, bool) or not isinstance(number, int | float):
                deeper = "; the lists are nested too deeply for this type" if isinstance(number, list) else ""
                self._fault(where, f"must hold numbers only, not {describe(number)}{deeper}")
                return 0.0, 0.0
        if len(position) < 2:
            self._fault(where, "has fewer than two numbers; a position is [longitude, latitude]")
            return 0.0, 0.0
        if len(position) > 3:
            self.warnings.append(f"{where} has {len(position)} numbers; those after the third are ignored")
        lon, lat = _finite(position[0]), _finite(position[1])
        if not (math.isfinite(lon) and math.isfinite(lat)):
            self._fault(where, "holds a number too large for a coordinate")
        return lon, lat

    def line(self, positions: Any, where: str, *, least: int = 2) -> list[tuple[float, float]]:
        """Return the positions of a line."""
        if not isinstance(positions, list):
            self._fault(where, f"must be a list of positions, not {kind_of(positions)}")
            return []
        found = [self.position(position, f"{where}[{number}]") for number, position in enumerate(positions)]
        if len(found) < least:
            self._fault(where, f"has {len(found)} position(s); {'a ring' if least == 4 else 'a line'} needs {least}")
        return found

    def ring(self, positions: Any, where: str) -> list[tuple[float, float]]:
        """Return the positions of a ring, the first repeated at the end."""
        before = len(self.faults)
        found = self.line(positions, where, least=4)
        if len(self.faults) > before and len(found) < 2:
            return []
        if found and found[0] != found[-1]:
            self.warnings.append(f"{where} does not end where it begins, as a ring must; closed")
            found.append(found[0])
        return found

    def area(self, rings: Any, where: str) -> tuple[list[tuple[float, float]], list[list[tuple[float, float]]]]:
        """Return outer ring and holes of an area."""
        if not isinstance(rings, list):
            self._fault(where, f"must be a list of rings, not {kind_of(rings)}")
            return [], []
        found = [self.ring(ring, f"{where}[{number}]") for number, ring in enumerate(rings)]
        if not found:
            return [], []
        self.clockwise += _is_clockwise(found[0])
        return found[0], found[1:]

    def each(self, parts: list[Any], where: str, one: Callable[[Any, str], Any]) -> list[Any]:
        """Return what ``one`` makes of each part."""
        return [one(part, f"{where}[{number}]") for number, part in enumerate(parts)]

    def _fault(self, where: str, words: str) -> None:
        if len(self.faults) < _MAX_FAULTS:
            self.faults.append(f"{where} {words}")


def bbox_faults(thing: dict[str, Any], member: str) -> Iterator[str]:
    """Yield what is wrong with the ``bbox`` of an object (RFC 7946, 5); a box is never needed, so it is ignored."""
    if "bbox" not in thing:
        return
    box, where = thing["bbox"], f"{member}.bbox" if member else "bbox"
    if not isinstance(box, list):
        yield f"{where} must be a list of numbers, not {kind_of(box)}; ignored"
    elif not all(isinstance(number, int | float) and not isinstance(number, bool) for number in box):
        yield f"{where} must hold numbers only; ignored"
    elif len(box) not in (4, 6):
        yield f"{where} has {len(box)} numbers, 4 or 6 are needed; ignored"
    elif box[1] > box[len(box) // 2 + 1]:
        yield f"{where} has its south above its north; ignored"


def kind_of(value: Any) -> str:
    """Return what kind of JSON value something is, in words."""
    words: tuple[tuple[Any, str], ...] = (
        (bool, "true or false"),
        (int | float, "a number"),
        (str, "a text"),
        (list, "a list"),
        (dict, "an object"),
        (NotANumber, str(value)[:10]),
    )
    return next((word for kind, word in words if isinstance(value, kind)), "null")


def describe(value: Any) -> str:
    """Return a JSON value as it can be put into a message."""
    return f"the text {as_name(value)}" if isinstance(value, str) else kind_of(value)


def off_the_globe(shape: BaseGeometry) -> str:
    """Return what is wrong with the extent of a shape in degrees, empty where nothing is."""
    west, south, east, north = shape.bounds
    if south < -_LAT_LIMIT or north > _LAT_LIMIT:
        return f"latitudes from {south:g} to {north:g} leave the range of -90 to 90 degrees"
    if west < -_LON_LIMIT or east > _LON_LIMIT:
        return f"longitudes from {west:g} to {east:g} leave the range of -180 to 180 degrees"
    return ""


def _finite(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf


def _is_clockwise(ring: list[tuple[float, float]]) -> bool:
    return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring)) > 0


_KINDS: dict[str, Callable[[Checker, list[Any], str], Any]] = {
    "Point": lambda check, found, where: check.position(found, where),
    "MultiPoint": lambda check, found, where: check.each(found, where, check.position),
    "LineString": lambda check, found, where: check.line(found, where),
    "MultiLineString": lambda check, found, where: check.each(found, where, check.line),
    "Polygon": lambda check, found, where: check.area(found, where),
    "MultiPolygon": lambda check, found, where: check.each(found, where, check.area),
}
_BUILD: dict[str, Callable[[Any], BaseGeometry]] = {
    "Point": shapely.Point,
    "MultiPoint": shapely.MultiPoint,
    "LineString": shapely.LineString,
    "MultiLineString": shapely.MultiLineString,
    "Polygon": lambda area: shapely.Polygon(*area),
    "MultiPolygon": lambda areas: shapely.MultiPolygon([area for area in areas if area[0]]),
}
