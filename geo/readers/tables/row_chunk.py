"""A run of rows of a table as text, before anything in it is understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo.errors import DataError, Fault
from geo.readers.model.resource_limits import Limits


@dataclass(frozen=True)
class Chunk:
    """A run of rows.

    Attributes
    ----------
    table : pa.Table
        Columns of text under the names of the file, nothing missing.
    rows : ndarray of int
        Number of each row in its part, from 1, the header not counted.
    faults : mapping of int to str
        Why a row cannot be used, by its position in the chunk.
    warnings : mapping of int to str
        What is odd about a row as text, by its position in the chunk.
    """

    table: pa.Table
    rows: NDArray[np.int64]
    faults: Mapping[int, str] = field(default_factory=dict)
    warnings: Mapping[int, str] = field(default_factory=dict)


class TableSource(Protocol):
    """A table in a user's file, whatever it is stored in."""

    @property
    def part(self) -> str:
        """Name of the sheet; empty where there is one only."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, each once."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found about the table as a whole."""

    @property
    def rows_total(self) -> int | None:
        """Number of rows where it is known before reading."""

    @property
    def rows_estimate(self) -> int | None:
        """About how many rows there are."""

    @property
    def head_rows(self) -> int:
        """How many rows from the start are cheap enough to be looked at before reading."""

    def chunks(self, *, batch_rows: int, only: Sequence[str] | None = None) -> Iterator[Chunk]:
        """Yield the rows in order, at most ``batch_rows`` at once; with ``only``, at least these columns."""


def unique_names(cells: Sequence[str], *, name: str, limits: Limits) -> tuple[str, ...]:
    """Return names of columns, each once: unnamed ones by their number, repeated ones with a count.

    Raises
    ------
    DataError
        If there are more columns than are taken.

    Examples
    --------
    >>> from geo.readers.model.resource_limits import OWN_FILES
    >>> unique_names(["id", "", "id "], name="a.csv", limits=OWN_FILES)
    ('id', 'column 2', 'id (2)')
    """
    if len(cells) > limits.max_columns:
        reason = f"{len(cells):,} columns are more than the {limits.max_columns:,} allowed; leave some out"
        raise DataError([Fault(name, 1, "-", reason)])
    seen: dict[str, int] = {}
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        plain = " ".join(cell.strip().removeprefix("\ufeff").split())[:200] or f"column {number}"
        seen[plain] = seen.get(plain, 0) + 1
        chosen = plain if seen[plain] == 1 else f"{plain} ({seen[plain]})"
        while chosen in names:
            seen[plain] += 1
            chosen = f"{plain} ({seen[plain]})"
        names.append(chosen)
    return tuple(names)


def text_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> pa.Table:
    """Return rows of cells as a table of text."""
    return pa.table(
        {name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(columns)},
        schema=pa.schema([(name, pa.string()) for name in columns]),
    )


def merged(chunks: Sequence[Chunk]) -> Chunk:
    """Return several chunks as one, in the order of their rows."""
    rows = np.concatenate([chunk.rows for chunk in chunks])
    order = np.argsort(rows, kind="stable")
    reason_of = {int(chunk.rows[0]): chunk.faults[0] for chunk in chunks if chunk.faults}
    warning_of = {int(chunk.rows[0]): chunk.warnings[0] for chunk in chunks if chunk.warnings}
    ordered = rows[order]
    table = pa.concat_tables([chunk.table for chunk in chunks]).take(pa.array(order))
    return Chunk(table, ordered, _by_position(ordered, reason_of), _by_position(ordered, warning_of))


def _by_position(rows: NDArray[np.int64], words: Mapping[int, str]) -> dict[int, str]:
    positions = np.searchsorted(rows, sorted(words))
    return {int(at): words[int(rows[at])] for at in positions}


def too_many_rows(name: str, limits: Limits) -> DataError:
    """Return the refusal of a file with more rows than are taken."""
    return DataError([Fault(name, 0, "-", f"more than the {limits.max_rows:,} rows allowed; split the file")])


def no_rows(name: str) -> DataError:
    """Return the refusal of a file that has no row below its header."""
    return DataError([Fault(name, 0, "-", "there is a header but no row below it; choose another file")])
