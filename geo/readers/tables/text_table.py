"""Text tables (CSV and its kin), read in a stream."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from geo.errors import DataError, Fault
from geo.readers.guards.utf8_stream import Utf8Stream
from geo.readers.model.resource_limits import Limits
from geo.readers.recognition.signatures import columns_without_header
from geo.readers.recognition.sniff import HEAD_BYTES, Dialect, Text, decode_head, sniff_text
from geo.readers.tables.row_chunk import Chunk, merged, text_table, too_many_rows, unique_names
from geo.text.messages import trn

_BLOCK_BYTES = 1 << 20
_MAX_BLOCK_BYTES = 32 << 20
_DAMAGED = "some bytes are not text in the encoding of the file; they show as \ufffd, choose the encoding"


@dataclass(frozen=True)
class TextTable:
    """A text table, as it is written and what its columns are called; a :class:`TableSource`."""

    path: Path
    name: str
    text: Text
    dialect: Dialect
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    limits: Limits
    part: str = ""
    rows_total: int | None = None
    head_rows: int = 10_000

    @property
    def rows_estimate(self) -> int | None:
        """About how many rows there are, by the length of the first."""
        rows = len(self.dialect.first_rows) - self._headings
        if self.text.whole and rows < 60:
            return max(rows, 0)
        length = sum(len(cell) + 1 for row in self.dialect.first_rows for cell in row)
        return int(self.path.stat().st_size * len(self.dialect.first_rows) / max(length, 1))

    @property
    def _headings(self) -> int:
        return int(self.dialect.has_header) + int(self.dialect.has_hxl)

    def chunks(self, *, batch_rows: int, only: Sequence[str] | None = None) -> Iterator[Chunk]:
        """Yield the rows in order, at most ``batch_rows`` at once; with ``only``, just these columns.

        Raises
        ------
        DataError
            If a row is longer than is taken, or there are more rows than are taken.
        """
        if self.text.whole and len(self.dialect.first_rows) <= self._headings:
            return
        wanted = [name for name in self.columns if only is None or name in only]
        uneven: dict[int, Chunk] = {}
        stream = Utf8Stream(self.path.open("rb"), self.text.encoding)
        with stream:
            numbered = _Numbering(uneven, self.limits, self.name)
            last: Chunk | None = None
            for table in self._tables(stream, wanted, uneven, batch_rows):
                if last is not None:
                    yield self._finish(last, stream)
                last = numbered.number(table.rename_columns(wanted))
            rest = numbered.rest()
            for chunk in (last, rest):
                if chunk is not None:
                    ends = chunk is (rest or last)
                    yield self._finish(self._unclosed(chunk, stream) if ends else chunk, stream)

    def _tables(
        self, stream: Utf8Stream, wanted: list[str], uneven: dict[int, Chunk], batch_rows: int
    ) -> Iterator[pa.Table]:
        keys = [f"c{at}" for at in range(len(self.columns))]
        block = min(_MAX_BLOCK_BYTES, max(_BLOCK_BYTES, self.limits.max_cell_chars * 4))
        kept = [key for key, name in zip(keys, self.columns, strict=True) if name in wanted]
        try:
            reader = pacsv.open_csv(
                pa.PythonFile(stream, mode="r"),
                read_options=pacsv.ReadOptions(
                    use_threads=False, block_size=block, column_names=keys, skip_rows_after_names=self.dialect.skipped
                ),
                parse_options=pacsv.ParseOptions(
                    delimiter=self.dialect.separator,
                    newlines_in_values=True,
                    escape_char=self.dialect.escape or False,
                    invalid_row_handler=self._handler(uneven, wanted),
                ),
                convert_options=pacsv.ConvertOptions(
                    column_types=dict.fromkeys(keys, pa.string()),
                    include_columns=kept,
                    check_utf8=False,
                    strings_can_be_null=False,
                    quoted_strings_can_be_null=False,
                ),
            )
            yield from _gathered(reader, batch_rows)
        except pa.ArrowInvalid as error:
            reason = (
                f"a row is longer than {block / 1e6:,.0f} MB, or a quotation mark is never closed; "
                "look for a lone quotation mark and save the table again"
            )
            raise DataError([Fault(self.name, 0, "-", reason)]) from error

    def _handler(self, uneven: dict[int, Chunk], wanted: list[str]) -> Callable[[pacsv.InvalidRow], str]:
        positions = [self.columns.index(name) for name in wanted]

        def keep(row: pacsv.InvalidRow) -> str:
            number = row.number - self.dialect.skipped
            if number > 0:  # rows above the data may be uneven
                cells, reason, usable = self._uneven_cells(row.text, row.actual_columns)
                table = text_table(wanted, [[cells[at] for at in positions]])
                words = {0: reason} if reason else {}
                uneven[number] = Chunk(table, np.array([number]), {} if usable else words, words if usable else {})
            return "skip"

        return keep

    def _uneven_cells(self, text: str, count: int) -> tuple[list[str], str, bool]:
        """Return the cells of a row with too few or too many, what is odd about it, and whether it can be used.

        Separators too many at the end are left out; cells missing at the end are empty. Where there are more filled
        cells than columns, nobody knows which is which.
        """
        width = len(self.columns)
        try:
            reader = csv.reader(
                io.StringIO(text, newline=""), delimiter=self.dialect.separator, escapechar=self.dialect.escape or None
            )
            cells = next(reader, [])
        except csv.Error:
            cells = [text]
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        lines = text.count("\n")
        if len(cells) == width and not lines:
            return cells, "", True
        short = len(cells) < width and not lines
        if len(cells) > width:
            cells = [*cells[: width - 1], self.dialect.separator.join(cells[width - 1 :])]
        quoted = f"; it runs over {lines + 1:,} lines, is a quotation mark left open?" if lines else ""
        missing = "; those that are missing are taken as empty" if short else ""
        words = f"{count:,} {'cell' if count == 1 else 'cells'} where the table has {width:,} columns{quoted}{missing}"
        return cells + [""] * (width - len(cells)), words, short

    def _unclosed(self, chunk: Chunk, stream: Utf8Stream) -> Chunk:
        """Refuse the last row if its last cell runs to the end of the file for want of a quotation mark."""
        position = chunk.table.num_rows - 1
        cell = (
            chunk.table.column(self.columns[-1])[position].as_py()
            if self.columns[-1] in chunk.table.schema.names
            else ""
        )
        if "\n" not in cell or stream.tail.rstrip().endswith(b'"') or position in chunk.faults:
            return chunk
        reason = f"a quotation mark is never closed; the {cell.count(chr(10)):,} lines after it went into one cell"
        return Chunk(chunk.table, chunk.rows, {**chunk.faults, position: reason}, chunk.warnings)

    def _finish(self, chunk: Chunk, stream: Utf8Stream) -> Chunk:
        faults, warnings = dict(chunk.faults), dict(chunk.warnings)
        for column in chunk.table.itercolumns():
            most_bytes = pc.max(pc.binary_length(column)).as_py() or 0
            if most_bytes > self.limits.max_cell_chars:
                reason = f"a cell has more than the {self.limits.max_cell_chars:,} characters allowed"
                long = pc.greater(pc.utf8_length(column), self.limits.max_cell_chars)
                faults |= dict.fromkeys(np.flatnonzero(long.to_numpy()).tolist(), reason)
            if stream.replaced:
                odd = pc.match_substring(column, "\ufffd").to_numpy()
                warnings |= dict.fromkeys(np.flatnonzero(odd).tolist(), _DAMAGED)
        return Chunk(chunk.table, chunk.rows, faults, warnings)


class _Numbering:
    """Gives rows their numbers and puts uneven rows back where they were."""

    def __init__(self, uneven: dict[int, Chunk], limits: Limits, name: str) -> None:
        self._uneven, self._limits, self._name = uneven, limits, name
        self._next = 1

    def number(self, table: pa.Table) -> Chunk:
        first, count = self._next, table.num_rows
        end = first + count
        while (grown := first + count + sum(number < end for number in self._uneven)) != end:
            end = grown
        self._next = end
        if end - 1 > self._limits.max_rows:
            raise too_many_rows(self._name, self._limits)
        among = sorted(number for number in self._uneven if number < end)
        rows: NDArray[np.int64] = np.arange(first, end, dtype=np.int64)
        if not among:
            return Chunk(table, rows)
        even = rows[~np.isin(rows, among)]
        return merged([Chunk(table, even), *(self._uneven.pop(number) for number in among)])

    def rest(self) -> Chunk | None:
        """Return the uneven rows after the last even one."""
        if not self._uneven:
            return None
        if max(self._uneven) > self._limits.max_rows:
            raise too_many_rows(self._name, self._limits)
        return merged([self._uneven.pop(number) for number in sorted(self._uneven)])


def _gathered(reader: pacsv.CSVStreamingReader, batch_rows: int) -> Iterator[pa.Table]:
    """Yield what the parser gives in runs of ``batch_rows``, but for the last."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in reader:
        while batch.num_rows + count >= batch_rows:
            cut = batch_rows - count
            yield pa.Table.from_batches([*held, batch.slice(0, cut)])
            batch, held, count = batch.slice(cut), [], 0
        if batch.num_rows:
            held.append(batch)
            count += batch.num_rows
    if held:
        yield pa.Table.from_batches(held)


def open_text_table(
    path: Path,
    *,
    name: str,
    limits: Limits,
    encoding: str | None = None,
    separator: str | None = None,
    has_header: bool | None = None,
) -> TextTable:
    """Return a text table with how it is written, found out or chosen.

    Raises
    ------
    DataError
        If it is not text, or has more columns than are taken.
    """
    with path.open("rb") as file:
        text = decode_head(file.read(HEAD_BYTES), encoding=encoding)
    if text is None:
        raise DataError([Fault(name, 0, "-", "it is not text in this encoding; choose another")])
    dialect = sniff_text(text, separator=separator, has_header=has_header)
    if not dialect.first_rows:
        raise DataError([Fault(name, 0, "-", "there is no row in it; choose another file")])
    cells, notes = _header(dialect, asked=has_header)
    columns = unique_names(cells, name=name, limits=limits)
    return TextTable(path, name, text, dialect, columns, (*_notes(text, dialect), *notes), limits)


def _header(dialect: Dialect, *, asked: bool | None) -> tuple[Sequence[str], list[str]]:
    first = dialect.first_rows[0]
    known = () if dialect.has_header else columns_without_header(first)
    if known:
        return known, ["it has no header; the columns are named as their publisher documents them"]
    if not dialect.has_header:
        names = [f"column {at}" for at in range(1, max(dialect.columns, len(first)) + 1)]
        why = "as was chosen" if asked is not None else "its first row looks like data"
        return names, [f"the columns have no names: {why}"]
    if dialect.columns < len(first) and not any(cell.strip() for cell in first[dialect.columns :]):
        return first[: dialect.columns], []  # separators too many at the end of the header only
    if dialect.columns == len(first) + 1:  # R writes row names without a heading; others end each row with a separator
        rows = [row for row in dialect.first_rows[1:] if len(row) == dialect.columns]
        if all(not row[-1] for row in rows):
            return [*first, ""], []
        return ["row name", *first], ["rows have one cell more than the header; the first one is taken for a row name"]
    return first, []


def _notes(text: Text, dialect: Dialect) -> list[str]:
    notes = []
    if text.encoding != "utf-8":
        sure = "" if text.sure else "; that is only likely, choose another if names look wrong"
        notes.append(f"the text is read as {text.encoding}{sure}")
    if dialect.above:
        notes.append(
            trn("{count} row above the header left out", "{count} rows above the header left out", dialect.above)
        )
    if dialect.has_hxl:
        notes.append("the second row holds HXL tags and is left out")
    return notes
