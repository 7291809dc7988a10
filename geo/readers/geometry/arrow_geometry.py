"""Native encodings of GeoParquet 1.1: coordinates in Arrow lists, as shapes."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

ENCODINGS: dict[str, tuple[GeometryType, int]] = {
    "point": (GeometryType.POINT, 0),
    "linestring": (GeometryType.LINESTRING, 1),
    "polygon": (GeometryType.POLYGON, 2),
    "multipoint": (GeometryType.MULTIPOINT, 1),
    "multilinestring": (GeometryType.MULTILINESTRING, 2),
    "multipolygon": (GeometryType.MULTIPOLYGON, 3),
}
"""Shape and number of nested lists by encoding."""


def native_shapes(
    column: pa.Array, encoding: str, *, faults: list[list[str]], vertices_left: int
) -> tuple[NDArray[np.object_], int]:
    """Return the shapes of a column, and how many vertices may still come.

    Parameters
    ----------
    column : pa.Array
        Coordinates as GeoParquet nests them; validated.
    encoding : str
        One of :data:`ENCODINGS`.
    faults : list of list of str
        Of each row; what cannot be read is added.
    vertices_left : int
        Vertices that are still allowed.

    Raises
    ------
    OverflowError
        If more vertices than are allowed come.
    """
    try:
        with np.errstate(invalid="ignore", over="ignore"):  # what is not finite is found later
            shapes, vertices = _shapes(column, encoding)
    except (ValueError, TypeError, shapely.errors.ShapelyError):
        return _one_by_one(column, encoding, faults=faults, vertices_left=vertices_left)
    if vertices > vertices_left:
        raise OverflowError
    return shapes, vertices_left - vertices


def _one_by_one(
    column: pa.Array, encoding: str, *, faults: list[list[str]], vertices_left: int
) -> tuple[NDArray[np.object_], int]:
    """Return the shapes where at least one of them cannot be made."""
    shapes = np.full(len(column), None, dtype=object)
    for at in range(len(column)):
        try:
            (shapes[at],), vertices = _shapes(column.slice(at, 1), encoding)
        except (ValueError, TypeError, shapely.errors.ShapelyError):
            faults[at].append(f"its geometry is not {encoding}; write it as WKB")
            continue
        vertices_left -= vertices
        if vertices_left < 0:
            raise OverflowError
    return shapes, vertices_left


def _shapes(column: pa.Array, encoding: str) -> tuple[NDArray[np.object_], int]:
    kind, levels = ENCODINGS[encoding]
    missing = column.is_null().to_numpy(zero_copy_only=False)
    offsets: list[NDArray[np.int64]] = []
    values = column
    for _ in range(levels):
        if not (pa.types.is_list(values.type) or pa.types.is_large_list(values.type)):
            raise TypeError("the column does not hold lists")
        cuts = values.offsets.to_numpy().astype(np.int64)
        offsets.append(cuts - cuts[0])
        values = values.values.slice(int(cuts[0]), int(cuts[-1] - cuts[0]))
    if (
        not pa.types.is_struct(values.type)
        or values.type.get_field_index("x") < 0
        or values.type.get_field_index("y") < 0
    ):
        raise TypeError("the column does not hold x and y")
    x, y = (values.field(name).cast(pa.float64()).to_numpy(zero_copy_only=False) for name in "xy")
    coordinates = np.column_stack((x, y))
    if kind is GeometryType.POINT:
        shapes = np.full(len(column), None, dtype=object)
        known = ~missing & ~np.isnan(coordinates).any(axis=1)
        shapes[known] = shapely.points(coordinates[known])
        return shapes, len(coordinates)
    shapes = np.array(shapely.from_ragged_array(kind, coordinates, tuple(reversed(offsets))), dtype=object)
    shapes[missing] = None
    return shapes, len(coordinates)
