"""What pages say of dates, sources and confidence, in words; the frame's card words them alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.dataset.load import Dataset
from geo.dataset.records.models import Source, SourceLink
from geo.text.date_words import day_text, days_text
from geo.text.folding import slugify
from geo.text.messages import mark, tr
from geo.vocab import DatePrecision


def date_words(properties: Mapping[str, Any]) -> str:
    """Return the date of a feature with its precision, in words.

    Parameters
    ----------
    properties : Mapping
        Properties of a feature: ``valid_from``, ``valid_to``, ``date_precision`` (left out for a day).

    Examples
    --------
    >>> date_words({"valid_from": "2025-01-01", "valid_to": "2025-01-31", "date_precision": "month"})
    'January 2025, known to the month'
    """
    start, end = properties.get("valid_from"), properties.get("valid_to")
    precision = properties.get("date_precision")
    if start is None:
        if end is None:
            return tr("date not known")
        return tr("until {day}, start not known", day=_part_text(end, precision))
    if end is None:
        return tr("since {day}", day=_part_text(start, precision))
    if start == end:
        return day_text(start) + _note(precision)
    if precision == DatePrecision.MONTH and start[:7] == end[:7]:
        return day_text(start[:7]) + _note(precision)
    if precision in _LOOSE:
        return tr("between {first} and {last}", first=day_text(start), last=day_text(end)) + _note(precision)
    return days_text(start, end)


def _note(precision: str | None) -> str:
    """Return what is added for a day that is not known exactly."""
    note = _NOTES.get(precision or "")
    return "" if note is None else tr(note)


def _part_text(day: str, precision: str | None) -> str:
    """Return as much of a day as is known, in words."""
    return day_text(day[: _KNOWN_LENGTH.get(precision or "", 10)])


_KNOWN_LENGTH: dict[str, int] = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}
_LOOSE = frozenset({DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.SEASON, DatePrecision.RANGE})
_NOTES: dict[str, str] = {
    DatePrecision.WEEK: mark(", known to the week"),
    DatePrecision.MONTH: mark(", known to the month"),
    DatePrecision.SEASON: mark(", known to the season"),
    DatePrecision.INFERRED_DAY: mark(", day inferred"),
    DatePrecision.UNKNOWN: mark(", date not known exactly"),
}


def publisher_slug(publisher: str) -> str:
    """Return the value of the ``source`` filter for a publisher."""
    return slugify(publisher.split("(")[0]) or slugify(publisher) or "publisher"


def sources_of(dataset: Dataset, record_id: str) -> list[dict[str, Any]]:
    """Return the sources of a record as they stand in GeoJSON and on the card."""
    return [_source(dataset.sources[link.source_id], link) for link in dataset.links.get(record_id, ())]


def _source(source: Source, link: SourceLink) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": None,  # headlines are the publishers' wording; none is recorded
        "publisher": source.publisher,
        "url": source.url,
        "published": source.published or None,
        "seen": str(link.seen),
    }
    if link.origin:
        found["origin"] = link.origin
    if link.role != "report":
        found["role"] = str(link.role)
    return found


def publisher_slugs(dataset: Dataset, record_id: str) -> frozenset[str]:
    """Return the publishers of a record, and the origins that they relay, as filter values."""
    links = dataset.links.get(record_id, ())
    names = {dataset.sources[link.source_id].publisher for link in links} | origins_of(dataset, record_id)
    return frozenset(publisher_slug(name) for name in names)


def origins_of(dataset: Dataset, record_id: str) -> frozenset[str]:
    """Return the known independent origins of a record; two links of one origin count once."""
    found = set()
    for link in dataset.links.get(record_id, ()):
        if link.origin == "own":
            found.add(dataset.sources[link.source_id].publisher)
        elif link.origin:
            found.add(link.origin)
    return frozenset(found)
