"""Many records searched at once: their texts as long strings, so that a word is looked for once and not in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from geo.query.search.meanings import During, Near, WordMeaning
from geo.query.search.terms import AllOf, AnyOf, Not, Phrase, Query, Word, tries_other_spellings
from geo.query.search.texts import SearchText, name_key

_KEPT_WORDS = 1024
_BETWEEN = "\n\n"
"""Stands between two records; no word or phrase that is looked for has a line break."""


class TextIndex:
    """The texts of records in an order of their own; finds in them what :meth:`Query.matches` finds in each.

    Parameters
    ----------
    texts : sequence of SearchText
        One for each record.

    Notes
    -----
    The long strings are made when they are first asked for. What a word was found in is kept, as many queries share
    their words.
    """

    def __init__(self, texts: Sequence[SearchText]) -> None:
        self._texts = texts
        self._all = frozenset(range(len(texts)))

    def find(self, query: Query) -> frozenset[int]:
        """Return the rows of the records that fit, counted from 0."""
        match query:
            case Word() | Phrase() | WordMeaning() | During() | Near():
                return self._kept(query)
            case Not(part):
                return self._all - self.find(part)
            case AllOf(parts):
                return self._all.intersection(*map(self.find, parts))
            case AnyOf(parts):
                return frozenset().union(*map(self.find, parts))
        return frozenset(row for row, text in enumerate(self._texts) if query.matches(text))

    @cached_property
    def _kept(self) -> Callable[[Word | Phrase | WordMeaning | During | Near], frozenset[int]]:
        return lru_cache(maxsize=_KEPT_WORDS)(self._rows)

    def _rows(self, term: Word | Phrase | WordMeaning | During | Near) -> frozenset[int]:
        if isinstance(term, WordMeaning):
            tagged = (self._tagged.get(tag, frozenset()) for tag in term.tags)
            return frozenset().union(*tagged, *map(self._spelled, term.phrases))
        if isinstance(term, Word | Phrase):
            return self._spelled(term)
        return frozenset(row for row, text in enumerate(self._texts) if term.matches(text))

    @cached_property
    def _tagged(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for row, text in enumerate(self._texts):
            for tag in text.tags:
                found.setdefault(tag, set()).add(row)
        return {tag: frozenset(rows) for tag, rows in found.items()}

    def _spelled(self, term: Word | Phrase) -> frozenset[int]:
        found = {row for sought in term.sought for row in self._plain.rows(sought)}
        words = term.levelled
        if tries_other_spellings(words):
            found.update(self._levelled.rows(f" {' '.join(words)} "))
            if not isinstance(term, Phrase) or term.by_sound:
                found.update(self._named(words))
        return frozenset(found)

    def _named(self, words: tuple[str, ...]) -> Iterator[int]:
        key = name_key(words)
        if key is not None:
            yield from (row for row in self._names.rows(key) if self._texts[row].has_name(words))

    @cached_property
    def _plain(self) -> _Joined:
        return _Joined([text.text for text in self._texts])

    @cached_property
    def _levelled(self) -> _Joined:
        return _Joined([text.levelled for text in self._texts])

    @cached_property
    def _names(self) -> _Joined:
        return _Joined([text.name_keys for text in self._texts])


class _Joined:
    """Texts as one string."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._whole = _BETWEEN.join(texts)
        self._starts = list(accumulate((len(text) + len(_BETWEEN) for text in texts), initial=0))

    def rows(self, sought: str) -> Iterator[int]:
        """Yield the row of each text that a string occurs in."""
        at = self._whole.find(sought)
        while at >= 0:
            row = bisect_right(self._starts, at) - 1
            yield row
            at = self._whole.find(sought, self._starts[row + 1])
