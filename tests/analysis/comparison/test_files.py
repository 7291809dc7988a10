"""What differs between two windows as files: the same facts in CSV and JSON, and those of the comparison."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.comparison import COMPARISON_COLUMNS, Comparison, compare, comparison_csv, comparison_json
from geo.atlas import Atlas
from geo.query.filters import Filters

DAYS = st.dates(min_value=pd.Timestamp("2024-11-01").date(), max_value=pd.Timestamp("2026-11-01").date())
PARTS = ("window", "kind", "report", "lasting", "dated")


def _rows(compared: Comparison) -> list[dict[str, str]]:
    text = comparison_csv(compared, version="v").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _between(atlas: Atlas, *days: str, **filters: str) -> Comparison:
    ends = (days[:2], days[2:])
    return compare(atlas, *(Filters.from_params({"from": a, "to": b, **filters}) for a, b in ends))


@pytest.fixture(scope="module")
def entry(atlas: Atlas) -> Comparison:
    """Return the 30 days before and after the zone was entered."""
    return _between(atlas, "2024-11-08", "2024-12-07", "2024-12-08", "2025-01-06")


@settings(max_examples=10, deadline=None)
@given(days=st.lists(DAYS, min_size=4, max_size=4))
def test_the_file_has_the_records_of_both_windows(atlas: Atlas, days: list[Any]) -> None:
    (a, b), (c, d) = sorted(days[:2]), sorted(days[2:])
    compared = _between(atlas, *(day.isoformat() for day in (a, b, c, d)))
    rows = _rows(compared)
    for side, column in ((compared.first, "in_first"), (compared.second, "in_second")):
        assert {row["id"] for row in rows if row["id"] and row[column] != "no"} == side.ids
        unsure = {row["id"] for row in rows if row[column] == "unsure"}
        assert unsure == {feature.id for feature in side.reports if not side.surely_holds(feature)}


@pytest.mark.parametrize("end", ["first", "second"])
def test_kinds_add_up_to_the_reports(entry: Comparison, end: str) -> None:
    rows = _rows(entry)
    told = {row["kind"]: int(row[f"reports_{end}"]) for row in rows if row["row"] == "kind"}
    counted = Counter(row["kind"] for row in rows if row["row"] == "report" and row[f"in_{end}"] != "no")
    assert {kind: count for kind, count in told.items() if count} == counted
    (window,) = (row for row in rows if row["window"] == end)
    assert int(window[f"reports_{end}"]) == counted.total()


def test_what_began_and_what_goes_on_is_said(entry: Comparison) -> None:
    notes = {
        row["id"]: (row["in_first"], row["in_second"], row["note"]) for row in _rows(entry) if row["row"] == "lasting"
    }
    assert notes["line-a"] == ("yes", "yes", "In both windows")
    began = "Only in the second: began, or was first reported, after the first"
    assert notes["israeli-forces-in-zone-since-2024"] == ("no", "yes", began)


def test_an_entry_between_the_windows_is_in_neither(atlas: Atlas) -> None:
    rows = _rows(_between(atlas, "1975", "1975", "1985", "1985"))
    assert {(row["id"], row["in_first"], row["in_second"]) for row in rows if row["row"] == "dated"} == {
        ("control-1981-12-14-israeli-law", "no", "no"),
        ("control-1981-12-17-resolution-497", "no", "no"),
    }


def test_a_window_without_coverage_has_no_number(atlas: Atlas) -> None:
    gap = atlas.dataset.about.gaps[0]
    rows = _rows(_between(atlas, "2025-03-01", "2025-03-31", gap.start, gap.start, kind="airstrike"))
    counts = [(row["reports_first"] != "", row["reports_second"]) for row in rows if row["row"] == "kind"]
    assert set(counts) == {(True, "")}


def test_each_record_has_sources_licence_and_version(entry: Comparison) -> None:
    records = [row for row in _rows(entry) if row["id"]]
    assert all(row["sources"] and row["licence"] and row["credit"] for row in records)
    assert {row["dataset_version"] for row in _rows(entry)} == {"v"}
    assert {row["licence"] for row in records if row["id"] == "line-a"} == {"ODbL-1.0"}


def test_json_says_what_the_csv_says(atlas: Atlas, entry: Comparison) -> None:
    told = json.loads(comparison_json(entry, about=atlas.dataset.about, version="v"))
    rows = _rows(entry)
    assert (told["dataset_version"], told["as_of"], told["first_lies"]) == ("v", atlas.dataset.about.as_of, "before")
    for part in PARTS:
        assert [{name: str(value) for name, value in item.items() if name != "sources"} for item in told[part]] == [
            {name: text for name, text in row.items() if text and name not in ("row", "sources", "dataset_version")}
            for row in rows
            if row["row"] == part
        ]


def test_filters_are_told(atlas: Atlas) -> None:
    compared = _between(atlas, "2025-01", "2025-01", "2025-02", "2025-02", kind="airstrike")
    assert {row["note"] for row in _rows(compared) if row["row"] == "window"} == {"Filters: kind: airstrike"}
    assert json.loads(comparison_json(compared, about=atlas.dataset.about, version="v"))["filters"] == {
        "kind": "airstrike"
    }


def test_formulas_are_made_harmless(entry: Comparison) -> None:
    feature = entry.in_both[0]
    hostile = replace(feature, properties={**feature.properties, "title": "=HYPERLINK(1)"})
    titles = {row["title"] for row in _rows(replace(entry, in_both=(hostile,)))}
    assert "'=HYPERLINK(1)" in titles


def test_columns_are_fixed_and_documented(entry: Comparison, root: Path) -> None:
    assert list(_rows(entry)[0]) == list(COMPARISON_COLUMNS)
    text = (root / "docs" / "data.md").read_text(encoding="utf-8")
    section = text.split("## Comparison files")[1].split("\n## ")[0]
    assert [name for name in (*COMPARISON_COLUMNS, *PARTS) if f"`{name}`" not in section] == []
