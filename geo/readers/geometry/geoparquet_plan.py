"""How a GeoParquet file is read: which column is its geometry, in which encoding and reference system."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet as pq

from geo.readers.geometry.arrow_geometry import ENCODINGS
from geo.readers.geometry.reference_system import ALREADY_WGS84, ToWgs84, transformer_to_wgs84
from geo.readers.guards.parquet_schema import geometry_by_type, logical_type_of
from geo.readers.model.messages import as_name

_UNDEFINED = ToWgs84("", "its reference system is not defined; taken as degrees WGS 84")


@dataclass(frozen=True)
class Plan:
    """How a file is read.

    Attributes
    ----------
    geometry : str
        Its column of geometry.
    encoding : str
        Encoding of that column, lower case.
    to_wgs84 : ToWgs84
        How its coordinates become WGS 84.
    columns : tuple of str
        Its other columns.
    rows : int
        How many rows it has.
    notes : tuple of str
        What concerns the whole file.
    """

    geometry: str
    encoding: str
    to_wgs84: ToWgs84
    columns: tuple[str, ...]
    rows: int
    notes: tuple[str, ...]


def plan_of(file: pq.ParquetFile, metadata: Mapping[bytes, bytes]) -> Plan:
    """Return how a file is read.

    Raises
    ------
    ValueError
        If it does not say which column is its geometry, or how that is written.
    """
    names = file.schema_arrow.names
    if len(set(names)) != len(names):
        raise ValueError("two of its columns have one name; write it again with names of their own")
    geo = _geo_metadata(metadata)
    geometry = geo.get("primary_column") if geo else geometry_by_type(file)
    if not isinstance(geometry, str) or geometry not in names:
        raise ValueError("it has no column of geometry that it names; write it as GeoParquet")
    column = _column_of(geo, geometry)
    encoding = str(column.get("encoding", "WKB")).lower()
    if encoding not in ("wkb", *ENCODINGS):
        raise ValueError(f"its geometry has the unknown encoding {as_name(encoding)}; write it as WKB")
    to_wgs84 = _to_wgs84_of(column) if geo else _to_wgs84_of_type(file, geometry, metadata)
    others = tuple(name for name in names if name != geometry)
    notes = [to_wgs84.note] if to_wgs84.note else []
    if column.get("edges") == "spherical" or _is_geography(file, geometry):
        notes.append("its edges are arcs on a sphere; they are drawn straight in degrees")
    return Plan(geometry, encoding, to_wgs84, others, file.metadata.num_rows, tuple(notes))


def _geo_metadata(metadata: Mapping[bytes, bytes]) -> dict[str, Any]:
    if b"geo" not in metadata:
        return {}
    try:
        geo = json.loads(metadata[b"geo"])
    except (ValueError, RecursionError) as error:
        raise ValueError("its metadata 'geo' is not JSON; write it again as GeoParquet") from error
    if not isinstance(geo, dict) or not isinstance(geo.get("columns"), dict):
        raise ValueError("its metadata 'geo' names no columns; write it again as GeoParquet")
    return geo


def _column_of(geo: Mapping[str, Any], geometry: str) -> dict[str, Any]:
    column = geo["columns"].get(geometry) if geo else {}
    if not isinstance(column, dict):
        raise ValueError(f"its metadata 'geo' does not describe the column {as_name(geometry)}")
    return column


def _to_wgs84_of(column: Mapping[str, Any]) -> ToWgs84:
    """Return how a column becomes WGS 84; a reference system that is not named is CRS84 (GeoParquet 1.1)."""
    if "crs" not in column:
        return ALREADY_WGS84
    crs = column["crs"]
    if crs is None:
        return _UNDEFINED
    if not isinstance(crs, str | dict):
        raise ValueError("its reference system is not understood; save it in WGS 84 (EPSG:4326)")
    return transformer_to_wgs84(crs)


def _is_geography(file: pq.ParquetFile, geometry: str) -> bool:
    columns = (at for at in range(len(file.schema)) if file.schema.column(at).path == geometry)
    return any(logical_type_of(file, at).get("Type") == "Geography" for at in columns)


def _to_wgs84_of_type(file: pq.ParquetFile, geometry: str, metadata: Mapping[bytes, bytes]) -> ToWgs84:
    """Return how a Parquet geometry type becomes WGS 84 by its crs (apache/parquet-format, Geospatial.md)."""
    at = next((at for at in range(len(file.schema)) if file.schema.column(at).path == geometry), None)
    words = str(file.schema.column(at).logical_type) if at is not None else ""
    crs = words.partition("crs=")[2].removesuffix(")").partition(", algorithm=")[0].strip()
    if not crs or crs.upper() == "OGC:CRS84":
        return ALREADY_WGS84
    if crs.startswith("srid:") and crs[5:].isdigit():
        return transformer_to_wgs84(int(crs[5:]))
    text = metadata.get(crs.removeprefix("projjson:").encode(), crs.encode())
    try:
        return transformer_to_wgs84(json.loads(text))
    except (json.JSONDecodeError, RecursionError, TypeError) as error:
        raise ValueError("its reference system is not understood; save it in WGS 84 (EPSG:4326)") from error
