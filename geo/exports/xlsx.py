"""Features as an Excel workbook: the columns of the CSV file, and a sheet that says where they come from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from geo.atlas import Layer
from geo.exports.cells import neutral
from geo.exports.csv_table import COLUMNS, table_row

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
DAYS = frozenset({"valid_from", "valid_to", "attested_from", "last_reported", "known_on", "stated_on", "faded_from"})
"""Columns of days, which are dates in a workbook; what is known to the month only stays text."""
_STAMP = (2000, 1, 1, 0, 0, 0)
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_CUT = " [cut: see another format]"


def xlsx_bytes(layers: Iterable[Layer], *, version: str) -> bytes:
    """Return the features of the layers as a workbook with the sheets ``features`` and ``about``.

    The same layers give the same bytes. A shape too long for a cell is left out and counted in ``about``.
    """
    listed = list(layers)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("features")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    left_out = 0
    for layer in listed:
        for feature in layer.features:
            row = table_row(feature, layer, version=version)
            if len(row.get("wkt", "")) > LONGEST_CELL:
                left_out += 1
                del row["wkt"]
            sheet.append([_typed(sheet, name, row.get(name)) for name in COLUMNS])
    rows = 1 + sum(len(layer.features) for layer in listed)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{rows}"
    write_about(book, [*_about(listed, version), *([["Shapes too long for a cell", left_out]] if left_out else [])])
    return finished(book)


def _typed(sheet: Any, name: str, value: Any) -> Any:
    """Return the cell of a column; a day is a date, which sorts and groups, and shows as ISO 8601."""
    if name not in DAYS or not isinstance(value, str) or (day := parsed_day(value)) is None:
        return cell(sheet, value)
    found = WriteOnlyCell(sheet, day)
    found.number_format = "yyyy-mm-dd"
    return found


def parsed_day(text: str) -> date | None:
    """Return an ISO day as a date, None for anything else, such as a month.

    Examples
    --------
    >>> parsed_day("2025-01-31"), parsed_day("2025-01")
    (datetime.date(2025, 1, 31), None)
    """
    try:
        return date.fromisoformat(text) if len(text) == len("2025-01-31") else None
    except ValueError:
        return None


def write_about(book: Workbook, rows: Iterable[Sequence[Any]]) -> None:
    """Add the sheet ``about`` with rows of cells."""
    about = book.create_sheet("about")
    for row in rows:
        about.append([cell(about, value) for value in row])


def cell(sheet: Any, value: Any) -> Any:
    """Return what a sheet takes for a value: text that is never a formula or an error, cut to what a cell can hold."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        return value
    text = neutral(ILLEGAL_CHARACTERS_RE.sub("", value))
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - len(_CUT)] + _CUT
    if text not in ERROR_CODES:
        return text
    plain = WriteOnlyCell(sheet, text)
    plain.data_type = "s"
    return plain


def finished(book: Workbook) -> bytes:
    """Return the workbook as bytes that do not tell when they were written."""
    out = io.BytesIO()
    book.save(out)
    fixed = io.BytesIO()
    with zipfile.ZipFile(out) as read, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as write:
        for name in read.namelist():
            body = read.read(name)
            if name == "docProps/core.xml":
                body = _WRITTEN.sub(rb"\g<1>2000-01-01T00:00:00Z", body)
            write.writestr(zipfile.ZipInfo(name, _STAMP), body, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _about(layers: Sequence[Layer], version: str) -> list[list[Any]]:
    head = [
        ["Buffer Zone Atlas"],
        ["Data set version", version],
        [],
        ["layer", "title", "features", "licence", "credit", "note"],
    ]
    return head + [
        [str(spec.id), spec.title, len(layer.features), str(spec.licence), spec.credit, spec.note]
        for layer in layers
        for spec in [layer.spec]
    ]
