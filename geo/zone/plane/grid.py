"""A grid of square cells over the plane, so that a point meets only the few edges that matter to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.zone.plane.crs import FloatArray

CELL_M = 1000.0
MIXED = 255
"""Label of a cell that an edge runs through: its points are tested one by one."""

_SLACK_M = 0.01

IntArray = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Square cells of `CELL_M` metres, numbered row by row from the south-west corner."""

    x_0: float
    y_0: float
    columns: int
    rows: int

    def cell_of(self, x: FloatArray, y: FloatArray) -> IntArray:
        """Return the cell number of each point, -1 outside the grid."""
        column = np.floor((x - self.x_0) / CELL_M)
        row = np.floor((y - self.y_0) / CELL_M)
        within = (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
        with np.errstate(invalid="ignore"):  # the other side of the Earth is not in the plane
            row *= self.columns
            row += column
        row[~within] = -1
        return row.astype(np.int32)

    def boxes(self) -> NDArray[np.object_]:
        """Return the cells as polygons, a hair larger than they are, in the order of their numbers."""
        row, column = np.divmod(np.arange(self.rows * self.columns), self.columns)
        west, south = self.x_0 + column * CELL_M, self.y_0 + row * CELL_M
        cells: NDArray[np.object_] = shapely.box(
            west - _SLACK_M, south - _SLACK_M, west + CELL_M + _SLACK_M, south + CELL_M + _SLACK_M
        )
        return cells

    def centres(self) -> FloatArray:
        """Return the (n, 2) centres of the cells, in the order of their numbers."""
        row, column = np.divmod(np.arange(self.rows * self.columns), self.columns)
        return np.column_stack((self.x_0 + (column + 0.5) * CELL_M, self.y_0 + (row + 0.5) * CELL_M))


def grid_around(geometry: BaseGeometry, *, margin_m: float) -> Grid:
    """Return the grid that covers a plane geometry and ``margin_m`` metres on every side."""
    west, south, east, north = geometry.bounds
    return Grid(
        x_0=west - margin_m,
        y_0=south - margin_m,
        columns=math.ceil((east - west + 2 * margin_m) / CELL_M),
        rows=math.ceil((north - south + 2 * margin_m) / CELL_M),
    )


@dataclass(frozen=True, slots=True, eq=False)
class CellLabels:
    """For several polygons of the plane: which of them hold a point, as bits 1, 2, 4, ... in their order."""

    polygons: tuple[BaseGeometry, ...]
    labels: NDArray[np.uint8]

    def at(self, x: FloatArray, y: FloatArray, cell: IntArray) -> NDArray[np.uint8]:
        """Return the bits of points within the grid; a point on an edge is not held."""
        label = self.labels[cell]
        mixed = np.flatnonzero(label == MIXED)
        if len(mixed):
            label[mixed] = bits_at(self.polygons, x[mixed], y[mixed])
        return label


def bits_at(polygons: Sequence[BaseGeometry], x: FloatArray, y: FloatArray) -> NDArray[np.uint8]:
    """Return which polygons hold each point strictly, as bits 1, 2, 4, ... in their order."""
    bits = np.zeros(len(x), dtype=np.uint8)
    for position, polygon in enumerate(polygons):
        bits |= shapely.contains_xy(polygon, x, y).astype(np.uint8) << np.uint8(position)
    return bits


def label_cells(grid: Grid, polygons: Sequence[BaseGeometry]) -> CellLabels:
    """Label every cell of the grid; cells that an edge of any polygon touches are `MIXED`."""
    shapely.prepare(list(polygons))
    centres = grid.centres()
    labels = bits_at(polygons, centres[:, 0], centres[:, 1])
    tree = shapely.STRtree(grid.boxes())
    for polygon in polygons:
        rings = shapely.get_parts(shapely.boundary(polygon))
        pieces = np.concatenate([two_point_pieces(ring) for ring in rings])
        labels[np.unique(tree.query(pieces, predicate="intersects")[1])] = MIXED
    return CellLabels(polygons=tuple(polygons), labels=labels)


def two_point_pieces(line: BaseGeometry) -> NDArray[np.object_]:
    """Return the pieces of one line, vertex to vertex, as lines of their own."""
    coordinates = shapely.get_coordinates(line)
    return np.asarray(shapely.linestrings(np.stack((coordinates[:-1], coordinates[1:]), axis=1)), dtype=object)


def plane_points(coordinates: FloatArray) -> NDArray[np.object_]:
    """Return an (n, 2) array of x and y as points."""
    return np.asarray(shapely.points(coordinates), dtype=object)
