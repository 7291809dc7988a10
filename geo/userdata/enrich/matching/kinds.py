"""Which of our categories the kind of a user's row may mean, by words; what is not understood stays open."""

from __future__ import annotations

import re

from geo.text.folding import fold
from geo.vocab import EventCategory

_STRIKES = frozenset({EventCategory.AIRSTRIKE, EventCategory.DRONE_STRIKE})
_SHELLING = frozenset({EventCategory.ARTILLERY})
_ENTRY = frozenset({EventCategory.GROUND_INCURSION, EventCategory.RAID_ARREST})
_MEANINGS: tuple[tuple[frozenset[str], frozenset[EventCategory]], ...] = (
    (frozenset({"airstrike", "airstrikes", "air", "bombing", "aerial"}), _STRIKES),
    (frozenset({"drone", "drones", "uav"}), _STRIKES),
    (frozenset({"naval", "warship"}), frozenset({EventCategory.NAVAL_STRIKE})),
    (frozenset({"shelling", "artillery", "missile", "mortar", "rocket", "rockets"}), _SHELLING),
    (frozenset({"incursion", "incursions", "patrol", "advance", "checkpoint"}), _ENTRY),
    (frozenset({"raid", "raids", "arrest", "arrests", "abduction", "detention", "kidnapping"}), _ENTRY),
    (frozenset({"demolition", "destruction", "bulldozing"}), frozenset({EventCategory.DEMOLITION})),
    (frozenset({"clash", "clashes", "battle", "battles", "armed"}), frozenset({EventCategory.CLASH})),
    (frozenset({"base", "headquarters"}), frozenset({EventCategory.POSITION_ESTABLISHED})),
    (frozenset({"withdrawal", "left"}), frozenset({EventCategory.POSITION_LEFT})),
)
"""Words of a kind and the categories that they may mean: our reading, in docs/enrichment.md."""
_WORD = re.compile(r"\w+")


def categories_of(kind: str) -> frozenset[EventCategory]:
    """Return the categories that a kind may mean; empty where its words say nothing that can be compared.

    Examples
    --------
    >>> sorted(categories_of("Air/drone strike"))
    [<EventCategory.AIRSTRIKE: 'airstrike'>, <EventCategory.DRONE_STRIKE: 'drone_strike'>]
    >>> categories_of("Strategic developments")
    frozenset()
    """
    try:
        return frozenset({EventCategory(kind)})
    except ValueError:
        words = set(_WORD.findall(fold(kind).replace("_", " ")))
    found: frozenset[EventCategory] = frozenset()
    for listed, meant in _MEANINGS:
        if words & listed:
            found |= meant
    return found
