"""Lines and areas against the 1974 geometry: which sides they reach, how they lie to the area of separation.

A shape counts as drawn: no uncertainty radius is laid around it. A part smaller than 10 m2, or shorter than 0.1 m, is
taken for rounding along a common edge and not for a part.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.atlas.position import PositionTest
from geo.userdata.enrich.columns import SEVERAL, NoSide, ShapeRelation
from geo.zone import Side, Zone

_LEAST_AREA_DEG2 = 1e-9
_LEAST_LENGTH_DEG = 1e-6
_FRAME_DEG = 2.0
"""How far from the region, in degrees, the plane serves for distances; beyond it they are left empty."""

Shapes = NDArray[np.object_]
Sides = frozenset[Side]


def shape_columns(test: PositionTest, shapes: Shapes) -> dict[str, pa.Array]:
    """Return the position columns of lines and areas, one entry per shape.

    Parameters
    ----------
    test : PositionTest
        The geometry and the rival one.
    shapes : ndarray of object
        Shapely geometry, degrees WGS 84.
    """
    valid = np.asarray(shapely.make_valid(shapes), dtype=object)
    sides = _sides_of(test.zone, valid)
    others = _sides_of(test.alternative, valid)
    to_a_m, to_b_m = _distances_m(test.zone, valid)
    spans = [len(found) > 1 for found in sides]
    accuracy_m = np.full(len(valid), round(test.zone.line_accuracy_m), dtype=np.int64)
    return {
        "side": pa.array([SEVERAL if several else str(*found) for found, several in _both(sides, spans)], pa.string()),
        "no_side_reason": pa.array([str(NoSide.SHAPE_SPANS) if several else "" for several in spans], pa.string()),
        "possible_sides": pa.array(["|".join(sorted(map(str, found))) for found in sides], pa.string()),
        "shape_relation": pa.array([str(_relation(found)) for found in sides], pa.string()),
        "distance_to_a_m": to_a_m,
        "distance_to_b_m": to_b_m,
        "line_accuracy_m": pa.array(accuracy_m),
        "depends_on_geometry": pa.array([mine != other for mine, other in zip(sides, others, strict=True)], pa.bool_()),
    }


def _both(sides: list[Sides], spans: list[bool]) -> list[tuple[Sides, bool]]:
    return list(zip(sides, spans, strict=True))


def _relation(sides: Sides) -> ShapeRelation:
    if Side.INSIDE not in sides:
        return ShapeRelation.APART
    return ShapeRelation.INSIDE if len(sides) == 1 else ShapeRelation.TOUCHES


def _sides_of(zone: Zone, shapes: Shapes) -> list[Sides]:
    """Return for each shape the sides in which it has a part."""
    areas = _side_areas(zone)
    shapely.prepare([*areas.values(), zone.region])
    found: list[Sides] = [frozenset({Side.OUTSIDE_REGION})] * len(shapes)
    reaching = shapely.intersects(zone.region, shapes)
    left = np.flatnonzero(reaching)
    for side, area in areas.items():
        whole = shapely.covers(area, shapes[left])
        for number in left[whole]:
            found[number] = frozenset({side})
        left = left[~whole]
    for number in left:
        shape = shapes[number]
        parts = {side: shapely.intersection(area, shape) for side, area in areas.items()}
        parts[Side.OUTSIDE_REGION] = shapely.difference(shape, zone.region)
        dimension = int(shapely.get_dimensions(shape))
        kept = frozenset(side for side, part in parts.items() if _counts(part, dimension))
        found[number] = kept or frozenset({Side.OUTSIDE_REGION})
    return found


def _side_areas(zone: Zone) -> dict[Side, BaseGeometry]:
    bands: dict[Side, BaseGeometry] = {
        side: shapely.union_all([area.geometry for area in zone.areas_of_limitation if area.side is side])
        for side in (Side.WEST_OF_A, Side.EAST_OF_B)
    }
    return {Side.INSIDE: zone.area_of_separation, **bands}


def _counts(part: BaseGeometry, dimension: int) -> bool:
    if dimension == 2:
        return bool(shapely.area(part) > _LEAST_AREA_DEG2)
    if dimension == 1:
        return bool(shapely.length(part) > _LEAST_LENGTH_DEG)
    return not bool(shapely.is_empty(part))


def _distances_m(zone: Zone, shapes: Shapes) -> tuple[pa.Array, pa.Array]:
    """Return metres from the nearest part of each shape to lines A and B, positive where it lies east of the line."""
    west, south, east, north = zone.region.bounds
    frame = shapely.box(west - _FRAME_DEG, south - _FRAME_DEG, east + _FRAME_DEG, north + _FRAME_DEG)
    near = np.asarray(shapely.covers(frame, shapes))
    drawn = [zone.plane.project_geometry(shape) for shape in shapes[near]]
    within = shapely.point_on_surface(shapes[near])
    columns = []
    for line, half in zip((zone.line_a, zone.line_b), zone.index.east_of_lines, strict=True):
        ways = shapely.shortest_line(zone.plane.project_geometry(line), np.array(drawn, dtype=object))
        ends = shapely.get_coordinates(ways).reshape(-1, 2, 2)
        scale = zone.plane.mean_scale(ends[:, 0, 0], ends[:, 1, 0])
        signed = shapely.length(ways) / scale * np.where(shapely.intersects(half, within), 1, -1)
        metres = np.zeros(len(shapes), dtype=np.int64)
        metres[near] = np.rint(signed).astype(np.int64)
        columns.append(pa.array(metres, mask=~near))
    return columns[0], columns[1]
