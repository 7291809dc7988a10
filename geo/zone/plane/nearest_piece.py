"""Distance from many points to one line, exact, looking only at the pieces that can be nearest."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.zone.plane.crs import FloatArray, LocalPlane
from geo.zone.plane.grid import CELL_M, Grid, IntArray, plane_points, two_point_pieces

FEW_POINTS = 2000
"""Up to here every piece is looked at, which costs less than making the table of candidates."""

_SLACK_M = 0.01
_SCALE_SLACK = 5e-4
"""The scale of the plane differs by less than this between any two ways within the grid."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """For each cell of a grid the pieces that can hold the point of the line nearest to a point in it.

    Attributes
    ----------
    first, count : ndarray
        Where a cell's pieces begin in ``pieces``, and how many they are.
    pieces : ndarray
        Numbers of pieces.
    """

    first: NDArray[np.int64]
    count: NDArray[np.int64]
    pieces: IntArray


@dataclass(frozen=True, eq=False)
class LineIndex:
    """A line of the plane, ready for distances from points within the grid.

    Attributes
    ----------
    line : BaseGeometry
        The line in plane metres.
    grid : Grid
        Cells of the points.
    plane : LocalPlane
        Plane of the coordinates.
    """

    line: BaseGeometry
    grid: Grid
    plane: LocalPlane

    @cached_property
    def pieces(self) -> FloatArray:
        """(5, n): start x and y, run in x and y in metres, one over the squared length."""
        coordinates = shapely.get_coordinates(self.line)
        start, run = coordinates[:-1], np.diff(coordinates, axis=0)
        squared = np.einsum("ij,ij->i", run, run)
        inverse = np.divide(1.0, squared, out=np.zeros_like(squared), where=squared > 0)
        return np.ascontiguousarray(np.column_stack((start, run, inverse)).T)

    @cached_property
    def candidates(self) -> Candidates:
        """The pieces worth looking at in each cell.

        Let c be the centre of a cell, h half its diagonal and d the distance from c to the line. No point
        of the cell is farther than d + h from the line, so a piece farther than d + 2h from c is never its
        nearest. Leaving such pieces out is exact; the scale of the plane is allowed for.
        """
        parts = two_point_pieces(self.line)
        centres = plane_points(self.grid.centres())
        reach = shapely.distance(self.line, centres) + CELL_M * math.sqrt(2)
        reach = reach * (1 + _SCALE_SLACK) + _SLACK_M
        cells, pieces = shapely.STRtree(parts).query(centres, predicate="dwithin", distance=reach)
        count = np.bincount(cells, minlength=len(centres)).astype(np.int64)
        by_cell = pieces[np.argsort(cells, kind="stable")].astype(np.int32)
        return Candidates(first=np.cumsum(count) - count, count=count, pieces=by_cell)

    def distance_m(self, x: FloatArray, y: FloatArray, cell: IntArray) -> FloatArray:
        """Return metres on the ellipsoid to the line, for plane points and the cells they lie in."""
        if len(x) <= FEW_POINTS:
            return self._distance_to_all_m(x, y)
        table = self.candidates
        count = table.count[cell]
        start = np.cumsum(count) - count
        # One row per point and candidate; the offset is its row in the table.
        offset = np.repeat(table.first[cell] - start, count)
        offset += np.arange(len(offset))
        squared = self._squared_m2(np.repeat(x, count), np.repeat(y, count), table.pieces[offset])
        nearest: FloatArray = np.sqrt(np.minimum.reduceat(squared, start))
        return nearest

    def _distance_to_all_m(self, x: FloatArray, y: FloatArray) -> FloatArray:
        pieces = self.pieces.shape[1]
        every = np.tile(np.arange(pieces, dtype=np.int32), len(x))
        squared = self._squared_m2(np.repeat(x, pieces), np.repeat(y, pieces), every)
        nearest: FloatArray = np.sqrt(squared.reshape(len(x), pieces).min(axis=1))
        return nearest

    def _squared_m2(self, x: FloatArray, y: FloatArray, piece: IntArray) -> FloatArray:
        """Return squared metres on the ellipsoid from points to one piece each; arrays are reused."""
        start_x, start_y, run_x, run_y, inverse = (row[piece] for row in self.pieces)
        dx, dy = x - start_x, y - start_y
        share = dx * run_x
        share += dy * run_y
        share *= inverse
        np.clip(share, 0.0, 1.0, out=share)
        run_x *= share
        run_y *= share
        start_x += run_x
        scale = self.plane.mean_scale(x, start_x)
        dx -= run_x
        dy -= run_y
        dx *= dx
        dy *= dy
        dx += dy
        scale *= scale
        dx /= scale
        return np.asarray(dx)
