"""The page of the documentation about formats says what the code does."""

from __future__ import annotations

import dataclasses
import math
import re
from pathlib import Path

import pytest

from geo.readers import FormatId, Role
from geo.readers.model.formats import BODIES
from geo.readers.model.precision import PLACE_GRADES
from geo.readers.model.resource_limits import Limits


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """Return the text of the page."""
    return (root / "docs" / "formats.md").read_text(encoding="utf-8")


def _rows(page: str, heading: str) -> list[list[str]]:
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section
    lines = [line for line in section[1].splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def test_every_code_of_precision_is_documented_with_its_radius(page: str) -> None:
    words = {"warning": "warning", "refusal": "refused"}
    expected = {}
    for grading in PLACE_GRADES.values():
        for code, grade in grading.grades.items():
            radius = "none" if math.isnan(grade.uncertainty_m) else f"{grade.uncertainty_m:,.0f} m"
            row = next((word for name, word in words.items() if getattr(grade, name)), "accepted")
            expected[f"`{grading.column} {code}`"] = (radius, row)
    documented = {cells[0]: (cells[2].split(",  ")[0], cells[3]) for cells in _rows(page, "Precision")}
    assert {name: (re.split(r", (?=a)", radius)[0], row) for name, (radius, row) in documented.items()} == expected


def test_every_limit_is_documented(page: str) -> None:
    assert [cells[0].strip("`") for cells in _rows(page, "Limits")] == [
        field.name for field in dataclasses.fields(Limits)
    ]


def test_every_role_is_documented(page: str) -> None:
    named = [name for cells in _rows(page, "Columns") for name in re.findall(r"`(\w+)`", cells[0])]
    assert sorted(named) == sorted(Role)


def test_every_ending_is_documented(page: str) -> None:
    documented = {
        cells[0].strip("`"): tuple(re.findall(r"`(\.\w+)`", cells[1]))
        for cells in _rows(page, "Recognition")
        if "`." in cells[1]
    }
    documented.pop("gdelt", None)
    assert documented == {str(body): spec.endings for body, spec in BODIES.items()}


def test_every_format_of_tables_is_documented(page: str) -> None:
    names = {cells[0].strip("`") for cells in _rows(page, "Recognition")}
    tables = {FormatId.ACLED, FormatId.UCDP, FormatId.GDELT, FormatId.GEOCONFIRMED, FormatId.TIMEMAP, FormatId.TABLE}
    assert {str(name) for name in tables} <= names
