"""What the records rest on, as tables: pages, origins, how pages were seen, publishers."""

from __future__ import annotations

import pandas as pd

from geo.analysis.addresses import Addresses
from geo.analysis.ledger.evidence_base import PublisherTally, SourceTally
from geo.analysis.ledger.source_lines import source_line
from geo.atlas.evidence import publisher_slug
from geo.dataset.load import Dataset
from geo.text.markdown import plain
from geo.text.messages import mark, tr
from geo.vocab.status_signs import marked

_KINDS: dict[str, str] = {
    "events": mark("Events"),
    "talks": mark("Talks"),
    "positions": mark("Positions"),
    "areas": mark("Areas"),
    "lines": mark("Lines"),
    "control_changes": mark("Control changes"),
    "claims": mark("Claims"),
}


def pages_text(tally: SourceTally) -> str:
    """Return how many records rest on how many pages, as a table."""
    return _table(
        tally, (tr("Records"), tr("one page"), tr("two pages"), tr("more")), ("one_page", "two_pages", "more_pages")
    )


def origins_text(tally: SourceTally) -> str:
    """Return how many records rest on how many established origins that are independent, as a table."""
    head = (tr("Records"), tr("not known"), tr("one origin"), tr("two or more"))
    return _table(tally, head, ("no_origin", "one_origin", "more_origins"))


def _table(tally: SourceTally, head: tuple[str, ...], fields: tuple[str, ...]) -> str:
    bases = {**{tr(_KINDS[name]): basis for name, basis in tally.by_kind.items()}, tr("**All**"): tally.all}
    rows = [
        f"| {name} ({basis.records:,}) | {' | '.join(f'{getattr(basis, field):,}' for field in fields)} |"
        for name, basis in bases.items()
    ]
    return "\n".join([f"| {' | '.join(head)} |", "|---" + "|---:" * len(fields) + "|", *rows])


def seen_text(tally: SourceTally) -> str:
    """Return how the linked pages were seen, and how many links are relays, as a table."""
    lines = [tr("| How the page was seen | Links | Share |"), "|---|---:|---:|"]
    lines += [_share_row(marked(seen), count, tally.links) for seen, count in tally.seen.items()]
    lines.append(_share_row(tr("**Of all:** ⇢ relays somebody else's report"), tally.relays, tally.links))
    lines.append(_share_row(tr("**Of all:** ? origin not established"), tally.origin_not_established, tally.links))
    return "\n".join(lines)


def _share_row(name: str, count: int, total: int) -> str:
    return f"| {name} | {count:,} | {count / max(total, 1):.0%} |"


def publishers_table(publishers: tuple[PublisherTally, ...], addresses: Addresses) -> pd.DataFrame:
    """Return the publishers as a table, those with most records first."""
    columns = ["name", "records", "pages", "relays", "mirrors", "named", "map"]
    rows = [
        {**{name: getattr(item, name) for name in columns[:-1]}, "map": addresses.source(item.slug)}
        for item in publishers
    ]
    return pd.DataFrame(rows, columns=columns)


def publisher_text(dataset: Dataset, publisher: PublisherTally, addresses: Addresses) -> str:
    """Return the pages of a publisher, each with what rests on it and how it was seen."""
    on_map = tr("[Show its records on the map]({slug})", slug=addresses.source(publisher.slug))
    lines = [
        tr(
            "**{name}**: {records} records on {pages} pages. {on_map}",
            name=plain(publisher.name),
            records=f"{publisher.records:,}",
            pages=f"{publisher.pages:,}",
            on_map=on_map,
        ),
        "",
    ]
    lines += [
        f"- {source_line(dataset, link)}: `{link.record_id}`"
        for link in dataset.records.record_sources
        if publisher_slug(dataset.sources[link.source_id].publisher) == publisher.slug
    ]
    return "\n".join(lines)
