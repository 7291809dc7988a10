"""Geometry of KML (OGC 07-147r2, 10 and Google's gx tracks) as shapes in degrees WGS 84; heights are left out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import shapely
from shapely.geometry.base import BaseGeometry

from geo.readers.geometry.geojson_geometry import TooManyVerticesError
from geo.readers.guards.xml_text import child, child_text, local, text_of
from geo.readers.model.messages import as_name

Position = tuple[float, float]
_SPACED_COMMA = re.compile(r"\s*,\s*")
_SAME_M = 1e-9
_MAX_CHARS = 40


@dataclass
class Shaper:
    """Makes shapes of KML geometry and counts their vertices.

    Attributes
    ----------
    max_vertices : int
        Most vertices in all shapes together.
    vertices : int
        Vertices so far.
    faults, warnings : list of str
        What is wrong with the placemark at hand; cleared by whoever asks.
    """

    max_vertices: int
    vertices: int = 0
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def shape(self, element: Element) -> BaseGeometry | None:
        """Return the shape of a geometry element, None where it is empty or at fault."""
        make = _SHAPES.get(local(element))
        return make(self, element) if make else None

    def positions(self, element: Element | None, where: str) -> list[Position]:
        """Return the positions of the ``coordinates`` of an element."""
        text = child_text(element, "coordinates") if element is not None else ""
        if not text:
            self.warnings.append(f"{where} has no coordinates")
            return []
        tokens = _SPACED_COMMA.sub(",", text).split()
        if self.vertices + len(tokens) > self.max_vertices:
            raise TooManyVerticesError(_too_many(self.max_vertices))
        found = (self._position(token.split(","), where) for token in tokens)
        return [position for position in found if position is not None]

    def track(self, element: Element) -> list[Position]:
        """Return the positions of a gx:Track."""
        tokens = (text_of(item).split() for item in element if local(item) == "coord")
        return [found for token in tokens if token and (found := self._position(token, "Track")) is not None]

    def ring(self, boundary: Element | None, where: str) -> list[Position]:
        """Return the positions of a boundary, closed."""
        ring = child(boundary, "LinearRing") if boundary is not None else None
        found = self.positions(ring, where)
        if found and math.dist(found[0], found[-1]) > _SAME_M:
            self.warnings.append(f"{where} does not end where it begins, as a ring must; closed")
            found.append(found[0])
        if 0 < len(found) < 4 and not self.faults:
            self.faults.append(f"{where} has {len(found)} position(s); a ring needs 4")
        return found

    def _position(self, numbers: list[str], where: str) -> Position | None:
        self.vertices += 1
        if self.vertices > self.max_vertices:
            raise TooManyVerticesError(_too_many(self.max_vertices))
        try:
            lon, lat = float(numbers[0]), float(numbers[1])
        except (ValueError, IndexError):
            lon = lat = math.nan
        if math.isfinite(lon) and math.isfinite(lat):
            return lon, lat
        if len(self.faults) < 3:
            held = as_name(",".join(numbers), max_chars=_MAX_CHARS)
            self.faults.append(f"{where} holds {held}, which is not longitude,latitude")
        return None


def _too_many(most: int) -> str:
    return f"it holds more than the {most:,} vertices allowed"


def _point(shaper: Shaper, element: Element) -> BaseGeometry | None:
    found = shaper.positions(element, "Point")
    if len(found) > 1:
        shaper.warnings.append(f"Point has {len(found)} positions; the first one counts")
    return shapely.Point(found[0]) if found else None


def _line(shaper: Shaper, element: Element) -> BaseGeometry | None:
    return _line_of(shaper, shaper.positions(element, local(element)), local(element))


def _line_of(shaper: Shaper, found: list[Position], where: str) -> BaseGeometry | None:
    if len(found) == 1 and not shaper.faults:
        shaper.faults.append(f"{where} has 1 position; a line needs 2")
    return shapely.LineString(found) if len(found) > 1 else None


def _area(shaper: Shaper, element: Element) -> BaseGeometry | None:
    outer = shaper.ring(child(element, "outerBoundaryIs"), "outerBoundaryIs")
    # One innerBoundaryIs with several rings in it is against the schema, but common.
    holes = [
        shaper.ring(inner, "innerBoundaryIs") for inner in element if local(inner) == "innerBoundaryIs" and len(inner)
    ]
    return None if shaper.faults or not outer else shapely.Polygon(outer, [hole for hole in holes if hole])


def _collection(shaper: Shaper, element: Element) -> BaseGeometry | None:
    return together([shape for item in element if (shape := shaper.shape(item)) is not None])


def _model(shaper: Shaper, element: Element) -> BaseGeometry | None:
    place = child(element, "Location")
    if place is None:
        return None
    found = shaper._position([child_text(place, "longitude"), child_text(place, "latitude")], "Location")  # noqa: SLF001
    return shapely.Point(found) if found else None


def _track(shaper: Shaper, element: Element) -> BaseGeometry | None:
    found = shaper.track(element)
    return shapely.Point(found[0]) if len(found) == 1 else _line_of(shaper, found, "Track")


def together(shapes: list[BaseGeometry]) -> BaseGeometry | None:
    """Return several shapes as one: of one kind as a multi shape, else as a collection."""
    if len(shapes) < 2:
        return shapes[0] if shapes else None
    kinds = {shape.geom_type for shape in shapes}
    gather = _GATHER.get(kinds.pop(), shapely.GeometryCollection) if len(kinds) == 1 else shapely.GeometryCollection
    made: BaseGeometry = gather(shapes)
    return made


_GATHER: dict[str, Callable[..., BaseGeometry]] = {
    "Point": shapely.MultiPoint,
    "LineString": shapely.MultiLineString,
    "Polygon": shapely.MultiPolygon,
}
_SHAPES: dict[str, Callable[[Shaper, Element], BaseGeometry | None]] = {
    "Point": _point,
    "LineString": _line,
    "LinearRing": _line,
    "Polygon": _area,
    "MultiGeometry": _collection,
    "Model": _model,
    "Track": _track,
    "MultiTrack": _collection,
}
GEOMETRY_NAMES = frozenset(_SHAPES)
"""Names of the elements that hold geometry."""
