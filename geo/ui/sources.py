"""What the records rest on, as a page shows it."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.analysis.ledger import PublisherTally, SourceTally, tally_publishers, tally_sources
from geo.atlas.evidence import publisher_slug
from geo.dataset.load import Dataset
from geo.ui.base.arrow import arrow_table
from geo.ui.base.cache import kept
from geo.ui.base.context import base_path
from geo.ui.base.notices import plain
from geo.ui.base.status_signs import marked
from geo.ui.records.source_lines import source_line

INTRODUCTION = """
Two links are often one origin: a page that passes on somebody else's report adds nothing to it. So origins are
counted beside pages, and cautiously: pages that share an origin count once, outlets of one house or state count once,
and *local sources* or *Syrian media* are nobody in particular and count as not established.
"""
CLAIMS_NOTE = "The pages of a claim stand on both sides, so that two origins of a claim need not agree."
_KINDS: dict[str, str] = {
    "events": "Events",
    "talks": "Talks",
    "positions": "Positions",
    "areas": "Areas",
    "lines": "Lines",
    "control_changes": "Control changes",
    "claims": "Claims",
}


@kept(2)
def counted(dataset: Dataset) -> tuple[SourceTally, tuple[PublisherTally, ...]]:
    """Return the counts of the data set."""
    return tally_sources(dataset), tally_publishers(dataset)


def map_by_source(slug: str) -> str:
    """Return the address of the map with the records of one publisher."""
    return f"{base_path()}/?{urlencode({'source': slug})}"


def pages_text(tally: SourceTally) -> str:
    """Return how many records rest on how many pages, as a table."""
    return _table(tally, ("Records", "one page", "two pages", "more"), ("one_page", "two_pages", "more_pages"))


def origins_text(tally: SourceTally) -> str:
    """Return how many records rest on how many established origins that are independent, as a table."""
    head = ("Records", "not known", "one origin", "two or more")
    return _table(tally, head, ("no_origin", "one_origin", "more_origins"))


def _table(tally: SourceTally, head: tuple[str, ...], fields: tuple[str, ...]) -> str:
    bases = {**{_KINDS[name]: basis for name, basis in tally.by_kind.items()}, "**All**": tally.all}
    rows = [
        f"| {name} ({basis.records:,}) | {' | '.join(f'{getattr(basis, field):,}' for field in fields)} |"
        for name, basis in bases.items()
    ]
    return "\n".join([f"| {' | '.join(head)} |", "|---" + "|---:" * len(fields) + "|", *rows])


def seen_text(tally: SourceTally) -> str:
    """Return how the linked pages were seen, and how many links are relays, as a table."""
    lines = ["| How the page was seen | Links | Share |", "|---|---:|---:|"]
    lines += [_share_row(marked(seen), count, tally.links) for seen, count in tally.seen.items()]
    lines.append(_share_row("**Of all:** ⇢ relays somebody else's report", tally.relays, tally.links))
    lines.append(_share_row("**Of all:** ? origin not established", tally.origin_not_established, tally.links))
    return "\n".join(lines)


def _share_row(name: str, count: int, total: int) -> str:
    return f"| {name} | {count:,} | {count / max(total, 1):.0%} |"


def choose_publisher(dataset: Dataset) -> PublisherTally | None:
    """Draw the publishers as a table and return the one that is chosen."""
    _, publishers = counted(dataset)
    event = st.dataframe(
        _sent_table(dataset, base_path()),
        key="publishers",
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=460,
        column_config={
            "name": st.column_config.TextColumn("Publisher", width="medium"),
            "records": st.column_config.NumberColumn("Records", help="Records that rest on its pages"),
            "pages": st.column_config.NumberColumn("Pages"),
            "relays": st.column_config.NumberColumn("⇢ Relays", help="Links to pages that pass on another's report"),
            "mirrors": st.column_config.NumberColumn("◫ Mirrors", help="Links whose page was seen on a mirror or copy"),
            "named": st.column_config.NumberColumn(
                "With origin", help="Records that rest on its pages, or on pages that name it as their origin"
            ),
            "map": st.column_config.LinkColumn("Map", display_text="Show on the map"),
        },
        alt="Table of publishers",
    )
    rows = event["selection"]["rows"]
    return publishers[rows[0]] if rows else None


@kept(2)
def _sent_table(dataset: Dataset, _base: str) -> pa.Table:
    return arrow_table(publishers_table(counted(dataset)[1]))


def publishers_table(publishers: tuple[PublisherTally, ...]) -> pd.DataFrame:
    """Return the publishers as a table, those with most records first."""
    columns = ["name", "records", "pages", "relays", "mirrors", "named", "map"]
    rows = [
        {**{name: getattr(item, name) for name in columns[:-1]}, "map": map_by_source(item.slug)} for item in publishers
    ]
    return pd.DataFrame(rows, columns=columns)


def publisher_text(dataset: Dataset, publisher: PublisherTally) -> str:
    """Return the pages of a publisher, each with what rests on it and how it was seen."""
    on_map = f"[Show its records on the map]({map_by_source(publisher.slug)})"
    lines = [
        f"**{plain(publisher.name)}**: {publisher.records:,} records on {publisher.pages:,} pages. {on_map}",
        "",
    ]
    lines += [
        f"- {source_line(dataset, link)}: `{link.record_id}`"
        for link in dataset.records.record_sources
        if publisher_slug(dataset.sources[link.source_id].publisher) == publisher.slug
    ]
    return "\n".join(lines)
