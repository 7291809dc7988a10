"""Dates, sources and confidence in words."""

from __future__ import annotations

import pytest

from geo.atlas import evidence
from geo.dataset.load import load_dataset
from tests.record_folder import RecordFolder


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2024-12-08", "2024-12-08", None, "8 December 2024"),
        ("2024-12-08", "2024-12-08", "inferred_day", "8 December 2024, day inferred"),
        ("2025-01-01", "2025-01-31", "month", "January 2025, known to the month"),
        (
            "2025-01-07",
            "2025-01-13",
            "week",
            "between 7 January 2025 and 13 January 2025, known to the week",
        ),
        ("2025-01-07", "2025-01-09", "range", "between 7 January 2025 and 9 January 2025"),
        ("2025-01-07", None, None, "since 7 January 2025"),
        (None, "2025-01-07", None, "until 7 January 2025, start not known"),
        (None, "2025-01-31", "month", "until January 2025, start not known"),
        ("2025-01-01", None, "year", "since 2025"),
        (None, None, None, "date not known"),
    ],
)
def test_date_in_words(start: str | None, end: str | None, precision: str | None, words: str) -> None:
    properties = {"valid_from": start, "valid_to": end}
    assert evidence.date_words(properties | ({"date_precision": precision} if precision else {})) == words


@pytest.mark.parametrize(
    ("publisher", "slug"),
    [
        ("North Press", "north-press"),
        ("Al Mayadeen (copy)", "al-mayadeen"),
        ("L'Orient Today", "lorient-today"),
        ("سانا", "publisher"),
        ("(mirror)", "mirror"),
    ],
)
def test_publisher_as_a_filter_value(publisher: str, slug: str) -> None:
    assert evidence.publisher_slug(publisher) == slug


@pytest.fixture
def linked(record_folder: RecordFolder) -> RecordFolder:
    """Return a folder in which one event has two links."""
    link = {"record_id": "ev-strike", "source_id": "un-1", "role": "against", "seen": "mirror", "relay": "yes"}
    return record_folder.add("record_sources", link)


def test_sources_come_in_the_order_of_the_file(linked: RecordFolder) -> None:
    sources = evidence.sources_of(load_dataset(linked.path), "ev-strike")
    assert [source["publisher"] for source in sources] == ["North Press", "United Nations (press)"]


def test_source_says_what_it_does_and_how_it_was_seen(linked: RecordFolder) -> None:
    source = evidence.sources_of(load_dataset(linked.path), "ev-strike")[1]
    assert (source["role"], source["seen"]) == ("against", "mirror")


@pytest.mark.parametrize(
    ("first", "second", "count"), [("SANA", "SANA", 1), ("SANA", "AFP", 2), ("", "", 0), ("own", "SANA", 2)]
)
def test_two_links_of_one_origin_count_once(linked: RecordFolder, first: str, second: str, count: int) -> None:
    linked.change("record_sources", {"origin": first})
    linked.change("record_sources", {"origin": second}, row=-1)
    assert len(evidence.origins_of(load_dataset(linked.path), "ev-strike")) == count
