"""How a text table is written: its encoding, its separator, whether the first row holds names of columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geo.readers.recognition.column_names import COLUMN_NAMES
from geo.text.folding import fold

HEAD_BYTES = 65_536
"""Bytes from the start of a file that the look of its text is judged by."""

SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be"),
    *("windows-1252", "windows-1256", "windows-1255", "windows-1251"),
    *("iso-8859-1", "iso-8859-5", "iso-8859-6", "iso-8859-8", "iso-8859-9", "iso-8859-15"),
)
"""Encodings that can be chosen."""
LEGACY = ("windows-1252", "windows-1256", "windows-1255", "windows-1251")
"""Encodings of one byte a character that are offered where a file is not Unicode."""

_WEIGHED = ("windows-1256", "windows-1255", "windows-1251")
_MAX_WEIGHED_BYTES = 20_000
_ROWS = 60
_MAX_ABOVE = 20
_MAX_KNOWN = 100
_KNOWN = frozenset(name for names in COLUMN_NAMES.values() for name in names)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MAX_CONTROL_SHARE = 0.05
_UTF16_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_RUN = re.compile(rb"[\x80-\xff]{3,}")
_NUMBER = re.compile(r"^[+-]?\d[\d.,:/T -]*Z?$")
_HXL = re.compile(r"^#[a-z]", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """The start of a text file.

    Attributes
    ----------
    content : str
        The decoded start, without a byte order mark.
    encoding : str
        The encoding by Python's name.
    sure : bool
        Whether the encoding follows from the bytes; False where it is only likely.
    whole : bool
        Whether it is the whole file.
    """

    content: str
    encoding: str
    sure: bool
    whole: bool


@dataclass(frozen=True)
class Dialect:
    """How a text table is written.

    Attributes
    ----------
    separator : str
        Character between cells.
    columns : int
        Usual number of cells in a row.
    has_header : bool
        Whether the first row holds names.
    has_hxl : bool
        Whether the second row holds HXL tags.
    first_rows : tuple of tuple of str
        The first rows as cells, from the header on.
    above : int
        How many filled rows are above the header, such as a title.
    skipped : int
        How many rows, blank ones counted, are above the data.
    escape : str
        The character that escapes quotation marks; empty where they are doubled, as usual.
    """

    separator: str
    columns: int
    has_header: bool
    has_hxl: bool
    first_rows: tuple[tuple[str, ...], ...]
    above: int = 0
    skipped: int = 0
    escape: str = ""


def decode_head(head: bytes, *, encoding: str | None = None) -> Text | None:
    """Return the start of a file as text, or None if it is not text.

    Parameters
    ----------
    head : bytes
        The first :data:`HEAD_BYTES` bytes.
    encoding : str or None
        The encoding that a person chose; None to find it.
    """
    whole = len(head) < HEAD_BYTES
    name, sure = (encoding, True) if encoding else _encoding_of(head, whole=whole)
    if name == "utf-16":
        name = "utf-16-be" if head.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    content = decoder.decode(head, final=whole).removeprefix("\ufeff")
    if len(_CONTROL.findall(content)) > _MAX_CONTROL_SHARE * max(len(content), 1):
        return None
    return Text(content, name, sure, whole)


def _encoding_of(head: bytes, *, whole: bool) -> tuple[str, bool]:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8", True
    for mark, name in _UTF16_BOMS:
        if head.startswith(mark):
            return name, True
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) >= 8 and head[start:4096:2].count(0) > 0.4 * len(head[start:4096:2]):
            return name, True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=whole)
    except UnicodeDecodeError:
        return likely_encoding(head), False
    return "utf-8", True


def likely_encoding(content: bytes) -> str:
    """Return the encoding of one byte a character that text is likely to be in: a proposal, never a certainty.

    Parameters
    ----------
    content : bytes
        Text that is not UTF-8.

    Returns
    -------
    str
        One of :data:`LEGACY`, or another that its letters speak for.

    Notes
    -----
    Western text, whose letters beyond ASCII are alone, is told from scripts that are written in them throughout; among
    those charset-normalizer weighs which language the words are of.
    """
    runs = _RUN.findall(content)
    inside, beyond = sum(map(len, runs)), sum(byte >= 0x80 for byte in content)
    if inside * 2 < beyond:
        return LEGACY[0]
    letters = Counter(b"".join(runs))
    hebrew = sum(count for byte, count in letters.items() if 0xE0 <= byte <= 0xFA)
    if hebrew == sum(letters.values()):
        return "windows-1255"
    from charset_normalizer import from_bytes  # most text is Unicode and does without

    isolated = [name.replace("-", "_") for name in _WEIGHED]
    weighed = from_bytes(content[:_MAX_WEIGHED_BYTES], cp_isolation=isolated).best()
    names = {name.replace("-", "_").replace("windows_", "cp"): name for name in _WEIGHED}
    return names.get(weighed.encoding, "windows-1256") if weighed is not None else "windows-1256"


def sniff_text(text: Text, *, separator: str | None = None, has_header: bool | None = None) -> Dialect:
    """Return how a text table is written, judged by its first rows.

    Parameters
    ----------
    text : Text
        The start of the file.
    separator : str or None
        The separator that a person chose; None to find it.
    has_header : bool or None
        Whether the first row holds names, if a person stated it; None to find it.
    """
    escapes = ("", "\\") if '\\"' in text.content else ("",)
    options = [
        (candidate, escape, _rows(text, candidate, escape))
        for candidate in ((separator,) if separator else SEPARATORS)
        for escape in escapes
    ]
    chosen, escape, numbered = max(options, key=lambda option: _evenness([row for _, row in option[2]]))
    rows = [row for _, row in numbered]
    columns = _usual(rows)
    above = 0 if has_header is False else header_row(rows, columns)
    rows = rows[above:]
    header = looks_like_header(rows[0] if rows else ()) if has_header is None else has_header
    hxl = header and len(rows) > 1 and is_hxl(rows[1])
    taken = above + int(header) + int(hxl)
    skipped = numbered[taken - 1][0] if taken else 0
    return Dialect(chosen, columns, header, hxl, tuple(rows), above, skipped, escape)


def header_row(rows: Sequence[tuple[str, ...]], usual: int) -> int:
    """Return how many rows are above the header: titles and blank rows, also padded ones, and names of groups.

    Parameters
    ----------
    rows : sequence of tuple of str
        The first rows.
    usual : int
        How many cells a row has.

    Returns
    -------
    int
        The index of the header; 0 where no row below the first looks like one.

    Examples
    --------
    >>> header_row([("Incidents", "", ""), ("", "", ""), ("id", "lat", "lon"), ("1", "33.1", "35.8")], 3)
    2
    >>> header_row([("Event", "", "Place"), ("id", "lat", "lon"), ("1", "33.1", "35.8")], 3)
    1
    """
    first = next((at for at, row in enumerate(rows[:_MAX_ABOVE]) if _is_wide(row, usual)), 0)
    if not rows or (first and not looks_like_header(rows[first])):
        return 0
    below = rows[first + 1] if first + 1 < len(rows) else ()
    grouped = not all(cell.strip() for cell in rows[first]) or len(set(rows[first])) < len(rows[first])
    if grouped and _known_names(rows[first]) < _known_names(below) and _known_names(below) > 1:
        return first + 1
    return first


def _is_wide(row: tuple[str, ...], usual: int) -> bool:
    """Return whether a row is filled like those of the table, and not like a title."""
    filled = sum(bool(cell.strip()) for cell in row)
    return filled * 2 > usual or filled >= usual - 1 > 0


def _known_names(cells: Sequence[str]) -> int:
    return sum(fold(cell) in _KNOWN for cell in cells[:_MAX_KNOWN])


def _rows(text: Text, separator: str, escape: str = "") -> list[tuple[int, tuple[str, ...]]]:
    """Return the first filled rows by number; the last is left out where the start of the file ends within it."""
    found: list[tuple[int, tuple[str, ...]]] = []
    try:
        reader = csv.reader(io.StringIO(text.content, newline=""), delimiter=separator, escapechar=escape or None)
        for number, row in enumerate(reader, 1):
            if row:
                found.append((number, tuple(row)))
            if len(found) > _ROWS:
                return found[:_ROWS]
    except csv.Error:
        pass
    return found if text.whole or len(found) < 2 else found[:-1]


def _usual(rows: list[tuple[str, ...]]) -> int:
    if not rows:
        return 0
    counts = Counter(map(len, rows))
    return max(counts, key=lambda count: (counts[count], count))


def _evenness(rows: list[tuple[str, ...]]) -> tuple[bool, bool, float, int]:
    usual = _usual(rows)
    return (
        usual > 1,
        len(rows[0]) == usual if rows else False,
        sum(len(row) == usual for row in rows) / max(len(rows), 1),
        usual,
    )


def looks_like_header(cells: tuple[str, ...]) -> bool:
    """Return whether cells look like names of columns: known ones; or mostly filled, no number, few twice."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if sum(fold(cell) in _KNOWN for cell in filled[:_MAX_KNOWN]) > 1:
        return True
    if not filled or len(filled) * 2 < len(cells):
        return False
    return not any(_NUMBER.match(cell) for cell in filled) and len(set(filled)) * 4 >= len(filled) * 3


def is_hxl(cells: tuple[str, ...]) -> bool:
    """Return whether cells are HXL tags, such as ``#event+name``."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and sum(bool(_HXL.match(cell)) for cell in filled) * 2 > len(filled)
