"""Columns of well-known text (WKT), longitude first."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from geo.readers.model.row_issues import Mask, RowIssues

OUTSIDE = "latitude or longitude is out of range; degrees go to 90 and 180"
_SRID = re.compile(r"^\s*SRID=(\d+);", re.IGNORECASE)
_MAX_NESTED = 8
_UNREAD = "the WKT cannot be read or is empty; write it like POINT (35.8239 33.1256)"


def read_wkt(column: pa.ChunkedArray, issues: RowIssues, *, wanted: Mask, max_vertices: int) -> NDArray[np.object_]:
    """Return the shapes of a column, None where there is none that can be used.

    Parameters
    ----------
    column : pa.ChunkedArray
        WKT or EWKT in degrees WGS 84; heights are dropped.
    issues : RowIssues
        Takes what is wrong.
    wanted : ndarray of bool
        Rows that need a shape; a fault in another is not a reason to refuse it.
    max_vertices : int
        Most vertices together.
    """
    texts = np.array([text.strip() for text in column.to_pylist()], dtype=object)
    foreign = np.array([bool((srid := _SRID.match(text)) and srid[1] not in {"4326", "4979"}) for text in texts])
    issues.refuse(foreign & wanted, "the WKT is not in degrees WGS 84; convert it to EPSG:4326")
    deep = np.array([text.upper().count("COLLECTION") > _MAX_NESTED for text in texts])
    issues.refuse(deep & wanted, "the WKT nests collections too deeply; write the shapes themselves")
    texts[deep | foreign] = ""
    plain = np.array([_SRID.sub("", text) or None for text in texts], dtype=object)
    with np.errstate(invalid="ignore", over="ignore"):
        shapes = shapely.force_2d(shapely.from_wkt(plain, on_invalid="ignore"))
    issues.refuse(
        (texts != "") & (shapely.is_missing(shapes) | shapely.is_empty(shapes)) & wanted,
        _UNREAD,
    )
    shapes[shapely.is_empty(shapes)] = None
    outside = _outside(shapes)
    issues.refuse(outside & wanted, OUTSIDE)
    shapes[outside] = None
    heavy = np.cumsum(shapely.get_num_coordinates(shapes)) > max_vertices
    issues.refuse(heavy & ~shapely.is_missing(shapes) & wanted, f"more than {max_vertices:,} vertices; simplify it")
    shapes[heavy] = None
    return np.asarray(shapes, dtype=object)


def _outside(shapes: NDArray[np.object_]) -> Mask:
    bounds = np.abs(np.nan_to_num(shapely.bounds(shapes), nan=0.0))
    return np.asarray((bounds[:, 0::2] > 180).any(axis=1) | (bounds[:, 1::2] > 90).any(axis=1))
