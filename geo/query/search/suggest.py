"""What a query that is still being typed may become."""

from __future__ import annotations

from dataclasses import dataclass

from geo.query.search.lexicon import Lexicon
from geo.query.search.meanings import LexiconEntry
from geo.text.folding import fold

MAX_SUGGESTIONS = 8
_FACET_ORDER = ("kind", "place", "governorate", "actor", "status", "attribution")
_MAX_WORDS = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on.

    Attributes
    ----------
    text : str
        The whole query, with its last words completed.
    word : str
        What the last words become, in the script that is typed.
    label : str
        What this means, in English.
    facet : str
        ``kind``, ``place``, ``actor``, ``status`` or ``attribution``.
    """

    text: str
    word: str
    label: str
    facet: str


def suggestions(lexicon: Lexicon, typed: str, *, limit: int = MAX_SUGGESTIONS) -> tuple[Suggestion, ...]:
    """Return how the last words of a query may go on, the likeliest first.

    Parameters
    ----------
    lexicon : Lexicon
        Of an atlas.
    typed : str
        What was typed so far.
    limit : int
        How many at most.

    Returns
    -------
    tuple of Suggestion
        Each meaning once, in the spelling that fits what was typed.
    """
    pieces = typed.split()
    for size in range(min(_MAX_WORDS, len(pieces)), 0, -1):
        sought = fold(" ".join(pieces[-size:]))
        if len(sought) < 2:
            continue
        found = sorted(_fitting(lexicon, sought), key=lambda item: item[0])
        if found:
            head = " ".join(pieces[:-size])
            best: dict[int, Suggestion] = {}
            for _, word, entry in found:
                text = f"{head} {word}".strip()
                best.setdefault(id(entry), Suggestion(text, word, entry.meaning.label, entry.meaning.facet))
            return tuple(best.values())[:limit]
    return ()


def _fitting(lexicon: Lexicon, sought: str) -> list[tuple[tuple[int, int, int], str, LexiconEntry]]:
    """Return words that begin with a text, or have a word that does, with their order."""
    found = []
    for folded, word, entry in lexicon.spellings:
        at_start = folded.startswith(sought)
        if at_start or f" {sought}" in folded:
            order = (0 if at_start else 1, _FACET_ORDER.index(entry.meaning.facet), len(folded))
            found.append((order, word, entry))
    return found
