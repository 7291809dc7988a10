"""What must be known of a workbook before a library opens it: entities, cells far away, formulas without results."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataError
from geo.readers.guards.archives import check_archive
from geo.readers.model.messages import file_error
from geo.readers.model.resource_limits import Limits

DAMAGED = "the workbook is damaged; open it in a spreadsheet program and save it again"
"""What is said of a workbook that cannot be read."""
MAX_CELLS = 60_000_000
"""Most cells of the rectangle that the cells of a sheet span: a library allocates memory for all of them."""

_HEAD = 65_536
_CHUNK = 1 << 20
_OVERLAP = 512
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ROOT = re.compile(rb"<[A-Z_]")
_CELL = re.compile(rb"<(?:\w+:)?c [^<>]*?r=\"([A-Z]{1,9})([0-9]{1,9})\"")
_ROW = re.compile(rb"<(?:\w+:)?row [^<>]*?r=\"([0-9]{1,9})\"")
_EMPTY_FORMULA = re.compile(rb"<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_EPOCH_1904 = re.compile(rb"date1904=\"(?:1|true)\"")
_ERRORS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, ValueError, RuntimeError, NotImplementedError)


@dataclass(frozen=True)
class WorkbookFacts:
    """What was found in a workbook.

    Attributes
    ----------
    counts_from_1904 : bool
        Whether its day numbers count from 1 January 1904.
    formulas_without_result : int
        How many formulas were never computed.
    """

    counts_from_1904: bool = False
    formulas_without_result: int = 0


def check_workbook(path: Path, *, name: str, limits: Limits) -> WorkbookFacts:
    """Return what must be known of a zipped workbook, once it has passed the guard.

    Parameters
    ----------
    path : Path
        The file, a zip archive.
    name : str
        Its name as the person knows it.
    limits : Limits
        How much is taken.

    Returns
    -------
    WorkbookFacts
        Of all its sheets together.

    Raises
    ------
    DataError
        If it is damaged or hostile, or a sheet spans more cells than are taken.
    """
    members = check_archive(path, name=name, limits=limits)
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_doctype(archive, members, name)
            epoch = any(
                _EPOCH_1904.search(_head(archive, member)) for member in members if member.endswith("workbook.xml")
            )
            sheets = [member for member in members if re.search(r"worksheets/[^/]+\.xml$", member)]
            formulas = sum(_look_through(archive, member, name) for member in sheets)
    except _ERRORS as error:
        raise file_error(name, DAMAGED) from error
    return WorkbookFacts(epoch, formulas)


def _look_through(archive: zipfile.ZipFile, member: str, name: str) -> int:
    """Return how many formulas of a sheet have no result; refuse one whose cells span too much."""
    columns: set[bytes] = set()
    last_row = formulas = 0
    for block in _blocks(archive, member):
        for letters, number in set(_CELL.findall(block)):
            columns.add(letters)
            last_row = max(last_row, int(number))
        last_row = max([last_row, *map(int, _ROW.findall(block))])
        formulas += len(_EMPTY_FORMULA.findall(block)) if b"<f" in block else 0
    width = max((_column_number(letters) for letters in columns), default=0)
    if last_row > _LAST_ROW or width > _LAST_COLUMN:
        raise file_error(name, DAMAGED)
    if last_row * width > MAX_CELLS:
        raise file_error(name, f"cells far apart span {last_row:,} rows and {width:,} columns; delete what is far away")
    return formulas


def _blocks(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Yield a member in pieces that end where a cell ends."""
    left = b""
    with archive.open(member) as stream:
        while block := stream.read(_CHUNK):
            whole, end, rest = (left + block).rpartition(b"</c>")
            left = rest if end else (left + block)[-_OVERLAP:]
            yield whole + end if end else left
    yield left


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _refuse_doctype(archive: zipfile.ZipFile, members: Sequence[str], name: str) -> None:
    """Refuse a document type in any member: spreadsheets have none, and entities are how XML attacks."""
    heads = [_head(archive, member).upper() for member in members if member.endswith((".xml", ".rels"))]
    if any(b"<!DOCTYPE" in head or b"<!ENTITY" in head or _ROOT.search(head) is None for head in heads):
        raise _hostile(name)


def _hostile(name: str) -> DataError:
    return file_error(
        name, "the workbook declares a document type or hides its root, which no spreadsheet program does"
    )


def _head(archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as stream:
        return stream.read(_HEAD).replace(b"\0", b"")
