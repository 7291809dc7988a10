"""Search in the gazetteer: every spelling and script, tolerant of transliteration, best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from geo.dataset.records.models import Place
from geo.text.folding import fold
from geo.text.transliteration import name_core

_LEAST_SCORE = 76.0
_KEPT = 8192
"""Folded names that are kept; the gazetteer has about 2,000."""
_EXACT, _SAME_CORE, _WORDS = 100.0, 97.0, 92.0


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a text may mean.

    Attributes
    ----------
    place : Place
        The place.
    name : str
        The spelling that fits best.
    score : float
        100 for the very name, less for what is alike.
    """

    place: Place
    name: str
    score: float


class _Spelling(NamedTuple):
    """A name as it is compared: folded, the core that transliterations share, and its words."""

    folded: str
    core: str
    words: frozenset[str]


def find_places(places: Sequence[Place], text: str, *, limit: int = 8) -> list[Match]:
    """Return the places whose names fit a text, best first; none for a text without letters.

    Parameters
    ----------
    places : Sequence[Place]
        The gazetteer.
    text : str
        What a person typed.
    limit : int
        Greatest number of matches.

    Returns
    -------
    list[Match]
    """
    wanted = fold(text)
    if len(wanted) < 2:
        return []
    spelling = _Spelling(wanted, name_core(wanted), frozenset(wanted.split()))
    matches = [match for place in places if (match := _best(place, spelling)) is not None]
    matches.sort(key=lambda match: (-match.score, match.place.lon is None, match.place.name))
    return matches[:limit]


def _best(place: Place, wanted: _Spelling) -> Match | None:
    scored = [(_score(_prepared(name), wanted), name) for name in place.names]
    score, name = max(scored)
    return Match(place, name, score) if score >= _LEAST_SCORE else None


def _score(name: _Spelling, wanted: _Spelling) -> float:
    """Return how alike two spellings are; 0 for what is too little to count."""
    if name.folded == wanted.folded:
        return _EXACT
    if name.core == wanted.core:
        return _SAME_CORE
    if wanted.words <= name.words:
        return _WORDS
    if min(len(name.core), len(wanted.core)) < 4:
        return 0.0
    return min(fuzz.ratio(name.core, wanted.core, score_cutoff=_LEAST_SCORE), 91.0)


@lru_cache(maxsize=_KEPT)
def _prepared(name: str) -> _Spelling:
    """Return a gazetteer name as it is compared; only these are kept, nothing that a person typed."""
    folded = fold(name)
    return _Spelling(folded, name_core(folded), frozenset(folded.split()))
