"""What a query is made of; every part can say whether a record fits, and write itself as a query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from geo.query.search.texts import SearchText
from geo.text.transliteration import level_words

LEAST_LETTERS = 3
"""Of what has fewer letters no other spelling is tried."""


class Query(Protocol):
    """A query or a part of one; a value, written as a query by ``str``."""

    def matches(self, text: SearchText) -> bool:
        """Return whether a record fits."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, found in the middle of longer ones too.

    Attributes
    ----------
    folded : str
        The word folded. One with a hyphen in it has several parts, joined by spaces: they must stand next to one
        another or be written as one, and begin a word.
    """

    folded: str
    sought: tuple[str, ...] = field(init=False, repr=False, compare=False)
    levelled: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        joined = self.folded.replace(" ", "")
        object.__setattr__(self, "sought", (joined,) if joined == self.folded else (f" {self.folded}", f" {joined}"))
        object.__setattr__(self, "levelled", level_words(self.folded))

    def matches(self, text: SearchText) -> bool:
        """Return whether the word, or another spelling of it, occurs."""
        return any(sought in text.text for sought in self.sought) or _in_another_spelling(self.levelled, text)

    def __str__(self) -> str:
        return self.folded.replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Whole words in this order.

    Attributes
    ----------
    folded : str
        The words folded, joined by spaces.
    sought : tuple of str
        Of which one must occur in the text.
    by_sound : bool
        Whether names are also compared by their consonants.
    levelled : tuple of str
        The words levelled, for other spellings.
    """

    folded: str
    by_sound: bool = True
    sought: tuple[str, ...] = field(init=False, repr=False, compare=False)
    levelled: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sought", (f" {self.folded} ",))
        object.__setattr__(self, "levelled", level_words(self.folded))

    def matches(self, text: SearchText) -> bool:
        """Return whether the phrase, or another spelling of it, occurs."""
        return any(sought in text.text for sought in self.sought) or _in_another_spelling(
            self.levelled, text, by_sound=self.by_sound
        )

    def __str__(self) -> str:
        return f'"{self.folded}"'


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever the part does not fit."""

    part: Query

    def matches(self, text: SearchText) -> bool:
        """Return whether the part does not fit."""
        return not self.part.matches(text)

    def __str__(self) -> str:
        return f"NOT {self.part}"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must fit."""

    parts: tuple[Query, ...]

    def matches(self, text: SearchText) -> bool:
        """Return whether all parts fit."""
        return all(part.matches(text) for part in self.parts)

    def __str__(self) -> str:
        return f"({' AND '.join(map(str, self.parts))})"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part must fit."""

    parts: tuple[Query, ...]

    def matches(self, text: SearchText) -> bool:
        """Return whether one of the parts fits."""
        return any(part.matches(text) for part in self.parts)

    def __str__(self) -> str:
        return f"({' OR '.join(map(str, self.parts))})"


EVERYTHING = AllOf(())
"""The query without a word: it leaves nothing out."""


def all_of(parts: Iterable[Query]) -> Query:
    """Join parts of which each must fit; what is asked twice is asked once."""
    flat = _flat(parts, AllOf)
    return flat[0] if len(flat) == 1 else AllOf(flat)


def any_of(parts: Iterable[Query]) -> Query:
    """Join parts of which one must fit; what is offered twice is offered once."""
    flat = _flat(parts, AnyOf)
    return flat[0] if len(flat) == 1 else AnyOf(flat)


def negated(part: Query) -> Query:
    """Return the opposite; twice negated is not negated."""
    return part.part if isinstance(part, Not) else Not(part)


def _flat(parts: Iterable[Query], kind: type[AllOf] | type[AnyOf]) -> tuple[Query, ...]:
    flat: dict[Query, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    return tuple(flat)


def tries_other_spellings(words: tuple[str, ...]) -> bool:
    """Return whether levelled words have letters enough for other spellings of them to be looked for."""
    return sum(map(len, words)) >= LEAST_LETTERS


def _in_another_spelling(words: tuple[str, ...], text: SearchText, *, by_sound: bool = True) -> bool:
    if not tries_other_spellings(words):
        return False
    return text.has_levelled(words) or (by_sound and text.has_name(words))
