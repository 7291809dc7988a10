"""Search structures of the position test, made once for a zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geo.zone.plane.crs import DENSIFY_DEG, FloatArray, LocalPlane
from geo.zone.plane.grid import CellLabels, Grid, grid_around, label_cells
from geo.zone.plane.nearest_piece import LineIndex

GRID_MARGIN_M = 75_000.0
"""How far around the lines the grid reaches: more than the 60 km up to which distances are promised to a
metre, and far more than the 25 km at which the region ends."""


@dataclass(frozen=True, slots=True, eq=False)
class ZoneIndex:
    """What the position test looks up.

    Attributes
    ----------
    grid : Grid
        Cells over the plane; a point outside it is outside the region.
    halves : CellLabels
        Land outside Lebanon and Jordan (1), east of line A (2), east of line B (4).
    lines : tuple of LineIndex
        Distances to lines A and B within the grid.
    east_of_lines : tuple of Polygon
        What lies east of A and of B on the whole Earth, degrees, for points outside the grid.
    vertices : tuple of ndarray
        Lon, lat along lines A and B every 500 m, for points outside the grid.
    parts : tuple of BaseGeometry
        Plane polygons: the area of separation, the western and the eastern bands, outwards.
    surroundings : BaseGeometry
        Plane polygon of the frame without the parts.
    edges : BaseGeometry
        All edges of the parts in the plane.
    part_vertices : tuple of ndarray
        Lon, lat along the edges of each part every 500 m, for points outside the grid.
    """

    grid: Grid
    halves: CellLabels
    lines: tuple[LineIndex, LineIndex]
    east_of_lines: tuple[BaseGeometry, ...]
    vertices: tuple[FloatArray, FloatArray]
    parts: tuple[BaseGeometry, ...]
    surroundings: BaseGeometry
    edges: BaseGeometry
    part_vertices: tuple[FloatArray, ...]

    def make_tables(self) -> None:
        """Make the tables of candidates now, before several threads would each begin to."""
        for line in self.lines:
            _ = line.candidates


def index_zone(
    *,
    lines: tuple[LineString, LineString],
    halves: Sequence[BaseGeometry],
    world_halves: Sequence[BaseGeometry],
    parts: Sequence[BaseGeometry],
    plane: LocalPlane,
) -> ZoneIndex:
    """Index a zone; all geometries in degrees WGS 84, lon lat.

    Parameters
    ----------
    lines : tuple of LineString
        Lines A and B.
    halves : sequence of BaseGeometry
        Land, east of A, east of B, within the frame.
    world_halves : sequence of BaseGeometry
        East of A, east of B, on the whole Earth.
    parts : sequence of BaseGeometry
        The area of separation and the six bands.
    plane : LocalPlane
        Plane of the index.
    """
    drawn = [plane.project_geometry(line) for line in lines]
    grid = grid_around(shapely.union_all(drawn), margin_m=GRID_MARGIN_M)
    frame = plane.project_geometry(shapely.box(*shapely.union_all(list(halves)).bounds))
    plane_parts = tuple(plane.project_geometry(part) for part in parts)
    index = ZoneIndex(
        grid=grid,
        halves=label_cells(grid, [plane.project_geometry(half) for half in halves]),
        lines=(LineIndex(drawn[0], grid, plane), LineIndex(drawn[1], grid, plane)),
        east_of_lines=tuple(world_halves),
        vertices=(_vertices(lines[0]), _vertices(lines[1])),
        parts=plane_parts,
        surroundings=frame.difference(shapely.union_all(list(plane_parts))),
        edges=shapely.union_all([shapely.boundary(part) for part in plane_parts]),
        part_vertices=tuple(_vertices(part) for part in parts),
    )
    _prepare(index)
    return index


def _prepare(index: ZoneIndex) -> None:
    """Let GEOS build its own search trees now: it builds them at first use, which threads must not share."""
    polygons = [*index.parts, index.surroundings, index.edges]
    shapely.prepare([*polygons, *index.east_of_lines])
    shapely.dwithin(polygons, shapely.Point(0, 0), 1.0)
    shapely.contains_xy(index.east_of_lines, 0.0, 0.0)


def _vertices(geometry: BaseGeometry) -> FloatArray:
    coordinates: FloatArray = shapely.get_coordinates(shapely.segmentize(geometry, DENSIFY_DEG))
    return coordinates
