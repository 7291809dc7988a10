"""What a record shows to the search: its folded texts, and the spellings of its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from rapidfuzz import fuzz

from geo.text.dates import Span
from geo.text.folding import fold
from geo.text.transliteration import ARTICLES, consonants, level_words

LEAST_LIKENESS = 75.0
"""Likeness, 0 to 100, from which on two words with the same consonants are taken for spellings of one name.

First and forest, short and Shayrat stay apart at this; Jabata and Jubata, Turunjah and Trinjeh do not.
"""
LEAST_CONSONANTS = 4
"""Letters that must be left of a name before it is compared by consonants: homes is not Homs."""


@dataclass(frozen=True)
class SearchText:
    """The texts of one record, ready to be searched.

    Levelled forms are made when they are first asked for: many processes never search.

    Attributes
    ----------
    text : str
        One folded text on each line, a space before and after it, so that no phrase reaches over two texts.
    name_words : frozenset of str
        Folded words that are taken for names, which have many spellings, wherever they occur in the text.
    tags : frozenset of str
        Values of the record, each with its facet: ``kind:airstrike``, ``place:beit-jinn``.
    span : Span or None
        Its days.
    point : tuple of float or None
        Its lon and lat, degrees WGS 84.
    """

    text: str = ""
    name_words: frozenset[str] = field(default=frozenset(), repr=False)
    tags: frozenset[str] = field(default=frozenset(), repr=False)
    span: Span | None = field(default=None, repr=False)
    point: tuple[float, float] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, texts: Iterable[str], *, name_words: frozenset[str]) -> SearchText:
        """Fold texts."""
        return cls("\n".join(f" {line} " for line in filter(None, map(fold, texts))), name_words)

    def has_levelled(self, words: tuple[str, ...]) -> bool:
        """Return whether levelled words stand next to one another in any text."""
        return f" {' '.join(words)} " in self.levelled

    def has_name(self, words: tuple[str, ...]) -> bool:
        """Return whether levelled words may be another spelling of a name, or of a part of it."""
        sought = name_key(words)
        if sought is None or sought not in self.name_keys:
            return False
        size = len(words)
        wanted = tuple(map(consonants, words))
        return any(
            _alike(name[first : first + size], words, wanted)
            for name in self._names
            for first in range(len(name) - size + 1)
        )

    @cached_property
    def levelled(self) -> str:
        """The text with its words levelled, in the same lines."""
        return "\n".join(f" {' '.join(level_words(line))} " for line in self.text.split("\n"))

    @cached_property
    def _names(self) -> tuple[tuple[str, ...], ...]:
        """The names in the text, levelled: each run of words that are taken for names."""
        return tuple(dict.fromkeys(level_words(run) for line in self.text.split("\n") for run in self._runs(line)))

    def _runs(self, line: str) -> Iterator[str]:
        for is_name, words in groupby(line.split(), lambda word: word in self.name_words or word in ARTICLES):
            if is_name:
                yield " ".join(words)

    @cached_property
    def name_keys(self) -> str:
        """The consonants of the names, a name on each line; where a key does not occur there is no such name."""
        return "\n".join(f" {' '.join(map(consonants, name))} " for name in self._names)


def name_key(words: tuple[str, ...]) -> str | None:
    """Return what of levelled words stands among the ``name_keys`` of a text that has the name.

    None if too little is left of them to be compared.
    """
    wanted = tuple(map(consonants, words))
    return None if sum(map(len, wanted)) < LEAST_CONSONANTS else f" {' '.join(wanted)} "


def _alike(found: tuple[str, ...], words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return tuple(map(consonants, found)) == wanted and all(
        fuzz.ratio(one, other) >= LEAST_LIKENESS for one, other in zip(found, words, strict=True)
    )
