"""Lists of records in JSON, read as a table: answers of publishers' interfaces, lists of objects, one object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geo.errors import DataError, Fault
from geo.readers.guards.json_text import check_extent, harmless, read_json_bytes
from geo.readers.model.messages import file_error
from geo.readers.model.resource_limits import Limits
from geo.readers.tables.row_chunk import Chunk, text_table, too_many_rows, unique_names

_LISTS = (
    *("data", "Result", "results", "result", "items", "events", "records", "rows", "features", "messages", "locations"),
    *("incidents", "reports", "posts", "places", "points", "value", "values", "list", "entries", "response"),
)
_MAX_LEVELS = 4
_E7 = re.compile(r"^(.*(?:lat|lon|lng|long)\w*)E7$", re.IGNORECASE)
_WRAPPED = "the JSON holds no list of records; expected a list of objects, or one under data or Result"


@dataclass(frozen=True)
class RecordList:
    """Records of a JSON file; a :class:`~geo.readers.tables.row_chunk.TableSource`."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    records: tuple[Any, ...]
    notes: tuple[str, ...]
    limits: Limits
    part: str = ""
    head_rows: int = 10_000

    @property
    def rows_total(self) -> int:
        """Number of records."""
        return len(self.records)

    @property
    def rows_estimate(self) -> int:
        """Number of records."""
        return len(self.records)

    def chunks(self, *, batch_rows: int, only: Sequence[str] | None = None) -> Iterator[Chunk]:  # noqa: ARG002
        """Yield the records in order as rows of text; what is not an object is a row that cannot be used."""
        for start in range(0, len(self.records), batch_rows):
            taken = self.records[start : start + batch_rows]
            rows = [
                [plain(record.get(key)) for key in self.keys] if isinstance(record, dict) else self._odd(record)
                for record in taken
            ]
            faults = {
                at: "the record is not an object with fields"
                for at, record in enumerate(taken)
                if not isinstance(record, dict)
            }
            most = self.limits.max_cell_chars
            reason = f"a field has more than the {most:,} characters allowed"
            faults |= {at: reason for at, row in enumerate(rows) if row and max(map(len, row)) > most}
            numbers = np.arange(start + 1, start + len(taken) + 1, dtype=np.int64)
            yield Chunk(text_table(self.columns, rows), numbers, faults)

    def _odd(self, record: object) -> list[str]:
        return [plain(record), *[""] * (len(self.keys) - 1)]


def open_record_list(path: Path, *, name: str, limits: Limits) -> RecordList:
    """Return the records of a JSON file.

    Raises
    ------
    DataError
        If it is not JSON, nested too deeply, or holds no list of records.
    """
    content, notes = _parsed(path, name, limits)
    records = _records(content)
    if records is None:
        raise DataError([Fault(name, 0, "-", _WRAPPED)])
    if not records:
        raise DataError([Fault(name, 0, "-", "the list of records is empty; ask the source again")])
    if len(records) > limits.max_rows:
        raise too_many_rows(name, limits)
    keys = tuple(dict.fromkeys(key for record in records if isinstance(record, dict) for key in record))
    if not keys:
        raise DataError([Fault(name, 0, "-", _WRAPPED)])
    columns = unique_names([harmless(key) for key in keys], name=name, limits=limits)
    return RecordList(name, columns, keys, tuple(records), notes, limits)


def _parsed(path: Path, name: str, limits: Limits) -> tuple[Any, tuple[str, ...]]:
    try:
        content, notes = read_json_bytes(path)
    except ValueError as error:
        raise file_error(name, str(error)) from error
    check_extent(
        content,
        name=name,
        max_nesting=limits.max_nesting,
        max_vertices=limits.max_vertices,
        max_rows=limits.max_rows,
    )
    text = content.decode("utf-8")
    try:
        return _loads(text), notes
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg.startswith("Extra data") and len(lines) > 1:
            return [_line(line, number, name) for number, line in enumerate(lines, 1)], (*notes, "one record a line")
        reason = f"it is not JSON: {error.msg} in column {error.colno}"
        raise DataError([Fault(name, error.lineno, "-", reason)]) from error


def _line(line: str, number: int, name: str) -> Any:
    try:
        return _loads(line)
    except json.JSONDecodeError as error:
        raise DataError(
            [Fault(name, number, "-", f"the line is not JSON: {error.msg} in column {error.colno}")]
        ) from error


def _loads(text: str) -> Any:
    """Parse JSON; numbers stay as they are written."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)


def _records(content: Any) -> list[Any] | None:
    found = _list_in(content, _MAX_LEVELS)
    return None if found is None else [_flat(record) for record in found]


def _list_in(content: Any, levels: int) -> list[Any] | None:
    """Return the list of records in an answer: one under a usual name, else the only list of objects in it."""
    if isinstance(content, list):
        return content
    if not isinstance(content, dict) or not levels:
        return None
    for key in _LISTS:
        if isinstance(content.get(key), list):
            return list(content[key])
    inner = [found for value in content.values() if (found := _list_in(value, levels - 1)) is not None]
    objects = [found for found in inner if found and all(isinstance(record, dict) for record in found)]
    return objects[0] if len(objects) == 1 else None


def _flat(record: Any) -> Any:
    """Return a record with the fields of objects in it under dotted names; geometry stays as it is."""
    if not isinstance(record, dict):
        return record
    flat: dict[str, Any] = {}
    waiting = [("", record, _MAX_LEVELS)]
    while waiting:
        prefix, fields, levels = waiting.pop(0)
        for key, value in fields.items():
            name = f"{prefix}{key}"
            if isinstance(value, dict) and value and levels and not ("type" in value and "coordinates" in value):
                waiting.append((f"{name}.", value, levels - 1))
                continue
            flat[name] = value
            whole = _E7.match(str(key))
            if whole and isinstance(value, str) and value.lstrip("-").isdecimal():
                flat[f"{prefix}{whole[1]}"] = f"{int(value) / 1e7:.7f}"
    return flat


def plain(value: object) -> str:
    """Return a value of JSON as the text of a cell; lists of plain values are joined by commas.

    Examples
    --------
    >>> plain(None), plain(True), plain("1.50"), plain(["a", "b"]), plain([{"path": "https://a.example"}])
    ('', 'true', '1.50', 'a, b', 'https://a.example')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(_item(item) for item in value)
    return harmless(json.dumps(value, ensure_ascii=False))


def _item(item: object) -> str:
    """Return an item of a list; of a source or filter as TimeMap writes them, its path or value."""
    if isinstance(item, Mapping):
        for key in ("path", "url", "value", "name", "id"):
            if isinstance(item.get(key), str) and item[key]:
                return plain(item[key])
    return plain(item)
