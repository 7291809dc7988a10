"""Areas, lengths and widths of the zone, measured on the ellipsoid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geo.zone.build import Zone
from geo.zone.plane.crs import wgs84
from geo.zone.plane.grid import plane_points

_M2_PER_KM2 = 1e6
_ON_LINE_DEG = 1e-7
"""About 1 cm: an edge this close to a line is that line."""


@dataclass(frozen=True, slots=True)
class Width:
    """A width, and the way across along which it was measured.

    Attributes
    ----------
    width_m : float
        Metres on the ellipsoid.
    way : LineString
        From its western to its eastern end, degrees WGS 84, lon lat.
    """

    width_m: float
    way: LineString

    @property
    def middle(self) -> tuple[float, float]:
        """Lon and lat, in degrees, of the middle of the way."""
        point = self.way.interpolate(0.5, normalized=True)
        return float(point.x), float(point.y)


@dataclass(frozen=True, slots=True)
class ZoneMeasures:
    """What the geometry measures.

    Attributes
    ----------
    area_km2 : float
        Area of separation.
    length_km : float
        From its southernmost to its northernmost parallel, along a meridian.
    line_a_km, line_b_km : float
        Lengths of the lines with all their turns.
    edge_with_lebanon_km, edge_with_jordan_km : float
        What of the edge is neither line A nor line B, in the north and in the south.
    narrowest : Width
        Shortest way from line A to line B.
    widest_west_east : Width
        Longest unbroken way due east within the area.
    widest_between_lines : Width
        Shortest way to line A from that point of line B which is farthest from it: on Mount Hermon.
    """

    area_km2: float
    length_km: float
    line_a_km: float
    line_b_km: float
    edge_with_lebanon_km: float
    edge_with_jordan_km: float
    narrowest: Width
    widest_west_east: Width
    widest_between_lines: Width


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area on the ellipsoid of a Polygon or MultiPolygon in degrees WGS 84.

    Edges count as geodesics; over the 4 km between vertices here that is the straight line to 0.3 m.
    """
    if geometry.is_empty:
        return 0.0
    oriented = shapely.orient_polygons(geometry)
    return float(wgs84().geometry_area_perimeter(oriented)[0]) / _M2_PER_KM2


def length_km(line: BaseGeometry) -> float:
    """Return the length on the ellipsoid of a line in degrees WGS 84."""
    return float(wgs84().geometry_length(line)) / 1000


def measure_zone(zone: Zone) -> ZoneMeasures:
    """Measure a zone; see `ZoneMeasures`."""
    separation = zone.area_of_separation
    west, south, _, north = separation.bounds
    lebanon_km, jordan_km = _closing_edges_km(zone)
    return ZoneMeasures(
        area_km2=area_km2(separation),
        length_km=length_km(LineString([(west, south), (west, north)])),
        line_a_km=length_km(zone.line_a),
        line_b_km=length_km(zone.line_b),
        edge_with_lebanon_km=lebanon_km,
        edge_with_jordan_km=jordan_km,
        narrowest=_narrowest(zone),
        widest_west_east=_widest_west_east(separation),
        widest_between_lines=_widest_between_lines(zone),
    )


def _closing_edges_km(zone: Zone) -> tuple[float, float]:
    lines = shapely.union_all([zone.line_a, zone.line_b]).buffer(_ON_LINE_DEG)
    _, south, _, north = zone.area_of_separation.bounds
    northern = southern = 0.0
    for edge in shapely.get_parts(zone.area_of_separation.boundary.difference(lines)):
        if edge.centroid.y > (south + north) / 2:
            northern += length_km(edge)
        else:
            southern += length_km(edge)
    return northern, southern


def _narrowest(zone: Zone) -> Width:
    a, b = (zone.plane.project_geometry(line) for line in (zone.line_a, zone.line_b))
    return _width(zone.plane.unproject_geometry(shapely.shortest_line(a, b)))


def _widest_between_lines(zone: Zone) -> Width:
    """Seek the farthest point among points 50 m apart: the width may fall short by 25 m."""
    a, b = (zone.plane.project_geometry(line) for line in (zone.line_a, zone.line_b))
    points = plane_points(shapely.get_coordinates(shapely.segmentize(b, 50.0)))
    farthest = points[int(np.argmax(shapely.distance(points, a)))]
    return _width(zone.plane.unproject_geometry(shapely.shortest_line(farthest, a)))


def _widest_west_east(separation: Polygon) -> Width:
    """Look beside every vertex: between vertices the width is linear in latitude."""
    return max(_west_east_ways(separation), key=lambda width: width.width_m)


def _west_east_ways(separation: Polygon) -> Iterator[Width]:
    west, south, east, north = separation.bounds
    latitudes = np.unique(shapely.get_coordinates(separation)[:, 1])
    # Just above and just below each vertex: at its own latitude a way can jump.
    for lat in np.concatenate((latitudes - _ON_LINE_DEG, latitudes + _ON_LINE_DEG)):
        if not south < lat < north:
            continue
        across = LineString([(west - 1, lat), (east + 1, lat)]).intersection(separation)
        for way in shapely.get_parts(across):
            if way.length:
                yield _width(way)


def _width(way: BaseGeometry) -> Width:
    ends = sorted((float(lon), float(lat)) for lon, lat in shapely.get_coordinates(way)[[0, -1]])
    line = LineString(ends)
    return Width(width_m=length_km(line) * 1000, way=line)
