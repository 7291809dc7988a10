"""GeoParquet 1.x by pyarrow, with well-known binary or native encodings, and Parquet's own geometry types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from geo.formats.archives import shown
from geo.formats.arrow_geometry import ENCODINGS, native_shapes
from geo.formats.arrow_text import text_column
from geo.formats.choices import Column, Proposal
from geo.formats.feature_proposal import chosen_mapping, chosen_meaning
from geo.formats.features import Rows, assemble
from geo.formats.json_text import refusal
from geo.formats.model import Batch, FormatId, Reading
from geo.formats.properties import Meaning
from geo.formats.reference_system import IN_PLACE, Way, way_to_wgs84
from geo.formats.registry import Request
from geo.formats.wkb import shapes_of

_THRIFT_BYTES, _THRIFT_ITEMS = 20_000_000, 1_000_000
_UNDEFINED = Way("", "its reference system is not defined; taken as degrees WGS 84")
_EXTENSIONS = (b"geoarrow.wkb", b"ogc.wkb")
_SAMPLES = 3


@dataclass(frozen=True)
class _Plan:
    """How a file is read: which column is the geometry, in which encoding, in which reference system."""

    geometry: str
    encoding: str
    way: Way
    columns: tuple[str, ...]
    rows: int
    notes: tuple[str, ...]


def read_geoparquet(request: Request) -> Reading:
    """Return the rows of a GeoParquet file; coordinates are converted to WGS 84.

    Raises
    ------
    DataError
        If it is damaged, has no geometry, or passes a limit.
    """
    plan = _plan(request)
    return Reading(
        format_id=FormatId.GEOPARQUET,
        notes=plan.notes,
        licence_note="",
        share_rows=True,
        rows_total=plan.rows,
        batches=_batches(request, plan, chosen_meaning(plan.columns, request.choices)),
    )


def propose_geoparquet(request: Request) -> Proposal:
    """Return how a GeoParquet file would be read."""
    plan = _plan(request)
    first = next(_batches(request, plan, Meaning()), None)
    samples = {
        name: tuple(dict.fromkeys(value[:80] for value in first.original[name].head(50) if value))[:_SAMPLES]
        for name in plan.columns
        if first is not None
    }
    return Proposal(
        format_id=FormatId.GEOPARQUET,
        why=request.why,
        columns=tuple(Column(name, samples.get(name, ())) for name in plan.columns),
        mapping=chosen_mapping(plan.columns, request.choices),
        notes=plan.notes,
        rows_estimate=plan.rows,
        choices=request.choices,
    )


def _open(request: Request) -> pq.ParquetFile:
    return pq.ParquetFile(
        request.path,
        memory_map=False,
        pre_buffer=False,
        thrift_string_size_limit=_THRIFT_BYTES,
        thrift_container_size_limit=_THRIFT_ITEMS,
    )


def _plan(request: Request) -> _Plan:
    limits = request.limits
    try:
        with _open(request) as file:
            found, schema = file.metadata, file.schema_arrow
            unpacked = sum(max(0, found.row_group(at).total_byte_size) for at in range(found.num_row_groups))
            if found.num_rows > limits.max_rows:
                raise refusal(
                    request.name, f"it has {found.num_rows:,} rows, {limits.max_rows:,} are allowed; split it"
                )
            if len(schema) > limits.max_columns:
                raise refusal(request.name, f"it has {len(schema):,} columns, {limits.max_columns} are allowed")
            if unpacked > limits.max_unzipped_bytes:
                words = f"more than {limits.max_unzipped_bytes / 1e6:,.0f} MB come out of it; split it"
                raise refusal(request.name, words)
            return _plan_of(file, {**(schema.metadata or {}), **(found.metadata or {})})
    except (pa.ArrowException, OSError, UnicodeError, OverflowError) as error:
        raise refusal(request.name, "the Parquet file is damaged; write it again") from error
    except ValueError as error:
        raise refusal(request.name, str(error)) from error


def _plan_of(file: pq.ParquetFile, metadata: Mapping[bytes, bytes]) -> _Plan:
    names = file.schema_arrow.names
    if len(set(names)) != len(names):
        raise ValueError("two of its columns have one name; write it again with names of their own")
    geo = _geo_metadata(metadata)
    geometry = geo.get("primary_column") if geo else _geometry_by_type(file)
    if not isinstance(geometry, str) or geometry not in names:
        raise ValueError("it has no column of geometry that it names; write it as GeoParquet")
    column = _column_of(geo, geometry)
    encoding = str(column.get("encoding", "WKB")).lower()
    if encoding not in ("wkb", *ENCODINGS):
        raise ValueError(f"its geometry has the unknown encoding {shown(encoding)}; write it as WKB")
    way = _way_of(column) if geo else _way_of_type(file, geometry, metadata)
    others = tuple(name for name in names if name != geometry)
    notes = [way.note] if way.note else []
    if column.get("edges") == "spherical" or _is_geography(file, geometry):
        notes.append("its edges are arcs on a sphere; they are drawn straight in degrees")
    return _Plan(geometry, encoding, way, others, file.metadata.num_rows, tuple(notes))


def _geo_metadata(metadata: Mapping[bytes, bytes]) -> dict[str, Any]:
    if b"geo" not in metadata:
        return {}
    try:
        geo = json.loads(metadata[b"geo"])
    except (ValueError, RecursionError) as error:
        raise ValueError("its metadata 'geo' is no JSON; write it again as GeoParquet") from error
    if not isinstance(geo, dict) or not isinstance(geo.get("columns"), dict):
        raise ValueError("its metadata 'geo' names no columns; write it again as GeoParquet")
    return geo


def _column_of(geo: Mapping[str, Any], geometry: str) -> dict[str, Any]:
    column = geo["columns"].get(geometry) if geo else {}
    if not isinstance(column, dict):
        raise ValueError(f"its metadata 'geo' does not describe the column {shown(geometry)}")
    return column


def _way_of(column: Mapping[str, Any]) -> Way:
    """Return the way from the reference system of a column; one that is not named is CRS84 (GeoParquet 1.1)."""
    if "crs" not in column:
        return IN_PLACE
    crs = column["crs"]
    if crs is None:
        return _UNDEFINED
    if not isinstance(crs, str | dict):
        raise ValueError("its reference system is not understood; save it in WGS 84 (EPSG:4326)")
    return way_to_wgs84(crs)


def _geometry_by_type(file: pq.ParquetFile) -> str | None:
    """Return the column that Parquet or Arrow mark as geometry, else one that is called so and is binary."""
    for at in range(len(file.schema)):
        if _logical(file, at).get("Type") in ("Geometry", "Geography"):
            return str(file.schema.column(at).path)
    for field in file.schema_arrow:
        if (field.metadata or {}).get(b"ARROW:extension:name") in _EXTENSIONS:
            return str(field.name)
    named = (field for field in file.schema_arrow if field.name.lower() in ("geometry", "geom", "wkb", "wkb_geometry"))
    return next((str(field.name) for field in named if pa.types.is_binary(field.type)), None)


def _is_geography(file: pq.ParquetFile, geometry: str) -> bool:
    columns = (at for at in range(len(file.schema)) if file.schema.column(at).path == geometry)
    return any(_logical(file, at).get("Type") == "Geography" for at in columns)


def _logical(file: pq.ParquetFile, at: int) -> dict[str, Any]:
    try:
        told = json.loads(file.schema.column(at).logical_type.to_json())
    except ValueError:  # the crs in it is not escaped
        return {"Type": str(file.schema.column(at).logical_type).split("(")[0]}
    return told if isinstance(told, dict) else {}


def _way_of_type(file: pq.ParquetFile, geometry: str, metadata: Mapping[bytes, bytes]) -> Way:
    """Return the way from the crs of a Parquet geometry type (apache/parquet-format, Geospatial.md)."""
    at = next((at for at in range(len(file.schema)) if file.schema.column(at).path == geometry), None)
    words = str(file.schema.column(at).logical_type) if at is not None else ""
    crs = words.partition("crs=")[2].removesuffix(")").partition(", algorithm=")[0].strip()
    if not crs or crs.upper() == "OGC:CRS84":
        return IN_PLACE
    if crs.startswith("srid:") and crs[5:].isdigit():
        return way_to_wgs84(int(crs[5:]))
    text = metadata.get(crs.removeprefix("projjson:").encode(), crs.encode())
    try:
        return way_to_wgs84(json.loads(text))
    except (json.JSONDecodeError, RecursionError, TypeError) as error:
        raise ValueError("its reference system is not understood; save it in WGS 84 (EPSG:4326)") from error


def _batches(request: Request, plan: _Plan, meaning: Meaning) -> Iterator[Batch]:
    first, vertices = 0, request.limits.max_vertices
    try:
        with _open(request) as file:
            for table in file.iter_batches(batch_size=request.batch_rows, use_threads=False):
                table.validate(full=True)
                batch, vertices = _batch(request, plan, meaning, table, first=first, vertices_left=vertices)
                yield batch
                first += table.num_rows
    except OverflowError as error:
        words = f"it holds more than the {request.limits.max_vertices:,} vertices allowed; simplify or split it"
        raise refusal(request.name, words) from error
    except (pa.ArrowException, OSError, UnicodeError) as error:
        if isinstance(error, pa.ArrowMemoryError):
            raise
        raise refusal(request.name, "the Parquet file is damaged; write it again") from error


def _batch(
    request: Request,
    plan: _Plan,
    meaning: Meaning,
    table: pa.RecordBatch,
    *,
    first: int,
    vertices_left: int,
) -> tuple[Batch, int]:
    rows = table.num_rows
    refusals: list[list[str]] = [[] for _ in range(rows)]
    shapes, vertices_left = _shapes(table.column(plan.geometry), plan.encoding, refusals, vertices_left)
    longest = request.limits.max_cell_chars
    original = pd.DataFrame(
        {name: text_column(table.column(name), name, longest=longest, faults=refusals) for name in plan.columns},
        index=pd.RangeIndex(first, first + rows),
        dtype="str",
    )
    made = Rows(
        numbers=np.arange(first + 1, first + rows + 1, dtype=np.int64),
        parts=[""] * rows,
        original=original,
        geometry=plan.way.apply(shapes),
        refusals=refusals,
        warnings=[[] for _ in range(rows)],
    )
    return assemble(made, meaning), vertices_left


def _shapes(
    column: pa.Array, encoding: str, faults: list[list[str]], vertices_left: int
) -> tuple[NDArray[np.object_], int]:
    storage = column.storage if isinstance(column, pa.ExtensionArray) else column
    if encoding in ENCODINGS:
        return native_shapes(storage, encoding, faults=faults, vertices_left=vertices_left)
    values = storage.to_pylist()
    blobs = [value if isinstance(value, bytes) else None for value in values]
    for place, (value, blob) in enumerate(zip(values, blobs, strict=True)):
        if value is not None and blob is None:
            faults[place].append("its geometry is not well-known binary")
    return shapes_of(blobs, faults=faults, vertices_left=vertices_left)
