"""GeoPackage by SQLite itself, opened to be read only; every layer of features is read. No GDAL is involved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
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
from geo.readers.geometry.geopackage_layers import GeoPackageLayer, check_kind, layers_of
from geo.readers.geometry.wkb import shapes_of
from geo.readers.guards.sqlite_guard import open_database, quoted
from geo.readers.model.choices import FileColumn, Part, Proposal
from geo.readers.model.messages import as_name, file_error
from geo.readers.model.reading import Batch, Reading
from geo.readers.model.registry import Request, reading_of
from geo.readers.tables.column_notes import column_notes

_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_EMPTY_FLAG = 0x10
_SAMPLES = 3


@dataclass
class _Budget:
    vertices: int
    name: str
    notes: list[str] = field(default_factory=list)


def read(request: Request) -> Reading:
    """Return the features of all layers of a GeoPackage, or of the one that was chosen.

    ``part`` is the layer. Coordinates are converted to WGS 84. Tables without geometry and pictures are left out.

    Raises
    ------
    DataError
        If it is damaged, no GeoPackage, holds views, triggers or virtual tables beyond the standard's, or passes a
        limit.
    """
    layers, notes = _inspect(request)
    columns = _columns(layers)
    meaning = chosen_meaning(columns, request.choices)
    meaning, decided = decide(meaning, _evidence(request, layers, meaning), request.choices)
    return reading_of(
        request,
        notes=(*notes, *decided, *column_notes(columns, meaning.mapping)),
        rows_total=sum(layer.rows for layer in layers),
        batches=_batches(request, layers, columns, meaning),
    )


def propose(request: Request) -> Proposal:
    """Return how a GeoPackage would be read."""
    layers, notes = _inspect(request)
    columns = _columns(layers)
    try:
        with closing(open_database(request.path, seconds=request.limits.max_seconds)) as database:
            samples = {name: _samples(database, layers, name) for name in columns}
    except (sqlite3.Error, UnicodeError) as error:
        raise file_error(request.name, _damaged(error)) from error
    return Proposal(
        format_id=request.format_id,
        why=request.why,
        parts=tuple(Part(layer.table, layer.rows) for layer in layers) if len(layers) > 1 else (),
        columns=tuple(FileColumn(name, samples[name]) for name in columns),
        mapping=chosen_mapping(columns, request.choices),
        questions=_evidence(request, layers, chosen_meaning(columns, request.choices)).questions(request.choices),
        notes=notes,
        rows_estimate=sum(layer.rows for layer in layers),
        choices=request.choices,
    )


def _inspect(request: Request) -> tuple[list[GeoPackageLayer], tuple[str, ...]]:
    """Return the layers to read and what concerns the whole file."""
    try:
        with closing(open_database(request.path, seconds=request.limits.max_seconds)) as database:
            check_kind(database)
            layers = layers_of(database, request.choices.part)
            others = database.execute("SELECT count(*) FROM gpkg_contents WHERE data_type <> 'features'").fetchone()[0]
    except (sqlite3.Error, UnicodeError) as error:
        raise file_error(request.name, _damaged(error)) from error
    except ValueError as error:
        raise file_error(request.name, str(error)) from error
    rows, most = sum(layer.rows for layer in layers), request.limits.max_rows
    if rows > most:
        raise file_error(request.name, f"it has {rows:,} features, {most:,} are allowed; split it")
    if len(_columns(layers)) > request.limits.max_columns:
        raise file_error(request.name, f"its layers have more than {request.limits.max_columns} columns; drop some")
    notes = [
        f"layer {', '.join(as_name(layer.table) for layer in layers if layer.to_wgs84.note == note)}: {note}"
        for note in dict.fromkeys(layer.to_wgs84.note for layer in layers if layer.to_wgs84.note)
    ]
    if others:
        notes.append(f"{others} table(s) without geometry and picture(s) were left out")
    if not layers:
        notes.append("there is no layer of features in it")
    return layers, tuple(notes)


def _damaged(error: Exception) -> str:
    if "interrupted" in str(error):
        return "reading it takes too long; save it again with the program it came from"
    return "the database is damaged or not a GeoPackage; save it again with the program it came from"


def _columns(layers: Sequence[GeoPackageLayer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for layer in layers for name in layer.columns))


def _evidence(request: Request, layers: Sequence[GeoPackageLayer], meaning: Meaning) -> Evidence:
    """Look through the dates of all layers, and through the first places of each."""
    found = Evidence()
    try:
        with closing(open_database(request.path, seconds=request.limits.max_seconds)) as database:
            for layer in layers:
                for name in date_columns(meaning):
                    if name in layer.columns:
                        _see_dates(database, layer, name, found)
                if not layer.fault:
                    found.see_shapes(_first_shapes(database, layer))
    except (sqlite3.Error, UnicodeError) as error:
        raise file_error(request.name, _damaged(error)) from error
    return found


def _see_dates(database: sqlite3.Connection, layer: GeoPackageLayer, name: str, found: Evidence) -> None:
    cursor = database.execute(f"SELECT {quoted(name)} FROM {quoted(layer.table)}")  # noqa: S608 - quoted
    while run := cursor.fetchmany(LOOKED_AT):
        found.see_dates(value for (value,) in run if isinstance(value, str))
        if not found.has_figures:
            return


def _first_shapes(database: sqlite3.Connection, layer: GeoPackageLayer) -> NDArray[np.object_]:
    """Return the small shapes among the first of a layer; how large ones begin says no more, and takes longer."""
    query = f"SELECT {quoted(layer.geometry)} FROM {quoted(layer.table)} LIMIT {LOOKED_AT}"  # noqa: S608 - quoted
    blobs = [_blob(value, []) for (value,) in database.execute(query)]
    small = [blob for blob in blobs if blob is not None and len(blob) <= SMALL_BYTES]
    shapes, _ = shapes_of(small, faults=[[] for _ in small], vertices_left=LOOKED_AT * SMALL_BYTES)
    return layer.to_wgs84.apply(shapes)


def _batches(
    request: Request, layers: Sequence[GeoPackageLayer], columns: Sequence[str], meaning: Meaning
) -> Iterator[Batch]:
    budget = _Budget(request.limits.max_vertices, request.name)
    first = 0
    try:
        with closing(open_database(request.path, seconds=request.limits.max_seconds)) as database:
            for layer in layers:
                names = ", ".join(quoted(name) for name in (layer.geometry, *layer.columns))
                cursor = database.execute(f"SELECT {names} FROM {quoted(layer.table)}")  # noqa: S608 - quoted
                start = 1
                while run := cursor.fetchmany(request.batch_rows):
                    yield _batch(request, layer, columns, meaning, run, start=start, first=first, budget=budget)
                    start, first = start + len(run), first + len(run)
    except (sqlite3.Error, UnicodeError) as error:
        raise file_error(request.name, _damaged(error)) from error


def _batch(
    request: Request,
    layer: GeoPackageLayer,
    columns: Sequence[str],
    meaning: Meaning,
    run: list[tuple[Any, ...]],
    *,
    start: int,
    first: int,
    budget: _Budget,
) -> Batch:
    refusals: list[list[str]] = [[layer.fault] if layer.fault else [] for _ in run]
    blobs = [_blob(row[0], refusals[at]) for at, row in enumerate(run)]
    try:
        shapes, budget.vertices = shapes_of(blobs, faults=refusals, vertices_left=budget.vertices)
    except OverflowError as error:
        words = f"it holds more than the {request.limits.max_vertices:,} vertices allowed; simplify or split it"
        raise file_error(request.name, words) from error
    index = pd.RangeIndex(first, first + len(run))
    cell_of = {name: at for at, name in enumerate(layer.columns, start=1)}
    longest = request.limits.max_cell_chars
    original = pd.DataFrame(
        {
            name: [_cell(row[cell_of[name]], name, longest, refusals[at]) for at, row in enumerate(run)]
            if name in cell_of
            else [""] * len(run)
            for name in columns
        },
        index=index,
        dtype="str",
    )
    return assemble(
        FeatureRows(
            numbers=np.arange(start, start + len(run), dtype=np.int64),
            parts=[layer.table] * len(run),
            original=original,
            geometry=layer.to_wgs84.apply(shapes),
            refusals=refusals,
            warnings=[[] for _ in run],
        ),
        meaning,
    )


def _blob(value: Any, faults: list[str]) -> bytes | None:
    """Return the well-known binary in a GeoPackage geometry (OGC 12-128r18, 2.1.3)."""
    if value is None:
        return None
    if not isinstance(value, bytes) or len(value) < 8 or value[:2] != b"GP":
        faults.append("its geometry is not one of GeoPackage")
        return None
    flags = value[3]
    start = _ENVELOPE_BYTES.get((flags >> 1) & 7)
    if start is None or flags & 0x20:
        faults.append("its geometry is of an unknown kind")
        return None
    return None if flags & _EMPTY_FLAG else value[8 + start :]


def _cell(value: Any, name: str, longest: int, faults: list[str]) -> str:
    if value is None:
        return ""
    text = f"({len(value):,} bytes)" if isinstance(value, bytes) else str(value)
    if len(text) > longest:
        faults.append(f"{as_name(name)}: a text of {len(text):,} characters is longer than the {longest:,} allowed")
        return ""
    return text


def _samples(database: sqlite3.Connection, layers: Sequence[GeoPackageLayer], name: str) -> tuple[str, ...]:
    for layer in layers:
        if name in layer.columns:
            query = f"SELECT {quoted(name)} FROM {quoted(layer.table)} LIMIT {_SAMPLES * 3}"  # noqa: S608 - quoted
            found = [_cell(row[0], name, 80, []) for row in database.execute(query)]
            return tuple(dict.fromkeys(value for value in found if value))[:_SAMPLES]
    return ()
