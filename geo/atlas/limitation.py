"""The layer of the areas of limitation: bands computed from the lines, with what was agreed for each."""

from __future__ import annotations

from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas.feature import Feature
from geo.atlas.shapes import geometry_json
from geo.query.filters import Facets
from geo.text.dates import Span
from geo.vocab import Confidence, LayerId
from geo.zone import BandLimits, LimitationArea, Side, Zone, limits_of

SIGNED = "1974-05-31"
_SIMPLIFIED_DEG = 0.0002
_DECIMALS = 5
"""Together they move an edge by less than 3 m (tested), far below the accuracy of the lines, for half the bytes."""
_AGREEMENT = "https://www.jewishvirtuallibrary.org/agreement-on-disengagement-of-forces-between-israel-and-syria"
_BANDS = "https://www.un.org/unispal/document/auto-insert-185225/"
_SIDE_WORDS = {Side.WEST_OF_A: "west of line A", Side.EAST_OF_B: "east of line B"}


def limitation_features(zone: Zone) -> list[Feature]:
    """Return one feature per band and side, simplified together so that neighbours still share edges."""
    shapes = shapely.coverage_simplify(
        [area.geometry for area in zone.areas_of_limitation], _SIMPLIFIED_DEG, simplify_boundary=True
    )
    drawn = shapely.orient_polygons(shapely.transform(shapes, lambda lonlat: lonlat.round(_DECIMALS)))
    return [_feature(area, shape) for area, shape in zip(zone.areas_of_limitation, drawn, strict=True)]


def _feature(area: LimitationArea, shape: BaseGeometry) -> Feature:
    agreed = limits_of(area.band)
    record_id = f"limitation-{'west' if area.side is Side.WEST_OF_A else 'east'}-{area.band}"
    whom = "Israeli" if area.side is Side.WEST_OF_A else "Syrian"
    title = f"Area of limitation, {area.band.replace('-', ' to ')} km {_SIDE_WORDS[area.side]}"
    properties: dict[str, Any] = {
        "title": title,
        "layer": str(LayerId.AREAS_OF_LIMITATION),
        "kind": str(area.band),
        "valid_from": SIGNED,
        "valid_to": None,
        "precision_m": 250,
        "confidence": str(Confidence.MEDIUM),
        "sources": _sources(agreed),
        "side": str(area.side),
        "summary": f"Limits for {whom} forces: {_limits_text(agreed)}.",
        "limits": [
            {"subject": str(limit.subject), "text": limit.text, "maximum": limit.maximum, "basis": str(limit.basis)}
            for limit in agreed.limits
        ],
        "basis": "Agreement of 31 May 1974, paragraph B.5; numbers in a side document accepted separately",
        "caveat": f"Computed from the lines; approximate, not an official demarcation. {agreed.note}",
    }
    facets = Facets(kind=frozenset({str(area.band)}), confidence=frozenset({Confidence.MEDIUM}))
    return Feature(record_id, geometry_json(shape), shape.bounds, Span(SIGNED, None), properties, facets)


def _limits_text(agreed: BandLimits) -> str:
    return "; ".join(limit.text for limit in agreed.limits)


def _sources(agreed: BandLimits) -> list[dict[str, Any]]:
    pages = {limit.source_url: limit.source_title for limit in agreed.limits}
    pages |= {_AGREEMENT: "Jewish Virtual Library (text of the agreement)", _BANDS: "United Nations, 2005"}
    return [
        {"title": None, "publisher": publisher, "url": url, "published": None, "seen": "partly"}
        for url, publisher in pages.items()
    ]
