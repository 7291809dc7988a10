"""What the records rest on, as a page shows it."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from geo.analysis.addresses import Addresses
from geo.analysis.ledger import PublisherTally, SourceTally, tally_publishers, tally_sources
from geo.analysis.ledger.source_tables import publishers_table
from geo.atlas.cache import kept
from geo.dataset.load import Dataset
from geo.exports.arrow import arrow_table
from geo.text.messages import mark, tr
from geo.ui.base.context import addresses

INTRODUCTION = mark(
    "Two links are often one origin: a page that passes on somebody else's report adds nothing to it. So origins "
    "are counted beside pages, and cautiously: pages that share an origin count once, outlets of one house or "
    "state count once, and *local sources* or *Syrian media* are nobody in particular and count as not established."
)
CLAIMS_NOTE = mark("The pages of a claim stand on both sides, so that two origins of a claim need not agree.")


@kept(2)
def counted(dataset: Dataset) -> tuple[SourceTally, tuple[PublisherTally, ...]]:
    """Return the counts of the data set."""
    return tally_sources(dataset), tally_publishers(dataset)


def choose_publisher(dataset: Dataset) -> PublisherTally | None:
    """Draw the publishers as a table and return the one that is chosen."""
    _, publishers = counted(dataset)
    event = st.dataframe(
        _sent_table(dataset, addresses()),
        key="publishers",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=460,
        column_config={
            "name": st.column_config.TextColumn(tr("Publisher"), width="medium"),
            "records": st.column_config.NumberColumn(tr("Records"), help=tr("Records that rest on its pages")),
            "pages": st.column_config.NumberColumn(tr("Pages")),
            "relays": st.column_config.NumberColumn(
                "⇢ Relays", help=tr("Links to pages that pass on another's report")
            ),
            "mirrors": st.column_config.NumberColumn(
                "◫ Mirrors", help=tr("Links whose page was seen on a mirror or copy")
            ),
            "named": st.column_config.NumberColumn(
                tr("With origin"), help=tr("Records that rest on its pages, or on pages that name it as their origin")
            ),
            "map": st.column_config.LinkColumn(tr("Map"), display_text=tr("Show on the map")),
        },
        alt=tr("Table of publishers"),
    )
    rows = event["selection"]["rows"]
    return publishers[rows[0]] if rows else None


@kept(2)
def _sent_table(dataset: Dataset, addresses: Addresses) -> pa.Table:
    return arrow_table(publishers_table(counted(dataset)[1], addresses))
