"""The sources page: what the records rest on, and where each publisher leads."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from geo.analysis.addresses import Addresses
from geo.analysis.ledger import tally_publishers, tally_sources
from geo.analysis.ledger.source_tables import origins_text, pages_text, publisher_text, publishers_table, seen_text
from geo.atlas import Atlas
from geo.dataset.load import DATA_FOLDER, load_dataset
from geo.query.filters import Filters
from tests.pages.reading import OpenPage, texts
from tests.record_folder import RecordFolder


@pytest.fixture
def one_page(tmp_path: Path) -> Path:
    """Give a data folder in which every record rests on one and the same page."""
    folder = RecordFolder(tmp_path / "data")
    del folder.rows["sources"][1:]
    for link in folder.rows["record_sources"]:
        link["source_id"] = "north-press-1"
    return folder.write().path


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """Give a data folder with a gazetteer and nothing else."""
    folder = RecordFolder(tmp_path / "data")
    for table in set(folder.rows) - {"places"}:
        folder.rows[table] = []
    return folder.write().path


def test_opens_without_an_error(open_page: OpenPage) -> None:
    app = open_page("sources")
    assert (list(app.exception), list(app.error), list(app.warning)) == ([], [], [])


def test_says_how_much_there_is(open_page: OpenPage) -> None:
    links, pages = len(_rows("record_sources")), len(_rows("sources"))
    said = f"**{links:,} links** from records to **{pages:,} pages**"
    assert any(said in text for text in texts(open_page("sources")))


def _rows(table: str) -> list[dict[str, str]]:
    with (DATA_FOLDER / "records" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_records_are_counted_by_pages_and_origins(atlas: Atlas) -> None:
    tally = tally_sources(atlas.dataset)
    basis = tally.all
    assert f"({basis.records}) | {basis.one_page} | {basis.two_pages} | {basis.more_pages} |" in pages_text(tally)
    assert f"({basis.records}) | {basis.no_origin} | {basis.one_origin} | {basis.more_origins} |" in origins_text(tally)


def test_links_are_counted_by_how_they_were_seen(atlas: Atlas) -> None:
    text = seen_text(tally_sources(atlas.dataset))
    seen = Counter(row["seen"] for row in _rows("record_sources"))
    relays = sum(row["relay"] == "yes" for row in _rows("record_sources"))
    for words, count in (
        ("opened and read in full", seen["opened"]),
        ("seen in part", seen["partly"]),
        ("mirror or copy", seen["mirror"]),
        ("report", relays),
    ):
        assert f"{words} | {count:,} |" in text


def test_every_publisher_has_a_row(open_page: OpenPage, atlas: Atlas) -> None:
    table = open_page("sources").dataframe[0].value
    assert len(table) == tally_sources(atlas.dataset).publishers


def test_publisher_opens_the_map_with_its_records(atlas: Atlas) -> None:
    publishers = tally_publishers(atlas.dataset)
    links = publishers_table(publishers, Addresses())["map"].tolist()
    assert links == [f"/?source={publisher.slug}" for publisher in publishers]
    found = atlas.select(Filters.from_params({"source": publishers[0].slug}))
    assert sum(len(layer.features) for layer in found.values()) > 0


def test_chosen_publisher_has_all_its_pages_with_their_marks(atlas: Atlas) -> None:
    publisher = next(found for found in tally_publishers(atlas.dataset) if found.mirrors and found.relays)
    text = publisher_text(atlas.dataset, publisher, Addresses())
    assert text.count("\n- ") == publisher.links
    assert "seen on a mirror or copy" in text
    assert "relays another's report" in text


def test_markup_in_a_publisher_is_literal(record_folder: RecordFolder) -> None:
    record_folder.change("sources", {"publisher": "[x](https://evil.example) <b>"})
    dataset = load_dataset(record_folder.path)
    text = "\n".join(publisher_text(dataset, publisher, Addresses()) for publisher in tally_publishers(dataset))
    assert ("](https://evil" in text, "<b>" in text) == (False, False)


def test_address_cannot_end_its_link_early(record_folder: RecordFolder) -> None:
    record_folder.change("sources", {"url": "https://north.example/a)_[x](javascript:y)"})
    dataset = load_dataset(record_folder.path)
    text = "\n".join(publisher_text(dataset, publisher, Addresses()) for publisher in tally_publishers(dataset))
    assert "(https://north.example/a%29_%5Bx%5D%28javascript:y%29)" in text


def test_one_page(open_page: OpenPage, one_page: Path) -> None:
    app = open_page("sources", data=one_page)
    assert (app.dataframe[0].value["name"].tolist(), list(app.exception)) == (["North Press"], [])


def test_no_source_is_said(open_page: OpenPage, nothing: Path) -> None:
    app = open_page("sources", data=nothing)
    assert (app.info.values, list(app.exception)) == (["The data holds no source."], [])


def test_no_link_has_no_share(atlas: Atlas) -> None:
    bare = replace(tally_sources(atlas.dataset), links=0, relays=0, origin_not_established=0, seen={})
    assert "| 0 | 0% |" in seen_text(bare)


def test_how_much_is_missing_is_a_section_with_ours_and_theirs(open_page: OpenPage) -> None:
    app = open_page("sources")
    assert "How much is missing" in [header.value for header in app.header]
    said = " ".join(texts(app))
    assert "no two are added" in said
