"""Reading of ``data/records/*.csv``: every fault in every file is collected, then raised once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from geo.errors import DataError, Fault
from geo.records import models
from geo.records.tables import TABLES, Table


@dataclass(frozen=True, slots=True)
class RecordSet:
    """All records, validated one by one and against each other; tuples in file order."""

    sources: tuple[models.Source, ...]
    record_sources: tuple[models.SourceLink, ...]
    places: tuple[models.Place, ...]
    events: tuple[models.Event, ...]
    talks: tuple[models.Talk, ...]
    positions: tuple[models.Position, ...]
    areas: tuple[models.Area, ...]
    lines: tuple[models.Line, ...]
    control_changes: tuple[models.ControlChange, ...]
    claims: tuple[models.Claim, ...]
    claim_figures: tuple[models.ClaimFigure, ...]
    origin_statements: tuple[models.OriginStatement, ...]
    reference_rows: tuple[models.ReferenceRow, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A validated record with the line it stands on, for messages about relations."""

    file: str
    line: int
    record: models.Record


def read_records(folder: Path) -> RecordSet:
    """Read and validate every table of ``folder``.

    Parameters
    ----------
    folder : Path
        Folder with the CSV files (UTF-8, comma, header row).

    Raises
    ------
    DataError
        With every fault of every file: unreadable file, missing or unknown column, bad value,
        double id, dangling reference, record without a source.
    """
    from geo.records.integrity import relation_faults

    faults: list[Fault] = []
    rows: dict[str, list[Row]] = {}
    for table in TABLES:
        rows[table.name] = list(_read_table(folder / table.file, table=table, faults=faults))
    faults.extend(relation_faults(rows))
    if faults:
        raise DataError(faults)
    parts: dict[str, Any] = {name: tuple(row.record for row in found) for name, found in rows.items()}
    return RecordSet(**parts)


def _read_table(path: Path, *, table: Table, faults: list[Fault]) -> Iterator[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(Fault(table.file, 0, "-", "the file is missing; restore it from the repository"))
        return
    except UnicodeDecodeError as error:
        faults.append(Fault(table.file, 0, "-", f"not UTF-8 at byte {error.start}; save the file as UTF-8"))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        faults.extend(_header_faults(header, table=table))
        for cells in reader:
            record = _read_row(cells, header=header, line=reader.line_num, table=table, faults=faults)
            if record is not None:
                yield Row(table.file, reader.line_num, record)
    except csv.Error as error:
        faults.append(Fault(table.file, reader.line_num, "-", f"broken CSV ({error}); check the quotes"))


def _header_faults(header: list[str], *, table: Table) -> Iterator[Fault]:
    for name in table.columns:
        if name not in header:
            yield Fault(table.file, 1, name, "the column is missing")
    for name in header:
        if name not in table.columns:
            yield Fault(table.file, 1, name or "-", "unknown column; see data/README.md")
        if header.count(name) > 1:
            yield Fault(table.file, 1, name, "the column stands twice")


def _read_row(
    cells: list[str], *, header: list[str], line: int, table: Table, faults: list[Fault]
) -> models.Record | None:
    if len(cells) != len(header):
        reason = f"{len(cells)} cells, the header has {len(header)}; check commas and quotes"
        faults.append(Fault(table.file, line, "-", reason))
        return None
    known = {name: cell for name, cell in zip(header, cells, strict=True) if name in table.columns}
    try:
        return table.model.model_validate(known)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if detail["type"] == "missing":
                continue  # the header fault already says so
            field = str(detail["loc"][0]) if detail["loc"] else "-"
            faults.append(Fault(table.file, line, field, _reason(cast(dict[str, Any], detail))))
        return None


def _reason(detail: dict[str, Any]) -> str:
    message = str(detail["msg"]).removeprefix("Value error, ")
    shown = detail.get("input")
    if isinstance(shown, str) and detail["loc"]:
        message = f"{message} (found {shown[:60]!r})"
    return message[0].lower() + message[1:]
