"""The position test's answer in plain words, to be read and quoted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from geo.zone.sides import Certainty

SIDE_WORDS: dict[str, str] = {
    "west_of_a": "west of line A",
    "inside": "inside the area of separation",
    "east_of_b": "east of line B",
    "outside_region": "outside the region of the 1974 agreement",
}
"""Each side as it is said; east of line A and east of line B are two different things."""

READER_WORDS: dict[str, str] = {
    "west_of_a": "outside the UN buffer zone, on the Israeli-held side (west of line A)",
    "inside": "inside the UN buffer zone (inside the area of separation)",
    "east_of_b": "outside the UN buffer zone, on the Syrian side (east of line B)",
    "outside_region": "outside the UN buffer zone (outside the region of the 1974 agreement)",
}
"""Each side as a reader asks for it."""

SOURCE_SENTENCE = (
    "Buffer Zone Atlas, position test against lines A and B of the 1974 agreement as OpenStreetMap draws them "
    "(approximate, no official demarcation)."
)
"""What a quoted sentence rests on."""

_FAR_M = 300_000


def metres_text(distance_m: float) -> str:
    """Return a distance without false exactness.

    Examples
    --------
    >>> metres_text(561), metres_text(4740), metres_text(49_247)
    ('560 m', '4.7 km', '49 km')
    >>> metres_text(3), metres_text(996), metres_text(9_970)
    ('3 m', '1.0 km', '10 km')
    """
    size = abs(distance_m)
    if size < 10:
        return f"{math.ceil(size)} m"
    if size < 995:
        return f"{round(size / 10) * 10} m"
    return f"{size / 1000:.1f} km" if size < 9_950 else f"{size / 1000:,.0f} km"


def point_text(lon: float, lat: float) -> str:
    """Return a point with hemispheres, five decimals (about 1 m)."""
    return f"{abs(lat):.5f} {'N' if lat >= 0 else 'S'}, {abs(lon):.5f} {'E' if lon >= 0 else 'W'}"


def position_sentences(answer: Mapping[str, Any], *, lon: float, lat: float) -> list[str]:
    """Return the answer as sentences, the most important first.

    Parameters
    ----------
    answer : Mapping
        JSON object of the position test.
    lon, lat : float
        The point, degrees WGS 84.
    """
    sentences = [_side_sentence(answer, point_text(lon, lat))]
    if answer["band"]:
        sentences.append(f"That is in the band of {answer['band'].replace('-', ' to ')} km of the areas of limitation.")
    sentences += _distance_sentences(answer)
    if answer["depends_on_geometry"]:
        sentences.append("Another published drawing of the zone (Natural Earth) would answer differently.")
    place = answer.get("nearest_place")
    if place:
        sentences.append(_place_sentence(place))
    return sentences


def quotable_sentence(answer: Mapping[str, Any], *, lon: float, lat: float) -> str:
    """Return the answer as one sentence to copy, with its source.

    Parameters
    ----------
    answer : Mapping
        JSON object of the position test.
    lon, lat : float
        The point, degrees WGS 84.

    Returns
    -------
    str
        A reader's words: inside the UN buffer zone, outside it on which side, or that one cannot tell.
    """
    doubt = f" {_doubt_sentence(answer)}" if answer["certainty"] == Certainty.LINE_DOUBT else ""
    return f"{_side_sentence(answer, point_text(lon, lat))}{doubt} ({SOURCE_SENTENCE[:-1]})"


def _doubt_sentence(answer: Mapping[str, Any]) -> str:
    accuracy, radius = metres_text(answer["line_accuracy_m"]), answer["uncertainty_m"]
    known = f" and the point only to {metres_text(radius)}" if radius else ""
    return f"The line itself is known only to about {accuracy}{known}, so the side is not a firm fact."


def _side_sentence(answer: Mapping[str, Any], point: str) -> str:
    radius = answer["uncertainty_m"]
    known = f" (known to within {metres_text(radius)})" if radius else ""
    if answer["side"] == "cannot_tell":
        return f"One cannot tell where {point}{known} lies: {_either(answer['possible'])} possible."
    return f"{point}{known} lies {READER_WORDS[answer['side']]}."


def _either(sides: Sequence[str]) -> str:
    words = [SIDE_WORDS[side] for side in sides]
    return f"{', '.join(words[:-1])} and {words[-1]} are {'both' if len(words) == 2 else 'all'}"


def _distance_sentences(answer: Mapping[str, Any]) -> list[str]:
    to_a, to_b = answer["distance_to_a_m"], answer["distance_to_b_m"]
    if min(abs(to_a), abs(to_b)) > _FAR_M:
        return []
    lines = " and ".join(
        f"{metres_text(distance)} {'east' if distance >= 0 else 'west'} of line {name}"
        for distance, name in ((to_a, "A"), (to_b, "B"))
    )
    accuracy = answer["line_accuracy_m"]
    found = [f"It is {lines}; the lines as drawn are good to about {metres_text(accuracy)}."]
    if answer["certainty"] == Certainty.LINE_DOUBT:
        found.append(_doubt_sentence(answer))
    return found


def _place_sentence(place: Mapping[str, Any]) -> str:
    if place["distance_m"] < 50:
        return f"The nearest place in the gazetteer is {place['name']}, at this point."
    return f"It is {metres_text(place['distance_m'])} {place['compass']} of {place['name']}."
