"""Rows of one file that look like an earlier one, whatever the size of its batches."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.userdata.enrich import Enricher, SeenRows
from geo.userdata.enrich.matching.duplicates import FirstSeen
from tests.userdata.enrich.conftest import MakeBatch

ROW: dict[str, Any] = {
    "lon": 36.1,
    "lat": 33.1,
    "date_from": "2025-03-01",
    "date_to": "2025-03-01",
    "kind": "Air strike",
    "title": "A",
}


def _marked(
    enricher: Enricher, make_batch: MakeBatch, rows: list[dict[str, Any]], *, size: int = 100, format_id: str = "table"
) -> pd.DataFrame:
    seen = SeenRows.of_format(format_id)
    tables = [
        enricher.table(make_batch(rows[start : start + size], start=start), seen).to_pandas()
        for start in range(0, len(rows), size)
    ]
    return pd.concat(tables, ignore_index=True)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_the_earliest_row_is_named(enricher: Enricher, make_batch: MakeBatch, size: int) -> None:
    found = _marked(enricher, make_batch, [ROW, {**ROW, "lon": 36.3}, ROW, ROW], size=size)
    assert found["alike_row"].tolist()[2:] == [1, 1]
    assert found["alike_row"].isna().tolist()[:2] == [True, True]


@pytest.mark.parametrize(
    "change",
    [
        {"lon": 36.1004},
        {"kind": "AIR STRIKE"},
        {"title": "B"},
        {"date_from": "2025-02-27", "date_to": "2025-03-03"},
        {"uncertainty_m": 100.0},
    ],
    ids=str,
)
def test_small_differences_are_still_alike(enricher: Enricher, make_batch: MakeBatch, change: dict[str, Any]) -> None:
    assert _marked(enricher, make_batch, [ROW, {**ROW, **change}])["alike_row"][1] == 1


@pytest.mark.parametrize(
    "change",
    [
        {"lon": 36.1016},
        {"lat": 33.2},
        {"kind": "Arrest"},
        {"date_from": "2025-03-02", "date_to": "2025-03-02"},
        {"date_from": "2025-02-01", "date_to": "2025-03-31"},
        {"date_from": "", "date_to": ""},
        {"status": "refused"},
    ],
    ids=str,
)
def test_other_rows_are_not_alike(enricher: Enricher, make_batch: MakeBatch, change: dict[str, Any]) -> None:
    assert _marked(enricher, make_batch, [ROW, {**ROW, **change}])["alike_why"].tolist() == ["", ""]


def test_the_same_long_span_is_alike(enricher: Enricher, make_batch: MakeBatch) -> None:
    month = {**ROW, "date_from": "2025-03-01", "date_to": "2025-03-31"}
    assert _marked(enricher, make_batch, [month, month])["alike_row"][1] == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, "possible duplicate: same place (about 100 m), same day, same kind, same title"),
        ({"title": "B"}, "possible duplicate: same place (about 100 m), same day, same kind"),
        ({"id": "x", "lon": 40.0}, "possible duplicate: same id"),
        ({"id": "x"}, "possible duplicate: same id"),
    ],
    ids=str,
)
def test_the_reason_is_told(enricher: Enricher, make_batch: MakeBatch, change: dict[str, Any], why: str) -> None:
    assert _marked(enricher, make_batch, [{**ROW, "id": "x"}, {**ROW, **change}])["alike_why"][1] == why


def test_empty_titles_are_not_the_same_title(enricher: Enricher, make_batch: MakeBatch) -> None:
    found = _marked(enricher, make_batch, [{**ROW, "title": ""}] * 2)
    assert found["alike_why"][1] == "possible duplicate: same place (about 100 m), same day, same kind"


def test_rows_without_a_place_are_compared_by_id(enricher: Enricher, make_batch: MakeBatch) -> None:
    found = _marked(enricher, make_batch, [{"id": "x"}, {"id": "y"}, {"id": "x"}])
    assert found["alike_why"].tolist() == ["", "", "possible duplicate: same id"]


REPORT = {**ROW, "url": "https://news.example/1"}


@pytest.mark.parametrize("size", [1, 2, 100])
def test_rows_of_one_news_report_are_grouped_under_its_first(
    enricher: Enricher, make_batch: MakeBatch, size: int
) -> None:
    rows = [REPORT, {**REPORT, "kind": "Arrest", "id": "2"}, {**REPORT, "kind": "Fight", "id": "3"}]
    found = _marked(enricher, make_batch, rows, size=size, format_id="gdelt")
    assert found["alike_row"].tolist()[1:] == [1, 1]
    assert found["alike_why"].tolist() == ["", *["same news report: same link, same place (about 100 m), same day"] * 2]


@pytest.mark.parametrize(
    ("change", "format_id"),
    [
        ({"url": "https://news.example/2"}, "gdelt"),
        ({"lat": 33.2}, "gdelt"),
        ({"date_from": "2025-03-02", "date_to": "2025-03-02"}, "gdelt"),
        ({"lon": np.nan}, "gdelt"),
        ({}, "table"),
    ],
    ids=str,
)
def test_other_rows_are_not_one_news_report(
    enricher: Enricher, make_batch: MakeBatch, change: dict[str, Any], format_id: str
) -> None:
    rows = [REPORT, {**REPORT, "kind": "Arrest", **change}]
    assert _marked(enricher, make_batch, rows, format_id=format_id)["alike_why"].tolist() == ["", ""]


def test_rows_without_a_link_are_no_report(enricher: Enricher, make_batch: MakeBatch) -> None:
    rows = [{**ROW, "url": "", "kind": kind} for kind in ("Arrest", "Fight")]
    assert _marked(enricher, make_batch, rows, format_id="gdelt")["alike_why"].tolist() == ["", ""]


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=9), min_size=1, max_size=12))
def test_first_seen_is_what_a_dictionary_says(batches: list[list[int]]) -> None:
    seen, known, row = FirstSeen(), dict[int, int](), 0
    for batch in batches:
        rows = np.arange(row, row + len(batch))
        for key, number in zip(batch, rows.tolist(), strict=True):
            known.setdefault(key, number)
        keys = np.array(batch, dtype=np.uint64)
        first, mark = seen.mark(keys, rows, keys)
        assert first.tolist() == [known[key] for key in batch]
        assert mark.tolist() == batch
        row += len(batch)
