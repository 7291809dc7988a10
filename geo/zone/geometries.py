"""The zone from each of the two published geometries that the atlas ships."""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError, Fault
from geo.zone.borders import Borders, join_borders
from geo.zone.build import Zone, build_zone
from geo.zone.plane.crs import LocalPlane, local_plane

LEBANON_BORDER = ("border-lebanon-israel", "border-syria-lebanon")
JORDAN_BORDER = (
    "border-israel-jordan",
    "border-syria-jordan",
    "border-border-syria-jordan",
    "border-syria-jordan-borders",
)

NATURAL_EARTH_ACCURACY_M = 1150.0
"""Greatest distance between line A in Natural Earth and in OpenStreetMap, 1,146 m, rounded up."""

NATURAL_EARTH_END_GAP_M = 1000.0
"""Natural Earth's borders lie up to 0.7 km off the ones that close the region."""


def openstreetmap_zone(geometries: Mapping[str, BaseGeometry]) -> Zone:
    """Build the zone that the atlas draws: lines A and B as OpenStreetMap has them.

    Parameters
    ----------
    geometries : mapping
        Shapes by id, degrees WGS 84, lon lat, as in ``data/geometry``: ``line-a``, ``line-b`` and borders.

    Raises
    ------
    DataError
        If an id is missing or is not a line, or the lines do not part the land.
    """
    return build_zone(
        line_a=_line(geometries, "line-a"),
        line_b=_line(geometries, "line-b"),
        borders=_borders(geometries),
    )


def natural_earth_zone(geometries: Mapping[str, BaseGeometry]) -> Zone:
    """Build the zone from Natural Earth's lines and the same borders, to compare with.

    Natural Earth has no line B by name: it is the eastern edge of its polygon. Because the borders are the
    ones of `openstreetmap_zone`, two answers differ only where the lines do.

    Parameters
    ----------
    geometries : mapping
        As for `openstreetmap_zone`, with ``natural-earth-line-a`` and
        ``natural-earth-area-of-separation``.

    Raises
    ------
    DataError
        If an id is missing or has the wrong kind of shape.
    """
    borders = _borders(geometries)
    line_a = _line(geometries, "natural-earth-line-a")
    polygon = _shape(geometries, "natural-earth-area-of-separation")
    if not isinstance(polygon, Polygon):
        raise DataError([Fault("geometries", 0, "natural-earth-area-of-separation", "is not a polygon")])
    return build_zone(
        line_a=line_a,
        line_b=eastern_edge(polygon, line_a=line_a, borders=borders),
        borders=borders,
        line_accuracy_m=NATURAL_EARTH_ACCURACY_M,
        end_gap_m=NATURAL_EARTH_END_GAP_M,
    )


def eastern_edge(
    separation: Polygon, *, line_a: LineString, borders: Borders, tolerance_m: float = 500.0
) -> LineString:
    """Return line B of an area of separation whose line A is known, from north to south.

    It is the ring without line A, and without what runs within ``tolerance_m`` metres of the Lebanese
    border at its northern end and of the Jordanian border at its southern end.

    Parameters
    ----------
    separation : Polygon
        Area of separation, degrees WGS 84, lon lat.
    line_a : LineString
        Its western line.
    borders : Borders
        The borders that close it.
    tolerance_m : float
        Metres within which a vertex belongs to line A.

    Returns
    -------
    LineString

    Raises
    ------
    DataError
        If line A is not a part of the ring, or nothing is left.
    """
    rest = _ring_without(separation, line_a)
    if rest[0][1] < rest[-1][1]:
        rest.reverse()
    middle = separation.centroid
    plane = local_plane(middle.x, middle.y)
    first = _closing(rest, plane.project_geometry(borders.lebanon), plane=plane, tolerance_m=tolerance_m)
    last = _closing(rest[::-1], plane.project_geometry(borders.jordan), plane=plane, tolerance_m=tolerance_m)
    edge = rest[first : len(rest) - last]
    if len(edge) < 2:
        raise DataError([Fault("geometries", 0, "line-b", "the area of separation has no eastern edge")])
    return LineString(edge)


def _closing(rest: list[tuple[float, float]], border: BaseGeometry, *, plane: LocalPlane, tolerance_m: float) -> int:
    """Return the number of the last vertex, from the start, that still runs along the border."""
    points = shapely.points(rest)
    for number, point in enumerate(points):
        if plane.project_geometry(point).distance(border) > tolerance_m:
            return max(number - 1, 0)
    return 0


def _ring_without(separation: Polygon, line_a: LineString) -> list[tuple[float, float]]:
    ring = [(lon, lat) for lon, lat, *_ in separation.exterior.coords][:-1]
    on_a = set(line_a.coords)
    starts = [n for n in range(len(ring)) if ring[n - 1] in on_a and ring[n] not in on_a]
    if len(starts) != 1:
        raise DataError([Fault("geometries", 0, "line-a", "line A is not a part of the area of separation")])
    turned = ring[starts[0] :] + ring[: starts[0]]
    return [vertex for vertex in turned if vertex not in on_a]


def _borders(geometries: Mapping[str, BaseGeometry]) -> Borders:
    return join_borders(
        lebanon=[_shape(geometries, name) for name in LEBANON_BORDER],
        jordan=[_shape(geometries, name) for name in JORDAN_BORDER],
    )


def _shape(geometries: Mapping[str, BaseGeometry], name: str) -> BaseGeometry:
    if name not in geometries:
        raise DataError([Fault("geometries", 0, name, "this geometry is missing")])
    return geometries[name]


def _line(geometries: Mapping[str, BaseGeometry], name: str) -> LineString:
    geometry = _shape(geometries, name)
    if not isinstance(geometry, LineString):
        raise DataError([Fault("geometries", 0, name, f"is a {geometry.geom_type}, not one line")])
    return geometry
