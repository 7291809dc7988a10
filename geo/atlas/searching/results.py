"""Search over an atlas: what a query was understood as, and its results as one list, the best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from geo.atlas.feature import Feature, Layer
from geo.query.filters import Filter
from geo.query.search import (
    AllOf,
    AnyOf,
    During,
    Lexicon,
    Near,
    Phrase,
    Query,
    SearchText,
    Word,
    WordMeaning,
    parse_query,
)
from geo.query.search.typos import MIN_LETTERS, corrected
from geo.vocab import LayerId
from geo.zone.plane.crs import wgs84

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LAYER_WEIGHT = {LayerId.PLACES: -1.0, LayerId.POSITIONS: -0.5}
_MAIN, _SIDE = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class QueryReading:
    """What a query was taken for.

    Attributes
    ----------
    query : Query
        What every record is held against.
    corrections : tuple of (str, str)
        A word that occurs nowhere, and the one that was taken instead.
    """

    query: Query
    corrections: tuple[tuple[str, str], ...] = ()

    @property
    def meanings(self) -> tuple[WordMeaning | During | Near, ...]:
        """The parts that mean more than their letters, in the order of the query."""
        return tuple(part for part in _leaves(self.query) if isinstance(part, WordMeaning | During | Near))


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes
    ----------
    feature : Feature
        The record.
    layer : LayerId
        Where it is drawn or listed.
    score : float
        Only for the order.
    """

    feature: Feature
    layer: LayerId
    score: float


class QueryReader:
    """Reads queries against the records of some layers.

    Parameters
    ----------
    layers : iterable of Layer
        All layers of an atlas; those that no search narrows are passed over.
    lexicon : Lexicon
        What words mean.
    """

    def __init__(self, layers: Iterable[Layer], lexicon: Lexicon) -> None:
        self._layers = [layer for layer in layers if Filter.TEXT in layer.spec.filters]
        self._lexicon = lexicon
        self._vocabulary: tuple[str, ...] = ()

    def understand(self, text: str) -> QueryReading:
        """Read a query; a word that occurs in no record is taken for a likely one.

        Parameters
        ----------
        text : str
            The query.

        Returns
        -------
        QueryReading

        Raises
        ------
        FilterError
            If it cannot be read.
        """
        query = parse_query(text, self._lexicon)
        words = [part for part in _leaves(query) if isinstance(part, Word)]
        if not words or (all(map(self._is_known, words)) and self._finds_any(query)):
            return QueryReading(query)
        is_known = self._is_whole if all(map(self._is_known, words)) else self._is_known
        new_text, corrections = corrected(text, query, is_known=is_known, vocabulary=self._words())
        return QueryReading(parse_query(new_text, self._lexicon), corrections) if corrections else QueryReading(query)

    def _finds_any(self, query: Query) -> bool:
        return any(layer.texts.find(query) for layer in self._layers)

    def _is_whole(self, word: Word) -> bool:
        """Return whether a word occurs as a whole one, and not in the middle of another only."""
        return word.folded in self._words()

    def _is_known(self, word: Word) -> bool:
        return self._finds_any(word)

    def _words(self) -> tuple[str, ...]:
        """Return the words that a slip may stand for, those of the lexicon first."""
        if not self._vocabulary:
            named = (folded.split() for folded, _, _ in self._lexicon.spellings)
            written = (feature.facets.search.text.split() for layer in self._layers for feature in layer.features)
            words = dict.fromkeys(chain.from_iterable(chain(named, written)))
            self._vocabulary = tuple(word for word in words if len(word) >= MIN_LETTERS and not word.isdecimal())
        return self._vocabulary


def ranked(selection: Mapping[LayerId, Layer], query: Query) -> list[Hit]:
    """Return the records of a selection that a query narrows, the best first, the newest of equals first.

    Parameters
    ----------
    selection : Mapping of LayerId to Layer
        What ``Atlas.select`` gives.
    query : Query
        The same that it was selected by.

    Returns
    -------
    list of Hit
    """
    hits = [
        Hit(feature, layer_id, _score(feature, layer_id, query))
        for layer_id, layer in selection.items()
        if Filter.TEXT in layer.spec.filters
        for feature in layer.features
    ]
    hits.sort(key=lambda hit: hit.feature.id)
    hits.sort(key=lambda hit: str(hit.feature.properties.get("valid_from") or ""), reverse=True)
    hits.sort(key=lambda hit: -hit.score)
    return hits


def _leaves(query: Query) -> Iterator[Query]:
    """Yield the parts that a record should have; what it must not have does not rank."""
    if isinstance(query, AllOf | AnyOf):
        for part in query.parts:
            yield from _leaves(part)
    elif isinstance(query, Word | Phrase | WordMeaning | During | Near):
        yield query


def _score(feature: Feature, layer_id: LayerId, query: Query) -> float:
    text = feature.facets.search
    title = SearchText.of([str(feature.properties.get("title", ""))], name_words=text.name_words)
    parts = tuple(_leaves(query))
    score = sum(_part_score(part, feature, text, title) for part in parts)
    if layer_id is LayerId.PLACES and len(parts) == 1 and isinstance(parts[0], WordMeaning):
        return score + (_MAIN if f"place:{feature.id}" in parts[0].tags else 0.0)  # the place itself comes first
    return score + _LAYER_WEIGHT.get(layer_id, 0.0)


def _part_score(part: Query, feature: Feature, text: SearchText, title: SearchText) -> float:
    if isinstance(part, WordMeaning):
        return _meaning_score(part, feature.properties, text, title)
    if isinstance(part, During):
        if text.span is None or not part.matches(text):
            return 0.0
        return _MAIN if text.span.end is not None and text.span.start >= (part.first or "") else _SIDE
    if isinstance(part, Near):
        return _nearness(part, text.point)
    return _MAIN if part.matches(title) else _SIDE if part.matches(text) else 0.0


def _meaning_score(part: WordMeaning, properties: Mapping[str, Any], text: SearchText, title: SearchText) -> float:
    if f"kind:{properties.get('kind')}" in part.tags or any(phrase.matches(title) for phrase in part.phrases):
        return _MAIN
    if any(tag.startswith("place:") and tag in text.tags for tag in part.tags):
        return _MAIN - 0.5
    return _SIDE if part.matches(text) else 0.0


def _nearness(part: Near, point: tuple[float, float] | None) -> float:
    if point is None:
        return 0.0
    distance_m = min(float(wgs84().inv(*centre, *point)[2]) for centre in part.points)
    return max(0.0, _MAIN * (1 - distance_m / part.radius_m)) if part.radius_m else 0.0


def hits_json(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Return hits as JSON objects: what a list of results shows, and where the map goes.

    Parameters
    ----------
    hits : sequence of Hit
        In the order in which they are shown.

    Returns
    -------
    list of dict
        ``id``, ``layer``, ``kind``, ``title``, ``valid_from``, ``valid_to``, ``place``, ``point`` (lon, lat or null).
    """
    return [
        {
            "id": hit.feature.id,
            "layer": str(hit.layer),
            **{name: hit.feature.properties.get(name) for name in ("kind", "title", "valid_from", "valid_to", "place")},
            "point": hit.feature.geometry["coordinates"] if hit.feature.geometry else None,
        }
        for hit in hits
    ]
