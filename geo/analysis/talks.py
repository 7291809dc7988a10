"""Talks in words: table, summary, and everything that the records hold as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geo.analysis.ledger.source_lines import source_lines
from geo.atlas import Feature
from geo.atlas.evidence import date_words
from geo.dataset.load import Dataset
from geo.text.markdown import plain
from geo.text.messages import mark, tr
from geo.vocab.labels import label_of
from geo.vocab.status_signs import marked

BOTH_SIDES = mark("◆ Israelis and Syrians said to have met")
NOT_BOTH_SIDES = mark("◇ Not an Israel-Syria meeting")
_PEOPLE: tuple[tuple[str, str], ...] = (
    ("mediator", mark("Mediator")),
    ("host", mark("Host")),
    ("syrian_delegation", mark("Syrian side")),
    ("israeli_delegation", mark("Israeli side")),
    ("us_delegation", mark("US side")),
    ("others", mark("Others")),
)


def both_sides(properties: Mapping[str, Any]) -> str:
    """Return whether this is said to be a meeting of Israelis and Syrians."""
    return tr(BOTH_SIDES if properties["israel_syria"] else NOT_BOTH_SIDES)


def called(properties: Mapping[str, Any]) -> str:
    """Return the label of a round with who uses it; empty if nobody is recorded to."""
    label, by = properties.get("round_label"), properties.get("round_label_by")
    if not label:
        return ""
    if not by:
        return tr('called "{label}", it is not recorded by whom', label=label)
    return tr('called "{label}" by {by}', label=label, by=by)


def talks_summary(features: Sequence[Feature]) -> str:
    """Return how many talks there are, and how few of them are meetings of both sides."""
    both = sum(feature.properties["israel_syria"] for feature in features)
    held = sum(feature.properties["israel_syria"] and feature.properties["status"] == "held" for feature in features)
    return tr(
        "**{count} shown.** At {both} of them Israelis and Syrians are said to have met, {held} of these are "
        "reported as held; the other {others} are not Israel-Syria meetings.",
        count=f"{len(features):,}",
        both=f"{both:,}",
        held=f"{held:,}",
        others=f"{len(features) - both:,}",
    )


def talks_table(features: Sequence[Feature]) -> pd.DataFrame:
    """Return the talks as a table, by date."""
    return pd.DataFrame([_row(feature) for feature in features], columns=[*COLUMNS])


COLUMNS: dict[str, str] = {
    "when": mark("Date as known"),
    "status": mark("Status"),
    "title": mark("What is reported"),
    "city": mark("City, country"),
    "both": mark("Both sides?"),
    "kind": mark("Kind"),
    "called": mark("Round label"),
    **dict(_PEOPLE),
    "outcome": mark("Outcome, as reported"),
    "confidence": mark("Confidence"),
    "sources": mark("Pages"),
    "date": mark("First possible day"),
    "id": mark("Id"),
}


def _row(feature: Feature) -> dict[str, Any]:
    properties = feature.properties
    return {
        "when": date_words(properties),
        "status": marked(properties["status"]),
        "title": properties["title"],
        "city": properties.get("place", ""),
        "both": both_sides(properties),
        "kind": label_of(properties["kind"]),
        "called": called(properties),
        **{name: properties.get(name, "") for name, _ in _PEOPLE},
        "outcome": properties["summary"],
        "confidence": label_of(properties["confidence"]),
        "sources": len(properties["sources"]),
        "date": properties["valid_from"],
        "id": feature.id,
    }


def talks_text(dataset: Dataset, features: Sequence[Feature]) -> str:
    """Return the talks as text: everything that the table and the card hold."""
    return "\n\n".join(_talk_text(dataset, feature) for feature in features)


def _talk_text(dataset: Dataset, feature: Feature) -> str:
    properties = feature.properties
    where = plain(properties.get("place") or tr("no place named"))
    head = f"{plain(date_words(properties))} · {where} · {marked(properties['status'])}"
    parts = [
        f"**{head}**  \n{plain(properties['title'])}",
        f"- {label_of(properties['kind'])}. {both_sides(properties)}",
    ]
    if properties.get("round_label"):
        label = plain(called(properties))
        parts.append(f"- {label[0].upper()}{label[1:]}")
    parts += [f"- {tr(name)}: {plain(properties[key])}" for key, name in _PEOPLE if key in properties]
    parts.append(f"- {tr('Outcome')}: {plain(properties['summary'])}")
    for key, name in (("contradiction", tr("Sources contradict one another")), ("caveat", tr("Note"))):
        if key in properties:
            parts.append(f"- {name}: {plain(properties[key])}")
    parts.append(f"- {tr('Sources')}:")
    parts += [f"  {line}" for line in source_lines(dataset, feature.id)]
    return "\n".join([*parts[:1], "", *parts[1:]])
