"""Broken data: every page names file, row and field instead of showing a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.pages.reading import PAGES, OpenPage
from tests.record_folder import RecordFolder


def _faults(app: Any) -> list[tuple[str, int, str]]:
    return [(row.file, row.row, row.field) for row in app.dataframe[0].value.itertuples()]


@pytest.fixture
def broken(record_folder: RecordFolder) -> Path:
    """Give a data folder with one latitude out of range."""
    return record_folder.change("events", {"lat": "91"}).path


@pytest.mark.parametrize("page", PAGES)
def test_page_names_file_row_and_field(open_page: OpenPage, broken: Path, page: str) -> None:
    assert _faults(open_page(page, data=broken)) == [("events.csv", 2, "lat")]


@pytest.mark.parametrize("page", PAGES)
def test_page_shows_no_exception(open_page: OpenPage, broken: Path, page: str) -> None:
    assert list(open_page(page, data=broken).exception) == []


def test_page_says_what_is_wrong(open_page: OpenPage, broken: Path) -> None:
    assert "between -90 and 90" in open_page(data=broken).dataframe[0].value["reason"][0]


def test_page_says_how_many_faults(open_page: OpenPage, broken: Path) -> None:
    assert open_page(data=broken).error[0].value.startswith("1 fault(s)")


def test_all_faults_are_named_together(open_page: OpenPage, record_folder: RecordFolder) -> None:
    record_folder.change("events", {"lat": "91"}).change("sources", {"url": "ftp://x.example/"})
    assert _faults(open_page(data=record_folder.path)) == [("events.csv", 2, "lat"), ("sources.csv", 2, "url")]


def test_missing_file_is_named(open_page: OpenPage, record_folder: RecordFolder) -> None:
    record_folder.file("claims").unlink()
    assert _faults(open_page(data=record_folder.path)) == [("claims.csv", 0, "-")]


def test_missing_folder_gives_a_page(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_page(data=tmp_path / "nowhere")
    assert (app.title.values, list(app.exception)) == (["The data has a fault"], [])


def test_mended_data_opens_at_the_next_run(open_page: OpenPage, record_folder: RecordFolder) -> None:
    app = open_page(data=record_folder.change("events", {"lat": "91"}).path)
    record_folder.change("events", {"lat": "33.12595"})
    assert [text for text in app.run().markdown.values if "records shown" in text]
