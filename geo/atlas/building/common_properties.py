"""What features of every kind of record have in common: properties, points, places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.atlas.feature import Feature, rounded
from geo.dataset.load import Dataset
from geo.dataset.records import models
from geo.query.filters import Facets
from geo.text.dates import Span
from geo.vocab import LayerId

UNKNOWN_START = "0001-01-01"
"""Start of a span whose first day is not known; it never leaves the package."""
_REQUIRED = frozenset({"valid_from", "valid_to", "precision_m", "sources"})


def common(title: str, layer: LayerId, kind: str, span: Span | None) -> dict[str, Any]:
    """Return the properties that every feature has."""
    return {
        "title": title,
        "layer": str(layer),
        "kind": str(kind),
        "valid_from": None if span is None or span.start == UNKNOWN_START else span.start,
        "valid_to": None if span is None else span.end,
    }


def filled(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties without the empty ones; what the contract asks for stays."""
    return {
        name: value
        for name, value in properties.items()
        if name in _REQUIRED or (value is not None and value != "" and value != [])
    }


def located(
    record_id: str,
    lon: float | None,
    lat: float | None,
    span: Span | None,
    properties: Mapping[str, Any],
    facets: Facets,
) -> Feature:
    """Return a point feature; without geometry where the coordinates are not known."""
    if lon is None or lat is None:
        return Feature(record_id, None, None, span, properties, facets)
    point = {"type": "Point", "coordinates": [rounded(lon), rounded(lat)]}
    return Feature(record_id, point, (lon, lat, lon, lat), span, properties, facets)


def places_of(dataset: Dataset, place_ids: tuple[str, ...]) -> tuple[models.Place, ...]:
    """Return places by their ids."""
    return tuple(dataset.places[place_id] for place_id in place_ids)


def place_names(places: tuple[models.Place, ...]) -> dict[str, Any]:
    """Return the names of the places of a record, those of the main one in three scripts."""
    if not places:
        return {}
    return {
        "place": "; ".join(place.name for place in places),
        "place_ar": places[0].name_ar,
        "place_he": places[0].name_he,
    }


def subdistricts_of(dataset: Dataset, place_ids: tuple[str, ...]) -> frozenset[str]:
    """Return the subdistricts in which places are filed; those that are joined to none have none."""
    return frozenset(dataset.subdistrict_of[place] for place in place_ids if place in dataset.subdistrict_of)


def subdistrict_names(dataset: Dataset, place_ids: tuple[str, ...]) -> list[str]:
    """Return the same as name and P-code, that of the main place first."""
    ids = dict.fromkeys(dataset.subdistrict_of[place] for place in place_ids if place in dataset.subdistrict_of)
    return [f"{dataset.subdistricts[name].name} ({dataset.subdistricts[name].pcode})" for name in ids]
