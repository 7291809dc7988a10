"""The page on enrichment names every column, every word and every figure of the code."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from geo.userdata.enrich import ADDED_COLUMNS, SEVERAL, Alike, EnrichOptions, NoSide, ShapeRelation
from geo.userdata.enrich.matching import score as scoring
from geo.userdata.enrich.matching.near_records import NAMED_RECORDS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "enrichment.md").read_text(encoding="utf-8")


def _first_cells(heading: str) -> list[str]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \| [^|]+ \|$", section, re.MULTILINE)


def test_every_column_is_documented() -> None:
    assert _first_cells("Columns") == list(ADDED_COLUMNS)


@pytest.mark.parametrize("words", [NoSide, ShapeRelation, Alike], ids=lambda words: str(words.__name__))
def test_every_word_is_documented(words: type[StrEnum]) -> None:
    assert [str(word) for word in words if f"| `{word}` |" not in PAGE] == []


def test_the_word_for_several_sides_is_documented() -> None:
    assert f"`{SEVERAL}`" in PAGE


def test_the_reach_is_that_of_the_code() -> None:
    options = EnrichOptions()
    assert f"{options.near_km:.0f} km and {options.near_days} days unless told otherwise" in PAGE


def test_the_points_are_those_of_the_code() -> None:
    stated = dict(re.findall(r"^\| (distance|days|kind) \| (\d+) \|", PAGE, re.MULTILINE))
    assert stated == {
        "distance": str(scoring.DISTANCE_POINTS),
        "days": str(scoring.DAY_POINTS),
        "kind": str(scoring.KIND_POINTS),
    }
    assert f"From {scoring.POSSIBLE_DUPLICATE} points on" in PAGE


def test_the_number_of_named_records_is_that_of_the_code() -> None:
    assert NAMED_RECORDS == 5
    assert "at most five" in PAGE
