"""Why a refreshed geometry must not replace the pinned one."""

from __future__ import annotations

from collections.abc import Mapping

from shapely.geometry.base import BaseGeometry

from geo.errors import DataError, Fault
from geo.maintenance.refresh.compare import Move
from geo.maintenance.refresh.pinned import PINNED_NAME, Pinned
from geo.zone import area_km2, openstreetmap_zone

GREATEST_CHANGE = 0.10
"""Of an area or a length. More than this is an accident or vandalism until a person has looked."""

GREATEST_MISFIT = 0.01
"""Between the area of separation as OpenStreetMap draws it and as lines A and B give it."""

_NEEDED = ("area-of-separation", "line-a", "line-b")


def implausible(
    features: Mapping[str, Pinned], moves: Mapping[str, Move], *, borders: Mapping[str, BaseGeometry]
) -> list[Fault]:
    """Return every reason against a result; none if it may be accepted.

    Parameters
    ----------
    features : Mapping
        The rebuilt features by id, without those that could not be rebuilt.
    moves : Mapping
        What became of them, by id.
    borders : Mapping
        Shapes of the borders that close the zone, by id.
    """
    faults = [fault for move in moves.values() for fault in _size_faults(move)]
    a, b = features.get("line-a"), features.get("line-b")
    if a is not None and b is not None and a.geometry.intersects(b.geometry):
        faults.append(Fault(PINNED_NAME, 0, "line-a", "lines A and B cross or touch each other"))
    elif all(name in features for name in _NEEDED):
        faults += _zone_faults(features, borders)
    return faults


def _size_faults(move: Move) -> list[Fault]:
    sizes = (
        ("area", move.area_before_km2, move.area_now_km2),
        ("length", move.length_before_km, move.length_now_km),
    )
    return [
        Fault(PINNED_NAME, 0, move.id, f"its {what} changes by {100 * (now / before - 1):+.1f} %, more than 10 %")
        for what, before, now in sizes
        if before is not None and now is not None and abs(now / before - 1) > GREATEST_CHANGE
    ]


def _zone_faults(features: Mapping[str, Pinned], borders: Mapping[str, BaseGeometry]) -> list[Fault]:
    shapes = {**borders, **{name: features[name].geometry for name in _NEEDED}}
    try:
        zone = openstreetmap_zone(shapes)
    except DataError as error:
        return [Fault(PINNED_NAME, 0, fault.field, fault.reason) for fault in error.faults]
    drawn_km2, built_km2 = area_km2(shapes["area-of-separation"]), area_km2(zone.area_of_separation)
    if abs(built_km2 / drawn_km2 - 1) <= GREATEST_MISFIT:
        return []
    reason = f"its {drawn_km2:.1f} km2 do not fit lines A and B, which enclose {built_km2:.1f} km2"
    return [Fault(PINNED_NAME, 0, "area-of-separation", reason)]
