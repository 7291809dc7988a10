"""What the words of a query mean: values in three languages, places in every spelling, dates, "near".

The lexicon is made once for a version of the data; reading a run of words is a few look-ups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from geo.query.search.calendar_words import Months
from geo.query.search.meanings import LexiconEntry
from geo.query.search.near_words import MAX_WORDS, read_near
from geo.query.search.terms import Query, Word, all_of, any_of
from geo.query.search.texts import LEAST_CONSONANTS, LEAST_LIKENESS
from geo.text.folding import fold
from geo.text.transliteration import consonants, level_words

_PASSED_OVER = frozenset(
    map(fold, ("in", "at", "on", "of", "the", "a", "an", "by", "for", "في", "من", "على", "של", "את"))
)
_PREFIXES = ("ב", "ל", "מ", "ו", "ש", "כ", "و", "ف", "ب", "ل", "ك")
_DOUBLED_HEBREW = (("יי", "י"), ("וו", "ו"))

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as the lexicon knows it.

    Attributes
    ----------
    id : str
        Of the record.
    names : tuple of str
        Its own names, the default first; two places that share one are one meaning.
    aliases : tuple of str
        Other spellings.
    point : tuple of float or None
        Lon, lat in degrees WGS 84.
    """

    id: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    point: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All meanings, found by what is typed.

    Attributes
    ----------
    entries : tuple of LexiconEntry
        Values first, then places.
    months : Months
        Names of months.
    """

    entries: tuple[LexiconEntry, ...] = ()
    months: Months = field(default_factory=lambda: Months({}))

    def read(self, run: Sequence[tuple[str, str]]) -> Query:
        """Return what a run of words means, the longest meanings first.

        Parameters
        ----------
        run : sequence of (str, str)
            Each word folded, and as it was typed.

        Returns
        -------
        Query
            All parts must fit. A word without a meaning is looked for by its letters.
        """
        words = [_bare(word) for word, _ in run]
        raw = [typed for _, typed in run]
        parts: list[Query] = []
        plain: list[Query] = []
        index = 0
        while index < len(words):
            part, taken = self._next(words[index:], raw[index:])
            if part is not None:
                parts.append(part)
            elif words[index] in _PASSED_OVER:
                plain.append(Word(words[index]))
            else:
                parts.append(Word(run[index][0]))
            index += taken
        return all_of(parts or plain)

    def meanings(self, words: str) -> tuple[LexiconEntry, ...]:
        """Return the entries that folded words name: exactly, or by the consonants of a place name."""
        key = key_of(words)
        for sought in (key, *_without_prefix(words)):
            if sought and (found := self._by_key.get(sought)):
                return found
        return self._sounding_alike(key)

    @cached_property
    def spellings(self) -> tuple[tuple[str, str, LexiconEntry], ...]:
        """All that can be typed: folded, as it is written, and what it means."""
        return tuple((fold(word), word, entry) for entry in self.entries for word in entry.words)

    @cached_property
    def _by_key(self) -> Mapping[Key, tuple[LexiconEntry, ...]]:
        found: dict[Key, dict[int, LexiconEntry]] = {}
        for number, entry in enumerate(self.entries):
            for word in entry.words:
                for key in filter(None, map(key_of, foldings(word))):
                    found.setdefault(key, {})[number] = entry
        return {key: tuple(entries.values()) for key, entries in found.items()}

    @cached_property
    def _by_consonants(self) -> Mapping[Key, tuple[Key, ...]]:
        found: dict[Key, list[Key]] = {}
        for key, entries in self._by_key.items():
            if any(entry.points or entry.meaning.facet == "place" for entry in entries):
                found.setdefault(tuple(map(consonants, key)), []).append(key)
        return {key: tuple(keys) for key, keys in found.items()}

    def _sounding_alike(self, key: Key) -> tuple[LexiconEntry, ...]:
        sought = tuple(map(consonants, key))
        if sum(map(len, sought)) < LEAST_CONSONANTS:
            return ()
        likely = [
            (min(fuzz.ratio(one, other) for one, other in zip(name, key, strict=True)), name)
            for name in self._by_consonants.get(sought, ())
        ]
        best = max(likely, default=(0.0, ()))
        return self._by_key[best[1]] if best[0] >= LEAST_LIKENESS else ()

    def _next(self, words: Sequence[str], raw: Sequence[str]) -> tuple[Query | None, int]:
        """Return the meaning that words begin with, and how many it took; one word and nothing if there is none."""
        if found := read_near(words, raw, self.meanings) or self.months.window(words):
            return found
        for size in range(min(MAX_WORDS, len(words)), 0, -1):
            if words[0] in _PASSED_OVER and size == 1:
                break
            if entries := self.meanings(" ".join(words[:size])):
                return any_of(entry.meaning for entry in entries), size
        return None, 1


def foldings(word: str) -> tuple[str, ...]:
    """Return a word or name folded; one with a number and a hyphen also without it.

    Examples
    --------
    >>> foldings("T-4"), foldings("al-Rafid")
    (('t 4', 't4'), ('al rafid',))
    """
    joined = word.replace("-", "") if any(char.isdigit() for char in word) else word
    return tuple(filter(None, dict.fromkeys(map(fold, (word, joined)))))


def key_of(folded: str) -> Key:
    """Return folded words as they are compared: levelled, without articles and an English plural.

    Examples
    --------
    >>> key_of("air strikes"), key_of("al qunaytirah"), key_of("קונייטרה")
    (('air', 'strika'), ('qunaitira',), ('קוניטרה',))
    """
    return level_words(" ".join(map(_plain_form, folded.split())))


def _plain_form(word: str) -> str:
    """Return an English word without the ending of a plural, a Hebrew one with its vowel letters once."""
    if word.isascii():
        return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
    for doubled, single in _DOUBLED_HEBREW:
        word = word.replace(doubled, single)
    return word


def _without_prefix(words: str) -> Iterator[Key]:
    """Yield the keys of words whose first one may have an Arabic or Hebrew preposition written onto it."""
    if words.startswith("لل") and len(words) > 4:
        yield key_of("ال" + words[2:])
    if words.startswith(_PREFIXES) and len(words.split()[0]) >= 4:
        yield key_of(words[1:])
        yield key_of(words[2:]) if words[1] in "בלו" else ()


def _bare(word: str) -> str:
    """Return a word without a Hebrew preposition that a hyphen joins to it."""
    first, _, rest = word.partition(" ")
    return rest if rest and first in _PREFIXES else word


def group_places(places: Iterable[NamedPlace], shared: Iterable[Iterable[str]] = ()) -> list[list[int]]:
    """Return the places that are one meaning, as rows: those that share a name, or a word of one of ``shared``.

    Parameters
    ----------
    places : iterable of NamedPlace
        In any order.
    shared : iterable of iterable of str
        Sets of words of one meaning, such as all names of a governorate.

    Returns
    -------
    list of list of int
        Rows counted from 0, each in one group.
    """
    group_of: dict[Key, int] = {}
    groups: dict[int, set[int]] = {}
    sets = [{key_of(fold(name)) for name in place.names if name} for place in places]
    count = len(sets)
    sets += [{key_of(fold(word)) for word in words} for words in shared]
    for row, keys in enumerate(sets):
        joined = {group_of[key] for key in keys if key in group_of}
        merged = {row}.union(*(groups.pop(number) for number in joined))
        groups[row] = merged
        for member in merged:
            group_of.update(dict.fromkeys(sets[member], row))
    return [sorted(row for row in rows if row < count) for rows in groups.values()]
