"""Excel workbooks, read as text: what a cell shows as a value, dates as ISO text."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from geo.errors import DataError, Fault
from geo.readers.guards.archives import check_archive
from geo.readers.model.resource_limits import Limits
from geo.readers.recognition.sniff import is_hxl, looks_like_header
from geo.readers.tables.row_chunk import Chunk, text_table, too_many_rows, unique_names

_ABOVE = 20
_HEAD = 65_536
_ROOT = re.compile(rb"<[A-Z_]")
_AT_ONCE = 500
_LAST_ROW = 1_048_576
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, OSError, EOFError, SyntaxError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, RuntimeError, OverflowError),
)
"""What openpyxl and the modules beneath it raise on damaged workbooks."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; a :class:`~geo.readers.tables.row_chunk.TableSource`."""

    path: Path
    name: str
    part: str
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    limits: Limits
    above: int
    head_rows: int = 2_000
    rows_total: int | None = None
    rows_estimate: int | None = None

    def chunks(self, *, batch_rows: int, only: Sequence[str] | None = None) -> Iterator[Chunk]:  # noqa: ARG002
        """Yield the rows in order; rows without any cell are left out, as Excel itself leaves them.

        Raises
        ------
        DataError
            If the sheet is damaged or has more rows than are taken.
        """
        with _opened(self.path, self.name) as book:
            held: list[list[str]] = []
            numbers: list[int] = []
            rows = _rows(book[self.part], self.limits, width=len(self.columns))
            for number, cells in enumerate(_guarded(rows, self.name), 1 - self.above):
                if number < 1 or not any(cells):
                    continue
                if number > self.limits.max_rows:
                    raise too_many_rows(self.name, self.limits)
                held.append(cells)
                numbers.append(number)
                if len(held) == batch_rows:
                    yield self._chunk(held, numbers)
                    held, numbers = [], []
            if held:
                yield self._chunk(held, numbers)

    def _chunk(self, rows: list[list[str]], numbers: list[int]) -> Chunk:
        most = self.limits.max_cell_chars
        reason = f"a cell has more than the {most:,} characters allowed"
        long = {at: reason for at, row in enumerate(rows) if max(map(len, row)) > most}
        return Chunk(text_table(self.columns, rows), np.array(numbers, dtype=np.int64), long)


def sheets_of(path: Path, *, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Raises
    ------
    DataError
        If it is damaged, hostile, or empty.
    """
    _refuse_doctype(path, check_archive(path, name=name, limits=limits), name)
    found = []
    with _opened(path, name) as book:
        for sheet in book.worksheets:
            first = []
            for cells in _guarded(_rows(sheet, limits), name):
                first.append(cells)
                if len(first) > _ABOVE + 1:
                    break
            opened = _sheet(path, name, sheet.title, first, limits)
            if opened is not None:
                found.append(opened)
    if not found:
        raise DataError([Fault(name, 0, "-", "no sheet of the workbook holds anything; choose another file")])
    return tuple(found)


def _sheet(path: Path, name: str, title: str, first: list[list[str]], limits: Limits) -> Sheet | None:
    filled = [at for at, cells in enumerate(first) if any(cells)]
    if not filled:
        return None
    widest = max(sum(map(bool, first[at])) for at in filled)
    top = next((at for at in filled if _may_be_header(first[at], widest)), None)
    notes = []
    if top is None:
        width = max(map(len, first))
        columns = [f"column {at}" for at in range(1, width + 1)]
        notes.append("the columns have no names: no row above looks like a header")
        above = 0
    else:
        columns, above = _trimmed(first[top]), top + 1
        if any(at < top for at in filled):
            notes.append(f"rows above the header in row {top + 1} are left out")
        if len(first) > above and is_hxl(tuple(first[above])):
            above += 1
            notes.append("the row below the header holds HXL tags and is left out")
    return Sheet(path, name, title, unique_names(columns, name=name, limits=limits), tuple(notes), limits, above)


def _may_be_header(cells: list[str], widest: int) -> bool:
    return sum(map(bool, cells)) * 2 > widest and looks_like_header(tuple(_trimmed(cells)))


def _trimmed(cells: list[str]) -> list[str]:
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


@contextmanager
def _opened(path: Path, name: str) -> Iterator[Any]:
    with path.open("rb") as file:
        try:
            with _quiet():
                book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except _BROKEN as error:
            raise _damaged(name) from error
        try:
            yield book
        finally:
            book.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence openpyxl, which warns of styles and extensions that carry no data."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _guarded(rows: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    while True:
        try:
            with _quiet():
                taken = list(islice(rows, _AT_ONCE))
        except _BROKEN as error:
            raise _damaged(name) from error
        if not taken:
            return
        yield from taken


def _damaged(name: str) -> DataError:
    return DataError(
        [Fault(name, 0, "-", "the workbook is damaged; open it in a spreadsheet program and save it again")]
    )


def _rows(sheet: Any, limits: Limits, *, width: int | None = None) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong, and rows would be lost
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=width or limits.max_columns)):
        if number >= _LAST_ROW:  # rows that are not there are counted up to the number that the file gives the next
            raise ValueError("a row beyond the last that a sheet can have")
        row = [shown(cell) for cell in cells]
        yield row + [""] * ((width or 0) - len(row))


def shown(value: object) -> str:
    """Return the value of a cell as text.

    Examples
    --------
    >>> shown(3.0), shown(33.1256), shown(None), shown(dt.datetime(2025, 5, 16)), shown(True)
    ('3', '33.1256', '', '2025-05-16', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        day_only = value.time() == dt.time()
        return value.date().isoformat() if day_only else value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _refuse_doctype(path: Path, members: Sequence[str], name: str) -> None:
    """Refuse a document type in any member: spreadsheets have none, and entities are how XML attacks."""
    try:
        with zipfile.ZipFile(path) as archive:
            heads = [_head(archive, member) for member in members if member.endswith((".xml", ".rels"))]
    except _BROKEN as error:
        raise _damaged(name) from error
    if any(b"<!DOCTYPE" in head or b"<!ENTITY" in head or _ROOT.search(head) is None for head in heads):
        raise DataError(
            [
                Fault(
                    name,
                    0,
                    "-",
                    "the workbook declares a document type or hides its root, which no spreadsheet program does",
                )
            ]
        )


def _head(archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as stream:
        return stream.read(_HEAD).upper().replace(b"\0", b"")
