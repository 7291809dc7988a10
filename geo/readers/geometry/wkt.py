"""Columns of geometry in cells, longitude first: well-known text, hexadecimal well-known binary, GeoJSON."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.readers.geometry.geojson_geometry import Checker, TooManyVerticesError
from geo.readers.geometry.wkb import shapes_of
from geo.readers.guards.json_text import Parser, measure
from geo.readers.model.row_issues import Mask, RowIssues

OUTSIDE = "latitude or longitude is out of range; degrees go to 90 and 180"
_SRID = re.compile(r"^\s*SRID=(\d+);", re.IGNORECASE)
_MAX_NESTED = 8
_MAX_DEPTH = 16
_IS_WKT = re.compile(
    r"^\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|^\s*GEOMETRYCOLLECTION", re.IGNORECASE
)
_IS_WKB = re.compile(r"(?:\\x|0x)?0[01](?:[0-9A-Fa-f]{2}){20,}")
_IS_GEOJSON = re.compile(r"^\{\s*\"(?:type|coordinates|geometr|crs|bbox|properties)")
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
    packed = _packed(texts, issues, wanted=wanted, max_vertices=max_vertices)
    texts[~shapely.is_missing(packed) | np.array([_is_packed(text) for text in texts], dtype=bool)] = ""
    foreign = np.array([bool((srid := _SRID.match(text)) and srid[1] not in {"4326", "4979"}) for text in texts])
    issues.refuse(foreign & wanted, "the WKT is not in degrees WGS 84; convert it to EPSG:4326")
    deep = np.array([text.upper().count("COLLECTION") > _MAX_NESTED for text in texts])
    issues.refuse(deep & wanted, "the WKT nests collections too deeply; write the shapes themselves")
    texts[deep | foreign] = ""
    plain = np.array([_SRID.sub("", text) or None for text in texts], dtype=object)
    with np.errstate(invalid="ignore", over="ignore"):
        shapes = shapely.force_2d(shapely.from_wkt(plain, on_invalid="ignore"))
    shapes = np.where(shapely.is_missing(packed), shapes, packed)
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


def is_geometry(text: str) -> bool:
    """Return whether a cell looks like geometry: well-known text, hexadecimal well-known binary or GeoJSON."""
    return _IS_WKT.match(text) is not None or _is_packed(text.strip())


def _is_packed(text: str) -> bool:
    return _IS_WKB.fullmatch(text) is not None or _IS_GEOJSON.match(text) is not None


def _packed(texts: NDArray[np.object_], issues: RowIssues, *, wanted: Mask, max_vertices: int) -> NDArray[np.object_]:
    """Return the shapes of cells of well-known binary or GeoJSON, None for others; faults go to the issues."""
    binary = [
        bytes.fromhex(text.removeprefix("\\x").removeprefix("0x")) if _IS_WKB.fullmatch(text) else None
        for text in texts
    ]
    faults: list[list[str]] = [[] for _ in texts]
    try:
        shapes, left = shapes_of(binary, faults=faults, vertices_left=max_vertices)
        checker = Checker(max_vertices=left)
        for at, text in enumerate(texts):
            if _IS_GEOJSON.match(text):
                shapes[at] = _of_geojson(text, checker, faults[at])
    except (OverflowError, TooManyVerticesError):
        issues.refuse(wanted, f"the shapes have more than {max_vertices:,} vertices; simplify them")
        return np.full(len(texts), None, dtype=object)
    issues.refuse_each({at: words[0] for at, words in enumerate(faults) if words and wanted[at]})
    return shapely.force_2d(shapes)


def _bytes_of(text: str) -> bytes | None:
    """Return the bytes of hexadecimal well-known binary, None for other texts."""
    if _IS_WKB.fullmatch(text) is None:
        return None
    return bytes.fromhex(text.removeprefix("\\x").removeprefix("0x"))


def _of_geojson(text: str, checker: Checker, faults: list[str]) -> BaseGeometry | None:
    try:
        extent = measure(text.encode("utf-8", "replace"))
        found = Parser().parse(text) if extent.depth <= _MAX_DEPTH else None
    except ValueError:
        found = None
    geometry = found.get("geometry") if isinstance(found, dict) and found.get("type") == "Feature" else found
    shape = checker.check(geometry)
    if checker.faults:
        faults.append(f"the GeoJSON in the cell cannot be read: {checker.faults[0]}")
    return shape


def _outside(shapes: NDArray[np.object_]) -> Mask:
    bounds = np.abs(np.nan_to_num(shapely.bounds(shapes), nan=0.0))
    return np.asarray((bounds[:, 0::2] > 180).any(axis=1) | (bounds[:, 1::2] > 90).any(axis=1))
