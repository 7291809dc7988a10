"""What a comparison of two windows holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from geo.analysis.timeline import days_between
from geo.atlas import Feature, Layer
from geo.atlas.specs import LayerRole, layers_of
from geo.query.filters import Filters
from geo.vocab import LayerId

REPORT_LAYERS: tuple[LayerId, ...] = layers_of(LayerRole.REPORTS, LayerRole.TALKS)
"""Layers of what happened, which is counted by kind."""
STATE_LAYERS: tuple[LayerId, ...] = layers_of(LayerRole.STATE)
"""Layers of what lasts, which begins and ends."""
COMPARED_LAYERS: tuple[LayerId, ...] = STATE_LAYERS + REPORT_LAYERS
"""Every layer that has dates."""


class Order(StrEnum):
    """How the windows lie to each other."""

    BEFORE = "before"
    AFTER = "after"
    OVERLAPPING = "overlapping"


@dataclass(frozen=True, slots=True)
class WindowSide:
    """What one window shows.

    Attributes
    ----------
    filters : Filters
        The filters with the window as their dates.
    layers : Mapping of LayerId to Layer
        The dated layers narrowed to it: the ids that map, table, files and routes have for these filters.
    uncovered : int or None
        Days of the window without coverage; None for a window that is open on a side.
    """

    filters: Filters
    layers: Mapping[LayerId, Layer]
    uncovered: int | None

    @property
    def days(self) -> int | None:
        """Length of the window in days, both ends included; None if it is open on a side."""
        first, last = self.filters.date_from, self.filters.date_to
        return None if first is None or last is None else days_between(first, last)

    @property
    def ids(self) -> frozenset[str]:
        """Ids of all features of the window."""
        return frozenset(feature.id for layer in self.layers.values() for feature in layer.features)

    @property
    def reports(self) -> tuple[Feature, ...]:
        """Reports and talks of the window."""
        return tuple(f for layer_id in REPORT_LAYERS if layer_id in self.layers for f in self.layers[layer_id].features)

    @property
    def blank(self) -> bool:
        """Whether no day is covered and nothing is reported: then no number is known, which is not zero."""
        return not self.reports and self.days is not None and self.uncovered == self.days

    def surely_holds(self, feature: Feature) -> bool:
        """Return whether all days on which a feature may have happened lie in the window."""
        span, first, last = feature.span, self.filters.date_from, self.filters.date_to
        if span is None:
            return False
        return (first is None or span.start >= first) and (last is None or (span.end is not None and span.end <= last))


@dataclass(frozen=True, slots=True)
class KindCount:
    """Reports of one kind.

    Attributes
    ----------
    layer : LayerId
        Where they stand.
    kind : str
        Value of the vocabulary.
    first, second : int
        How many touch the first and the second window.
    first_unsure, second_unsure : int
        How many of these may lie outside it, as their days are not all in the window.
    both : int
        How many touch both windows.
    """

    layer: LayerId
    kind: str
    first: int
    second: int
    first_unsure: int
    second_unsure: int
    both: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two windows beside each other.

    Attributes
    ----------
    first, second : WindowSide
        The windows.
    order : Order
        Where the first lies to the second.
    kinds : tuple of KindCount
        Reports and talks by kind, in the order of the layers; kinds that neither has are left out.
    only_first, only_second, in_both : tuple of Feature
        Areas, lines, control and positions that hold in one of the windows or in both.
    dated : tuple of Feature
        Dated entries of the control layer from the first day of the earlier window to the last day of the later one.
    """

    first: WindowSide
    second: WindowSide
    order: Order
    kinds: tuple[KindCount, ...]
    only_first: tuple[Feature, ...]
    only_second: tuple[Feature, ...]
    in_both: tuple[Feature, ...]
    dated: tuple[Feature, ...]
