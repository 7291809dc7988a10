"""Fixtures of the readers of users' files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geo.readers import EVENT_COLUMNS, Batch, Reading, read_events


@dataclass(frozen=True)
class Read:
    """A file that was read to its end."""

    reading: Reading
    batches: tuple[Batch, ...]

    @property
    def events(self) -> pd.DataFrame:
        """All rows of the model."""
        return pd.concat([batch.events for batch in self.batches])

    @property
    def original(self) -> pd.DataFrame:
        """All rows as they stand in the file."""
        return pd.concat([batch.original for batch in self.batches])

    def column(self, name: str) -> list[Any]:
        """Values of a column of the model, what is not a number as None."""
        return [None if value != value else value for value in self.events[name]]


ReadTable = Callable[..., Read]


@pytest.fixture
def read_table(tmp_path: Path) -> ReadTable:
    """Return a function that writes a file and reads it; every row must come out once, in the columns of the model."""

    def read(content: str | bytes, *, name: str = "rows.csv", **options: Any) -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        reading = read_events(path, **options)
        done = Read(reading, tuple(reading.batches))
        assert [list(batch.events.columns) for batch in done.batches] == [list(EVENT_COLUMNS)] * len(done.batches)
        assert {str(name): str(kind) for name, kind in done.events.dtypes.items()} == EVENT_COLUMNS
        assert list(done.events.index) == list(done.original.index) == list(range(len(done.events)))
        return done

    return read


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Return the folder of the test corpora, where there is one beside the checkout."""
    here = Path(__file__).resolve().parents[2]
    for parent in (here.parent, here.parent.parent):
        if (parent / "shared" / "corpora").is_dir():
            return parent / "shared" / "corpora"
    pytest.skip("the test corpora are not here")
