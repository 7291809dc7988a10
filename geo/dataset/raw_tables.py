"""A data folder as text: its tables with their columns and cells, whatever rules the records follow.

Rules change from release to release. To compare a folder with an older one, the rows of both must be kept apart and
nothing else: this reader asks for no more. :func:`geo.dataset.load.load_dataset` is the one that judges values.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

from geo.errors import DataError, Fault, UsageError

GEOMETRY, ABOUT = "geometry", "dataset"
"""Names of the tables made from ``geometry/*.geojson`` and ``dataset.toml``."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cells:
    """One table as text.

    Attributes
    ----------
    name : str
        Stem of the file in ``records``, or ``geometry``, or ``dataset``.
    columns : tuple of str
        In the order of the file.
    rows : tuple of Mapping
        Text by column, in the order of the file.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_cells(folder: Path) -> dict[str, Cells]:
    """Read the tables of a data folder by name: the records, then geometries, then the data set itself.

    Raises
    ------
    UsageError
        If this is not a data folder.
    DataError
        With every file that cannot be read and every row that does not fit its header.
    """
    paths = sorted((folder / "records").glob("*.csv")) if folder.is_dir() else []
    if not paths:
        raise UsageError(f"{folder} is not a data folder: it has no records/*.csv.")
    faults: list[Fault] = []
    tables = {path.stem: _table(path, faults) for path in paths}
    shapes = [row for path in sorted((folder / "geometry").glob("*.geojson")) for row in _shapes(path, faults)]
    tables[GEOMETRY] = _of_rows(GEOMETRY, shapes)
    tables[ABOUT] = _of_rows(ABOUT, list(_about(folder / "dataset.toml", faults)))
    if faults:
        raise DataError(faults)
    return tables


def _of_rows(name: str, rows: list[Row]) -> Cells:
    return Cells(name, tuple(dict.fromkeys(column for row in rows for column in row)), tuple(rows))


def _table(path: Path, faults: list[Fault]) -> Cells:
    rows: list[Row] = []
    header: list[str] = []
    text = _text(path, faults)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        line = reader.line_num + 1
        if len(set(header)) < len(header):
            faults.append(Fault(path.name, 1, "-", "a column is duplicated"))
        for cells in reader:
            if len(cells) != len(header):
                reason = f"{len(cells)} cells, the header has {len(header)}; check commas and quotes"
                faults.append(Fault(path.name, line, "-", reason))
            rows.append(dict(zip(header, cells, strict=False)))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(path.name, reader.line_num, "-", f"broken CSV ({error}); check the quotes"))
    return Cells(path.stem, tuple(header), tuple(rows))


def _text(path: Path, faults: list[Fault]) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "-", "the file is missing"))
    except UnicodeDecodeError as error:
        faults.append(Fault(path.name, 0, "-", f"not UTF-8 at byte {error.start}"))
    except OSError as error:
        faults.append(Fault(path.name, 0, "-", f"cannot be read: {error.strerror}"))
    return ""


def _about(path: Path, faults: list[Fault]) -> Iterator[Row]:
    text = _text(path, faults)
    try:
        yield {"id": ABOUT, **{name: _cell(value) for name, value in tomllib.loads(text).items()}}
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(path.name, 0, "-", f"cannot be read as TOML ({error})"))


def _shapes(path: Path, faults: list[Fault]) -> Iterator[Row]:
    text = _text(path, faults)
    try:
        for feature in json.loads(text)["features"]:
            properties = {str(name): _cell(value) for name, value in feature["properties"].items()}
            yield {"id": str(feature["id"]), "file": path.name, **properties, "geometry": _outline(feature["geometry"])}
    except (ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError) as error:
        faults.append(Fault(path.name, 0, "-", f"cannot be read as GeoJSON ({type(error).__name__})"))


def _outline(geometry: Mapping[str, Any]) -> str:
    """Return what tells one geometry from another without its thousands of coordinates."""
    digest = hashlib.sha256(json.dumps(geometry["coordinates"]).encode()).hexdigest()[:12]
    vertices = len(shapely.get_coordinates(shape(dict(geometry))))
    return f"{geometry['type']}, {vertices} vertices, SHA-256 {digest}"


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
