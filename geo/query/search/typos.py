"""Slips of the keyboard: a word that occurs nowhere is taken for the likeliest one that does, and this is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.query.search.terms import AllOf, AnyOf, Query, Word
from geo.query.search.tokens import Sign, tokens_of

MIN_LETTERS = 4
"""Shorter words are left as they are typed."""
_ONE_SLIP_LETTERS = 6
"""Up to so many letters one slip is allowed, above it two."""


def corrected(
    text: str, query: Query, *, is_known: Callable[[Word], bool], vocabulary: Sequence[str]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a query with the words that occur nowhere replaced by likely ones.

    Parameters
    ----------
    text : str
        The query as it was typed.
    query : Query
        The same, read.
    is_known : callable
        Whether a word occurs in any record.
    vocabulary : sequence of str
        Folded words to choose from, the preferred ones first.

    Returns
    -------
    tuple of str and tuple of (str, str)
        The new query; what was typed and what was taken for it.
    """
    unknown = {word.folded for word in _words(query) if len(word.folded) >= MIN_LETTERS and not is_known(word)}
    changes: list[tuple[str, str]] = []
    for token in reversed(list(tokens_of(text)) if unknown else []):
        if token.sign is not Sign.WORD or token.folded not in unknown:
            continue
        likely = _likeliest(token.folded, vocabulary)
        if likely is not None:
            start = token.position - 1
            text = text[:start] + likely + text[start + len(token.raw) :]
            changes.append((token.raw, likely))
    return text, tuple(reversed(changes))


def _likeliest(word: str, vocabulary: Sequence[str]) -> str | None:
    slips = 1 if len(word) <= _ONE_SLIP_LETTERS else 2
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=5)
    likely = sorted(found, key=lambda match: (match[1], match[0][0] != word[0], match[2]))
    return likely[0][0] if likely else None


def _words(query: Query) -> Iterator[Word]:
    """Yield the words that must or may occur; what must not occur is never corrected."""
    if isinstance(query, Word):
        yield query
    elif isinstance(query, AllOf | AnyOf):
        for part in query.parts:
            yield from _words(part)
