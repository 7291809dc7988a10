"""The answer of the position test on a page: choices, figures, and a line to cite it by."""

from __future__ import annotations

from typing import Any

from geo.atlas import Atlas
from geo.gazetteer import Match
from geo.text.date_words import day_text
from geo.vocab.labels import label_of
from geo.zone.wording import SIDE_WORDS, metres_text, point_text


def choice_text(match: Match) -> str:
    """Return a place as a choice: its name, the spelling that fits, where it is, and whether it has a point."""
    place = match.place
    parts = [
        place.name if match.name == place.name else f"{place.name}, also {match.name}",
        label_of(place.governorate) if place.governorate else "",
        "" if place.lon is not None else "no point known",
    ]
    return " \N{MIDDLE DOT} ".join(filter(None, parts))


def figures_text(answer: dict[str, Any]) -> str:
    """Return distances, band and accuracy of an answer as a Markdown table."""
    band = answer["band"].replace("-", " to ") + " km" if answer["band"] else "none, or not certain"
    return (
        "| From line A | From line B | Band of limitation | Lines good to about |\n|---|---|---|---|\n"
        f"| **{_signed(answer['distance_to_a_m'])}** | **{_signed(answer['distance_to_b_m'])}** "
        f"| {band} | {metres_text(answer['line_accuracy_m'])} |"
    )


def _signed(distance_m: float) -> str:
    return f"{metres_text(distance_m)} {'east' if distance_m >= 0 else 'west'}"


def citation(atlas: Atlas, answer: dict[str, Any], *, lon: float, lat: float) -> str:
    """Return a line to cite the answer by."""
    about = atlas.dataset.about
    radius = f", radius {answer['uncertainty_m']:,} m" if answer["uncertainty_m"] else ""
    said = "cannot tell" if answer["side"] == "cannot_tell" else SIDE_WORDS[answer["side"]]
    return (
        f"{about.title}, position test of {point_text(lon, lat)}{radius}: {said}. Data version "
        f"{atlas.dataset.version}, as of {day_text(about.as_of)}. Lines © OpenStreetMap contributors, approximate, "
        "not an official demarcation."
    )
