"""The page that describes the format says what the bytes say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.userdata.columns import EventColumns, encode
from geo.userdata.columns.layout import MAIN_COLUMNS

TYPES = {"<u4": "uint32", "<u2": "uint16", "|u1": "uint8"}


@pytest.fixture
def page(root: Path) -> str:
    """Return the page."""
    return (root / "docs" / "columns.md").read_text(encoding="utf-8")


def _rows(page: str, heading: str) -> list[list[str]]:
    table = page.partition(f"\n| {heading} |")[2].partition("\n\n")[0]
    return [[cell.strip().strip("`") for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


def test_every_column_stands_in_the_page(page: str) -> None:
    assert [row[:2] for row in _rows(page, "Column")] == [[column.name, TYPES[column.dtype]] for column in MAIN_COLUMNS]


def test_every_member_of_the_header_stands_in_the_page(page: str, three_events: EventColumns) -> None:
    written = re.findall(rb'"(\w+)":', encode(three_events).body.partition(b'"columns"')[0])
    assert {row[0] for row in _rows(page, "Member of the header")} == {name.decode() for name in written} | {"columns"}
