"""Reported events as the timeline counts them: when, what, whose, from whom, and how exactly dated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geo.atlas import Feature, Layer
from geo.atlas.evidence import publisher_slug
from geo.atlas.specs import LayerRole, layers_of
from geo.text.dates import Span
from geo.vocab import Attribution, DatePrecision, LayerId

EVENT_LAYERS: tuple[LayerId, ...] = layers_of(LayerRole.REPORTS)
"""Layers whose features are counted."""
DAY_KNOWN = frozenset({DatePrecision.DAY, DatePrecision.INFERRED_DAY})
"""Precisions with which a report counts on a day: its first one, if it lasted several."""
SHORT_SPAN = frozenset({DatePrecision.WEEK, DatePrecision.RANGE})
"""Precisions with which a report counts where all days on which it may have happened lie in what is counted."""


@dataclass(frozen=True, slots=True)
class Report:
    """One reported event.

    Attributes
    ----------
    id, title, kind : str
        As in the record.
    span : Span
        Days on which it may have happened; of a day-precise one, those that it lasted.
    precision : DatePrecision
        How exactly the date is known.
    tally : bool
        Whether it is a total or summary, which is not one event and is counted nowhere.
    israeli : bool
        Whether it is reported as an Israeli action.
    origins : frozenset of str
        Known origins; two copies of one report have one.
    origin_open : bool
        Whether at least one of its pages has no established origin.
    """

    id: str
    title: str
    kind: str
    span: Span
    precision: DatePrecision = DatePrecision.DAY
    tally: bool = False
    israeli: bool = True
    origins: frozenset[str] = frozenset()
    origin_open: bool = False

    @property
    def last(self) -> str:
        """Last day of the span."""
        return self.span.end or self.span.start

    @property
    def day(self) -> str | None:
        """The day on which it counts, None if the day is not known or it is a tally."""
        return self.span.start if self.precision in DAY_KNOWN and not self.tally else None

    def counts_between(self, first: str, last: str) -> bool:
        """Return whether it surely falls on the days from ``first`` to ``last``, both included.

        A report known to the month, the season or the year never does, however long the stretch of days.
        """
        if self.tally:
            return False
        if self.precision in DAY_KNOWN:
            return first <= self.span.start <= last
        return self.precision in SHORT_SPAN and first <= self.span.start and self.last <= last

    def may_fall_between(self, first: str, last: str) -> bool:
        """Return whether it may fall on these days but is not sure to."""
        if self.tally or self.precision in DAY_KNOWN or self.counts_between(first, last):
            return False
        return self.span.overlaps(first, last)


def reports_of(layers: Mapping[LayerId, Layer]) -> tuple[Report, ...]:
    """Return the reports of the event layers, by first day."""
    found = [
        _report(feature)
        for layer_id in EVENT_LAYERS
        if layer_id in layers
        for feature in layers[layer_id].features
        if feature.span is not None
    ]
    return tuple(sorted(found, key=lambda report: (report.span.start, report.id)))


def precision_of(properties: Mapping[str, Any]) -> DatePrecision:
    """Return how exactly a feature is dated; a plain day is left out of its properties."""
    return DatePrecision(properties.get("date_precision", DatePrecision.DAY))


def _report(feature: Feature) -> Report:
    properties = feature.properties
    span = feature.span
    if span is None:
        raise ValueError("an event without a date cannot be counted")
    sources: Iterable[Mapping[str, Any]] = properties["sources"]
    origins = {
        publisher_slug(source["publisher"] if source["origin"] == "own" else source["origin"])
        for source in sources
        if source.get("origin")
    }
    return Report(
        feature.id,
        str(properties["title"]),
        str(properties["kind"]),
        span,
        precision_of(properties),
        tally=bool(properties.get("umbrella")),
        israeli=properties.get("attribution") == Attribution.ISRAELI,
        origins=frozenset(origins),
        origin_open=any(not source.get("origin") for source in sources),
    )
