"""Workbooks: sheets, headers, dates and hostile archives."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from geo.errors import DataError
from geo.readers import Choices, FormatId, QuestionsOpen, propose
from geo.readers.model.resource_limits import Limits
from tests.readers.conftest import ReadTable

Rows = Sequence[Sequence[object]]
ROWS: Rows = [["lat", "lon", "date", "killed"], [33.1256, 35.8239, dt.date(2025, 5, 16), 3]]


def _book(**sheets: Rows) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with(content: bytes, member: str, change: tuple[bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            body = before.read(info)
            after.writestr(info.filename, body.replace(*change) if info.filename == member else body)
    return out.getvalue()


def test_cells_are_read_as_text_and_dates_as_days(read_table: ReadTable) -> None:
    done = read_table(_book(Events=ROWS), name="a.xlsx")
    assert (done.column("lat"), done.column("date_from"), done.column("killed_min")) == (
        [33.1256],
        ["2025-05-16"],
        [3.0],
    )
    assert done.column("part") == ["Events"]
    assert done.original.iloc[0].tolist() == ["33.1256", "35.8239", "2025-05-16", "3"]


def test_acled_in_a_workbook_is_acled(read_table: ReadTable) -> None:
    rows = [
        ["EVENT_ID_CNTY", "EVENT_DATE", "LATITUDE", "LONGITUDE", "GEO_PRECISION"],
        ["SYR1", "2025-05-16", 33.1, 35.8, 2],
    ]
    done = read_table(_book(Data=rows), name="a.xlsx")
    assert (done.reading.format_id, done.column("uncertainty_m")) == (FormatId.ACLED, [25_000.0])


def test_which_of_several_sheets_is_asked(read_table: ReadTable, tmp_path: Path) -> None:
    content = _book(Notes=[["about"], ["made up"]], Events=ROWS, Empty=[])
    with pytest.raises(QuestionsOpen) as caught:
        read_table(content, name="a.xlsx")
    (question,) = [question for question in caught.value.questions if question.id == "part"]
    assert [option.value for option in question.options] == ["Notes", "Events"]
    assert [part.name for part in propose(tmp_path / "a.xlsx").parts] == ["Notes", "Events"]
    assert read_table(content, name="a.xlsx", choices=Choices(part="Events")).column("lat") == [33.1256]


def test_lines_above_the_header_and_empty_rows_are_no_events(read_table: ReadTable) -> None:
    rows: Rows = [["Made-up report"], [], *ROWS, [None, None, None, None], [33.2, 35.9, "16 May 2025", None]]
    done = read_table(_book(Events=rows), name="a.xlsx")
    assert done.column("lat") == [33.1256, 33.2]
    assert done.column("row") == [1, 3]
    assert any("above the header" in note for note in done.reading.notes)


def test_a_wrong_size_in_the_file_loses_no_rows(read_table: ReadTable) -> None:
    content = _with(_book(Events=ROWS), "xl/worksheets/sheet1.xml", (b'ref="A1:D2"', b'ref="A1:A1"'))
    assert read_table(content, name="a.xlsx").column("lat") == [33.1256]


def test_formulas_are_never_computed(read_table: ReadTable) -> None:
    done = read_table(_book(Events=[["lat", "lon", "title"], [33.1, 35.8, '=HYPERLINK("http://x")']]), name="a.xlsx")
    assert done.column("title") == [""]


@pytest.mark.parametrize(
    "change",
    [
        ("xl/worksheets/sheet1.xml", (b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')),
        ("xl/worksheets/sheet1.xml", (b"<worksheet", b"<!--" + b" " * 70_000 + b"--><!DOCTYPE x><worksheet")),
        ("xl/workbook.xml", (b"<sheets>", b"<sheets")),
        ("[Content_Types].xml", (b"<Types", b"<!ENTITY")),
    ],
)
def test_a_damaged_or_hostile_workbook_names_its_fault(
    read_table: ReadTable, change: tuple[str, tuple[bytes, bytes]]
) -> None:
    with pytest.raises(DataError) as caught:
        read_table(_with(_book(Events=ROWS), *change), name="a.xlsx")
    assert "a.xlsx" in caught.value.report()


def test_a_workbook_that_grows_too_much_is_refused(read_table: ReadTable) -> None:
    content = _book(Events=[*ROWS, *[["x" * 1000] * 4 for _ in range(300)]])
    with pytest.raises(DataError):
        read_table(content, name="a.xlsx", limits=Limits(max_unzipped_bytes=10_000))


def test_more_rows_than_are_taken_is_refused(read_table: ReadTable) -> None:
    with pytest.raises(DataError):
        read_table(_book(Events=[*ROWS, ROWS[1], ROWS[1]]), name="a.xlsx", limits=Limits(max_rows=2))


def test_an_empty_workbook_is_refused(read_table: ReadTable) -> None:
    with pytest.raises(DataError):
        read_table(_book(Events=[]), name="a.xlsx")


@pytest.mark.parametrize(
    "row", [b'<row r="99999999"><c r="A99999999"><v>1</v></c></row>', b'<row r="3"><c r="ZZZZZ3"><v>1</v></c></row>']
)
def test_a_cell_that_lies_beyond_the_sheet_is_refused_at_once(read_table: ReadTable, row: bytes) -> None:
    content = _with(_book(Events=ROWS), "xl/worksheets/sheet1.xml", (b"</sheetData>", row + b"</sheetData>"))
    with pytest.raises(DataError):
        read_table(content, name="a.xlsx")
