"""From a text to a point: coordinates, link, plus code or place, with what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.dataset.records.models import Place
from geo.errors import CoordinateError
from geo.gazetteer.links import decode_plus_code, is_full, read_link, read_plus_code
from geo.gazetteer.places import Match, find_places
from geo.text.coordinates import Understood, read_pair
from geo.text.folding import fold
from geo.text.numbers import plain_digits

SURE_SCORE = 92.0
"""From this score on, and with no rival, a place is taken without asking."""
_SLACK, _BY_NAME_SLACK = 1.0, 8.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a text was taken for.

    Attributes
    ----------
    point : Understood or None
        The point; None if the text names places and a choice is needed, or the place has no known point.
    uncertainty_m : float
        Radius that the text itself implies, metres.
    place : Place or None
        The place, if the text named one.
    choices : tuple of Match
        Places that it may mean.
    """

    point: Understood | None
    uncertainty_m: float = 0.0
    place: Place | None = None
    choices: tuple[Match, ...] = ()


def find_point(places: Sequence[Place], text: str) -> Found:
    """Understand a text.

    Parameters
    ----------
    places : Sequence[Place]
        The gazetteer.
    text : str
        What a person typed.

    Returns
    -------
    Found

    Raises
    ------
    CoordinateError
        If it is neither coordinates nor a link, a plus code or a known place; says what was tried.
    """
    text = plain_digits(text)
    if not text:
        raise CoordinateError("nothing was typed")
    link = read_link(text)
    if link is not None:
        return Found(link)
    code = read_plus_code(text)
    if code is not None:
        return _from_code(places, *code)
    if any(char.isdigit() for char in text):
        return _from_numbers(places, text)
    return _from_name(places, text)


def _from_numbers(places: Sequence[Place], text: str) -> Found:
    """Read coordinates; failing that, a place whose name has a number in it, such as UN position 10."""
    try:
        point = read_pair(text)
    except CoordinateError:
        named = [place for place in places if any(char.isdigit() for name in place.names for char in name)]
        sure = any(match.score >= SURE_SCORE for match in find_places(named, text))
        if not (sure and any(char.isalpha() for char in text)):
            raise
        return _from_name(places, text)
    return Found(point, uncertainty_m=point.uncertainty_m)


def _from_code(places: Sequence[Place], code: str, name: str) -> Found:
    if not name or is_full(code):
        point, half_m = decode_plus_code(code, near=None)
        return Found(point, uncertainty_m=half_m)
    matches = find_places(places, name) or find_places(places, name.rpartition(",")[0])  # Quneitra, Syria
    likely = [match.place for match in matches if match.score >= matches[0].score - _BY_NAME_SLACK]
    points = [(place.lat, place.lon) for place in likely if place.lat is not None and place.lon is not None]
    if not points:
        raise CoordinateError("the place behind the plus code has no known point; paste the full code")
    read = {decode_plus_code(code, near=near) for near in points}
    if len(read) > 1:
        raise CoordinateError("the place behind the plus code may be one of several; paste the full code")
    point, half_m = read.pop()
    return Found(point, uncertainty_m=half_m)


def _from_name(places: Sequence[Place], text: str) -> Found:
    matches = find_places(places, text)
    if not matches:
        raise CoordinateError("no place of this name is in the gazetteer, in any spelling; try coordinates")
    best = matches[0]
    # A single word that is only a by-name may be half of another place's name: the two Saidas.
    own = {fold(name) for name in (best.place.name, best.place.name_ar, best.place.name_he)}
    slack = _SLACK if " " in fold(text) or fold(best.name) in own else _BY_NAME_SLACK
    rivals = [match for match in matches[1:] if match.score >= best.score - slack]
    if best.score < SURE_SCORE or rivals:
        # Where the words themselves fit, names that only sound alike are noise: Suwayda next to the two Saidas.
        fitting = [match for match in matches if match.score >= SURE_SCORE]
        return Found(None, choices=tuple(fitting or matches))
    return from_place(best.place, choices=tuple(matches))


def from_place(place: Place, *, choices: tuple[Match, ...] = ()) -> Found:
    """Return what is known of a place: its point and the radius of its precision."""
    if place.lon is None or place.lat is None:
        return Found(None, place=place, choices=choices)
    point = Understood(place.lon, place.lat, f"place {place.name}", sure_of_order=True)
    return Found(point, uncertainty_m=float(place.precision_m or 0), place=place, choices=choices)
