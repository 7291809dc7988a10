"""Untrusted well-known binary: walked before a library sees it, so that counts and depth can be trusted.

Layout: OGC 06-103r4, 8.2, with the extended flags of PostGIS. Arcs (circular strings and what is made of them) are
drawn as short lines, because GEOS has none.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

MAX_DEPTH = 16
"""Most collections in one another."""

_Z, _M, _SRID = 0x80000000, 0x40000000, 0x20000000
_POINT, _LINE, _POLYGON, _ARC, _COMPOUND, _CURVE_POLYGON, _TRIANGLE = 1, 2, 3, 8, 9, 10, 17
_PARTS = frozenset({4, 5, 6, 7, 9, 10, 11, 12, 15, 16})
_CURVED = frozenset({8, 9, 10, 11, 12})
_UNDRAWN = frozenset({15, 16, 17})
_ARC_STEP = math.radians(4)


@dataclass(frozen=True)
class Extent:
    """What a walk through well-known binary found.

    Attributes
    ----------
    end : int
        Where it ends.
    vertices : int
        How many positions it has.
    kinds : frozenset of int
        Types in it, without their dimensions.
    """

    end: int
    vertices: int
    kinds: frozenset[int]


def walk(blob: bytes) -> Extent:
    """Return what well-known binary holds.

    Raises
    ------
    ValueError
        If it is cut off, counts more than it holds, is nested too deeply, or has an unknown type.
    """
    try:
        return _walk(blob, 0, MAX_DEPTH)
    except struct.error as error:
        raise ValueError("its geometry is cut off") from error


def shapes_of(
    blobs: Sequence[bytes | None], *, faults: list[list[str]], vertices_left: int
) -> tuple[NDArray[np.object_], int]:
    """Return the shapes of well-known binary, and how many vertices may still come.

    Parameters
    ----------
    blobs : sequence of bytes or None
        One for each row.
    faults : list of list of str
        Of each row; what cannot be read is added.
    vertices_left : int
        Vertices that are still allowed.

    Raises
    ------
    OverflowError
        If more vertices than are allowed come.
    """
    shapes = np.full(len(blobs), None, dtype=object)
    straight: list[int] = []
    for at, blob in enumerate(blobs):
        if blob is None:
            continue
        try:
            extent = walk(blob)
        except ValueError as error:
            faults[at].append(str(error))
            continue
        vertices_left -= extent.vertices
        if vertices_left < 0:
            raise OverflowError
        if extent.kinds & _UNDRAWN:
            faults[at].append("its geometry is a surface in space (TIN), which is not drawn; convert it to areas")
        elif extent.kinds & _CURVED:
            shapes[at] = _curved(blob, faults[at])
        else:
            straight.append(at)
    if straight:
        plain = np.array([blobs[at] for at in straight], dtype=object)
        with np.errstate(invalid="ignore", over="ignore"):  # what is not finite is found later
            shapes[straight] = shapely.from_wkb(plain, on_invalid="ignore")
    for at in straight:
        if shapes[at] is None:
            faults[at].append("its geometry cannot be read; a ring in it may not be closed")
    return shapes, vertices_left


def _head(blob: bytes, at: int) -> tuple[str, int, int, int]:
    """Return byte order, type, numbers in a position, and where the content begins."""
    if at >= len(blob) or blob[at] > 1:
        raise ValueError("its geometry is cut off or damaged")
    order = "<" if blob[at] else ">"
    (code,) = struct.unpack_from(order + "I", blob, at + 1)
    start = at + 9 if code & _SRID else at + 5
    flat = code & ~(_Z | _M | _SRID)
    kind, dimension = flat % 1000, flat // 1000
    if dimension > 3 or not (1 <= kind <= 12 or 15 <= kind <= 17):
        raise ValueError(f"its geometry is of the unknown type {flat}")
    has_z, has_m = bool(code & _Z) or dimension in (1, 3), bool(code & _M) or dimension in (2, 3)
    return order, kind, 2 + has_z + has_m, start


def _walk(blob: bytes, at: int, depth: int) -> Extent:
    if depth < 0:
        raise ValueError(f"its geometry is nested more than {MAX_DEPTH} deep")
    order, kind, numbers, at = _head(blob, at)
    if kind == _POINT:
        return _within(blob, at + 8 * numbers, 1, kind)
    (count,) = struct.unpack_from(order + "I", blob, at)
    at += 4
    if kind in (_LINE, _ARC):
        return _within(blob, at + 8 * numbers * count, count, kind)
    vertices, kinds = 0, frozenset({kind})
    for _ in range(count):
        if kind in _PARTS:
            part = _walk(blob, at, depth - 1)
        else:
            (length,) = struct.unpack_from(order + "I", blob, at)
            part = _within(blob, at + 4 + 8 * numbers * length, length, kind)
        at, vertices, kinds = part.end, vertices + part.vertices, kinds | part.kinds
    return Extent(at, vertices, kinds)


def _within(blob: bytes, end: int, vertices: int, kind: int) -> Extent:
    if end > len(blob):
        raise ValueError("its geometry is cut off")
    return Extent(end, vertices, frozenset({kind}))


def _curved(blob: bytes, faults: list[str]) -> BaseGeometry | None:
    try:
        with np.errstate(invalid="ignore", over="ignore"):
            return _shape(blob, 0)[0]
    except (ValueError, shapely.errors.ShapelyError) as error:
        faults.append(f"its curved geometry cannot be read ({str(error)[:80]})")
        return None


def _shape(blob: bytes, at: int) -> tuple[BaseGeometry, int]:
    """Return a shape with its arcs as short lines, and where it ends; what is given has been walked."""
    start = at
    order, kind, numbers, at = _head(blob, at)
    if kind in (_POINT, _POLYGON):
        end = _walk(blob, start, MAX_DEPTH).end
        return shapely.from_wkb(blob[start:end]), end
    (count,) = struct.unpack_from(order + "I", blob, at)
    at += 4
    if kind in (_LINE, _ARC):
        end = at + 8 * numbers * count
        points = np.frombuffer(blob[at:end], dtype=order + "f8").reshape(count, numbers)[:, :2]
        return shapely.LineString(_along(points) if kind == _ARC else points), end
    parts: list[BaseGeometry] = []
    for _ in range(count):
        part, at = _shape(blob, at)
        parts.append(part)
    return _joined(kind, parts), at


def _joined(kind: int, parts: list[BaseGeometry]) -> BaseGeometry:
    if kind == _COMPOUND:
        return shapely.LineString(np.concatenate([shapely.get_coordinates(part) for part in parts]))
    if kind == _CURVE_POLYGON:
        rings = [shapely.get_coordinates(part) for part in parts]
        return shapely.Polygon(rings[0], rings[1:]) if rings else shapely.Polygon()
    gather: dict[int, Callable[..., BaseGeometry]] = {
        4: shapely.MultiPoint,
        5: shapely.MultiLineString,
        6: shapely.MultiPolygon,
        11: shapely.MultiLineString,
        12: shapely.MultiPolygon,
    }
    return gather.get(kind, shapely.GeometryCollection)(parts)


def _along(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions along circular arcs, each through three points, the last of one being the first of the next."""
    arcs = [_arc(*points[first : first + 3]) for first in range(0, len(points) - 2, 2)]
    return np.concatenate([points[:1], *arcs])


def _arc(start: NDArray[np.float64], middle: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions of the arc after its start."""
    (x1, y1), (x2, y2), (x3, y3) = start, middle, end
    if x1 == x3 and y1 == y3:  # a whole circle: the middle lies opposite
        x, y, sweep = (x1 + x2) / 2, (y1 + y2) / 2, math.tau
    else:
        turn = 2 * ((x2 - x1) * (y3 - y1) - (y2 - y1) * (x3 - x1))
        if abs(turn) < 1e-15:
            return np.array([middle, end])
        a, b = (x2 - x1) ** 2 + (y2 - y1) ** 2, (x3 - x1) ** 2 + (y3 - y1) ** 2
        x = x1 + ((y3 - y1) * a - (y2 - y1) * b) / turn
        y = y1 + ((x2 - x1) * b - (x3 - x1) * a) / turn
        sweep = (math.atan2(y3 - y, x3 - x) - math.atan2(y1 - y, x1 - x)) % math.tau
        sweep = sweep if turn > 0 else sweep - math.tau
    radius, begin = math.hypot(x1 - x, y1 - y), math.atan2(y1 - y, x1 - x)
    steps = max(2, math.ceil(abs(sweep) / _ARC_STEP))
    angles = begin + sweep * np.arange(1, steps + 1) / steps
    made = np.column_stack((x + radius * np.cos(angles), y + radius * np.sin(angles)))
    made[-1] = end
    return made
