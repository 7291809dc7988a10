"""The answer of the position test on a page: choices, figures, and a line to cite it by."""

from __future__ import annotations

from typing import Any

from geo.atlas import Atlas
from geo.gazetteer import Match
from geo.text.date_words import day_text
from geo.text.messages import tr
from geo.vocab.labels import label_of
from geo.zone.wording import SIDE_WORDS, metres_text, point_text


def choice_text(match: Match) -> str:
    """Return a place as a choice: its name, the spelling that fits, where it is, and whether it has a point."""
    place = match.place
    parts = [
        place.name if match.name == place.name else tr("{name}, also {other}", name=place.name, other=match.name),
        label_of(place.governorate) if place.governorate else "",
        "" if place.lon is not None else tr("no point known"),
    ]
    return " \N{MIDDLE DOT} ".join(filter(None, parts))


def figures_text(answer: dict[str, Any]) -> str:
    """Return distances, band and accuracy of an answer as a Markdown table."""
    band = answer["band"].replace("-", " to ") + " km" if answer["band"] else tr("none, or not certain")
    return tr(
        "| From line A | From line B | Band of limitation | Lines good to about |\n|---|---|---|---|\n| "
        "**{distance_to_a_m}** | **{distance_to_b_m}** | {band} | {line_accuracy_m} |",
        distance_to_a_m=_signed(answer["distance_to_a_m"]),
        distance_to_b_m=_signed(answer["distance_to_b_m"]),
        band=band,
        line_accuracy_m=metres_text(answer["line_accuracy_m"]),
    )


def _signed(distance_m: float) -> str:
    distance = metres_text(distance_m)
    return tr("{distance} east", distance=distance) if distance_m >= 0 else tr("{distance} west", distance=distance)


def citation(atlas: Atlas, answer: dict[str, Any], *, lon: float, lat: float) -> str:
    """Return a line to cite the answer by."""
    about = atlas.dataset.about
    radius = tr(", radius {radius} m", radius=f"{answer['uncertainty_m']:,}") if answer["uncertainty_m"] else ""
    said = tr("cannot tell") if answer["side"] == "cannot_tell" else SIDE_WORDS[answer["side"]]
    return tr(
        "{title}, position test of {point}{radius}: {said}. Data version {version}, as of {as_of}. Lines © "
        "OpenStreetMap contributors, approximate, not an official demarcation.",
        title=about.title,
        point=point_text(lon, lat),
        radius=radius,
        said=said,
        version=atlas.dataset.version,
        as_of=day_text(about.as_of),
    )
