"""What holds for every table: no row is lost, no cell is changed, the status says why."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as limits_of_search
from hypothesis import strategies as st

from geo.readers import Batch, Choices, DateOrder, read_events

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=12)
ODD = st.sampled_from(
    ["33.1", "35,8", "", "0", "inf", "16/05/2025", "POINT (35 33)", "33.1, 35.8", "45000", "8G6R4RGF+6H"]
)
ROWS = st.lists(st.tuples(*[CELLS | ODD] * 5), min_size=1, max_size=8)
CHOICES = Choices(
    columns={"lat": "a", "lon": "b", "lat_lon": "c", "wkt": "d", "date_from": "e", "killed_min": "c", "plus_code": "d"},
    has_header=True,
    separator=",",
    encoding="utf-8",
    date_order=DateOrder.DAY_FIRST,
    swap_coordinates=False,
)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a path for tables."""
    return tmp_path_factory.mktemp("tables") / "table.csv"


def _read(path: Path, rows: list[tuple[str, ...]], *, batch_rows: int) -> list[Batch]:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("a", "b", "c", "d", "e"), *rows])
    path.write_bytes(out.getvalue().encode())
    return list(read_events(path, choices=CHOICES, batch_rows=batch_rows).batches)


@given(rows=ROWS, batch_rows=st.integers(1, 9))
@limits_of_search(max_examples=50)
def test_every_cell_of_every_row_comes_back(table: Path, rows: list[tuple[str, ...]], batch_rows: int) -> None:
    batches = _read(table, rows, batch_rows=batch_rows)
    assert [tuple(row) for batch in batches for row in batch.original.to_numpy().tolist()] == rows
    assert [row for batch in batches for row in batch.events["row"]] == list(range(1, len(rows) + 1))


@given(rows=ROWS)
@limits_of_search(max_examples=50)
def test_every_row_ends_one_way_and_says_why(table: Path, rows: list[tuple[str, ...]]) -> None:
    for batch in _read(table, rows, batch_rows=50):
        events = batch.events
        counts = Counter(events["status"])
        assert sum(counts.values()) == len(events)
        assert set(counts) <= {"accepted", "accepted_with_warning", "refused"}
        assert ((events["status"] == "accepted") == (events["reasons"] == "")).all()
        located = events["lon"].notna()
        assert (located == events["lat"].notna()).all()
        assert not (located & (events["status"] == "refused")).any()
        assert (events["lon"].abs().fillna(0) <= 180).all()
        assert (events["lat"].abs().fillna(0) <= 90).all()
        assert ((events["date_from"] == "") == (events["date_to"] == "")).all()
        assert (events["date_from"] <= events["date_to"]).all()


@given(rows=ROWS)
@limits_of_search(max_examples=40)
def test_the_size_of_batches_changes_nothing(table: Path, rows: list[tuple[str, ...]]) -> None:
    one = _read(table, rows, batch_rows=50)[0].events
    many = pd.concat([batch.events for batch in _read(table, rows, batch_rows=2)])
    pd.testing.assert_frame_equal(many, one)
