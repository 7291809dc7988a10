"""How fresh the data is: its age, months without records, and by source what was last seen and is overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from geo.analysis.currency import as_of_text
from geo.dataset.load import Dataset
from geo.text.dates import ZONE_ENTERED, add_days, first_day, last_day
from geo.text.messages import tr
from geo.vocab import Seen

_MIN_DAYS_FOR_RHYTHM = 4
_OVERDUE_AFTER = 3
"""A source is overdue when it was silent for this many times its usual pause, and for a month at least."""
_MIN_OVERDUE_DAYS = 30


@dataclass(frozen=True, slots=True)
class SourceAge:
    """What the atlas last saw of a publisher.

    Attributes
    ----------
    publisher : str
        Name as in the sources.
    pages : int
        Pages that records rest on.
    last_published : str
        Last day of a dated page, empty if none has a date.
    usual_days : int or None
        Usual pause between days with a page, in days; None for fewer than four such days.
    silent_days : int or None
        Days from the last page to the day of the compilation.
    overdue : bool
        Whether it was silent for three times its usual pause and for 30 days at least.
    opened, partly, otherwise : int
        Links by how the page was seen.
    """

    publisher: str
    pages: int
    last_published: str
    usual_days: int | None
    silent_days: int | None
    overdue: bool
    opened: int
    partly: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh a data set is on a day.

    Attributes
    ----------
    as_of, compiled, today : str
        Last report, day of the compilation, day of the reader.
    age_days : int
        Days from the last report to today.
    words : str
        The same as a sentence.
    empty_months : tuple of str
        Months since December 2024 in which no event begins.
    links : mapping
        Number of links by how the page was seen.
    sources : tuple of SourceAge
        Those with most pages first.
    """

    as_of: str
    compiled: str
    today: str
    age_days: int
    words: str
    empty_months: tuple[str, ...]
    links: Mapping[str, int]
    sources: tuple[SourceAge, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what the command prints."""
        total = max(sum(self.links.values()), 1)
        shares = {name: round(count / total, 4) for name, count in self.links.items()}
        return {**asdict(self), "share_of_links": shares}


def freshness_of(dataset: Dataset, *, today: str) -> Freshness:
    """Return how fresh the data is for a reader of a day.

    Parameters
    ----------
    dataset : Dataset
        What is looked at.
    today : str
        ISO day of the reader.
    """
    about = dataset.about
    links = dataset.records.record_sources
    counts = Counter(str(link.seen) for link in links)
    return Freshness(
        about.as_of,
        about.compiled,
        today,
        max(_days(last_day(about.as_of), today), 0),
        as_of_text(about, today),
        _empty_months(dataset),
        {str(seen): counts[str(seen)] for seen in Seen},
        _sources(dataset),
    )


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _empty_months(dataset: Dataset) -> tuple[str, ...]:
    begun = {event.span.start[:7] for event in dataset.records.events}
    found = []
    day, end = first_day(ZONE_ENTERED[:7]), last_day(dataset.about.compiled)
    while day <= end:
        if day[:7] not in begun:
            found.append(day[:7])
        day = add_days(last_day(day[:7]), 1)
    return tuple(found)


def _sources(dataset: Dataset) -> tuple[SourceAge, ...]:
    pages: dict[str, list[str]] = {}
    seen: dict[str, Counter[str]] = {}
    for source in dataset.records.sources:
        pages.setdefault(source.publisher, []).append(source.published)
    for link in dataset.records.record_sources:
        seen.setdefault(dataset.sources[link.source_id].publisher, Counter())[str(link.seen)] += 1
    compiled = last_day(dataset.about.compiled)
    found = [_source_age(name, dates, seen.get(name, Counter()), compiled) for name, dates in pages.items()]
    return tuple(sorted(found, key=lambda item: (-item.pages, item.publisher.casefold())))


def _source_age(name: str, dates: list[str], seen: Counter[str], compiled: str) -> SourceAge:
    days = sorted({part for part in dates if len(part) == len("2026-01-01")})
    last = max((last_day(part) for part in dates if part), default="")
    pauses = [_days(one, other) for one, other in pairwise(days)]
    usual = max(round(median(pauses)), 1) if len(days) >= _MIN_DAYS_FOR_RHYTHM else None
    silent = _days(last, compiled) if last else None
    overdue = usual is not None and silent is not None and silent >= max(usual * _OVERDUE_AFTER, _MIN_OVERDUE_DAYS)
    opened, partly = seen[str(Seen.OPENED)], seen[str(Seen.PARTLY)]
    rest = sum(seen.values()) - opened - partly
    return SourceAge(name, len(dates), last, usual, silent, overdue, opened, partly, rest)


def freshness_text(found: Freshness, *, at_most: int = 40) -> str:
    """Return the section for maintainers as Markdown: months without records, links, sources with most pages."""
    total = max(sum(found.links.values()), 1)
    opened, partly = found.links[str(Seen.OPENED)], found.links[str(Seen.PARTLY)]
    head = (tr("Publisher"), tr("Pages"), tr("Last seen"), tr("Usual pause, days"), tr("Silent, days"))
    months = ", ".join(found.empty_months) or tr("none")
    lines = [
        tr("Months since December 2024 in which no record of an event begins: {months}.", months=months),
        "",
        tr(
            "Links: {opened} opened and read in full ({o}), {partly} seen in part ({p}), {rest} otherwise ({r}).",
            opened=f"{opened:,}",
            o=f"{opened / total:.0%}",
            partly=f"{partly:,}",
            p=f"{partly / total:.0%}",
            rest=f"{total - opened - partly:,}",
            r=f"{(total - opened - partly) / total:.0%}",
        ),
        "",
        f"| {' | '.join(head)} | |",
        "|---|---:|---|---:|---:|---|",
    ]
    lines += [_source_row(item) for item in found.sources[:at_most]]
    return "\n".join(lines)


def _source_row(item: SourceAge) -> str:
    name = item.publisher.replace("|", "/")
    usual = "" if item.usual_days is None else str(item.usual_days)
    silent = "" if item.silent_days is None else str(item.silent_days)
    state = tr("overdue") if item.overdue else ""
    return f"| {name} | {item.pages:,} | {item.last_published or tr('no date')} | {usual} | {silent} | {state} |"
