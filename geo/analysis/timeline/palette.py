"""Colours and shapes of the timeline: families share a hue with the map, kinds of one family differ in lightness."""

from __future__ import annotations

from collections.abc import Iterable

from geo.analysis.timeline.timeline_marks import Lane
from geo.text.messages import mark
from geo.vocab import EventCategory, palette

KIND_COLOURS: dict[str, str] = {
    EventCategory.AIRSTRIKE: palette.STRIKE.light,
    EventCategory.DRONE_STRIKE: "#ef9a76",
    EventCategory.NAVAL_STRIKE: "#7d2a0e",
    EventCategory.ARTILLERY: "#f6cbb6",
    EventCategory.GROUND_INCURSION: palette.GROUND.light,
    EventCategory.RAID_ARREST: "#8f6400",
    EventCategory.DEMOLITION: "#f5cf6b",
    EventCategory.POSITION_ESTABLISHED: "#6e5a26",
    EventCategory.POSITION_LEFT: "#cdb98a",
    EventCategory.CLASH: "#b3862d",
    EventCategory.UN_INCIDENT: palette.UNITED_NATIONS.light,
    EventCategory.OTHER: palette.OTHER.light,
}
"""Colour of each kind, in the order in which a bar is stacked from below."""
LANE_COLOURS: dict[Lane, str] = {Lane.MEETING: palette.TALK.light, Lane.TALK: "#5fae96", Lane.CONTROL: "#3a77ad"}
APART_COLOUR = palette.GREY.light
GAP_COLOUR = "#8a8a8a"
APART_LANE = mark("Not dated to a week")
"""Name of the lane that shows reports which no week counts, as spans."""


def ordered(kinds: Iterable[str]) -> list[str]:
    """Return kinds in the order of stacking."""
    known = list(KIND_COLOURS)
    return sorted(kinds, key=lambda kind: (known.index(kind) if kind in known else len(known), kind))
