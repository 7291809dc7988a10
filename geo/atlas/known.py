"""When a record became known: the day on which the first of its sources spoke, and what was added later.

A page that is dated to a month counts from the last day of the month, since it may not have been there earlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.dataset.load import Dataset
from geo.dataset.records.outside import Revision
from geo.text.dates import last_day


def known_on(dataset: Dataset, record_id: str) -> str | None:
    """Return the day on which the first dated source of a record spoke; None if none has a date.

    Parameters
    ----------
    dataset : Dataset
        Whose links and sources are looked through.
    record_id : str
        Id of an event, talk, position, claim ...
    """
    links = dataset.links.get(record_id, ())
    published = (dataset.sources[link.source_id].published for link in links)
    return min((last_day(part) for part in published if part), default=None)


def figures_then(dataset: Dataset, record_id: str) -> list[dict[str, Any]]:
    """Return how the casualty figures of an event stood from day to day, as its feature carries them."""
    return [
        {
            "known_on": row.known_on,
            "killed": _figures(row.killed_min, row.killed_max),
            "injured": _figures(row.injured_min, row.injured_max),
            "basis": row.basis,
        }
        for row in sorted(_revisions_of(dataset, record_id), key=lambda row: row.known_on)
    ]


def _revisions_of(dataset: Dataset, record_id: str) -> list[Revision]:
    return [row for row in dataset.records.revisions if row.record_id == record_id]


def _figures(low: int | None, high: int | None) -> list[int | None] | None:
    return None if low is None and high is None else [low, high]


def as_known_properties(properties: Mapping[str, Any], as_of: str) -> dict[str, Any]:
    """Return the properties of a feature as they stood on a day.

    Sources that spoke later are left out and counted in ``added_later``. Casualties are those of the last revision by
    that day; where none is recorded and sources were added later, they stay, and ``figures_as_of`` is ``all_sources``.
    """
    sources = list(properties.get("sources", ()))
    then = [source for source in sources if not _spoke_after(source, as_of)]
    found = {**properties, "sources": then}
    found.pop("counted_otherwise", None)  # UCDP codes later, and the day of a release is not recorded
    if len(then) < len(sources):
        found["added_later"] = len(sources) - len(then)
    revisions = [row for row in properties.get("figures_then", ()) if row["known_on"] <= as_of]
    if revisions:
        for name in ("killed", "injured"):
            found.pop(name, None)
            if revisions[-1][name] is not None:
                found[name] = revisions[-1][name]
        found["figures_as_of"] = revisions[-1]["known_on"]
        found["figures_then"] = revisions
    elif "added_later" in found and ("killed" in found or "injured" in found):
        found["figures_as_of"] = ALL_SOURCES
    return found


ALL_SOURCES = "all_sources"
"""Value of ``figures_as_of`` where nobody recorded how the figures stood on the day: they are those of all sources."""


def _spoke_after(source: Mapping[str, Any], as_of: str) -> bool:
    """Return whether a source is dated later than a day; one without a date is not left out."""
    published = str(source.get("published") or "")
    return published != "" and last_day(published) > as_of
