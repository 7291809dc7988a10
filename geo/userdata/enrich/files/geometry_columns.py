"""The geometry of output rows: well-known binary, well-known text, GeoJSON."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping

from geo.userdata.enrich.files.table import Rows

_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("lon", "<f8"), ("lat", "<f8")])


def wkb_column(rows: Rows) -> pa.Array:
    """Return the geometry of each row as well-known binary, null where the place is unknown; lon, lat in degrees."""
    lon, lat = _coordinates(rows)
    known = np.isfinite(lon) & np.isfinite(lat)
    points = np.empty(len(lon), dtype=_POINT)
    points["order"], points["kind"] = 1, 1
    points["lon"], points["lat"] = lon, lat
    offsets = np.concatenate(([0], np.cumsum(np.where(known, _POINT.itemsize, 0)))).astype(np.int32)
    valid = pa.array(known).buffers()[1]
    body = pa.py_buffer(points[known].tobytes())
    column = pa.Array.from_buffers(pa.binary(), len(lon), [valid, pa.py_buffer(offsets.tobytes()), body])
    if rows.shapes is None:
        return column
    drawn = [None if shape is None else shapely.to_wkb(shape) for shape in rows.shapes]
    return pa.array([shape or point for shape, point in zip(drawn, column.to_pylist(), strict=True)], pa.binary())


def wkt_column(rows: Rows) -> pa.Array:
    """Return lines and areas as well-known text, empty for points, which have their coordinates."""
    if rows.shapes is None:
        return pa.repeat(pa.scalar("", pa.large_string()), len(rows.table))
    texts = ["" if shape is None else shapely.to_wkt(shape, rounding_precision=7) for shape in rows.shapes]
    return pa.array(texts, pa.large_string())


def geometries(rows: Rows) -> list[dict[str, Any] | None]:
    """Return the geometry of each row as GeoJSON, None where the place is unknown."""
    lon, lat = _coordinates(rows)
    known = (np.isfinite(lon) & np.isfinite(lat)).tolist()
    found: list[dict[str, Any] | None] = [
        {"type": "Point", "coordinates": [x, y]} if is_known else None
        for x, y, is_known in zip(lon.tolist(), lat.tolist(), known, strict=True)
    ]
    if rows.shapes is not None:
        for number, shape in enumerate(rows.shapes):
            if shape is not None and not shape.is_empty:
                found[number] = mapping(shape)
    return found


def _coordinates(rows: Rows) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lon, lat = (rows.table.column(name).to_numpy(zero_copy_only=False) for name in ("lon", "lat"))
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
