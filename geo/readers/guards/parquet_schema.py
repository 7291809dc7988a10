"""What the schema of a Parquet file says of geometry, before any row is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_EXTENSIONS = (b"geoarrow.wkb", b"ogc.wkb")
_THRIFT_BYTES, _THRIFT_ITEMS = 20_000_000, 1_000_000


def has_geometry(path: Path) -> bool:
    """Return whether a Parquet file names a column of geometry, or has one by its type; one without is a table.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    bool
        True as well where the file is damaged: its reader says what is wrong.
    """
    try:
        with pq.ParquetFile(
            path, memory_map=False, thrift_string_size_limit=_THRIFT_BYTES, thrift_container_size_limit=_THRIFT_ITEMS
        ) as file:
            metadata = {**(file.schema_arrow.metadata or {}), **(file.metadata.metadata or {})}
            return b"geo" in metadata or geometry_by_type(file) is not None
    except (pa.ArrowException, OSError, UnicodeError, OverflowError, ValueError):
        return True


def geometry_by_type(file: pq.ParquetFile) -> str | None:
    """Return the column that Parquet or Arrow mark as geometry, else one that is called so and is binary."""
    for at in range(len(file.schema)):
        if logical_type_of(file, at).get("Type") in ("Geometry", "Geography"):
            return str(file.schema.column(at).path)
    for field in file.schema_arrow:
        if (field.metadata or {}).get(b"ARROW:extension:name") in _EXTENSIONS:
            return str(field.name)
    named = (field for field in file.schema_arrow if field.name.lower() in ("geometry", "geom", "wkb", "wkb_geometry"))
    return next((str(field.name) for field in named if pa.types.is_binary(field.type)), None)


def logical_type_of(file: pq.ParquetFile, at: int) -> dict[str, Any]:
    """Return the logical type of a column as its members."""
    try:
        stated = json.loads(file.schema.column(at).logical_type.to_json())
    except ValueError:  # the crs in it is not escaped
        return {"Type": str(file.schema.column(at).logical_type).split("(")[0]}
    return stated if isinstance(stated, dict) else {}
