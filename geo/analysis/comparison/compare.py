"""From an atlas and two windows to what differs between them."""

from __future__ import annotations

from dataclasses import replace

from geo.analysis.comparison.model import (
    COMPARED_LAYERS,
    REPORT_LAYERS,
    STATE_LAYERS,
    Comparison,
    KindCount,
    Order,
    WindowSide,
)
from geo.analysis.timeline import gaps_of, reports_of, uncovered_days
from geo.atlas import Atlas, Feature
from geo.query.filters import Filters
from geo.vocab import ControlKind, LayerId

_DATED_KINDS = frozenset(ControlKind)


def compare(atlas: Atlas, first: Filters, second: Filters) -> Comparison:
    """Return what two windows show and what differs.

    A record belongs to a window when its days touch it, which is the rule of map, table, files and routes; a record
    whose days are not all in the window is counted and said to be unsure.

    Parameters
    ----------
    atlas : Atlas
        Whose layers are compared.
    first, second : Filters
        The same filters but for their dates.
    """
    one, two = _side(atlas, first), _side(atlas, second)
    before, after = _lasting(one), _lasting(two)
    return Comparison(
        one,
        two,
        _order(first, second),
        _kinds(one, two),
        tuple(feature for name, feature in before.items() if name not in after),
        tuple(feature for name, feature in after.items() if name not in before),
        tuple(feature for name, feature in before.items() if name in after),
        _dated(atlas, first, second),
    )


def _side(atlas: Atlas, filters: Filters) -> WindowSide:
    selected = atlas.select(filters)
    uncovered = None
    if filters.date_from is not None and filters.date_to is not None:
        everything = reports_of(atlas.layers)
        gaps = gaps_of(atlas.dataset.about, first_report=everything[0].span.start if everything else None)
        uncovered = uncovered_days(filters.date_from, filters.date_to, gaps)
    return WindowSide(filters, {name: selected[name] for name in COMPARED_LAYERS if name in selected}, uncovered)


def _order(first: Filters, second: Filters) -> Order:
    if first.date_to is not None and second.date_from is not None and first.date_to < second.date_from:
        return Order.BEFORE
    if second.date_to is not None and first.date_from is not None and second.date_to < first.date_from:
        return Order.AFTER
    return Order.OVERLAPPING


def _lasting(side: WindowSide) -> dict[str, Feature]:
    """Return what lasts, by id; the control layer also holds dates, which last no longer than themselves."""
    return {
        feature.id: feature
        for layer_id in STATE_LAYERS
        if layer_id in side.layers
        for feature in side.layers[layer_id].features
        if layer_id is not LayerId.CONTROL or feature.properties["kind"] not in _DATED_KINDS
    }


def _dated(atlas: Atlas, first: Filters, second: Filters) -> tuple[Feature, ...]:
    """Return the dated entries of the control layer within both windows and between them."""
    starts, ends = (first.date_from, second.date_from), (first.date_to, second.date_to)
    start = None if None in starts else min(day for day in starts if day is not None)
    end = None if None in ends else max(day for day in ends if day is not None)
    layer = atlas.select(replace(first, date_from=start, date_to=end)).get(LayerId.CONTROL)
    found = () if layer is None else layer.features
    entries = [feature for feature in found if feature.properties["kind"] in _DATED_KINDS]
    return tuple(sorted(entries, key=lambda feature: (str(feature.properties["valid_from"]), feature.id)))


def _kinds(first: WindowSide, second: WindowSide) -> tuple[KindCount, ...]:
    found = []
    for layer_id in REPORT_LAYERS:
        one, two = _by_kind(first, layer_id), _by_kind(second, layer_id)
        for kind in sorted(one.keys() | two.keys()):
            before, after = one.get(kind, {}), two.get(kind, {})
            found.append(
                KindCount(
                    layer_id,
                    kind,
                    len(before),
                    len(after),
                    sum(not first.surely_holds(feature) for feature in before.values()),
                    sum(not second.surely_holds(feature) for feature in after.values()),
                    len(before.keys() & after.keys()),
                )
            )
    return tuple(found)


def _by_kind(side: WindowSide, layer_id: LayerId) -> dict[str, dict[str, Feature]]:
    found: dict[str, dict[str, Feature]] = {}
    layer = side.layers.get(layer_id)
    for feature in () if layer is None else layer.features:
        found.setdefault(feature.properties["kind"], {})[feature.id] = feature
    return found
