"""Parquet without geometry, read as a table: every column as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo.readers.geometry.arrow_text import text_column
from geo.readers.model.messages import file_error
from geo.readers.model.resource_limits import Limits
from geo.readers.tables.row_chunk import Chunk, too_many_rows, unique_names

_THRIFT_BYTES, _THRIFT_ITEMS = 20_000_000, 1_000_000


@dataclass(frozen=True)
class ParquetTable:
    """A Parquet file as a table; a :class:`~geo.readers.tables.row_chunk.TableSource`."""

    path: Path
    name: str
    columns: tuple[str, ...]
    rows_total: int
    limits: Limits
    notes: tuple[str, ...] = ()
    part: str = ""
    head_rows: int = 10_000

    @property
    def rows_estimate(self) -> int:
        """Number of rows."""
        return self.rows_total

    def chunks(self, *, batch_rows: int, only: Sequence[str] | None = None) -> Iterator[Chunk]:  # noqa: ARG002
        """Yield the rows in order as rows of text."""
        first = 1
        with _damage_named(self.name), _open(self.path) as file:
            for batch in file.iter_batches(batch_size=batch_rows, use_threads=False):
                batch.validate(full=True)
                faults: list[list[str]] = [[] for _ in range(batch.num_rows)]
                longest = self.limits.max_cell_chars
                cells = {
                    name: pa.array(text_column(column, name, longest=longest, faults=faults), pa.string())
                    for name, column in zip(self.columns, batch.columns, strict=True)
                }
                rows = np.arange(first, first + batch.num_rows, dtype=np.int64)
                yield Chunk(pa.table(cells), rows, {at: words[0] for at, words in enumerate(faults) if words})
                first += batch.num_rows


def open_parquet_table(path: Path, *, name: str, limits: Limits) -> ParquetTable:
    """Return a Parquet file as a table.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        Its name as the person knows it.
    limits : Limits
        How much is taken.

    Returns
    -------
    ParquetTable
        Its columns under their names.

    Raises
    ------
    DataError
        If it is damaged, or passes a limit.
    """
    with _damage_named(name), _open(path) as file:
        found, names = file.metadata, file.schema_arrow.names
        unpacked = sum(max(0, found.row_group(at).total_byte_size) for at in range(found.num_row_groups))
        if found.num_rows > limits.max_rows:
            raise too_many_rows(name, limits)
        if unpacked > limits.max_unzipped_bytes:
            raise file_error(name, f"more than {limits.max_unzipped_bytes / 1e6:,.0f} MB come out of it; split it")
        return ParquetTable(path, name, unique_names(names, name=name, limits=limits), found.num_rows, limits)


def _open(path: Path) -> pq.ParquetFile:
    return pq.ParquetFile(
        path,
        memory_map=False,
        pre_buffer=False,
        thrift_string_size_limit=_THRIFT_BYTES,
        thrift_container_size_limit=_THRIFT_ITEMS,
    )


@contextmanager
def _damage_named(name: str) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, UnicodeError, OverflowError) as error:
        if isinstance(error, pa.ArrowMemoryError):
            raise
        raise file_error(name, "the Parquet file is damaged; write it again") from error
