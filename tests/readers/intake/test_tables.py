"""Batches written by the child and read by the parent are the same; damaged ones are refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.readers import EVENT_COLUMNS, Batch
from geo.readers.intake.tables import read_batch, write_batch


def _events(texts: list[str]) -> pd.DataFrame:
    rows = len(texts)
    made = {"int64": np.arange(rows), "float64": np.full(rows, np.nan)}
    return pd.DataFrame({name: made.get(kind, texts) for name, kind in EVENT_COLUMNS.items()}).astype(EVENT_COLUMNS)


@given(
    texts=st.lists(st.text(max_size=8), min_size=1, max_size=6),
    names=st.lists(st.text(max_size=4), max_size=4),
)
@settings(max_examples=40)
def test_tables_survive_the_way(texts: list[str], names: list[str]) -> None:
    events = _events(texts)
    original = pd.DataFrame([[text] * len(names) for text in texts], columns=names, dtype="str")
    with tempfile.TemporaryDirectory() as folder:
        write_batch(Batch(events, original), 0, Path(folder))
        batch = read_batch(0, Path(folder), first=5)
    assert list(batch.events.index) == list(batch.original.index) == list(range(5, 5 + len(texts)))
    pd.testing.assert_frame_equal(batch.events.reset_index(drop=True), events)
    assert list(batch.original.columns) == names
    assert [list(row) for row in batch.original.itertuples(index=False)] == [[text] * len(names) for text in texts]


@pytest.mark.parametrize("name", ["events-00000.arrow", "original-00000.arrow"])
@pytest.mark.parametrize("content", [None, b"", b"ARROW1", b"ARROW1\0\0" + bytes(200)])
def test_a_damaged_table_is_refused(tmp_path: Path, name: str, content: bytes | None) -> None:
    write_batch(Batch(_events(["a"]), pd.DataFrame({"x": ["1"]}, dtype="str")), 0, tmp_path)
    if content is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match="child process"):
        read_batch(0, tmp_path, first=0)


def test_a_link_in_the_place_of_a_table_is_refused(tmp_path: Path) -> None:
    write_batch(Batch(_events(["a"]), pd.DataFrame({"x": ["1"]}, dtype="str")), 0, tmp_path)
    (tmp_path / "events-00000.arrow").rename(tmp_path / "elsewhere")
    (tmp_path / "events-00000.arrow").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ValueError, match="missing"):
        read_batch(0, tmp_path, first=0)
