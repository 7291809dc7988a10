"""The position test: on which side of the lines points lie, in which band, how far from each line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, cast

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geo.zone.answers import NONE, Positions
from geo.zone.build import Zone
from geo.zone.coordinates import checked_coordinates, checked_radii, refuse_swapped
from geo.zone.nearest import NamedPlaces, nearest_places
from geo.zone.plane.crs import FloatArray, nearest_vertex_m
from geo.zone.plane.grid import IntArray, plane_points
from geo.zone.sides import BAND_EDGES_M, BANDS

BLOCK = 8192
"""Points per task: large enough to let threads run side by side, small enough for the processor's cache."""

_FAR_SLACK_M = 1000.0
_LAND, _EAST_OF_A, _EAST_OF_B = 1, 2, 4
# Parts of the world, in the order of `ZoneIndex.parts`, and the rest of it.
_SEPARATION, _WEST, _EAST, _OUTSIDE = 0, 1, 4, 7
_SIDE_OF_PART = np.array([0, 1, 1, 1, 2, 2, 2, 3], dtype=np.int8)
_BAND_OF_PART = np.array([NONE, 0, 1, 2, 0, 1, 2, NONE], dtype=np.int8)


class _Located(NamedTuple):
    """For each point its part of the world, the parts its circle touches (bits), signed metres to A and B."""

    part: NDArray[np.int8]
    touched: NDArray[np.uint8]
    to_a_m: FloatArray
    to_b_m: FloatArray


def locate(
    zone: Zone,
    lon: ArrayLike,
    lat: ArrayLike,
    *,
    uncertainty_m: ArrayLike = 0.0,
    alternative: Zone | None = None,
    check_swapped: bool = True,
    workers: int | None = None,
) -> Positions:
    """Say for many points where they lie, and where they may lie given how well they are known.

    Parameters
    ----------
    zone : Zone
        The geometry.
    lon, lat : array_like
        Degrees WGS 84, of one length; a single number is an array of one.
    uncertainty_m : array_like
        Radius in metres of the circle in which the true point lies: one for all, or one per point.
        The answer is "cannot tell" exactly when the circle reaches another side; never at radius 0.
    alternative : Zone, optional
        Another geometry; ``depends_on_geometry`` says where the same test against it gives other
        possible sides. Without it the flag is false.
    check_swapped : bool
        Whether to refuse points that would lie in the region with longitude and latitude exchanged.
    workers : int, optional
        Threads; as many as there are processors when left out. The answer does not depend on it.

    Returns
    -------
    Positions
        A point on line A counts as west of it, a point on line B as west of that. The band is given
        only when the whole circle lies in it.

    Raises
    ------
    CoordinateError
        If a coordinate is not a finite number in range, or longitude and latitude look swapped.
    UsageError
        If a radius is not a finite number of at least 0.
    """
    lon_deg, lat_deg = checked_coordinates(lon, lat)
    radius_m = checked_radii(uncertainty_m, count=len(lon_deg))
    located = _located(zone, lon_deg, lat_deg, radius_m, workers=workers)
    if check_swapped:
        refuse_swapped(zone, lon_deg, lat_deg, outside=located.part == _OUTSIDE)
    possible = _possible_sides(located.touched)
    if alternative is None:
        depends = np.zeros(len(lon_deg), dtype=np.bool_)
    else:
        other = _located(alternative, lon_deg, lat_deg, radius_m, workers=workers)
        depends = _possible_sides(other.touched) != possible
    certain_side = possible == 1 << _SIDE_OF_PART[located.part]
    certain_band = located.touched == 1 << located.part.astype(np.uint8)
    return Positions(
        side_code=np.where(certain_side, _SIDE_OF_PART[located.part], NONE).astype(np.int8),
        possible_bits=possible,
        band_code=np.where(certain_band, _BAND_OF_PART[located.part], NONE).astype(np.int8),
        distance_to_a_m=located.to_a_m,
        distance_to_b_m=located.to_b_m,
        uncertainty_m=radius_m,
        depends_on_geometry=depends,
        line_accuracy_m=zone.line_accuracy_m,
    )


def position_json(
    zone: Zone,
    lon: float,
    lat: float,
    *,
    uncertainty_m: float = 0.0,
    alternative: Zone | None = None,
    places: NamedPlaces | None = None,
) -> dict[str, object]:
    """Return the answer for one point as the public JSON object.

    Parameters
    ----------
    zone, lon, lat, uncertainty_m, alternative
        See `locate`.
    places : NamedPlaces, optional
        Places for ``nearest_place``; without them it is null.

    Raises
    ------
    CoordinateError, UsageError
        See `locate`.
    """
    positions = locate(zone, lon, lat, uncertainty_m=uncertainty_m, alternative=alternative)
    nearest = nearest_places(places, lon, lat).to_json(0) if places is not None else None
    return positions.to_json(0, nearest_place=nearest)


def _possible_sides(touched: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return bits of `ANSWERS` for bits of parts."""
    table = np.zeros(256, dtype=np.uint8)
    for part, side in enumerate(_SIDE_OF_PART):
        table[np.arange(256) >> part & 1 == 1] |= np.uint8(1 << side)
    return table[touched]


def _located(zone: Zone, lon: FloatArray, lat: FloatArray, radius_m: FloatArray, *, workers: int | None) -> _Located:
    """Work through the points block by block, several blocks at a time."""
    blocks = [slice(start, start + BLOCK) for start in range(0, max(len(lon), 1), BLOCK)]

    def work(block: slice) -> _Located:
        return _located_block(zone, lon[block], lat[block], radius_m[block])

    if len(blocks) == 1:
        return work(blocks[0])
    zone.index.make_tables()
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        return _joined(list(pool.map(work, blocks)))


def _located_block(zone: Zone, lon: FloatArray, lat: FloatArray, radius_m: FloatArray) -> _Located:
    x, y = zone.plane.project(lon, lat)
    cell = zone.index.grid.cell_of(x, y)
    near = cell >= 0
    if near.all():
        return _near(zone, x, y, cell, radius_m)
    within = _near(zone, x[near], y[near], cell[near], radius_m[near])
    beyond = _far(zone, lon[~near], lat[~near], radius_m[~near])
    back = np.argsort(np.concatenate((np.flatnonzero(near), np.flatnonzero(~near))))
    both = _joined([within, beyond])
    return _Located(both.part[back], both.touched[back], both.to_a_m[back], both.to_b_m[back])


def _joined(answers: Sequence[_Located]) -> _Located:
    return _Located(
        part=np.concatenate([answer.part for answer in answers]),
        touched=np.concatenate([answer.touched for answer in answers]),
        to_a_m=np.concatenate([answer.to_a_m for answer in answers]),
        to_b_m=np.concatenate([answer.to_b_m for answer in answers]),
    )


def _reached(geometry: BaseGeometry, points: NDArray[np.object_], reach_m: FloatArray) -> NDArray[np.bool_]:
    # The type stubs know one distance for all points only; shapely takes one for each.
    return np.asarray(shapely.dwithin(geometry, points, cast("Any", reach_m)))


def _near(zone: Zone, x: FloatArray, y: FloatArray, cell: IntArray, radius_m: FloatArray) -> _Located:
    """Locate points within the grid."""
    half = zone.index.halves.at(x, y, cell)
    to_a_m, to_b_m = (line.distance_m(x, y, cell) for line in zone.index.lines)
    land = half & _LAND != 0
    east_of_a, east_of_b = half & _EAST_OF_A != 0, half & _EAST_OF_B != 0
    # A point exactly on a band edge belongs to the outer band.
    edges = np.array(BAND_EDGES_M)
    west_part, east_part = (np.searchsorted(edges, to_m, side="right") for to_m in (to_a_m, to_b_m))
    part = np.where(east_of_b, _EAST + east_part, np.where(east_of_a, _SEPARATION, _WEST + west_part))
    too_far = np.where(east_of_b, east_part, np.where(east_of_a, 0, west_part)) == len(BANDS)
    part[too_far | ~land] = _OUTSIDE
    part = part.astype(np.int8)
    return _Located(
        part=part,
        touched=_touched(zone, x, y, radius_m, part=part),
        to_a_m=np.where(east_of_a, to_a_m, -to_a_m),
        to_b_m=np.where(east_of_b, to_b_m, -to_b_m),
    )


def _touched(
    zone: Zone, x: FloatArray, y: FloatArray, radius_m: FloatArray, *, part: NDArray[np.int8]
) -> NDArray[np.uint8]:
    """Return the parts that each circle reaches, as bits; its own part always among them."""
    touched = np.uint8(1) << part.astype(np.uint8)
    rows = np.flatnonzero(radius_m > 0)
    points = plane_points(np.column_stack((x[rows], y[rows])))
    reach = radius_m[rows] * zone.plane.mean_scale(x[rows], x[rows])
    crossing = _reached(zone.index.edges, points, reach)
    rows, points, reach = rows[crossing], points[crossing], reach[crossing]
    for number, polygon in enumerate((*zone.index.parts, zone.index.surroundings)):
        touched[rows[_reached(polygon, points, reach)]] |= np.uint8(1 << number)
    return touched


def _far(zone: Zone, lon: FloatArray, lat: FloatArray, radius_m: FloatArray) -> _Located:
    """Locate points beyond the grid: all outside the region, with geodesic distances."""
    distances = []
    for half, vertices in zip(zone.index.east_of_lines, zone.index.vertices, strict=True):
        to_line_m = nearest_vertex_m(lon, lat, vertices)
        distances.append(np.where(shapely.contains_xy(half, lon, lat), to_line_m, -to_line_m))
    touched = np.full(len(lon), 1 << _OUTSIDE, dtype=np.uint8)
    # The region reaches no farther from the lines than its outermost band edge.
    nearest_m = np.minimum(*np.abs(distances)) - BAND_EDGES_M[-1]
    rows = np.flatnonzero(radius_m > nearest_m - _FAR_SLACK_M)
    for number, vertices in enumerate(zone.index.part_vertices):
        reached = nearest_vertex_m(lon[rows], lat[rows], vertices) < radius_m[rows]
        touched[rows[reached]] |= np.uint8(1 << number)
    part = np.full(len(lon), _OUTSIDE, dtype=np.int8)
    return _Located(part=part, touched=touched, to_a_m=distances[0], to_b_m=distances[1])
