"""From what others count and say to features: UCDP's events, and statements on control; never our records."""

from __future__ import annotations

from typing import Any

from geo.atlas.building.common_properties import (
    common,
    filled,
    located,
    place_names,
    subdistrict_names,
    subdistricts_of,
)
from geo.atlas.feature import Feature
from geo.dataset.load import Dataset
from geo.dataset.records.models import Event
from geo.dataset.records.outside import ControlAssertion, UcdpEvent
from geo.query.filters import Facets
from geo.query.search import SearchText
from geo.text.dates import Span, add_days, first_day, last_day
from geo.vocab import Confidence, LayerId, Seen
from geo.vocab.labels import label_of

STALE_AFTER_DAYS = 45
"""A statement on control is drawn faded when it is older than this on the last day of the window."""
UCDP_URL = "https://ucdp.uu.se/downloads/"


def ucdp_feature(dataset: Dataset, event: UcdpEvent) -> Feature:
    """Return the feature of a UCDP row; a row without an exact or near place has no pin."""
    span = Span(event.date_start, event.date_end or event.date_start)
    where = event.where or event.adm_1 or "place not in the copy read"
    properties = common(f"UCDP: {event.best:,} killed, {where}", LayerId.UCDP_EVENTS, event.violence, span)
    ours = _event(dataset, event.same_as)
    properties |= {
        "precision_m": None,
        "confidence": str(Confidence.LOW if event.preliminary or event.coverage == "partial" else Confidence.MEDIUM),
        "sources": [_source("UCDP, Uppsala University", UCDP_URL, None, str(Seen.OPENED))],
        "summary": f"Coded by UCDP to: {event.conflict}." + (f" Sides: {event.dyad}." if event.dyad else ""),
        "place": event.where,
        "governorate": str(event.governorate) if event.governorate else "",
        "killed": [_or_best(event.low, event.best), _or_best(event.high, event.best)],
        "casualty_note": f"UCDP's best estimate: {event.best:,}" + _reported_by(event),
        "contradiction": "" if ours is None else counted_otherwise(event, ours),
        "caveat": " ".join(filter(None, (_state(event), event.same_note))),
        "same_as": event.same_as,
        "ucdp_version": event.version,
        "where_prec": event.where_prec,
        "code_status": event.code_status,
        "israel_side": event.israel_side,
    }
    facets = Facets(
        governorate=frozenset({event.governorate} if event.governorate else ()),
        search=SearchText.of(
            (event.id, event.relid, event.conflict, event.dyad, event.where, event.adm_1), name_words=dataset.name_words
        ),
    )
    return located(event.id, event.lon, event.lat, span, filled(properties), facets)


def counted_otherwise(row: UcdpEvent, ours: Event) -> str:
    """Return in words that UCDP counts another number of dead than our record; empty if its number lies in ours."""
    low, high = ours.killed_min, ours.killed_max
    if low is not None and low <= row.best and (high is None or row.best <= high):
        return ""
    if high is not None and row.best <= high and low is None:
        return ""
    return f"UCDP counts {row.best:,} killed ({row.id}, version {row.version}), our record {_ours(low, high)}."


def _or_best(number: int | None, best: int) -> int:
    return best if number is None else number


def _ours(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "names no number"
    if low == high:
        return f"{low:,}"
    return f"{low:,} to {high:,}" if low is not None and high is not None else f"{low if high is None else high:,}"


def _event(dataset: Dataset, record_id: str | None) -> Event | None:
    return dataset.events.get(record_id) if record_id else None


def ucdp_words(dataset: Dataset, event: Event) -> list[str]:
    """Return what UCDP counts otherwise for an event of ours, in the order of UCDP's ids."""
    rows = dataset.ucdp_of.get(event.id, ())
    return [words for row in rows if (words := counted_otherwise(row, event))]


def _reported_by(event: UcdpEvent) -> str:
    return f"; its sources: {', '.join(event.reported_by)}" if event.reported_by else ""


def _state(event: UcdpEvent) -> str:
    if event.coverage == "partial":
        return "Only id, day, country, conflict and the best estimate were read, so that it has no place here."
    if event.preliminary:
        return f"UCDP marks its own coding as not clear ({event.code_status}); a later release may change it."
    return ""


def assertion_feature(dataset: Dataset, row: ControlAssertion) -> Feature:
    """Return the feature of a statement on control, at the place of the gazetteer and never at the post."""
    stated = last_day(row.stated_on) if row.stated_on else None
    span = None if stated is None else Span(first_day(row.stated_on), stated)
    place = dataset.places.get(row.place_id) if row.place_id else None
    names = place.names if place else ()
    said = f"{row.place}: {label_of(row.kind).lower()}, says {row.asserted_by}"
    properties = common(said, LayerId.CONTROL_ASSERTIONS, row.kind, span)
    point = place is not None and place.lon is not None
    properties |= {
        "precision_m": None,
        "date_precision": "" if row.date_precision == "day" else str(row.date_precision),
        "marker": "proxy" if point else "none",
        "marker_note": "The point of the named place; it is never the post itself." if point else "",
        "confidence": str(Confidence.MEDIUM),  # not graded: somebody's statement, faded by its age alone
        "sources": [_source(row.relayed_by or row.asserted_by, row.url, row.stated_on or None, str(row.seen))],
        "summary": row.assertion,
        **place_names((place,) if place else ()),
        "governorate": str(place.governorate) if place and place.governorate else "",
        "subdistrict": subdistrict_names(dataset, (place.id,)) if place else [],
        "holder": row.holder,
        "asserted_by": row.asserted_by,
        "stated_on": row.stated_on,
        "faded_from": None if stated is None else add_days(stated, STALE_AFTER_DAYS + 1),
        "basis": row.basis,
        "also_said": _also_said(dataset, row),
        "caveat": row.note,
        "known_on": stated,
    }
    facets = Facets(
        governorate=frozenset({place.governorate} if place and place.governorate else ()),
        subdistrict=subdistricts_of(dataset, (place.id,) if place else ()),
        known_on=stated,
        stated_on=stated,
        search=SearchText.of(
            (row.id, row.assertion, row.place, row.holder, row.asserted_by, row.relayed_by, *names),
            name_words=dataset.name_words,
        ),
    )
    lon, lat = (place.lon, place.lat) if place else (None, None)
    return located(row.id, lon, lat, span, filled(properties), facets)


def _also_said(dataset: Dataset, row: ControlAssertion) -> list[str]:
    """Return the other statements on the same place, so that rivals are read next to each other."""
    if row.place_id is None:
        return []
    every = dataset.records.control_assertions
    others = (other for other in every if other.place_id == row.place_id and other is not row)
    return [
        f"{other.stated_on or 'without a day'}, {other.asserted_by}: {label_of(other.kind).lower()} ({other.holder}). "
        f"{other.assertion}"
        for other in sorted(others, key=lambda other: other.stated_on)
    ]


def _source(publisher: str, url: str, published: str | None, seen: str) -> dict[str, Any]:
    return {"title": None, "publisher": publisher, "url": url, "published": published, "seen": seen}
