"""From records to features: one small function per kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.atlas import evidence
from geo.atlas.building.common_properties import (
    UNKNOWN_START,
    common,
    filled,
    located,
    place_names,
    places_of,
    subdistrict_names,
    subdistricts_of,
)
from geo.atlas.building.outside import ucdp_words
from geo.atlas.feature import Feature
from geo.atlas.known import figures_then, known_on
from geo.atlas.searching.searchable import search_text, with_tags
from geo.atlas.shapes import geometry_json
from geo.dataset.load import Dataset
from geo.dataset.records import models
from geo.dataset.records.bases import Dated, LocatedRecord
from geo.query.filters import Facets
from geo.text.dates import Span, first_day, last_day
from geo.vocab import Confidence, DatePrecision, LayerId


def event_feature(dataset: Dataset, event: models.Event, *, layer: LayerId) -> Feature:
    """Return the feature of an event."""
    places = places_of(dataset, event.place_ids)
    properties = common(event.title, layer, event.category, event.span)
    properties |= {
        **_precision(event),
        **_point_properties(event),
        **_evidence(dataset, event.id, event.confidence),
        "attribution": str(event.attribution),
        "summary": event.summary,
        "actor": event.actor,
        "target": event.target,
        **place_names(places),
        "governorate": str(event.governorate),
        "killed": _figures(event.killed_min, event.killed_max),
        "injured": _figures(event.injured_min, event.injured_max),
        "casualty_note": event.casualty_note,
        "contradiction": event.contradiction,
        "side_note": event.side_note,
        "caveat": event.caveat,
        "umbrella": event.umbrella or None,
        "known_on": known_on(dataset, event.id),
        "figures_then": figures_then(dataset, event.id),
        "counted_otherwise": ucdp_words(dataset, event),
        "subdistrict": subdistrict_names(dataset, event.place_ids),
    }
    facets = Facets(
        subdistrict=subdistricts_of(dataset, event.place_ids),
        known_on=known_on(dataset, event.id),
        kind=frozenset({event.category}),
        actor=frozenset(event.actors),
        attribution=frozenset({event.attribution}),
        governorate=frozenset({event.governorate}),
        confidence=frozenset({event.confidence}),
        source=evidence.publisher_slugs(dataset, event.id),
        search=search_text(dataset, event.id, places, event.title, event.summary, event.actor, event.target),
    )
    facets = with_tags(facets, event, places=places, span=event.span)
    return _point_feature(event, event.id, event.span, properties, facets)


def talk_feature(dataset: Dataset, talk: models.Talk) -> Feature:
    """Return the feature of a meeting, contact or statement."""
    places = places_of(dataset, talk.place_ids)
    properties = common(talk.title, LayerId.TALKS, talk.kind, talk.span)
    properties |= {
        **_precision(talk),
        **_point_properties(talk),
        **_evidence(dataset, talk.id, talk.confidence),
        "status": str(talk.status),
        "israel_syria": talk.israel_syria,
        "summary": talk.outcome,
        **place_names(places),
        "place": ", ".join(part for part in (talk.city, talk.country) if part),
        "venue": talk.venue,
        "round_label": talk.round_label,
        "round_label_by": talk.round_label_by,
        "mediator": talk.mediator,
        "host": talk.host,
        "syrian_delegation": talk.syrian_delegation,
        "israeli_delegation": talk.israeli_delegation,
        "us_delegation": talk.us_delegation,
        "others": talk.others,
        "contradiction": talk.contradiction,
        "caveat": talk.caveat,
        "known_on": known_on(dataset, talk.id),
    }
    people = (talk.syrian_delegation, talk.israeli_delegation, talk.us_delegation, talk.others, talk.mediator)
    facets = Facets(
        kind=frozenset({talk.kind}),
        known_on=known_on(dataset, talk.id),
        confidence=frozenset({talk.confidence}),
        source=evidence.publisher_slugs(dataset, talk.id),
        search=search_text(
            dataset, talk.id, places, talk.title, talk.outcome, talk.city, talk.country, talk.round_label, *people
        ),
    )
    facets = with_tags(facets, talk, places=places, span=talk.span, status=talk.status)
    return _point_feature(talk, talk.id, talk.span, properties, facets)


def position_feature(dataset: Dataset, position: models.Position) -> Feature:
    """Return the feature of a post, camp or crossing; without a pin while its point is unconfirmed."""
    places = places_of(dataset, position.place_ids)
    span = _lasting(position.valid_from, position.valid_to)
    properties = common(position.title, LayerId.POSITIONS, position.kind, span)
    if span is not None and not position.valid_from:
        attested = _attested_from(position)
        properties["attested_from"] = attested
        span = Span(first_day(attested), span.end)
    properties |= {
        **_since_precision(position.valid_from or position.valid_to),
        **_point_properties(position),
        **_evidence(dataset, position.id, position.confidence),
        "status": position.status,
        "status_code": str(position.status_code),
        "last_reported": position.status_date,
        "summary": position.summary,
        **place_names(places),
        "governorate": str(position.governorate) if position.governorate else "",
        "variants": list(position.variants),
        "inside_claim": position.inside_claim,
        "possible_duplicate_of": position.possible_duplicate_of,
        "contradiction": position.contradiction,
        "caveat": position.caveat,
        "known_on": known_on(dataset, position.id),
        "subdistrict": subdistrict_names(dataset, position.place_ids),
    }
    facets = Facets(
        subdistrict=subdistricts_of(dataset, position.place_ids),
        known_on=known_on(dataset, position.id),
        kind=frozenset({position.kind}),
        governorate=frozenset({position.governorate} if position.governorate else ()),
        confidence=frozenset({position.confidence}),
        source=evidence.publisher_slugs(dataset, position.id),
        search=search_text(dataset, position.id, places, position.title, position.summary, *position.variants),
    )
    facets = with_tags(facets, position, places=places, span=span, status=position.status_code)
    if not position.draw:
        properties["precision_m"] = None
        return Feature(position.id, None, None, span, filled(properties), facets)
    return _point_feature(position, position.id, span, properties, facets)


def drawn_feature(dataset: Dataset, record: models.Area | models.Line) -> Feature:
    """Return the feature of an area or a line, with geometry null where none is open."""
    span = _lasting(record.valid_from, record.valid_to)
    properties = common(record.title, record.layer, record.kind, span)
    properties |= {
        **_since_precision(record.valid_from),
        "precision_m": record.accuracy_m if isinstance(record, models.Line) else None,
        **_evidence(dataset, record.id, record.confidence),
        "summary": record.summary,
        "basis": record.basis,
        "contradiction": record.contradiction,
        "caveat": record.caveat,
    }
    facets = Facets(kind=frozenset({record.kind}), confidence=frozenset({record.confidence}))
    shape = dataset.geometries[record.geometry_id] if record.geometry_id else None
    return Feature(
        record.id,
        None if shape is None else geometry_json(shape),
        None if shape is None else shape.bounds,
        span,
        filled(properties),
        facets,
    )


def control_change_feature(dataset: Dataset, change: models.ControlChange) -> Feature:
    """Return the feature of a dated change of control: text without geometry."""
    properties = common(change.title, LayerId.CONTROL, change.kind, change.span)
    properties |= {
        **_precision(change),
        "precision_m": None,
        **_evidence(dataset, change.id, change.confidence),
        "summary": change.summary,
        "caveat": change.caveat,
    }
    facets = Facets(kind=frozenset({change.kind}), confidence=frozenset({change.confidence}))
    return Feature(change.id, None, None, change.span, filled(properties), facets)


def _lasting(first: str, last: str) -> Span | None:
    if not first and not last:
        return None
    return Span(first_day(first) if first else UNKNOWN_START, last_day(last) if last else None)


def _attested_from(position: models.Position) -> str:
    """Return the date from which a position without a known start is shown: that of its dated status.

    Nothing says that it stood there before a source names it. Its end bounds it where the status is later.
    """
    attested = position.status_date or position.valid_to
    return attested if first_day(attested) <= last_day(position.valid_to) else position.valid_to


def _point_properties(record: LocatedRecord) -> dict[str, Any]:
    return {
        "precision_m": record.radius_m,
        "marker": str(record.marker),
        "marker_note": record.marker_note,
    }


def _evidence(dataset: Dataset, record_id: str, confidence: Confidence) -> dict[str, Any]:
    return {
        "confidence": str(confidence),
        "sources": evidence.sources_of(dataset, record_id),
    }


def _since_precision(part: str) -> dict[str, str]:
    """Return the precision of the day since which, or else until which, something holds; left out for a plain day."""
    known = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH}.get(len(part))
    return {} if known is None else {"date_precision": str(known)}


def _precision(record: Dated) -> dict[str, str]:
    """Return the date precision; left out for a plain day, which is what the span shows already."""
    return {} if record.date_precision is DatePrecision.DAY else {"date_precision": str(record.date_precision)}


def _figures(low: int | None, high: int | None) -> list[int | None] | None:
    return None if low is None and high is None else [low, high]


def _point_feature(
    record: LocatedRecord, record_id: str, span: Span | None, properties: Mapping[str, Any], facets: Facets
) -> Feature:
    return located(record_id, record.lon, record.lat, span, filled(properties), facets)
