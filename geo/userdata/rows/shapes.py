"""Lines and areas of a person's file as the map draws them: within bounds, and no more exact than can be drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.readers import RowStatus
from geo.userdata.rows.row_details import MOST_DETAIL_CHARS, row_details

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


MAX_ROWS = 2_000
"""Rows with a line or an area that the map draws."""
MAX_VERTICES = 50_000
"""Vertices that the map draws; shapes are simplified, step by step, until they have no more."""
MAX_TOPOLOGY_VERTICES = 1_000
"""Vertices up to which a shape is simplified in the way that keeps its topology."""
MAX_SNAPPED_VERTICES = 20_000
"""Vertices up to which a shape that was snapped to a grid is simplified further."""
_STEPS_DEG = (1e-5, 5e-5, 2e-4, 1e-3)
_DEG_M = 111_320.0
_DIGITS = 6
_MOST_CHARS = 1_000_000
_LINES, _AREAS = ("LineString", "MultiLineString", "LinearRing"), ("Polygon", "MultiPolygon")


@dataclass(frozen=True)
class DrawnShapes:
    """What the map draws of the lines and areas of a file.

    Attributes
    ----------
    body : bytes
        A GeoJSON feature collection; each feature has the details of its row.
    rows : int
        Rows that are drawn.
    rows_in_all : int
        Rows of the file that have a line or an area and were not refused.
    simplified_m : float
        By how many metres, about, a drawn shape may differ from that of the file; 0 where none does.
    bounds : tuple of float or None
        West, south, east, north in degrees WGS 84; None where nothing is drawn.
    """

    body: bytes
    rows: int
    rows_in_all: int
    simplified_m: float
    bounds: tuple[float, float, float, float] | None


def draw_shapes(
    events: pd.DataFrame,
    added: pd.DataFrame,
    shapes: NDArray[np.object_] | None,
    *,
    most_rows: int = MAX_ROWS,
    most_vertices: int = MAX_VERTICES,
) -> DrawnShapes:
    """Return the lines and areas of a file as the map draws them.

    Rows come in file order. Sets of points are neither line nor area and are left out; a collection is drawn without
    its points. Elevations are dropped.

    Parameters
    ----------
    events : DataFrame
        Columns of :data:`geo.readers.EVENT_COLUMNS`, one row a row of the file.
    added : DataFrame
        Columns of :data:`geo.userdata.enrich.ADDED_COLUMNS`, same rows.
    shapes : ndarray of object or None
        Lines and areas, degrees WGS 84, None for other rows.
    most_rows : int
        Rows that are drawn at most.
    most_vertices : int
        Vertices that they have at most, together.
    """
    rows, geometries = _kept(events, shapes)
    taken, simplified_deg = _bounded(geometries[:most_rows], most_vertices)
    most_chars = min(MOST_DETAIL_CHARS, max(200, _MOST_CHARS // max(1, len(taken))))
    features = [
        _feature(number, geometry, row_details(events.iloc[row], added.iloc[row], most_chars=most_chars))
        for number, (row, geometry) in enumerate(_parts(rows, taken))
    ]
    body = json.dumps({"type": "FeatureCollection", "features": features}, allow_nan=False).encode("ascii")
    west, south, east, north = map(float, shapely.total_bounds(taken)) if len(taken) else (0.0, 0.0, 0.0, 0.0)
    bounds = (west, south, east, north) if len(taken) else None
    return DrawnShapes(body, len(taken), len(geometries), simplified_deg * _DEG_M, bounds)


def _kept(events: pd.DataFrame, shapes: NDArray[np.object_] | None) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Return the rows that have a line or an area, and the shapes without their points."""
    if shapes is None:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=object)
    accepted = events["status"].to_numpy(dtype=object) != str(RowStatus.REFUSED)
    rows = np.flatnonzero(accepted & (shapely.get_dimensions(shapes) > 0) & ~shapely.is_empty(shapes))
    return rows, np.asarray(shapely.force_2d(shapes[rows]), dtype=object)


def _bounded(geometries: NDArray[np.object_], most_vertices: int) -> tuple[NDArray[np.object_], float]:
    """Return the shapes with as many vertices as are drawn, and the tolerance in degrees that it took."""
    taken, tolerance = geometries, 0.0
    for step in _STEPS_DEG:
        if shapely.get_num_coordinates(taken).sum() <= most_vertices:
            break
        taken, tolerance = _simplified(geometries, step), step
    fits = np.cumsum(shapely.get_num_coordinates(taken)) <= most_vertices
    return taken[fits], tolerance


def _simplified(geometries: NDArray[np.object_], step: float) -> NDArray[np.object_]:
    """Return shapes that differ by at most a step in degrees.

    The way that keeps topology takes quadratic time, so large shapes are first snapped to a grid, in linear time.
    """
    is_large = shapely.get_num_coordinates(geometries) > MAX_TOPOLOGY_VERTICES
    found = geometries.copy()
    found[~is_large] = shapely.simplify(found[~is_large], step)
    grid = step / 4
    snapped = shapely.remove_repeated_points(
        shapely.transform(found[is_large], lambda points: np.round(points / grid) * grid)
    )
    is_thin = shapely.get_num_coordinates(snapped) <= MAX_SNAPPED_VERTICES
    snapped[is_thin] = shapely.simplify(snapped[is_thin], step - grid, preserve_topology=False)
    found[is_large] = snapped
    return found


def _parts(rows: NDArray[np.int64], geometries: NDArray[np.object_]) -> Iterator[tuple[int, BaseGeometry]]:
    """Yield the shapes, a collection as its areas and its lines."""
    for row, geometry in zip(rows, geometries, strict=False):
        simple = shapely.get_parts(geometry) if geometry.geom_type == "GeometryCollection" else [geometry]
        for names, joined in ((_AREAS, shapely.MultiPolygon), (_LINES, shapely.MultiLineString)):
            found = [part for part in simple if part.geom_type in names]
            if len(found) == 1:
                yield int(row), found[0]
            elif found:
                yield int(row), joined([piece for part in found for piece in shapely.get_parts(part)])


def _feature(number: int, geometry: BaseGeometry, details: dict[str, Any]) -> dict[str, Any]:
    rounded = shapely.transform(geometry, lambda found: np.round(found, _DIGITS))
    area = geometry.geom_type in _AREAS
    return {
        "type": "Feature",
        "id": number,
        "geometry": json.loads(shapely.to_geojson(rounded)),
        "properties": {"shape": "area" if area else "line", **details},
    }
