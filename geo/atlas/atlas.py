"""The atlas: all layers of one data set, ready to be filtered and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from geo.atlas import build
from geo.atlas.building.outside import assertion_feature, ucdp_feature
from geo.atlas.building.places import place_feature
from geo.atlas.evidence import publisher_slug
from geo.atlas.feature import Feature, Layer, feature_collection
from geo.atlas.limitation import limitation_features
from geo.atlas.position import PositionTest, position_test
from geo.atlas.searching.results import Hit, QueryReader, QueryReading, ranked
from geo.atlas.searching.searchable import build_lexicon
from geo.atlas.specs import SPECS
from geo.dataset.load import Dataset
from geo.errors import NotFoundError
from geo.query.filters import Filters
from geo.query.search import EVERYTHING, Lexicon
from geo.text.dates import last_day
from geo.vocab import LAYER_OF_CATEGORY, LayerId

_KEPT_SELECTIONS = 256


@dataclass(frozen=True)
class Atlas:
    """All layers of a data set.

    Attributes
    ----------
    dataset : Dataset
        The snapshot that it was built from.
    layers : Mapping of LayerId to Layer
        In the order of the registry; a layer without features is left out.
    test : PositionTest
        The position test that placed the points.
    """

    dataset: Dataset
    layers: Mapping[LayerId, Layer]
    test: PositionTest

    @property
    def version(self) -> str:
        """Version of the data set."""
        return self.dataset.version

    def layer(self, layer_id: str) -> Layer:
        """Return a layer by its id.

        Raises
        ------
        NotFoundError
            If there is no such layer.
        """
        try:
            return self.layers[LayerId(layer_id)]
        except (ValueError, KeyError):
            known = ", ".join(self.layers)
            raise NotFoundError(f"There is no such layer; known are {known}.") from None

    def select(self, filters: Filters) -> Mapping[LayerId, Layer]:
        """Return every layer narrowed by the filters; the answer is kept for the next caller."""
        return self._selections(filters)

    def alike(self, filters: Filters) -> Filters:
        """Return filters with the same dates that select the same records, the same for all that do.

        What is derived from a selection, and says nothing of the filters beside their dates, can be kept under
        these: readers with words of their own share it when their words find the same. In other windows of time
        they select the same too.
        """
        rest = replace(filters, date_from=None, date_to=None)
        return replace(self._likeness(rest), date_from=filters.date_from, date_to=filters.date_to)

    def geojson(self, layer_id: str, filters: Filters | None = None) -> bytes:
        """Return the GeoJSON of a layer: file, route, button and command line all give these bytes."""
        layer = self.layer(layer_id) if filters is None else self.select(filters)[self.layer(layer_id).spec.id]
        return self.write(layer)

    def write(self, layer: Layer) -> bytes:
        """Return the GeoJSON of a layer that was narrowed already."""
        about = self.dataset.about
        return feature_collection(layer.spec, layer.features, version=self.dataset.version, as_of=about.as_of)

    def feature(self, record_id: str) -> Feature | None:
        """Return the first feature with an id; map layers come before the gazetteer."""
        return self._by_id.get(record_id)

    @cached_property
    def publishers(self) -> Mapping[str, str]:
        """Names of publishers and of the origins they relay, by filter value, sorted by name."""
        records = self.dataset.records
        known = [source.publisher for source in records.sources]
        known += [link.origin for link in records.record_sources if link.origin not in ("", "own")]
        names: dict[str, str] = {}
        for name in known:
            names.setdefault(publisher_slug(name), name.split("(")[0].strip())
        return dict(sorted(names.items(), key=lambda item: item[1].casefold()))

    @cached_property
    def lexicon(self) -> Lexicon:
        """What the words of a search mean in this data set."""
        return build_lexicon(self.dataset)

    def understood(self, text: str) -> QueryReading:
        """Return what a query means here; the answer is kept for the next caller."""
        return self._understood(text)

    def search(self, filters: Filters) -> tuple[QueryReading, list[Hit]]:
        """Return what the query of the filters means, and all that they find as one list, the best first.

        Parameters
        ----------
        filters : Filters
            The query and whatever else narrows.

        Returns
        -------
        tuple of QueryReading and list of Hit
            Records in view or not, with a point or without; no hits without a query.
        """
        understood = self.understood(filters.q)
        hits = [] if understood.query == EVERYTHING else ranked(self.select(filters), understood.query)
        return understood, hits

    @cached_property
    def _understood(self) -> Callable[[str], QueryReading]:
        reader = QueryReader(self.layers.values(), self.lexicon)
        return lru_cache(maxsize=_KEPT_SELECTIONS)(reader.understand)

    @cached_property
    def _by_id(self) -> dict[str, Feature]:
        found: dict[str, Feature] = {}
        for layer in self.layers.values():
            for feature in layer.features:
                found.setdefault(feature.id, feature)
        return found

    @cached_property
    def _selections(self) -> Callable[[Filters], Mapping[LayerId, Layer]]:
        @lru_cache(maxsize=_KEPT_SELECTIONS)
        def select(filters: Filters) -> Mapping[LayerId, Layer]:
            query = self.understood(filters.q).query
            today = last_day(self.dataset.about.compiled)
            return {layer_id: layer.select(filters, query, today=today) for layer_id, layer in self.layers.items()}

        return select

    @cached_property
    def _likeness(self) -> Callable[[Filters], Filters]:
        first: dict[tuple[tuple[str, ...], ...], Filters] = {}

        @lru_cache(maxsize=_KEPT_SELECTIONS)
        def likeness(filters: Filters) -> Filters:
            found = tuple(tuple(feature.id for feature in layer.features) for layer in self.select(filters).values())
            if len(first) > _KEPT_SELECTIONS:
                first.clear()
            return first.setdefault(found, filters)

        return likeness


def build_atlas(dataset: Dataset) -> Atlas:
    """Build every layer of the data set."""
    features: dict[LayerId, list[Feature]] = {spec.id: [] for spec in SPECS}
    test = position_test(dataset)
    features[LayerId.AREAS_OF_LIMITATION] = limitation_features(test.zone)
    records = dataset.records
    for area in records.areas:
        features[area.layer].append(build.drawn_feature(dataset, area))
    for line in records.lines:
        features[line.layer].append(build.drawn_feature(dataset, line))
    for change in records.control_changes:
        features[LayerId.CONTROL].append(build.control_change_feature(dataset, change))
    for position in records.positions:
        features[LayerId.POSITIONS].append(build.position_feature(dataset, position))
    for event in records.events:
        layer = LAYER_OF_CATEGORY[event.category]
        features[layer].append(build.event_feature(dataset, event, layer=layer))
    for talk in records.talks:
        features[LayerId.TALKS].append(build.talk_feature(dataset, talk))
    for row in records.ucdp_events:
        features[LayerId.UCDP_EVENTS].append(ucdp_feature(dataset, row))
    for said in records.control_assertions:
        features[LayerId.CONTROL_ASSERTIONS].append(assertion_feature(dataset, said))
    for place in records.places:
        features[LayerId.PLACES].append(place_feature(dataset, place))
    placed = with_positions(features, test)
    return Atlas(dataset, {spec.id: Layer(spec, placed[spec.id]) for spec in SPECS if placed[spec.id]}, test)


def with_positions(features: Mapping[LayerId, list[Feature]], test: PositionTest) -> dict[LayerId, tuple[Feature, ...]]:
    """Return the features with the position test's answer on every point of known precision."""
    points = [
        feature
        for found in features.values()
        for feature in found
        if feature.bounds is not None
        and feature.geometry is not None
        and feature.geometry["type"] == "Point"
        and feature.properties["precision_m"] is not None
    ]
    lon, lat = ([feature.geometry["coordinates"][axis] for feature in points if feature.geometry] for axis in (0, 1))
    answers = test.answers(lon, lat, [feature.properties["precision_m"] for feature in points])
    answer_of = {id(feature): answer for feature, answer in zip(points, answers, strict=True)}
    return {
        layer_id: tuple(_placed(feature, answer_of.get(id(feature))) for feature in found)
        for layer_id, found in features.items()
    }


def _placed(feature: Feature, answer: dict[str, Any] | None) -> Feature:
    if answer is None:
        return feature
    return replace(feature, properties={**feature.properties, "position": answer})
