"""How each kind of feature is drawn: one table for the map, the legend and the lists.

Shapes tell kinds apart and colours tell families apart, so that nothing rests on colour alone. The colours
follow Okabe and Ito's set for colour-blind readers. Fill tells whose action a report is said to be (solid,
half, hollow); paleness tells low confidence. Size never stands for casualties.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TypeAlias

from geo.vocab import (
    AssertionKind,
    ControlKind,
    EventCategory,
    LayerId,
    PlaceKind,
    PositionKind,
    TalkKind,
    UcdpViolence,
    palette,
)
from geo.vocab.labels import label_of
from geo.vocab.palette import Hue


@dataclass(frozen=True, slots=True)
class PointSymbol:
    """Symbol of a point: a named shape, a colour and a scale."""

    shape: str
    hue: Hue
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class LineSymbol:
    """Symbol of a line: ``dash`` in pixels (empty for solid); ``casing`` says that it is approximate."""

    hue: Hue
    dash: tuple[int, ...] = ()
    casing: bool = True
    label: str = ""
    side: str = "west"
    shape: str = "line"


@dataclass(frozen=True, slots=True)
class AreaSymbol:
    """Symbol of an area: fill opacity, and a hatch (angle, spacing) where extent or control is claimed."""

    hue: Hue
    fill: float
    hatch: int | None = None
    spacing: int = 8
    edge: float = 0.6
    label: str = ""
    shape: str = "area"


Symbol: TypeAlias = PointSymbol | LineSymbol | AreaSymbol


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One line of the legend of a layer; ``symbol`` is a key of the table."""

    symbol: str
    label: str


def kind_symbol(rank: int) -> str:
    """Return the key of the symbol for a kind of a file of events by its place, from 1, in the order of frequency."""
    return f"file-kind-{rank}" if rank <= len(_FILE_KINDS) else "file-kind-more"


def symbol_table() -> dict[str, Symbol]:
    """Return the symbols by ``kind``, ``layer:kind`` or ``layer:*``.

    They are looked up as ``layer:kind`` first, then ``layer:*``, then ``kind``.
    """
    strike, ground, united = palette.STRIKE, palette.GROUND, palette.UNITED_NATIONS
    talk, other, grey = palette.TALK, palette.OTHER, palette.GREY
    post = Hue("#2f343b", "#e4e1da")
    said = Hue("#5b4a9c", "#b3a4ee")
    russia = Hue("#7a5a3a", "#c9a27a")
    line = Hue("#1f4e79", "#9ecbf2")
    zone, claimed = Hue("#3f8fd2", "#4fa3e3"), Hue("#4a3f35", "#d8c9b4")
    held, limits = Hue("#8a7a62", "#b7a88f"), Hue("#5f7f6f", "#8fb3a1")
    own = Hue("#b3410f", "#f2884f")
    return {
        "airstrike": PointSymbol("triangle-down", strike),
        "drone_strike": PointSymbol("kite", strike),
        "naval_strike": PointSymbol("hull", strike),
        "artillery": PointSymbol("burst", strike, 1.12),
        "ground_incursion": PointSymbol("triangle-right", ground),
        "raid_arrest": PointSymbol("square", ground, 0.9),
        "demolition": PointSymbol("cross", ground, 1.05),
        "position_established": PointSymbol("house", ground),
        "position_left": PointSymbol("house-down", ground),
        "clash": PointSymbol("star4", ground, 1.15),
        "other": PointSymbol("pentagon", other),
        "un_incident": PointSymbol("burst", united, 1.12),
        "israel_syria_meeting": PointSymbol("pair", talk, 1.25),
        "israel_syria_contact": PointSymbol("circle", talk),
        "us_envoy": PointSymbol("star5", talk, 1.15),
        "statement": PointSymbol("bubble", talk, 1.1),
        "related": PointSymbol("circle", talk, 0.68),
        "israeli_post": PointSymbol("square", post, 0.9),
        "israeli_checkpoint": PointSymbol("gate", post),
        "israeli_works": PointSymbol("trapezium", post),
        "reported_control": PointSymbol("diamond", post, 0.95),
        "undof_camp": PointSymbol("hexagon", united, 1.1),
        "undof_position": PointSymbol("circle", united, 0.9),
        "undof_office": PointSymbol("square", united, 0.85),
        "untso_observation_post": PointSymbol("triangle-up", united),
        "crossing": PointSymbol("gate", grey),
        "russian_post": PointSymbol("house", russia),
        "area-of-separation": AreaSymbol(zone, 0.2, edge=0.0, label="Area of separation"),
        "line-a": LineSymbol(line, label="Line A, approximate"),
        "line-b": LineSymbol(line, dash=(12, 7), label="Line B, approximate", side="east"),
        "control:held_area": AreaSymbol(held, 0.2, edge=0.45, label="Held by Israel since 1967"),
        "control:reported_presence": AreaSymbol(claimed, 0.0, hatch=45, spacing=9, edge=0.0),
        "areas-of-limitation:*": AreaSymbol(limits, 0.1, hatch=-45, spacing=14),
        "areas-of-limitation:0-10": AreaSymbol(limits, 0.26, hatch=-45, spacing=7),
        "areas-of-limitation:10-20": AreaSymbol(limits, 0.16, hatch=-45, spacing=12),
        "areas-of-limitation:20-25": AreaSymbol(limits, 0.08, hatch=-45, spacing=18),
        "control:*": PointSymbol("note", held),
        "mine-shapes:line": LineSymbol(own, casing=False),
        "mine-shapes:area": AreaSymbol(own, 0.16, edge=0.9),
        "ucdp-events:*": PointSymbol("hexagon", Hue("#8f2d56", "#e07fa6"), 0.85),
        "control-assertions:*": PointSymbol("circle", said, 0.8),
        "control-assertions:held": PointSymbol("diamond", said),
        "control-assertions:works": PointSymbol("trapezium", said),
        "control-assertions:left": PointSymbol("house-down", said),
        "places:*": PointSymbol("circle", grey, 0.42),
        **{kind_symbol(rank): symbol for rank, symbol in enumerate(_FILE_KINDS, start=1)},
        "file-kind-more": PointSymbol("circle", grey, 0.8),
    }


def legend_of(layer_id: str) -> tuple[LegendItem, ...]:
    """Return the legend of a layer, in reading order; empty for a layer that has none.

    Examples
    --------
    >>> [item.label for item in legend_of("lines")]
    ['Line A', 'Line B']
    """
    return tuple(LegendItem(key, _LABELS.get(key) or label_of(key)) for key in _LEGENDS.get(layer_id, ()))


def kind_labels() -> dict[str, str]:
    """Return the words for every value of ``kind``, for the card and the lists.

    Examples
    --------
    >>> kind_labels()["drone_strike"]
    'Drone strike'
    """
    found = {key: _LABELS[key] for key in ("area-of-separation", "line-a", "line-b")}
    found |= {band: f"{band.replace('-', ' to ')} km band" for band in ("0-10", "10-20", "20-25")}
    for vocabulary in (AssertionKind, UcdpViolence, PlaceKind, ControlKind, PositionKind, TalkKind, EventCategory):
        found |= {str(kind): label_of(kind) for kind in vocabulary}
    return found


def symbols_json() -> dict[str, dict[str, object]]:
    """Return the table as plain values for the browser."""
    return {key: asdict(symbol) for key, symbol in symbol_table().items()}


_FILE_KINDS: tuple[PointSymbol, ...] = (
    PointSymbol("circle", Hue("#b3410f", "#f2884f"), 0.85),
    PointSymbol("square", Hue("#0069ad", "#5cb6ee"), 0.85),
    PointSymbol("triangle-up", Hue("#00835f", "#35c39a")),
    PointSymbol("diamond", Hue("#a8477f", "#e08fbd"), 0.95),
    PointSymbol("triangle-down", Hue("#8a6a00", "#f2b632")),
    PointSymbol("hexagon", Hue("#4b4fa8", "#a3a6f2"), 0.95),
    PointSymbol("pentagon", Hue("#7a5a3a", "#c9a27a")),
    PointSymbol("star4", Hue("#2f343b", "#e4e1da"), 1.15),
)
"""Symbols for kinds of a file of events that are not of our vocabulary, by frequency."""

_LABELS: dict[str, str] = {
    "area-of-separation": "Area of separation",
    "line-a": "Line A",
    "line-b": "Line B",
    "control:held_area": "Held since 1967",
    "control:reported_presence": "Forces reported since 8 Dec 2024, extent by claim",
    "areas-of-limitation:0-10": "0 to 10 km",
    "areas-of-limitation:10-20": "10 to 20 km",
    "areas-of-limitation:20-25": "20 to 25 km",
    "ucdp-events:*": "Event with deaths, coded by UCDP",
    "control-assertions:held": "Said to be held",
    "control-assertions:works": "Works are said",
    "control-assertions:left": "Forces are said to have left",
    "control-assertions:*": "Present, entered, an order, a claim or a text of law",
    "places:*": "Place in the gazetteer",
    "other": "Other incident",
    "statement": "Statement, no meeting",
    "related": "Related contact",
}

_LEGENDS: dict[str, tuple[str, ...]] = {
    LayerId.AREA_OF_SEPARATION: ("area-of-separation",),
    LayerId.LINES: ("line-a", "line-b"),
    LayerId.AREAS_OF_LIMITATION: (
        "areas-of-limitation:0-10",
        "areas-of-limitation:10-20",
        "areas-of-limitation:20-25",
    ),
    LayerId.CONTROL: ("control:held_area", "control:reported_presence"),
    LayerId.POSITIONS: (
        "israeli_post",
        "israeli_checkpoint",
        "israeli_works",
        "reported_control",
        "undof_camp",
        "undof_position",
        "undof_office",
        "untso_observation_post",
        "crossing",
        "russian_post",
    ),
    LayerId.STRIKES: ("airstrike", "drone_strike", "naval_strike", "artillery"),
    LayerId.GROUND_OPERATIONS: (
        "ground_incursion",
        "raid_arrest",
        "demolition",
        "position_established",
        "position_left",
        "clash",
    ),
    LayerId.UN_INCIDENTS: ("un_incident",),
    LayerId.OTHER_INCIDENTS: ("other",),
    LayerId.TALKS: ("israel_syria_meeting", "israel_syria_contact", "us_envoy", "statement", "related"),
    LayerId.UCDP_EVENTS: ("ucdp-events:*",),
    LayerId.CONTROL_ASSERTIONS: (
        "control-assertions:held",
        "control-assertions:*",
        "control-assertions:works",
        "control-assertions:left",
    ),
    LayerId.PLACES: ("places:*",),
}
