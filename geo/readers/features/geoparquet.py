"""GeoParquet 1.x by pyarrow, with well-known binary or native encodings, and Parquet's own geometry types."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from geo.readers.features.feature_proposal import (
    LOOKED_AT,
    SMALL_BYTES,
    Evidence,
    chosen_mapping,
    chosen_meaning,
    date_columns,
    decide,
)
from geo.readers.features.properties import Meaning
from geo.readers.features.raw_feature import FeatureRows, assemble
from geo.readers.geometry.arrow_geometry import ENCODINGS, native_shapes
from geo.readers.geometry.arrow_text import text_column
from geo.readers.geometry.geoparquet_plan import Plan, plan_of
from geo.readers.geometry.wkb import shapes_of
from geo.readers.model.choices import FileColumn, Proposal
from geo.readers.model.messages import file_error
from geo.readers.model.reading import Batch, Reading
from geo.readers.model.registry import Request, reading_of
from geo.readers.tables.column_notes import column_notes

_THRIFT_BYTES, _THRIFT_ITEMS = 20_000_000, 1_000_000
_SAMPLES = 3
_MAX_DATE_CHARS = 200


def read(request: Request) -> Reading:
    """Return the rows of a GeoParquet file; coordinates are converted to WGS 84.

    Raises
    ------
    DataError
        If it is damaged, has no geometry, or passes a limit.
    """
    plan = _plan(request)
    meaning = chosen_meaning(plan.columns, request.choices)
    meaning, decided = decide(meaning, _evidence(request, plan, meaning), request.choices)
    return reading_of(
        request,
        notes=(*plan.notes, *decided, *column_notes(plan.columns, meaning.mapping)),
        rows_total=plan.rows,
        batches=_batches(request, plan, meaning),
    )


def propose(request: Request) -> Proposal:
    """Return how a GeoParquet file would be read."""
    plan = _plan(request)
    first = next(_batches(request, plan, Meaning()), None)
    samples = {
        name: tuple(dict.fromkeys(value[:80] for value in first.original[name].head(50) if value))[:_SAMPLES]
        for name in plan.columns
        if first is not None
    }
    return Proposal(
        format_id=request.format_id,
        why=request.why,
        columns=tuple(FileColumn(name, samples.get(name, ())) for name in plan.columns),
        mapping=chosen_mapping(plan.columns, request.choices),
        questions=_evidence(request, plan, chosen_meaning(plan.columns, request.choices)).questions(request.choices),
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


def _plan(request: Request) -> Plan:
    limits = request.limits
    try:
        with _open(request) as file:
            found, schema = file.metadata, file.schema_arrow
            unpacked = sum(max(0, found.row_group(at).total_byte_size) for at in range(found.num_row_groups))
            if found.num_rows > limits.max_rows:
                raise file_error(
                    request.name, f"it has {found.num_rows:,} rows, {limits.max_rows:,} are allowed; split it"
                )
            if len(schema) > limits.max_columns:
                raise file_error(request.name, f"it has {len(schema):,} columns, {limits.max_columns} are allowed")
            if unpacked > limits.max_unzipped_bytes:
                words = f"more than {limits.max_unzipped_bytes / 1e6:,.0f} MB come out of it; split it"
                raise file_error(request.name, words)
            return plan_of(file, {**(schema.metadata or {}), **(found.metadata or {})})
    except (pa.ArrowException, OSError, UnicodeError, OverflowError) as error:
        raise file_error(request.name, "the Parquet file is damaged; write it again") from error
    except ValueError as error:
        raise file_error(request.name, str(error)) from error


def _evidence(request: Request, plan: Plan, meaning: Meaning) -> Evidence:
    """Look through the dates of a file that are text, and through its first places."""
    found = Evidence()
    with _damage_named(request), _open(request) as file:
        kinds = {field.name: field.type for field in file.schema_arrow}
        names = [name for name in date_columns(meaning) if name in plan.columns and not _has_order(kinds[name])]
        if names:
            _see_dates(file, names, found)
        for table in file.iter_batches(batch_size=LOOKED_AT, columns=[plan.geometry], use_threads=False):
            table.validate(full=True)
            found.see_shapes(_first_shapes(plan, table))
            break
    return found


def _has_order(kind: pa.DataType) -> bool:
    """Return whether dates of a type are never written day or month first."""
    return bool(pa.types.is_temporal(kind) or pa.types.is_primitive(kind) or pa.types.is_nested(kind))


def _see_dates(file: pq.ParquetFile, names: list[str], found: Evidence) -> None:
    for table in file.iter_batches(batch_size=LOOKED_AT, columns=names, use_threads=False):
        table.validate(full=True)
        for name in names:
            faults: list[list[str]] = [[] for _ in range(table.num_rows)]
            if name in table.schema.names:
                found.see_dates(text_column(table.column(name), name, longest=_MAX_DATE_CHARS, faults=faults))
        if not found.has_figures:
            return


def _first_shapes(plan: Plan, table: pa.RecordBatch) -> NDArray[np.object_]:
    """Return the small shapes of a run of rows; how large ones begin says no more, and takes longer."""
    column, faults = table.column(plan.geometry), [list[str]() for _ in range(table.num_rows)]
    storage = column.storage if isinstance(column, pa.ExtensionArray) else column
    if plan.encoding not in ENCODINGS:
        values = storage.to_pylist()
        small = [value if isinstance(value, bytes) and len(value) <= SMALL_BYTES else None for value in values]
        shapes, _ = shapes_of(small, faults=faults, vertices_left=LOOKED_AT * SMALL_BYTES)
    elif plan.encoding == "point":
        shapes, _ = native_shapes(storage, plan.encoding, faults=faults, vertices_left=LOOKED_AT)
    else:
        return np.empty(0, dtype=object)
    return plan.to_wgs84.apply(shapes)


@contextmanager
def _damage_named(request: Request) -> Iterator[None]:
    try:
        yield
    except OverflowError as error:
        words = f"it holds more than the {request.limits.max_vertices:,} vertices allowed; simplify or split it"
        raise file_error(request.name, words) from error
    except (pa.ArrowException, OSError, UnicodeError) as error:
        if isinstance(error, pa.ArrowMemoryError):
            raise
        raise file_error(request.name, "the Parquet file is damaged; write it again") from error


def _batches(request: Request, plan: Plan, meaning: Meaning) -> Iterator[Batch]:
    first, vertices = 0, request.limits.max_vertices
    with _damage_named(request), _open(request) as file:
        for table in file.iter_batches(batch_size=request.batch_rows, use_threads=False):
            table.validate(full=True)
            batch, vertices = _batch(request, plan, meaning, table, first=first, vertices_left=vertices)
            yield batch
            first += table.num_rows


def _batch(
    request: Request,
    plan: Plan,
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
    made = FeatureRows(
        numbers=np.arange(first + 1, first + rows + 1, dtype=np.int64),
        parts=[""] * rows,
        original=original,
        geometry=plan.to_wgs84.apply(shapes),
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
    for at, (value, blob) in enumerate(zip(values, blobs, strict=True)):
        if value is not None and blob is None:
            faults[at].append("its geometry is not well-known binary")
    return shapes_of(blobs, faults=faults, vertices_left=vertices_left)
