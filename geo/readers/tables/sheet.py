"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) by calamine, read as text: what a cell shows as a value, dates as ISO text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from geo.readers.guards.workbook_xml import DAMAGED, WorkbookFacts, check_workbook
from geo.readers.model.messages import file_error
from geo.readers.model.resource_limits import Limits
from geo.readers.recognition.sniff import header_row, is_hxl, looks_like_header
from geo.readers.tables.row_chunk import Chunk, text_table, too_many_rows, unique_names
from geo.text.messages import tr, trn

_ABOVE = 20
_MAX_WHOLE = 1e15
_MAX_MERGED = 10_000
_BROKEN = (CalamineError, OSError, ValueError, KeyError, IndexError, TypeError, OverflowError)
_MERGED = "cells that are merged over several rows are filled in each of them"


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
    counts_from_1904: bool = False
    _kept: list[CalamineSheet] = field(default_factory=list, repr=False, compare=False)

    def chunks(self, *, batch_rows: int, only: Sequence[str] | None = None) -> Iterator[Chunk]:  # noqa: ARG002
        """Yield the rows in order; rows without any cell are left out, as Excel itself leaves them.

        Raises
        ------
        DataError
            If the sheet is damaged or has more rows than are taken.
        """
        with _damage_named(self.name):
            held: list[list[str]] = []
            numbers: list[int] = []
            for number, cells in enumerate(_rows(self._sheet(), width=len(self.columns)), 1 - self.above):
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

    def _sheet(self) -> CalamineSheet:
        """Return the sheet, parsed once."""
        if not self._kept:
            self._kept.append(CalamineWorkbook.from_path(str(self.path)).get_sheet_by_name(self.part))
        return self._kept[0]

    def _chunk(self, rows: list[list[str]], numbers: list[int]) -> Chunk:
        most = self.limits.max_cell_chars
        reason = f"a cell has more than the {most:,} characters allowed"
        long = {at: reason for at, row in enumerate(rows) if max(map(len, row)) > most}
        return Chunk(text_table(self.columns, rows), np.array(numbers, dtype=np.int64), long)


def sheets_of(path: Path, *, name: str, limits: Limits, has_header: bool | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        Its name as the person knows it.
    limits : Limits
        How much is taken.
    has_header : bool or None
        Whether a row holds names of columns, if a person stated it; None to find it.

    Returns
    -------
    tuple of Sheet
        In the order of the workbook.

    Raises
    ------
    DataError
        If it is damaged, hostile, protected by a password, or empty.
    """
    with path.open("rb") as stream:
        zipped = stream.read(2) == b"PK"
    facts = check_workbook(path, name=name, limits=limits) if zipped else WorkbookFacts()
    found = []
    with _damage_named(name):
        book = CalamineWorkbook.from_path(str(path))
        for about in book.sheets_metadata:
            if about.typ is SheetTypeEnum.WorkSheet:
                opened = _opened(path, name, book.get_sheet_by_name(about.name), limits, facts, has_header=has_header)
                found += [opened] if opened is not None else []
    if not found:
        raise file_error(name, "no sheet of the workbook holds anything; choose another file")
    return tuple(found)


def _opened(
    path: Path, name: str, sheet: CalamineSheet, limits: Limits, facts: WorkbookFacts, *, has_header: bool | None
) -> Sheet | None:
    first: list[list[str]] = []
    for cells in _rows(sheet):
        first.append(cells)
        if len(first) > _ABOVE + 1:
            break
    filled = [at for at, cells in enumerate(first) if any(cells)]
    if not filled:
        return None
    if sheet.width > limits.max_columns:
        words = f"the sheet {sheet.name!r} has {sheet.width:,} columns, {limits.max_columns:,} are allowed; drop some"
        raise file_error(name, words)
    notes = _notes(sheet, facts)
    top = None if has_header is False else _header(first, chosen=bool(has_header))
    if top is None:
        columns, above = [f"column {at}" for at in range(1, max(map(len, first)) + 1)], 0
        notes.append(tr("the columns have no names: no row above looks like a header"))
    else:
        columns, above = _trimmed(first[top]), top + 1
        columns += [""] * (max((len(_trimmed(cells)) for cells in first[above:]), default=0) - len(columns))
        if any(at < top for at in filled):
            notes.append(tr("rows above the header in row {row} are left out", row=top + 1))
        if len(first) > above and is_hxl(tuple(first[above])):
            above += 1
            notes.append(tr("the row below the header holds HXL tags and is left out"))
    names = unique_names(columns, name=name, limits=limits)
    known = sheet.total_height
    return Sheet(
        path, name, sheet.name, names, tuple(notes), limits, above,
        rows_estimate=max(known - above, 0), counts_from_1904=facts.counts_from_1904, _kept=[sheet],
    )  # fmt: skip


def _header(first: list[list[str]], *, chosen: bool) -> int | None:
    """Return the row of the header; None if no row looks like one."""
    filled = [at for at, cells in enumerate(first) if any(cells)]
    widest = max(sum(map(bool, first[at])) for at in filled)
    top = next((at for at in filled if _may_be_header(first[at], widest)), None)
    if top is None:
        return filled[0] if chosen else None
    return top + header_row([tuple(cells) for cells in first[top:]], widest)


def _notes(sheet: CalamineSheet, facts: WorkbookFacts) -> list[str]:
    notes = []
    if facts.formulas_without_result:
        notes.append(
            trn(
                "{count} formula has no result in the file and is read as empty; "
                "open it in a spreadsheet program and save it",
                "{count} formulas have no results in the file and are read as empty; "
                "open it in a spreadsheet program and save it",
                facts.formulas_without_result,
            )
        )
    if any(last[0] > first[0] for first, last in sheet.merged_cell_ranges or ()):
        notes.append(tr(_MERGED))
    return notes


def _may_be_header(cells: list[str], widest: int) -> bool:
    return sum(map(bool, cells)) * 2 > widest and looks_like_header(tuple(_trimmed(cells)))


def _trimmed(cells: list[str]) -> list[str]:
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


@contextmanager
def _damage_named(name: str) -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise file_error(name, "the workbook is protected by a password; save it without") from error
    except _BROKEN as error:
        raise file_error(name, DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what the library was not prepared for
            raise file_error(name, DAMAGED) from error
        raise


def _rows(sheet: CalamineSheet, *, width: int = 0) -> Iterator[list[str]]:
    """Yield the rows of a sheet from its first row and its first filled column; merged cells are filled downwards."""
    first_column = sheet.start[1] if sheet.start else 0
    below: dict[int, dict[int, tuple[int, int]]] = {}
    for (top, left), (bottom, _) in (sheet.merged_cell_ranges or ())[:_MAX_MERGED]:
        if bottom > top and left >= first_column:
            below.setdefault(top, {})[left - first_column] = (top, bottom)
    open_cells: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(sheet.iter_rows()):
        row = [cell_text(cell) for cell in cells]
        for column, (last, text) in list(open_cells.items()):
            if number > last:
                del open_cells[column]
            elif column < len(row):
                row[column] = text
        for column, (_, last) in below.get(number, {}).items():
            if column < len(row):
                open_cells[column] = (last, row[column])
        yield (row + [""] * (width - len(row)))[: width or None]


def cell_text(value: object) -> str:
    """Return the value of a cell as text.

    Parameters
    ----------
    value : object
        What the library makes of the cell.

    Returns
    -------
    str
        Whole numbers without decimals, dates as ISO text, true and false in lower case.

    Examples
    --------
    >>> cell_text(3.0), cell_text(33.1256), cell_text(None), cell_text(dt.datetime(2025, 5, 16)), cell_text(True)
    ('3', '33.1256', '', '2025-05-16', 'true')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < _MAX_WHOLE:
        return str(int(value))
    if isinstance(value, dt.datetime):
        day_only = value.time() == dt.time()
        return value.date().isoformat() if day_only else value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
