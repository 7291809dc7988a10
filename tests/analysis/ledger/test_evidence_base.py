"""What the records rest on, counted."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace

import pytest

from geo.analysis.ledger import Basis, PublisherTally, tally_publishers, tally_sources
from geo.atlas import Atlas
from geo.atlas.evidence import publisher_slugs
from geo.dataset.load import DATA_FOLDER, Dataset
from geo.vocab import Seen


def _links() -> list[dict[str, str]]:
    with (DATA_FOLDER / "records" / "record_sources.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def publishers(atlas: Atlas) -> tuple[PublisherTally, ...]:
    """Return the publishers of the shipped data."""
    return tally_publishers(atlas.dataset)


def test_small_data_set_by_hand(small: Dataset) -> None:
    tally = tally_sources(small)
    assert tally.to_json() == {
        "pages": 2,
        "publishers": 2,
        "links": 12,
        "seen": {"opened": 0, "partly": 12, "digest": 0, "mirror": 0, "not_opened": 0},
        "relays": 0,
        "origin_not_established": 12,
        "records": {
            name: {"records": count, "one_page": count, "two_pages": 0, "more_pages": 0}
            | {"no_origin": count, "one_origin": 0, "more_origins": 0}
            for name, count in {
                "events": 3,
                "talks": 2,
                "positions": 1,
                "areas": 1,
                "lines": 2,
                "control_changes": 1,
                "claims": 2,
                "all": 12,
            }.items()
        },
    }


def test_links_are_counted_by_how_they_were_seen(atlas: Atlas) -> None:
    counts = Counter(link["seen"] for link in _links())
    assert tally_sources(atlas.dataset).seen == {seen: counts[seen] for seen in Seen}


def test_relays_are_counted(atlas: Atlas) -> None:
    assert tally_sources(atlas.dataset).relays == sum(link["relay"] == "yes" for link in _links())


def test_records_by_number_of_pages(atlas: Atlas) -> None:
    pages = Counter(Counter(link["record_id"] for link in _links()).values())
    basis = tally_sources(atlas.dataset).all
    assert (basis.one_page, basis.two_pages) == (pages[1], pages[2])
    assert basis.more_pages == sum(count for number, count in pages.items() if number > 2)


def test_every_record_is_counted_by_pages_and_by_origins(atlas: Atlas) -> None:
    tally = tally_sources(atlas.dataset)
    for basis in (*tally.by_kind.values(), tally.all):
        assert basis.one_page + basis.two_pages + basis.more_pages == basis.records
        assert basis.no_origin + basis.one_origin + basis.more_origins == basis.records


def test_never_more_records_on_two_origins_than_on_two_pages(atlas: Atlas) -> None:
    basis = tally_sources(atlas.dataset).all
    assert basis.more_origins <= basis.two_pages + basis.more_pages


def test_all_is_the_sum_of_the_kinds(atlas: Atlas) -> None:
    tally = tally_sources(atlas.dataset)
    for name in Basis.__dataclass_fields__:
        assert getattr(tally.all, name) == sum(getattr(basis, name) for basis in tally.by_kind.values())


def test_publishers_have_all_pages_and_links(atlas: Atlas, publishers: tuple[PublisherTally, ...]) -> None:
    records = atlas.dataset.records
    assert sum(publisher.pages for publisher in publishers) == len(records.sources)
    assert sum(publisher.links for publisher in publishers) == len(records.record_sources)


def test_publisher_counts_what_the_filter_finds(atlas: Atlas, publishers: tuple[PublisherTally, ...]) -> None:
    found = Counter(slug for record_id in atlas.dataset.links for slug in publisher_slugs(atlas.dataset, record_id))
    assert {publisher.slug: publisher.named for publisher in publishers} == {
        publisher.slug: found[publisher.slug] for publisher in publishers
    }


def test_publisher_is_a_value_of_the_source_filter(atlas: Atlas, publishers: tuple[PublisherTally, ...]) -> None:
    assert {publisher.slug for publisher in publishers} <= set(atlas.publishers)


def test_mirrors_are_counted_with_their_publisher(publishers: tuple[PublisherTally, ...]) -> None:
    assert sum(publisher.mirrors for publisher in publishers) == sum(link["seen"] == "mirror" for link in _links())


def test_publishers_with_most_records_come_first(publishers: tuple[PublisherTally, ...]) -> None:
    counts = [publisher.records for publisher in publishers]
    assert counts == sorted(counts, reverse=True)


def test_no_source_is_no_publisher(small: Dataset) -> None:
    empty = replace(small, records=replace(small.records, sources=(), record_sources=()))
    assert tally_publishers(empty) == ()


def test_no_record_is_counted_as_none(small: Dataset) -> None:
    tables = ("events", "talks", "positions", "areas", "lines", "control_changes", "claims")
    bare = replace(small.records, **dict.fromkeys((*tables, "sources", "record_sources"), ()))
    tally = tally_sources(replace(small, records=bare))
    assert (tally.by_kind, tally.all) == ({}, Basis(0, 0, 0, 0, 0, 0, 0))
