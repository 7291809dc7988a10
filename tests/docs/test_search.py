"""What docs/search.md and docs/data-changes.md say is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.dataset.diff import Changed, Moved, TableChanges
from geo.errors import FilterError
from geo.query.filters import MAX_TEXT
from geo.query.search import SearchText, parse_query
from geo.query.search.parser import MAX_DEPTH
from geo.query.search.texts import LEAST_CONSONANTS, LEAST_LIKENESS

ROOT = Path(__file__).resolve().parents[2]
SEARCH = (ROOT / "docs" / "search.md").read_text(encoding="utf-8")
CHANGES = (ROOT / "docs" / "data-changes.md").read_text(encoding="utf-8")


def _rows(heading: str) -> list[tuple[str, str]]:
    section = SEARCH.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| (`.*`) \| (.*) \|$", section, re.MULTILINE)


@pytest.mark.parametrize(("query", "answer"), _rows("Mistakes"))
def test_mistakes_are_answered_as_documented(query: str, answer: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse_query(query.strip("`"))
    assert caught.value.problems == (("q", answer),)


@pytest.mark.parametrize(
    "query", [query for cell, _ in _rows("The language") for query in re.findall("`([^`]+)`", cell)]
)
def test_documented_queries_are_read(query: str) -> None:
    assert parse_query(query)


@pytest.mark.parametrize(
    ("query", "text"),
    [("Koudneh", "Kudna"), ("Shaybani", "Shaibani"), ("Jabatha", "Jubata"), ("Qunaytirah", "Quneitra")],
)
def test_documented_spellings_fit(query: str, text: str) -> None:
    assert f"`{query}` is `{text}`" in SEARCH
    assert parse_query(query).matches(SearchText.of([text], name_words=frozenset({"jubata", "quneitra"})))


def test_documented_limits_are_those_of_the_code() -> None:
    assert f"At most {MAX_TEXT} characters, and {MAX_DEPTH} parentheses" in SEARCH
    assert (LEAST_CONSONANTS, LEAST_LIKENESS) == (4, 75.0)
    assert "four letters must be left" in SEARCH
    assert "(75 of 100)" in SEARCH


def test_every_member_of_a_change_is_documented() -> None:
    table = TableChanges("events", 1, 1, (), (), (Moved("a", {}, {}, {"url": "x"}),), (), (Changed("a", {}, {}),))
    found = table.to_json()
    members = {*found, *found["added"][0], *found["changed"][0]}
    assert [name for name in sorted(members) if f"`{name}`" not in CHANGES] == []
