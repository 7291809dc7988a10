"""Features and layers: what map, downloads and pages draw from, and the text of GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from geo.atlas.known import as_known_properties
from geo.atlas.specs import LayerSpec
from geo.query.filters import Facets, Filter, Filters, passes, touches_bbox
from geo.query.search import EVERYTHING, Query, TextIndex
from geo.text.dates import Span, add_days

DECIMALS = 6
HIDDEN_AFTER_DAYS = 180
"""A statement on control that is older than this at the end of the window is shown on request only."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a layer.

    Attributes
    ----------
    id : str
        Record id.
    geometry : Mapping or None
        GeoJSON geometry, WGS 84, lon lat; None where the place is unknown.
    bounds : tuple of float or None
        West, south, east, north of the geometry in degrees.
    span : Span or None
        Days on which it holds; None if it is not dated.
    properties : Mapping
        What GeoJSON carries.
    facets : Facets
        What filters look at.
    """

    id: str
    geometry: Mapping[str, Any] | None
    bounds: tuple[float, float, float, float] | None
    span: Span | None
    properties: Mapping[str, Any]
    facets: Facets

    def as_geojson(self) -> dict[str, Any]:
        """Return the feature as a GeoJSON object."""
        return {"type": "Feature", "id": self.id, "geometry": self.geometry, "properties": self.properties}


@dataclass(frozen=True)
class Layer:
    """A layer with its features, in the order of the records."""

    spec: LayerSpec
    features: tuple[Feature, ...]

    @cached_property
    def located(self) -> int:
        """Number of features that have a geometry."""
        return sum(feature.geometry is not None for feature in self.features)

    @property
    def bbox(self) -> tuple[float, float, float, float] | None:
        """Bounds of all features (west, south, east, north), None if none is located."""
        boxes = [feature.bounds for feature in self.features if feature.bounds is not None]
        if not boxes:
            return None
        west, south, east, north = zip(*boxes, strict=True)
        return min(west), min(south), max(east), max(north)

    def select(self, filters: Filters, query: Query, *, today: str) -> Layer:
        """Return the layer with the features that pass the filters it listens to.

        Parameters
        ----------
        filters : Filters
            What is wanted.
        query : Query
            What ``filters.query()`` gives, read once for all layers.
        today : str
            Day on which the data was compiled: the end of a window that has none, for statements on control.
        """
        tests = _tests(filters, self.spec.filters, today=today)
        features = self.features
        if Filter.TEXT in self.spec.filters and query != EVERYTHING:
            features = tuple(features[row] for row in sorted(self.texts.find(query)))
        elif not tests:
            return self
        passing = (feature for feature in features if all(test(feature) for test in tests))
        if filters.as_of is not None and Filter.AS_OF in self.spec.filters:
            passing = (as_known(feature, filters.as_of) for feature in passing)
        return Layer(self.spec, tuple(passing))

    @cached_property
    def texts(self) -> TextIndex:
        """The texts of the features, ready to be searched."""
        return TextIndex([feature.facets.search for feature in self.features])


def as_known(feature: Feature, as_of: str) -> Feature:
    """Return a feature with the sources and the figures that there were on a day."""
    return replace(feature, properties=as_known_properties(feature.properties, as_of))


_SETS = (
    Filter.KIND,
    Filter.ACTOR,
    Filter.ATTRIBUTION,
    Filter.GOVERNORATE,
    Filter.SUBDISTRICT,
    Filter.CONFIDENCE,
    Filter.SOURCE,
)
_Test = Callable[[Feature], bool]


def _tests(filters: Filters, heard: frozenset[Filter], *, today: str) -> list[_Test]:
    """Return what a feature must pass beside the text: only what narrows anything."""
    found = [_set_test(name, wanted) for name in _SETS if name in heard and (wanted := getattr(filters, name))]
    if Filter.ID in heard and filters.id:
        found.append(lambda feature: feature.id in filters.id)
    if Filter.BBOX in heard and (bbox := filters.bbox) is not None:
        found.append(lambda feature: touches_bbox(feature.bounds, bbox))
    if (as_of := filters.as_of) is not None:
        if Filter.AS_OF in heard:
            found.append(lambda feature: feature.facets.known_on is not None and feature.facets.known_on <= as_of)
        elif Filter.TIME in heard:
            found.append(lambda feature: feature.span is not None and feature.span.start <= as_of)
    if Filter.STATEMENTS in heard:
        return [*found, *_statement_tests(filters, today=today)]
    if Filter.TIME in heard and (filters.date_from is not None or filters.date_to is not None):
        found.append(
            lambda feature: feature.span is not None and feature.span.overlaps(filters.date_from, filters.date_to)
        )
    return found


def _statement_tests(filters: Filters, *, today: str) -> list[_Test]:
    """Return the test of a statement on control: it holds from its day on, and for a while, at the end of the window.

    Without any date in the filters the layer is whole: a file of it has every statement with its day.
    """
    if filters.date_from is None and filters.date_to is None and filters.as_of is None:
        return []
    ends = [day for day in (filters.date_to, filters.as_of) if day is not None]
    day = min(ends, default=today)
    oldest = "" if filters.statements else add_days(day, -HIDDEN_AFTER_DAYS)
    return [lambda feature: feature.facets.stated_on is not None and oldest <= feature.facets.stated_on <= day]


def _set_test(name: Filter, wanted: frozenset[str]) -> _Test:
    values = attrgetter(name)
    return lambda feature: passes(values(feature.facets), wanted)


def feature_collection(spec: LayerSpec, features: Iterable[Feature], *, version: str, as_of: str) -> bytes:
    """Return a GeoJSON FeatureCollection (RFC 7946, UTF-8), the same bytes for the same features.

    The members beside ``features`` name the data set version, the licence and the credit, so that a file
    on somebody's disk still says where it comes from. One feature stands on each line.

    Parameters
    ----------
    spec : LayerSpec
        Entry of the layer.
    features : Iterable[Feature]
        Features in the order of the file.
    version : str
        Version of the data set.
    as_of : str
        Day of the last report, ISO 8601.

    Returns
    -------
    bytes
    """
    head = {
        "name": str(spec.id),
        "title": spec.title,
        "note": spec.note,
        "licence": str(spec.licence),
        "credit": spec.credit,
        "dataset_version": version,
        "as_of": as_of,
    }
    return _collection(head, features)


def combined_collection(layers: Sequence[Layer], *, version: str, as_of: str) -> bytes:
    """Return the features of several layers as one FeatureCollection, with every licence and credit named."""
    head = {
        "name": "buffer-zone-atlas",
        "title": "Buffer Zone Atlas: " + ", ".join(layer.spec.title for layer in layers),
        "licence": " AND ".join(sorted({str(layer.spec.licence) for layer in layers})),
        "credit": "; ".join(dict.fromkeys(layer.spec.credit for layer in layers)),
        "dataset_version": version,
        "as_of": as_of,
    }
    return _collection(head, (feature for layer in layers for feature in layer.features))


def _collection(head: Mapping[str, Any], features: Iterable[Feature]) -> bytes:
    lines = ['{"type":"FeatureCollection",']
    lines += [f"{_dumps(key)}:{_dumps(value)}," for key, value in head.items()]
    body = ",\n".join(_dumps(feature.as_geojson()) for feature in features)
    return ("\n".join(lines) + f'\n"features":[\n{body}\n]}}\n').encode()


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def rounded(value: float) -> float:
    """Return a coordinate with at most six decimals (about 0.1 m)."""
    return round(value, DECIMALS)
