"""Search in the gazetteer: every spelling and script, tolerant of transliteration, best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from geo.records.models import Place
from geo.text import fold
from geo.transliteration import name_core

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


def find_places(places: Sequence[Place], text: str, *, limit: int = 8) -> list[Match]:
    """Return the places whose names fit a text, best first; none for a text without letters."""
    wanted = fold(text)
    if len(wanted) < 2:
        return []
    core = name_core(wanted)
    matches = [match for place in places if (match := _best(place, wanted, core)) is not None]
    matches.sort(key=lambda match: (-match.score, match.place.lon is None, match.place.name))
    return matches[:limit]


def _best(place: Place, wanted: str, wanted_core: str) -> Match | None:
    scored = [(_score(*_prepared(name), wanted, wanted_core), name) for name in place.names]
    score, name = max(scored)
    return Match(place, name, score) if score >= _LEAST_SCORE else None


def _score(name: str, core: str, wanted: str, wanted_core: str) -> float:
    if name == wanted:
        return _EXACT
    if core == wanted_core:
        return _SAME_CORE
    if set(wanted.split()) <= set(name.split()):
        return _WORDS
    if min(len(core), len(wanted_core)) < 4:
        return 0.0
    return min(fuzz.ratio(core, wanted_core), 91.0)


@lru_cache(maxsize=_KEPT)
def _prepared(name: str) -> tuple[str, str]:
    """Return a gazetteer name folded, and its core; only these are kept, nothing that a person typed."""
    folded = fold(name)
    return folded, name_core(folded)
