"""Counts over a person's rows: each row once, so that they add up."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.readers import RowStatus
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.summary import (
    LONGER,
    NO_DAY,
    SIDE_LABELS,
    Counts,
    count_bands,
    count_months,
    count_reasons,
    count_rows,
    count_sides,
)
from geo.zone import Side
from tests.userdata.rows.own_file import events_of


def _as_dict(table: pd.DataFrame) -> dict[str, int]:
    return dict(zip(table.iloc[:, 0], table["rows"], strict=True))


def test_rows_are_counted_by_how_they_ended(mixed: OwnRows) -> None:
    assert count_rows(mixed) == Counts(accepted=5, warned=1, refused=1)
    assert count_rows(mixed).total == len(mixed)


def test_rows_are_counted_by_side(mixed: OwnRows) -> None:
    assert _as_dict(count_sides(mixed)) == {
        "Inside the area of separation": 2,
        "East of line B": 1,
        "Lines and areas that reach several sides": 1,
        "Cannot tell": 1,
        "No place that can be tested": 1,
    }


def test_rows_are_counted_by_band(mixed: OwnRows) -> None:
    assert _as_dict(count_bands(mixed)) == {"10 to 20 km": 1, "In no band, or cannot tell": 5}


def test_a_span_over_two_months_is_in_neither(mixed: OwnRows) -> None:
    assert _as_dict(count_months(mixed)) == {"2025-07": 3, "2025-09": 1, LONGER: 1, NO_DAY: 1}


def test_each_reason_is_counted(mixed: OwnRows) -> None:
    assert _as_dict(count_reasons(mixed, RowStatus.REFUSED)) == {"latitude 99 is out of range": 1, "no date": 1}


@pytest.mark.parametrize("count", [count_sides, count_bands, count_months])
def test_counts_add_up_to_the_rows_that_were_kept(mixed: OwnRows, count: object) -> None:
    assert callable(count)
    assert int(count(mixed)["rows"].sum()) == len(mixed) - mixed.count(RowStatus.REFUSED)


def test_every_side_has_a_label() -> None:
    assert {str(side) for side in Side} | {"", "several"} == set(SIDE_LABELS)


_DAY = st.sampled_from(["", "2024-12-31", "2025-01-01", "2025-01-31", "2025-02-01"])


@settings(max_examples=30)
@given(spans=st.lists(st.tuples(_DAY, _DAY), min_size=1, max_size=6))
def test_months_add_up_whatever_the_dates(spans: list[tuple[str, str]]) -> None:
    events = events_of([{"date_from": min(span), "date_to": max(span)} for span in spans])
    rows = OwnRows("x", "table", events, pd.DataFrame(index=events.index), pd.DataFrame(index=events.index))
    assert int(count_months(rows)["rows"].sum()) == len(spans)
