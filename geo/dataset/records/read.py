"""Reading of ``data/records/*.csv``: every fault in every file is collected, then raised once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from geo.dataset.records import divisions, models, outside
from geo.dataset.records.bases import Record
from geo.dataset.records.integrity import relation_faults
from geo.dataset.records.tables import TABLES, Row, Table
from geo.errors import DataError, Fault


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
    ucdp_events: tuple[outside.UcdpEvent, ...]
    yardsticks: tuple[outside.Yardstick, ...]
    control_assertions: tuple[outside.ControlAssertion, ...]
    control_assertions_wikipedia: tuple[outside.ControlAssertion, ...]
    revisions: tuple[outside.Revision, ...]
    subdistricts: tuple[divisions.Subdistrict, ...]
    place_subdistricts: tuple[divisions.PlaceSubdistrict, ...]


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
    faults: list[Fault] = []
    rows: dict[str, list[Row]] = {}
    for table in TABLES:
        found = _read_table(folder / table.file, table=table, faults=faults)
        if found is not None:
            rows[table.name] = found
    named = {(fault.file, fault.row, fault.field) for fault in faults}
    faults.extend(fault for fault in relation_faults(rows) if (fault.file, fault.row, fault.field) not in named)
    if faults:
        raise DataError(faults)
    parts: dict[str, Any] = {name: tuple(row.record for row in found) for name, found in rows.items()}
    return RecordSet(**parts)


def _read_table(path: Path, *, table: Table, faults: list[Fault]) -> list[Row] | None:
    """Return the rows of a table, None if they cannot be kept apart."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(Fault(table.file, 0, "-", "the file is missing; restore it from the repository"))
        return None
    except OSError as error:
        faults.append(Fault(table.file, 0, "-", f"cannot be opened ({error.strerror})"))
        return None
    except UnicodeDecodeError as error:
        faults.append(Fault(table.file, 0, "-", f"not UTF-8 at byte {error.start}; save the file as UTF-8"))
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        faults.extend(_header_faults(header, table=table))
        line = reader.line_num + 1
        for cells in reader:
            rows.append(_read_row(cells, header=header, line=line, table=table, faults=faults))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(table.file, reader.line_num, "-", f"broken CSV ({error}); check the quotes"))
        return None
    return rows if set(table.columns) <= set(header) else None


def _header_faults(header: list[str], *, table: Table) -> Iterator[Fault]:
    for name in table.columns:
        if name not in header:
            yield Fault(table.file, 1, name, "the column is missing")
    for name in dict.fromkeys(header):
        if name not in table.columns:
            yield Fault(table.file, 1, name or "-", "unknown column; see data/README.md")
        if header.count(name) > 1:
            yield Fault(table.file, 1, name, "the column is duplicated")


def _read_row(cells: list[str], *, header: list[str], line: int, table: Table, faults: list[Fault]) -> Row:
    if len(cells) != len(header):
        reason = f"{len(cells)} cells, the header has {len(header)}; check commas and quotes"
        faults.append(Fault(table.file, line, "-", reason))
        return Row(table.file, line, dict(zip(header[:1], cells, strict=False)), None)
    columns = table.columns
    known = {name: cell for name, cell in zip(header, cells, strict=True) if name in columns}
    record: Record | None = None
    try:
        record = table.model.model_validate(known)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if detail["type"] == "missing":
                continue  # the header fault already says so
            reason = _reason(cast("dict[str, Any]", detail))
            field = str(detail["loc"][0]) if detail["loc"] else _first_column(reason, table=table)
            faults.append(Fault(table.file, line, field, reason))
    return Row(table.file, line, known, record)


def _first_column(reason: str, *, table: Table) -> str:
    """Return the column that a rule over several columns names first in its message."""
    word = reason.partition(" ")[0]
    return word if word in table.columns else "-"


def _reason(detail: dict[str, Any]) -> str:
    message = str(detail["msg"]).removeprefix("Value error, ")
    shown = detail.get("input")
    if isinstance(shown, str) and detail["loc"]:
        message = f"{message} (found {shown[:60]!r})"
    return message[0].lower() + message[1:]
