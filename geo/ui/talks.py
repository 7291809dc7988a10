"""Talks on a page: table, text, links to the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode
from zlib import crc32

import pyarrow as pa
import streamlit as st

from geo.analysis.talks import COLUMNS, talks_table
from geo.atlas import Atlas, Feature
from geo.atlas.cache import kept
from geo.exports.arrow import arrow_table
from geo.text.messages import mark, tr
from geo.ui.base.context import Context, addresses
from geo.ui.records.cite import cite_by_id, show_cite
from geo.vocab import LayerId, TalkKind, TalkStatus
from geo.vocab.labels import label_of
from geo.vocab.status_signs import marked

INTRODUCTION = mark(
    "Every meeting, contact or statement in the records, as reported. A round has no number here: a label is given "
    "as somebody's, with who uses it. Points on the map are city centres, not venues."
)
_CITIES_VIEW = {"lat": "40", "lon": "-10", "z": "3"}
_WORLD_VIEW = {"lat": "25", "lon": "10", "z": "2"}


def ask_filters(features: Sequence[Feature]) -> tuple[Feature, ...]:
    """Draw the filters and return the talks that pass them."""
    held = Counter(feature.properties["status"] for feature in features)
    kinds = Counter(feature.properties["kind"] for feature in features)
    statuses = st.pills(
        tr("Status"),
        [status for status in TalkStatus if held[status]],
        selection_mode="multi",
        format_func=lambda status: f"{marked(status)} ({held[status]})",
        key="talk_status",
        wrap=True,
    )
    wanted = st.pills(
        tr("Kind"),
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


@kept(16)
def _sent_table(atlas: Atlas, ids: tuple[str, ...]) -> pa.Table:
    return arrow_table(talks_table([feature for feature in atlas.layers[LayerId.TALKS].features if feature.id in ids]))


def choose(atlas: Atlas, features: Sequence[Feature]) -> Feature | None:
    """Draw the table and return the talk that is chosen in it, or that the address names."""
    ids = [feature.id for feature in features]
    named = st.query_params.get("talk")
    if named and named not in ids:
        st.warning(tr("The talk in this address is not among those shown."), icon=":material/info:")
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
            **{name: tr(title) for name, title in COLUMNS.items()},
            "title": st.column_config.TextColumn(tr(COLUMNS["title"]), width="large"),
            "status": st.column_config.TextColumn(tr(COLUMNS["status"]), width="medium"),
            "sources": st.column_config.NumberColumn(tr(COLUMNS["sources"]), help=tr("Pages that the record rests on")),
        },
        alt=tr("Table of talks"),
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
    address = addresses().record(feature.id)
    cities, world = (f"{address}&{urlencode(view)}" for view in (_CITIES_VIEW, _WORLD_VIEW))
    links = tr("On the map: [among the talk cities]({cities}) · [in the world]({world})", cities=cities, world=world)
    return links if feature.geometry is not None else tr("{links}. No place is known, so there is no pin.", links=links)


def show_talk_cite(context: Context, feature: Feature) -> None:
    """Draw the section with the citation of a talk."""
    path = f"talks?{urlencode({'talk': feature.id})}"
    show_cite([(tr("This talk"), lambda: cite_by_id(context, feature.id, path=path))], key=f"cite_{feature.id}")
