"""The tables of words: shipped ones are whole, broken ones are named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from geo.dataset.load import DATA_FOLDER
from geo.dataset.words import FACET_VALUES, MONTH_COLUMNS, SEARCH_COLUMNS, SearchWords, read_words
from geo.errors import DataError
from geo.text.folding import fold
from geo.vocab import EventCategory

GOOD = "kind,airstrike,value,Airstrike,airstrike,غارة,תקיפה"


def _folder(tmp_path: Path, row: str, *, months: str = "1,January,يناير,ינואר") -> Path:
    (tmp_path / "search.csv").write_text(f"{','.join(SEARCH_COLUMNS)}\n{row}\n", encoding="utf-8")
    (tmp_path / "months.csv").write_text(f"{','.join(MONTH_COLUMNS)}\n{months}\n", encoding="utf-8")
    return tmp_path


def test_no_word_has_two_meanings_of_one_facet() -> None:
    rows = read_words(DATA_FOLDER / "words").values
    seen = Counter(
        (row.facet, fold(word)) for row in rows for word in {fold(word): word for word in row.words}.values()
    )
    assert [pair for pair, times in seen.items() if times > 1] == []


def test_every_kind_of_event_but_other_has_words() -> None:
    named = {value for row in read_words(DATA_FOLDER / "words").values if row.facet == "kind" for value in row.values}
    assert {str(kind) for kind in EventCategory} - named == {"other"}


def test_each_month_has_a_name_in_three_languages() -> None:
    months = read_words(DATA_FOLDER / "words").months
    assert [(number, len(names) >= 3) for number, names in months] == [(number, True) for number in range(1, 13)]


def test_folder_without_words_has_none(tmp_path: Path) -> None:
    assert read_words(tmp_path / "nowhere") == SearchWords()


def test_good_row_is_read(tmp_path: Path) -> None:
    [row] = read_words(_folder(tmp_path, GOOD)).values
    assert (row.facet, row.values, row.also_text, row.words) == (
        "kind",
        frozenset({"airstrike"}),
        False,
        ("airstrike", "غارة", "תקיפה"),
    )


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("colour,red,value,Red,red,أحمر,אדום", f"search.csv:2:facet: must be one of {', '.join(FACET_VALUES)}"),
        ("kind,bombardment,value,B,b,ب,ב", "search.csv:2:value: must be among"),
        ("kind,airstrike,always,A,a,ا,א", "search.csv:2:rule: must be one of value, also_text"),
        ("kind,airstrike,value,Airstrike,airstrike,,תקיפה", "search.csv:2:ar: is empty"),
        ("kind,airstrike", "search.csv:2:-: 2 cells, the header has 7"),
    ],
)
def test_broken_row_is_named(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(DataError) as caught:
        read_words(_folder(tmp_path, row))
    assert fault in caught.value.report()


def test_broken_month_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="months"):
        read_words(_folder(tmp_path, GOOD, months="13,Smarch,x,y"))
