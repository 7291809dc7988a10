"""Building the zone from its lines: the area of separation, the areas of limitation, the region.

How A and B are closed (see docs/method.md): in the north by the border with Lebanon, in the south by the
border with Jordan. Each line is continued from its northern end due north and from its southern end due
south, so that "east of the line" has one meaning everywhere on Earth.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError, Fault
from geo.zone.borders import Borders, frame_around, land_between
from geo.zone.plane.crs import LocalPlane, local_plane, wgs84
from geo.zone.plane.index import ZoneIndex, index_zone
from geo.zone.sides import BAND_EDGES_M, BANDS, Band, Side

LINE_ACCURACY_M = 250.0
"""How far OpenStreetMap's lines may lie from the drawn ones: our figure, see docs/method.md.

The greatest distance between its line A and the one that OpenStreetMap carried in December 2017 is 243 m
(mean 54 m), rounded up to 50 m. Its vertices are up to 4.2 km apart, and both lines have one lineage: it is
a floor for what can be claimed, not a surveyed error.
"""

END_GAP_M = 100.0
_WORLD = {"south": -91.0, "east": 181.0, "north": 91.0}
"""Bounds in degrees that leave no point of the Earth on their edge."""

_QUARTER_SEGMENTS = 128
_SLIVER_KM2 = 0.01
_M2_PER_KM2 = 1e6


@dataclass(frozen=True, slots=True)
class LimitationArea:
    """One band of the areas of limitation.

    Attributes
    ----------
    side : Side
        ``west_of_a`` or ``east_of_b``.
    band : Band
        Kilometres from the line.
    geometry : BaseGeometry
        Polygon or MultiPolygon, degrees WGS 84, lon lat.
    """

    side: Side
    band: Band
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """The geometry of the 1974 agreement, as far as two lines and two borders give it.

    All geometries are in degrees WGS 84, lon lat; all are approximate, none is an official demarcation.

    Attributes
    ----------
    line_a, line_b : LineString
        The lines from north to south.
    area_of_separation : Polygon
        The land between the lines.
    areas_of_limitation : tuple of LimitationArea
        Three bands west of line A, three east of line B, from the line outwards.
    region : BaseGeometry
        Where the position test gives a side: all of these together.
    line_accuracy_m : float
        How far the lines may lie from the drawn ones, in metres.
    plane : LocalPlane
        Local metric plane.
    index : ZoneIndex
        Search structures of the position test.
    """

    line_a: LineString
    line_b: LineString
    area_of_separation: Polygon
    areas_of_limitation: tuple[LimitationArea, ...]
    region: BaseGeometry
    line_accuracy_m: float
    plane: LocalPlane = field(repr=False)
    index: ZoneIndex = field(repr=False)

    def limitation_area(self, side: Side, band: Band) -> LimitationArea:
        """Return one band; `KeyError` for a side that has none."""
        for area in self.areas_of_limitation:
            if area.side is side and area.band is band:
                return area
        raise KeyError((side, band))


def build_zone(
    *,
    line_a: LineString,
    line_b: LineString,
    borders: Borders,
    line_accuracy_m: float = LINE_ACCURACY_M,
    end_gap_m: float = END_GAP_M,
) -> Zone:
    """Build the zone from lines A and B and the borders that close it.

    Parameters
    ----------
    line_a, line_b : LineString
        Degrees WGS 84, lon lat, in either direction, from the Lebanese to the Jordanian border.
    borders : Borders
        See `join_borders`.
    line_accuracy_m : float
        Printed next to every distance; it does not enter the test.
    end_gap_m : float
        Greatest length of a line's continuation that may cross land before the border, in metres.

    Raises
    ------
    DataError
        If a line crosses itself or the other one, or ends too far from a border.
    """
    a, b = _north_to_south(line_a), _north_to_south(line_b)
    frame = frame_around(a, b)
    land = land_between(borders, frame=frame)
    middle = frame.centroid
    plane = local_plane(round(middle.x, 2), round(middle.y, 2))
    _check_ends({"line_a": a, "line_b": b}, land=land, frame=frame, end_gap_m=end_gap_m)
    _, south, east, north = frame.bounds
    east_of_a, east_of_b = (east_of(line, south=south, east=east, north=north) for line in (a, b))
    separation = _separation(land, east_of_a=east_of_a, east_of_b=east_of_b)
    areas = (
        *_bands(a, land.difference(east_of_a), side=Side.WEST_OF_A, plane=plane),
        *_bands(b, land.intersection(east_of_b), side=Side.EAST_OF_B, plane=plane),
    )
    parts = (separation, *(area.geometry for area in areas))
    return Zone(
        line_a=a,
        line_b=b,
        area_of_separation=separation,
        areas_of_limitation=areas,
        region=shapely.union_all(list(parts)),
        line_accuracy_m=line_accuracy_m,
        plane=plane,
        index=index_zone(
            lines=(a, b),
            halves=(land, east_of_a, east_of_b),
            world_halves=tuple(east_of(line, **_WORLD) for line in (a, b)),
            parts=parts,
            plane=plane,
        ),
    )


def east_of(line: LineString, *, south: float, east: float, north: float) -> Polygon:
    """Return what lies east of a line, up to bounds in degrees.

    The line runs north to south and is continued from its ends along their meridians.

    Raises
    ------
    DataError
        If the line crosses itself or its continuation.
    """
    first, last = line.coords[0], line.coords[-1]
    half = Polygon([(first[0], north), *line.coords, (last[0], south), (east, south), (east, north)])
    if not half.is_valid:
        raise DataError([Fault("lines", 0, "geometry", "a line crosses itself or its continuation")])
    return half


def _north_to_south(line: LineString) -> LineString:
    coordinates = [(lon, lat) for lon, lat, *_ in line.coords]
    return LineString(coordinates if coordinates[0][1] >= coordinates[-1][1] else coordinates[::-1])


def _check_ends(lines: dict[str, LineString], *, land: BaseGeometry, frame: Polygon, end_gap_m: float) -> None:
    _, south, _, north = frame.bounds
    faults = []
    for name, line in lines.items():
        for (lon, lat, *_), edge in ((line.coords[0], north), (line.coords[-1], south)):
            gap_m = wgs84().geometry_length(LineString([(lon, lat), (lon, edge)]).intersection(land))
            if gap_m > end_gap_m or not frame.contains(Point(lon, lat)):
                reason = f"its end at {lon:.5f}, {lat:.5f} is {gap_m:.0f} m short of the border"
                faults.append(Fault("lines", 0, name, reason))
    if faults:
        raise DataError(faults)


def _separation(land: BaseGeometry, *, east_of_a: Polygon, east_of_b: Polygon) -> Polygon:
    """Return the largest piece of land east of A and not east of B."""
    crossed = land.intersection(east_of_b.difference(east_of_a))
    between = shapely.get_parts(land.intersection(east_of_a).difference(east_of_b))
    areas_km2 = sorted((_area_km2(part), number) for number, part in enumerate(between))
    slivers_km2 = sum(area for area, _ in areas_km2[:-1]) + _area_km2(crossed)
    if not areas_km2 or slivers_km2 > _SLIVER_KM2:
        reason = f"the lines cross or do not part the land ({slivers_km2:.3f} km2 astray)"
        raise DataError([Fault("lines", 0, "geometry", reason)])
    return Polygon(between[areas_km2[-1][1]])


def _bands(line: LineString, land: BaseGeometry, *, side: Side, plane: LocalPlane) -> tuple[LimitationArea, ...]:
    """Return the bands of one side: offsets of the whole line in the plane, cut to the land of that side.

    Round corners are drawn with 128 chords a quarter turn, at most 0.5 m inside the true arc at 25 km.
    """
    drawn = plane.project_geometry(line)
    areas: list[LimitationArea] = []
    within: BaseGeometry = shapely.GeometryCollection()
    for band, edge_m in zip(BANDS, BAND_EDGES_M, strict=True):
        reach = plane.unproject_geometry(drawn.buffer(edge_m, quad_segs=_QUARTER_SEGMENTS))
        areas.append(LimitationArea(side, band, _polygons(land.intersection(reach.difference(within)))))
        within = reach
    return tuple(areas)


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Drop what an overlay leaves besides areas, and slivers below a square metre."""
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    kept = [part for part in parts if _area_km2(part) * _M2_PER_KM2 > 1]
    return kept[0] if len(kept) == 1 else shapely.multipolygons(kept)


def _area_km2(geometry: BaseGeometry) -> float:
    return abs(float(wgs84().geometry_area_perimeter(geometry)[0])) / _M2_PER_KM2 if geometry.area else 0.0
