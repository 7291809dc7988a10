"""Talks on a page: table, text, links to the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.atlas import Atlas, Feature
from geo.atlas.evidence import date_words
from geo.dataset.load import Dataset
from geo.ui.base.arrow import arrow_table
from geo.ui.base.cache import kept
from geo.ui.base.context import Context, base_path, map_address
from geo.ui.base.notices import plain
from geo.ui.base.status_signs import marked
from geo.ui.records.cite import cite_by_id, show_cite
from geo.ui.records.source_lines import source_lines
from geo.vocab import LayerId, TalkKind, TalkStatus
from geo.vocab.labels import label_of

INTRODUCTION = """
Every meeting, contact or statement in the records, as reported. A round has no number here: a label is given as
somebody's, with who uses it. Points on the map are city centres, not venues.
"""
BOTH_SIDES = "◆ Israelis and Syrians said to have met"
NOT_BOTH_SIDES = "◇ Not an Israel-Syria meeting"
_CITIES_VIEW = {"lat": "40", "lon": "-10", "z": "3"}
_WORLD_VIEW = {"lat": "25", "lon": "10", "z": "2"}
_PEOPLE: tuple[tuple[str, str], ...] = (
    ("mediator", "Mediator"),
    ("host", "Host"),
    ("syrian_delegation", "Syrian side"),
    ("israeli_delegation", "Israeli side"),
    ("us_delegation", "US side"),
    ("others", "Others"),
)


def talk_address(talk_id: str) -> str:
    """Return the address of the page with a talk chosen."""
    return f"{base_path()}/talks?{urlencode({'talk': talk_id})}"


def both_sides(properties: Mapping[str, Any]) -> str:
    """Return whether this is said to be a meeting of Israelis and Syrians."""
    return BOTH_SIDES if properties["israel_syria"] else NOT_BOTH_SIDES


def called(properties: Mapping[str, Any]) -> str:
    """Return the label of a round with who uses it; empty if nobody is recorded to."""
    label, by = properties.get("round_label"), properties.get("round_label_by")
    if not label:
        return ""
    return f'called "{label}" by {by}' if by else f'called "{label}", it is not recorded by whom'


def ask_filters(features: Sequence[Feature]) -> tuple[Feature, ...]:
    """Draw the filters and return the talks that pass them."""
    held = Counter(feature.properties["status"] for feature in features)
    kinds = Counter(feature.properties["kind"] for feature in features)
    statuses = st.pills(
        "Status",
        [status for status in TalkStatus if held[status]],
        selection_mode="multi",
        format_func=lambda status: f"{marked(status)} ({held[status]})",
        key="talk_status",
        wrap=True,
    )
    wanted = st.pills(
        "Kind",
        [kind for kind in TalkKind if kinds[kind]],
        selection_mode="multi",
        format_func=lambda kind: f"{label_of(kind)} ({kinds[kind]})",
        key="talk_kind",
        wrap=True,
    )
    return tuple(
        feature
        for feature in features
        if (not statuses or feature.properties["status"] in statuses)
        and (not wanted or feature.properties["kind"] in wanted)
    )


def summary(features: Sequence[Feature]) -> str:
    """Return how many talks there are, and how few of them are meetings of both sides."""
    both = sum(feature.properties["israel_syria"] for feature in features)
    held = sum(feature.properties["israel_syria"] and feature.properties["status"] == "held" for feature in features)
    return (
        f"**{len(features):,} shown.** At {both:,} of them Israelis and Syrians are said to have met, {held:,} of "
        f"these are reported as held; the other {len(features) - both:,} are not Israel-Syria meetings."
    )


def talks_table(features: Sequence[Feature]) -> pd.DataFrame:
    """Return the talks as a table, by date."""
    return pd.DataFrame([_row(feature) for feature in features], columns=[*_COLUMNS])


_COLUMNS: dict[str, str] = {
    "when": "Date as known",
    "status": "Status",
    "title": "What is reported",
    "city": "City, country",
    "both": "Both sides?",
    "kind": "Kind",
    "called": "Round label",
    **dict(_PEOPLE),
    "outcome": "Outcome, as reported",
    "confidence": "Confidence",
    "sources": "Pages",
    "date": "First possible day",
    "id": "Id",
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


@kept(16)
def _sent_table(atlas: Atlas, ids: tuple[str, ...]) -> pa.Table:
    return arrow_table(talks_table([feature for feature in atlas.layers[LayerId.TALKS].features if feature.id in ids]))


def choose(atlas: Atlas, features: Sequence[Feature]) -> Feature | None:
    """Draw the table and return the talk that is chosen in it, or that the address names."""
    ids = [feature.id for feature in features]
    named = st.query_params.get("talk")
    if named and named not in ids:
        st.warning("The talk in this address is not among those shown.", icon=":material/info:")
    event = st.dataframe(
        _sent_table(atlas, tuple(ids)),
        # Rows are chosen by number: a table with other rows is another widget, so that no other talk is chosen.
        key=f"talks_{crc32(','.join(ids).encode())}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(named)]}} if named in ids else None,
        hide_index=True,
        height=min(460, 60 + 35 * len(ids)),
        column_config={
            **_COLUMNS,
            "title": st.column_config.TextColumn(_COLUMNS["title"], width="large"),
            "status": st.column_config.TextColumn(_COLUMNS["status"], width="medium"),
            "sources": st.column_config.NumberColumn(_COLUMNS["sources"], help="Pages that the record rests on"),
        },
        alt="Table of talks",
    )
    rows = event["selection"]["rows"]
    if rows:
        st.query_params["talk"] = ids[rows[0]]
        return features[rows[0]]
    if named in ids:
        st.query_params.pop("talk")
    return None


def map_links(feature: Feature) -> str:
    """Return links to the map with the talk chosen: among the talk cities, and in the world."""
    address = map_address(feature.id)
    cities, world = (f"{address}&{urlencode(view)}" for view in (_CITIES_VIEW, _WORLD_VIEW))
    links = f"On the map: [among the talk cities]({cities}) · [in the world]({world})"
    return links if feature.geometry is not None else f"{links}. No place is known, so there is no pin."


def show_talk_cite(context: Context, feature: Feature) -> None:
    """Draw the section with the citation of a talk."""
    path = f"talks?{urlencode({'talk': feature.id})}"
    show_cite([("This talk", lambda: cite_by_id(context, feature.id, path=path))], key=f"cite_{feature.id}")


def talks_text(dataset: Dataset, features: Sequence[Feature]) -> str:
    """Return the talks as text: everything that the table and the card hold."""
    return "\n\n".join(_talk_text(dataset, feature) for feature in features)


def _talk_text(dataset: Dataset, feature: Feature) -> str:
    properties = feature.properties
    where = plain(properties.get("place") or "no place named")
    head = f"{plain(date_words(properties))} · {where} · {marked(properties['status'])}"
    parts = [
        f"**{head}**  \n{plain(properties['title'])}",
        f"- {label_of(properties['kind'])}. {both_sides(properties)}",
    ]
    if properties.get("round_label"):
        parts.append(f"- C{plain(called(properties))[1:]}")
    parts += [f"- {name}: {plain(properties[key])}" for key, name in _PEOPLE if key in properties]
    parts.append(f"- Outcome: {plain(properties['summary'])}")
    for key, name in (("contradiction", "Sources contradict one another"), ("caveat", "Mind")):
        if key in properties:
            parts.append(f"- {name}: {plain(properties[key])}")
    parts.append("- Sources:")
    parts += [f"  {line}" for line in source_lines(dataset, feature.id)]
    return "\n".join([*parts[:1], "", *parts[1:]])
