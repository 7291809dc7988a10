"""What a data set shows to the search: the texts and values of its records, and the meanings of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from geo.atlas import evidence
from geo.dataset.load import Dataset
from geo.dataset.records.bases import LocatedRecord
from geo.dataset.records.models import Place, Position
from geo.dataset.words import WordsOfValue
from geo.query.filters import Facets
from geo.query.search import SearchText
from geo.query.search.calendar_words import Months
from geo.query.search.lexicon import Lexicon, NamedPlace, foldings, group_places, key_of
from geo.query.search.meanings import LexiconEntry, WordMeaning
from geo.query.search.terms import Phrase
from geo.text.dates import Span
from geo.text.folding import fold

_GOVERNORATE = "governorate"
_TAGGED = ("kind", "actor", "attribution", "governorate")


def search_text(dataset: Dataset, record_id: str, places: tuple[Place, ...], *texts: str) -> SearchText:
    """Return the searchable texts of a record: id, texts, all spellings of its places, publishers."""
    publishers = (source["publisher"] for source in evidence.sources_of(dataset, record_id))
    spellings = (name for place in places for name in place.names)
    return SearchText.of((record_id, *texts, *spellings, *publishers), name_words=dataset.name_words)


def with_tags(
    facets: Facets,
    record: LocatedRecord | Place,
    *,
    places: Iterable[Place],
    span: Span | None = None,
    status: str = "",
) -> Facets:
    """Return facets whose search knows the values, places, days and point of the record as well.

    Parameters
    ----------
    facets : Facets
        With the texts.
    record : LocatedRecord or Place
        Has the point.
    places : iterable of Place
        Where it is.
    span : Span or None
        Its days.
    status : str
        Status of a talk or position, if it has one.

    Returns
    -------
    Facets
    """
    tags = {f"{name}:{value}" for name in _TAGGED for value in getattr(facets, name)}
    tags |= {f"place:{place.id}" for place in places}
    if status:
        tags.add(f"status:{status}")
    point = None if record.lon is None or record.lat is None else (record.lon, record.lat)
    if isinstance(record, Position) and not record.draw:
        point = None  # it has no pin, and "near" must not give it away as one
    return replace(facets, search=replace(facets.search, tags=frozenset(tags), span=span, point=point))


def build_lexicon(dataset: Dataset) -> Lexicon:
    """Return the lexicon of a data set: values in the order of the table, then places.

    Parameters
    ----------
    dataset : Dataset
        With its words and places.

    Returns
    -------
    Lexicon
    """
    words = dataset.words
    entries = [_value(row) for row in words.values if row.facet != _GOVERNORATE]
    governorates = [row for row in words.values if row.facet == _GOVERNORATE]
    entries += _places(dataset, governorates)
    months = {fold(name): number for number, names in words.months for name in names}
    return Lexicon(tuple(entries), Months(months))


def _value(row: WordsOfValue) -> LexiconEntry:
    tags = frozenset(f"{row.facet}:{value}" for value in row.values)
    phrases = _phrases(row.words) if row.also_text else ()
    return LexiconEntry(WordMeaning(row.facet, row.label, tags, phrases), row.words)


def _places(dataset: Dataset, governorates: list[WordsOfValue]) -> Iterator[LexiconEntry]:
    """Yield one entry for places and governorates that share a name: whoever types it means either."""
    records = dataset.records.places
    groups = group_places(map(_named, records), [row.words for row in governorates])
    keys = {id(row): {key_of(fold(word)) for word in row.words} for row in governorates}
    owners = {
        key_of(fold(name)): rows[0] for rows in groups if rows for row in rows for name in _own_names(records[row])
    }
    for rows in filter(None, groups):
        places = [records[row] for row in rows]
        names = list(dict.fromkeys(name for place in places for name in _own_names(place)))
        shared = [row for row in governorates if any(key_of(fold(name)) in keys[id(row)] for name in names)]
        yield _entry(places, names, shared, owners=owners, owner=rows[0])
    for row in governorates:
        if keys[id(row)].isdisjoint(owners):
            yield _entry([], [], [row], owners=owners)


def _entry(
    places: list[Place],
    names: list[str],
    governorates: list[WordsOfValue],
    *,
    owners: Mapping[tuple[str, ...], int],
    owner: int | None = None,
) -> LexiconEntry:
    words = [*names, *(word for row in governorates for word in row.words)]
    tags = {f"place:{place.id}" for place in places}
    tags |= {f"{_GOVERNORATE}:{value}" for row in governorates for value in row.values}
    label = min((place.name for place in places), key=len, default=governorates[0].label if governorates else "")
    aliases = tuple(alias for place in places for alias in place.aliases)
    points = tuple((place.lon, place.lat) for place in places if place.lon is not None and place.lat is not None)
    # An alias that is another place's name, as Adraa is one of Daraa, means this place only where a record says so.
    own_aliases = [alias for alias in aliases if owners.get(key_of(fold(alias)), owner) == owner]
    phrases = _phrases([*words, *own_aliases])
    return LexiconEntry(
        WordMeaning("place", label, frozenset(tags), phrases), tuple(dict.fromkeys([*words, *aliases])), points
    )


def _named(place: Place) -> NamedPlace:
    return NamedPlace(place.id, _own_names(place))


def _own_names(place: Place) -> tuple[str, ...]:
    return tuple(name for name in (place.name, place.name_ar, place.name_he) if name)


def _phrases(words: tuple[str, ...] | list[str]) -> tuple[Phrase, ...]:
    folded = dict.fromkeys(spelling for word in words for spelling in foldings(word))
    return tuple(Phrase(spelling, by_sound=False) for spelling in folded)
