"""Circles as people type them into a search: "near" a place or coordinates, with a radius."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from geo.query.search.meanings import LexiconEntry, Near
from geo.text.folding import fold

NEAR_M = 5000.0
"""Radius of "near" where none is given, in metres."""
MAX_NEAR_M = 500_000.0
MAX_WORDS = 6
"""Words of the longest meaning."""
_NEAR = frozenset(
    map(fold, ("near", "around", "close to", "next to", "nearby", "قرب", "بالقرب من", "قريب من", "حول", "ליד", "סביב"))
) | frozenset(map(fold, ("קרוב ל", "בקרבת", "באזור")))
_OF = frozenset(map(fold, ("of", "from", "around", "to", "من", "عن", "מ", "של")))
_WITHIN = frozenset(map(fold, ("within", "in", "ضمن", "خلال", "בטווח", "ברדיוס")))
_UNITS = {
    **dict.fromkeys(map(fold, ("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "كم")), 1000.0),
    **dict.fromkeys(map(fold, ("كيلومتر", "كيلومترات", 'ק"מ', "קמ", "קילומטר")), 1000.0),
    **dict.fromkeys(map(fold, ("m", "metre", "metres", "meter", "meters", "متر", "مترا", "מטר", "מ'")), 1.0),
}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)([^\W\d]*)")
_COORDINATE = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?")

Find = Callable[[str], tuple[LexiconEntry, ...]]


def read_near(words: Sequence[str], raw: Sequence[str], find: Find) -> tuple[Near, int] | None:
    """Read ``near X``, ``near X 10 km``, ``within 10 km of X`` or ``10 km from X`` at the beginning of words.

    Parameters
    ----------
    words : sequence of str
        Folded.
    raw : sequence of str
        The same as they were typed.
    find : callable
        Gives the entries that folded words name.

    Returns
    -------
    tuple of Near and int, or None
        The circle, and how many words it took.
    """
    for size in (3, 2, 1):
        if " ".join(words[:size]) in _NEAR and len(words) > size:
            target = _target(words[size:], raw[size:], find)
            if target is None:
                return None
            points, label, taken = target
            rest = size + taken
            within = 1 if len(words) > rest and words[rest] in _WITHIN else 0
            length = _length(words[rest + within :], raw[rest + within :])
            radius_m, more = (length[0], length[1] + within) if length else (NEAR_M, 0)
            return Near(points, radius_m, label), rest + more
    start = 1 if words[0] in _WITHIN else 0
    length = _length(words[start:], raw[start:])
    if length is None:
        return None
    index = start + length[1]
    if len(words) <= index + 1 or words[index] not in _OF:
        return None
    target = _target(words[index + 1 :], raw[index + 1 :], find)
    return None if target is None else (Near(target[0], length[0], target[1]), index + 1 + target[2])


def _target(
    words: Sequence[str], raw: Sequence[str], find: Find
) -> tuple[tuple[tuple[float, float], ...], str, int] | None:
    """Return the points that words begin with, what they are called and how many words they took."""
    if len(raw) > 1 and all(_COORDINATE.fullmatch(text) for text in raw[:2]):
        lat, lon = float(raw[0]), float(raw[1])
        if 35.0 < lat < 43.0 and 29.0 < lon < 34.0:  # longitude first: no point of the zone lies so far north
            lat, lon = lon, lat
        if abs(lat) <= 90 and abs(lon) <= 180:
            return ((lon, lat),), f"{lat:g} {lon:g}", 2
    for size in range(min(MAX_WORDS, len(words)), 0, -1):
        entries = [entry for entry in find(" ".join(words[:size])) if entry.points]
        if entries:
            points = tuple(dict.fromkeys(point for entry in entries for point in entry.points))
            return points, entries[0].meaning.label, size
    return None


def _length(words: Sequence[str], raw: Sequence[str]) -> tuple[float, int] | None:
    """Return metres that words begin with, and how many words they took."""
    match = _LENGTH.fullmatch(_western(raw[0])) if raw else None
    if match is None:
        return None
    number, glued = float(match[1]), fold(match[2])
    unit = glued or (words[1] if len(words) > 1 else "")
    if unit not in _UNITS:
        return None
    return min(number * _UNITS[unit], MAX_NEAR_M), 1 if glued else 2


def _western(text: str) -> str:
    return "".join(str(int(char)) if char.isdecimal() else char for char in text).replace("٫", ".")
