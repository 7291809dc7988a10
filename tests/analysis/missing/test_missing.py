"""Every number of "How much is missing" is counted again from the CSV files, and no two publishers are added."""

from __future__ import annotations

import ast
import calendar
import csv
import io
import re
from pathlib import Path

import pytest

from geo.analysis.missing import (
    count_between,
    governorates_html,
    missing_csv,
    months_html,
    months_of,
    other_totals_html,
    rivals_of,
    shown_under,
    words_of,
)
from geo.analysis.missing.shown import Shown
from geo.atlas import Atlas
from geo.dataset.load import DATA_FOLDER, Dataset
from geo.query.filters import Filters

ROOT = DATA_FOLDER.parent
DAY_KNOWN = {"day", "inferred_day"}


@pytest.fixture(scope="module")
def dataset(atlas: Atlas) -> Dataset:
    """Return the shipped data set."""
    return atlas.dataset


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA_FOLDER / "records" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _edge(part: str, *, last: bool) -> str:
    if len(part) == 10:
        return part
    year, month = int(part[:4]), int(part[5:7]) if len(part) == 7 else (12 if last else 1)
    day = calendar.monthrange(year, month)[1] if last else 1
    return f"{year:04}-{month:02}-{day:02}"


def _recount(first: str, last: str) -> list[dict[str, str]]:
    """Return the rows of events.csv that fall on some days, by another way than the product's."""
    found = []
    for row in _rows("events"):
        if row["attribution"] != "israeli" or row["umbrella"] == "yes":
            continue
        start, end = _edge(row["date_start"], last=False), _edge(row["date_end"] or row["date_start"], last=True)
        if row["date_precision"] in DAY_KNOWN:
            end = start
        elif row["date_precision"] == "month" and not row["date_end"]:
            start, end = _edge(row["date_start"][:7], last=False), _edge(row["date_start"][:7], last=True)
        elif row["date_precision"] == "week" and not row["date_end"]:
            continue  # three days either way: the tests that need them add them
        if first <= start and end <= last:
            found.append(row)
    return found


def test_our_counts_by_month_kind_and_governorate_are_those_of_the_file(dataset: Dataset) -> None:
    weeks = [row for row in _rows("events") if row["date_precision"] == "week" and not row["date_end"]]
    for month in months_of(dataset):
        first, last = _edge(month.name, last=False), _edge(month.name, last=True)
        rows = _recount(first, last)
        for row in weeks:
            day = int(row["date_start"][8:])
            if row["date_start"][:7] == month.name and 4 <= day <= int(last[8:]) - 3:
                rows += [row] if row["attribution"] == "israeli" and row["umbrella"] != "yes" else []
        assert month.ours.total == len(rows), month.name
        for count, column in ((month.ours.by_kind, "category"), (month.ours.by_governorate, "governorate")):
            values = [row[column] for row in rows]
            assert {str(name): number for name, number in count.items()} == {v: values.count(v) for v in set(values)}


def test_months_run_without_a_hole_to_that_of_the_compilation(dataset: Dataset) -> None:
    names = [month.name for month in months_of(dataset)]
    assert names[0] == "2024-12"
    assert names[-1] == dataset.about.compiled[:7]
    assert len(names) == len(set(names)) == (int(names[-1][:4]) - 2024) * 12 + int(names[-1][5:]) - 11


def test_a_total_stands_with_its_month_and_nowhere_else(dataset: Dataset) -> None:
    whole = {
        row["id"]: row["period_start"][:7]
        for row in _rows("yardsticks")
        if _edge(row["period_start"], last=False) == _edge(row["period_start"][:7], last=False)
        and _edge(row["period_end"], last=True) == _edge(row["period_start"][:7], last=True)
    }
    found = {item.id: month.name for month in months_of(dataset) for item in month.yardsticks}
    assert found == {key: name for key, name in whole.items() if name >= "2024-12"}


def test_a_month_without_a_total_says_so(dataset: Dataset) -> None:
    months = months_of(dataset)
    bare = sum(not month.yardsticks for month in months)
    assert bare > 0
    assert str(months_html(months)).count("No total of others was found for this month.") == bare


def test_every_number_of_others_on_the_page_is_in_the_file(dataset: Dataset) -> None:
    for row in _rows("yardsticks"):
        figure = f"{int(row['figure']):,}" if row["figure"] else ""
        page = str(months_html(months_of(dataset))) + str(other_totals_html(dataset))
        assert figure in page, row["id"]
        for part in filter(None, row["by_kind"].split("|")):
            number = part.partition("=")[2]
            assert f" {int(number):,}" in page


def test_sums_of_divisions_are_those_of_the_publisher(dataset: Dataset) -> None:
    november = next(item for item in dataset.records.yardsticks if item.id == "yard-sijil-2025-11-01-11-30")
    assert november.figure == sum(number for _, number in november.by_kind) == 218


def test_the_file_has_ours_and_theirs_in_rows_of_their_own(dataset: Dataset) -> None:
    rows = list(csv.DictReader(io.StringIO(missing_csv(dataset).decode("utf-8-sig"))))
    theirs = [row for row in rows if row["row"] == "theirs"]
    assert [(row["id"], row["figure"]) for row in theirs] == [(r["id"], r["figure"]) for r in _rows("yardsticks")]
    for row in theirs:
        week_free = _recount(row["start"], row["end"])
        assert int(row["ours_same_days"]) >= len(week_free)
        assert int(row["ours_same_days"]) == count_between(dataset.records.events, row["start"], row["end"]).total
    assert {row["who"] for row in rows if row["row"].startswith("ours")} == {"Buffer Zone Atlas"}


def test_no_percentage_of_one_count_by_another(dataset: Dataset) -> None:
    months = months_of(dataset)
    page = "".join(map(str, (months_html(months), governorates_html(months), other_totals_html(dataset))))
    told = {row["note"] for row in _rows("yardsticks") if "percent" in row["note"]}
    assert "%" not in re.sub(r"href=\"[^\"]*\"|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert page.count("percent") == sum(note.count("percent") for note in told)


def test_nothing_in_the_product_adds_totals_of_others() -> None:
    """No module that reads yardsticks does arithmetic on their figures."""
    reading = [
        path
        for path in sorted((ROOT / "geo").rglob("*.py"))
        if re.search(r"\byardsticks?\b", path.read_text(encoding="utf-8"))
    ]
    assert [path.name for path in reading if _adds_figures(path)] == []
    assert len(reading) > 4


def _adds_figures(path: Path) -> bool:
    """Return whether a module computes with an attribute that holds a published number."""
    numbers = {"figure", "by_governorate", "by_kind", "also", "part"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        inside = {child.attr for child in ast.walk(node) if isinstance(child, ast.Attribute)}
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr) and inside & numbers:
            return True
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if name in {"sum", "Counter", "mean", "fmean"} and {"figure", "part"} & inside:
            return True
    return False


def test_the_test_of_adding_finds_an_addition(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("def f(yardsticks):\n    return sum(y.figure for y in yardsticks)\n")
    assert _adds_figures(bad)
    bad.write_text("def f(a, b):\n    return a.figure + b.figure\n")
    assert _adds_figures(bad)


def test_filters_keep_a_total_only_where_its_division_allows(dataset: Dataset) -> None:
    every = dataset.records.yardsticks
    assert len(shown_under(every, Filters())) == len(every)
    assert shown_under(every, Filters.from_params({"kind": "airstrike"})) == ()
    quneitra = shown_under(every, Filters.from_params({"governorate": "quneitra", "from": "2025-09", "to": "2025-09"}))
    assert {(item.yardstick.id, item.part) for item in quneitra} >= {
        ("yard-sijil-2025-09-01-09-30", (("quneitra", 142),))
    }
    assert all(item.part for item in quneitra)


def test_words_say_how_exact_a_total_is(dataset: Dataset) -> None:
    words = {item.id: words_of(Shown(item)) for item in dataset.records.yardsticks}
    assert "more than 1,200 incursions" in words.values()
    assert "dozens of entries" in words.values()
    assert "no number given" in words.values()


def test_the_great_contradiction_is_found(dataset: Dataset) -> None:
    groups = [{item.figure for item in group} for group in rivals_of(dataset)]
    assert any({410, 358, 1200} <= group for group in groups)
