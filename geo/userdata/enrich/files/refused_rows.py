"""The refused rows of a file as CSV: where each stands, why it was refused, and all its own columns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from geo.atomic_write import written_aside
from geo.readers import Batch, RowStatus
from geo.userdata.enrich.files.spreadsheet_safe import harmless
from geo.userdata.enrich.files.table import distinct_names


class RefusedRows:
    """Writes refused rows, if they are wanted."""

    def __init__(self, path: Path | None) -> None:
        self._out = None if path is None else path.open("wb")
        self._writer: pa.csv.CSVWriter | None = None

    @classmethod
    @contextmanager
    def at(cls, path: Path | None) -> Iterator[RefusedRows]:
        """Give a writer to a path, or one that writes nothing for None; the file is whole or as it was."""
        if path is None:
            yield cls(None)
            return
        with written_aside(path) as aside:
            yield cls(aside)

    def write(self, batch: Batch) -> None:
        """Write the refused rows of a batch."""
        if self._out is None:
            return
        refused = (batch.events["status"] == str(RowStatus.REFUSED)).to_numpy()
        events, original = batch.events[refused], batch.original[refused]
        columns = {
            "file_row": pa.array(events.index.to_numpy() + 1),
            "part": pa.array(events["part"], pa.large_string()),
            "row": pa.array(events["row"].to_numpy()),
            "reasons": pa.array(events["reasons"], pa.large_string()),
        }
        names = distinct_names([str(name) for name in original.columns])
        columns |= {
            name: pa.array(original.iloc[:, number], pa.large_string(), from_pandas=True)
            for number, name in enumerate(names)
        }
        table = harmless(pa.table(columns))
        if self._writer is None:
            self._out.write(b"\xef\xbb\xbf")
            self._writer = pa.csv.CSVWriter(self._out, table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()
        if self._out is not None:
            self._out.close()
