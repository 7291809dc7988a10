"""From places of the gazetteer to features."""

from __future__ import annotations

from typing import Any

from geo.atlas.building.common_properties import common, filled, located, subdistrict_names, subdistricts_of
from geo.atlas.feature import Feature
from geo.atlas.searching.searchable import search_text, with_tags
from geo.dataset.load import Dataset
from geo.dataset.records import models
from geo.query.filters import Facets
from geo.vocab import Confidence, LayerId


def place_feature(dataset: Dataset, place: models.Place) -> Feature:
    """Return the feature of a gazetteer place."""
    properties = common(place.name, LayerId.PLACES, place.kind, None)
    properties |= {
        "precision_m": place.precision_m if place.lon is not None else None,
        "confidence": str(Confidence.MEDIUM if place.lon is not None else Confidence.LOW),
        "sources": _place_sources(place),
        "place_ar": place.name_ar,
        "place_he": place.name_he,
        "aliases": list(place.aliases),
        "governorate": str(place.governorate) if place.governorate else "",
        "country": place.country,
        "subdistrict": subdistrict_names(dataset, (place.id,)),
        "caveat": place.note,
    }
    facets = Facets(
        subdistrict=subdistricts_of(dataset, (place.id,)),
        kind=frozenset({place.kind}),
        governorate=frozenset({place.governorate} if place.governorate else ()),
        search=search_text(dataset, place.id, (place,)),
    )
    facets = with_tags(facets, place, places=(place,))
    return located(place.id, place.lon, place.lat, None, filled(properties), facets)


def _place_sources(place: models.Place) -> list[dict[str, Any]]:
    if place.coord_url is None:
        return []
    return [
        {"title": None, "publisher": place.coord_source, "url": place.coord_url, "published": None, "seen": "partly"}
    ]
