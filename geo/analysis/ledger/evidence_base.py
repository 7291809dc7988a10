"""What the records rest on: pages, origins, how each link was seen; by kind of record and by publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from geo.analysis.ledger.origins import independent_origins, origin_names
from geo.atlas.evidence import publisher_slug, publisher_slugs
from geo.dataset.load import Dataset
from geo.dataset.records import TABLES
from geo.dataset.records.models import SourceLink
from geo.vocab import Seen


@dataclass(frozen=True, slots=True)
class Basis:
    """How many records of a kind rest on how much.

    Attributes
    ----------
    records : int
        Number of records.
    one_page, two_pages, more_pages : int
        Records by the number of pages that they rest on.
    no_origin, one_origin, more_origins : int
        Records by the number of established origins that are independent of one another.
    """

    records: int
    one_page: int
    two_pages: int
    more_pages: int
    no_origin: int
    one_origin: int
    more_origins: int


@dataclass(frozen=True, slots=True)
class SourceTally:
    """What all records of a data set rest on.

    Attributes
    ----------
    pages, publishers, links : int
        Pages, who published them, and links between records and pages.
    seen : Mapping of Seen to int
        Links by how their page was seen.
    relays : int
        Links to pages that pass on somebody else's report.
    origin_not_established : int
        Links of which it is not known whom the page rests on.
    by_kind : Mapping of str to Basis
        By table of records; tables without a record are left out.
    all : Basis
        All kinds together.
    """

    pages: int
    publishers: int
    links: int
    seen: Mapping[Seen, int]
    relays: int
    origin_not_established: int
    by_kind: Mapping[str, Basis]
    all: Basis

    def to_json(self) -> dict[str, Any]:
        """Return the counts as the command line prints them."""
        return {
            "pages": self.pages,
            "publishers": self.publishers,
            "links": self.links,
            "seen": {str(seen): count for seen, count in self.seen.items()},
            "relays": self.relays,
            "origin_not_established": self.origin_not_established,
            "records": {name: asdict(basis) for name, basis in {**self.by_kind, "all": self.all}.items()},
        }


@dataclass(frozen=True, slots=True)
class PublisherTally:
    """What rests on one publisher.

    Attributes
    ----------
    slug, name : str
        Value of the ``source`` filter, and name.
    pages, records, links : int
        Its pages, the records that rest on them, and the links between.
    named : int
        Records that rest on its pages or on pages that name it as their origin: what the ``source`` filter finds.
    relays, mirrors : int
        Links to its pages that pass on somebody else's report, and that were seen on a mirror or copy.
    """

    slug: str
    name: str
    pages: int
    records: int
    links: int
    named: int
    relays: int
    mirrors: int


def tally_sources(dataset: Dataset) -> SourceTally:
    """Count what the records rest on."""
    links = dataset.records.record_sources
    seen = Counter(link.seen for link in links)
    ids = {
        table.name: [record.id for record in getattr(dataset.records, table.name)] for table in TABLES if table.sourced
    }
    return SourceTally(
        pages=len(dataset.records.sources),
        publishers=len({publisher_slug(source.publisher) for source in dataset.records.sources}),
        links=len(links),
        seen={value: seen[value] for value in Seen},
        relays=sum(link.relay for link in links),
        origin_not_established=sum(not origin_names(dataset, link) for link in links),
        by_kind={name: _basis(dataset, found) for name, found in ids.items() if found},
        all=_basis(dataset, [record_id for found in ids.values() for record_id in found]),
    )


def _basis(dataset: Dataset, record_ids: Iterable[str]) -> Basis:
    ids = list(record_ids)
    pages = Counter(min(len(dataset.links.get(record_id, ())), 3) for record_id in ids)
    origins = Counter(min(len(independent_origins(dataset, record_id)), 2) for record_id in ids)
    return Basis(len(ids), pages[1], pages[2], pages[3], origins[0], origins[1], origins[2])


def tally_publishers(dataset: Dataset) -> tuple[PublisherTally, ...]:
    """Count what rests on each publisher; those with most records come first."""
    names: dict[str, str] = {}
    pages: Counter[str] = Counter()
    links: dict[str, list[SourceLink]] = {}
    for source in dataset.records.sources:
        slug = publisher_slug(source.publisher)
        names.setdefault(slug, source.publisher.split("(")[0].strip() or source.publisher)
        pages[slug] += 1
    for link in dataset.records.record_sources:
        links.setdefault(publisher_slug(dataset.sources[link.source_id].publisher), []).append(link)
    named = Counter(slug for record_id in dataset.links for slug in publisher_slugs(dataset, record_id))
    found = (
        PublisherTally(
            slug=slug,
            name=name,
            pages=pages[slug],
            records=len({link.record_id for link in links[slug]}),
            links=len(links[slug]),
            named=named[slug],
            relays=sum(link.relay for link in links[slug]),
            mirrors=sum(link.seen is Seen.MIRROR for link in links[slug]),
        )
        for slug, name in names.items()
    )
    return tuple(sorted(found, key=lambda item: (-item.records, item.name.casefold())))
