"""The map frame as a Streamlit component: a state message in, a state message out, no data through it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from geo.atlas import Atlas
from geo.text.messages import tr
from geo.ui.base.context import base_path
from geo.vocab import LayerId
from geo.zone import nearest_on_lines
from geo.zone.wording import metres_text

KEY = "map_frame"
PICK_KEY = "pick_frame"
SIDE_KEY = "side_frame"
_TURN = "map_turn"
_PICK_LAYERS = (LayerId.AREA_OF_SEPARATION, LayerId.LINES, LayerId.AREAS_OF_LIMITATION)
_SIDE_LAYERS = (*_PICK_LAYERS, LayerId.CONTROL)
_FAR_M = 300_000
_VIEW = ("lat", "lon", "z", "base")
_CSS = """
.atlas-frame { display: block; width: 100%; height: clamp(420px, 74vh, 900px); border: 0; border-radius: 6px; }
.atlas-frame.atlas-small { height: clamp(320px, 52vh, 620px); }
@media (max-width: 640px) { .atlas-frame { height: clamp(360px, 66vh, 640px); } }
"""


def show_map(
    atlas: Atlas,
    *,
    query: str,
    window: Mapping[str, str | None],
    title: str,
    ask_view: bool = False,
    mine: Mapping[str, Any] | None = None,
) -> None:
    """Draw the map frame.

    Parameters
    ----------
    atlas : Atlas
        Whose layers the frame shows.
    query : str
        The filters as an address query; the frame asks the server which ids pass.
    window : mapping
        First and last day of the time window as Python knows it, under ``t0`` and ``t1``. The frame owns it; this
        is only what it starts with after a page switch.
    title : str
        Accessible name of the frame.
    ask_view : bool
        Whether the frame tells centre and zoom as well, at the cost of a rerun each time somebody moves the map.
    mine : mapping, optional
        Where the rows are that this session brought, as the frame's message ``atlas-mine`` has it.
    """
    usual = ",".join(_usual(atlas))
    data = {
        "base": base_path(),
        "query": query,
        "window": dict(window),
        "title": title,
        "defaults": {"layers": usual, "base": "offline"},
        "follow": True,
        "ask_view": ask_view,
        "mine": None if mine is None else dict(mine),
    }
    _component()(
        key=KEY,
        data=[data | {"turn": _turn(data)}],
        on_frame_change=_noted,
        on_pick_change=_noted,
        on_view_change=_noted,
        height="content",
    )


def _turn(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return which of the changing states of this session this is: the page can hear of them out of order."""
    of, at, last = st.session_state.get(_TURN, (secrets.token_hex(4), 0, None))
    if data != last:
        at += 1
        st.session_state[_TURN] = (of, at, data)
    return {"of": of, "at": at}


def frame_state() -> Mapping[str, Any]:
    """Return what the map frame last said; empty while it has said nothing."""
    state = st.session_state.get(KEY)
    return state if isinstance(state, Mapping) else {}


def told_view(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return centre, zoom and base map as the frame last told them, as an address has them; empty if it did not."""
    told = state.get("view")
    return {name: told[name] for name in _VIEW if told.get(name) is not None} if isinstance(told, Mapping) else {}


def show_side_map(*, mine: Mapping[str, Any], title: str) -> None:
    """Draw the map frame on another page, with a person's own rows on it; it leaves the page address alone.

    At first it shows the lines and areas only: our markers would lie over the rows.

    Parameters
    ----------
    mine : mapping
        Where the rows are, as the frame's message ``atlas-mine`` has it.
    title : str
        Accessible name of the frame.
    """
    data = {
        "base": base_path(),
        "query": f"layers={','.join(_SIDE_LAYERS)}",
        "title": title,
        "defaults": {},
        "follow": False,
        "mine": dict(mine),
    }
    _component()(key=SIDE_KEY, data=[data], on_frame_change=_noted, on_pick_change=_noted, height="content")


def show_pick_map(atlas: Atlas, *, point: tuple[float, float, float] | None) -> tuple[float, float] | None:
    """Draw a small map on which a click asks about a place.

    Parameters
    ----------
    atlas : Atlas
        Whose zone the distances are measured to.
    point : tuple of float or None
        Longitude, latitude and radius in metres of the point that is shown.

    Returns
    -------
    tuple of float or None
        Longitude and latitude of the last click.
    """
    data = {
        "base": base_path(),
        "query": f"layers={','.join(_PICK_LAYERS)}&pick=1",
        "title": tr("Map of the lines of 1974; click it to ask about a place"),
        "defaults": {},
        "follow": False,
        "small": True,
        "pin": None if point is None else _pin(atlas, *point),
    }
    result = _component()(key=PICK_KEY, data=[data], on_pick_change=_noted, on_frame_change=_noted, height="content")
    picked = result.get("pick")
    return (float(picked["lon"]), float(picked["lat"])) if isinstance(picked, Mapping) else None


def _pin(atlas: Atlas, lon: float, lat: float, radius_m: float) -> dict[str, Any]:
    answer = atlas.test.answer(lon, lat)
    distances = (answer["distance_to_a_m"], answer["distance_to_b_m"])
    feet = [
        {"point": foot, "label": f"{metres_text(distance)} to {name}"}
        for foot, distance, name in zip(nearest_on_lines(atlas.test.zone, lon, lat), distances, "AB", strict=True)
        if abs(distance) < _FAR_M
    ]
    return {"point": (lon, lat), "radius_m": radius_m, "feet": feet}


def visible_layers(atlas: Atlas, address: Mapping[str, str], state: Mapping[str, Any]) -> tuple[LayerId, ...]:
    """Return the layers that the frame shows: as it last said, else as the address says, else the defaults."""
    said = state.get("frame")
    names: list[str] | None = None
    if isinstance(said, Mapping) and isinstance(said.get("layers"), list):
        names = [str(name) for name in said["layers"]]
    elif "layers" in address:
        names = address["layers"].split(",")
    if names is None:
        return _usual(atlas)
    return tuple(layer_id for layer_id in atlas.layers if layer_id in names)


def _usual(atlas: Atlas) -> tuple[LayerId, ...]:
    """Return the layers that are on at first."""
    return tuple(layer_id for layer_id, layer in atlas.layers.items() if layer.spec.default_on)


def _noted() -> None:
    """Accept the frame's state; the rerun that follows reads it."""


@lru_cache(maxsize=1)
def _component() -> Any:
    script = (Path(__file__).parent / "component.js").read_text(encoding="utf-8")
    return st.components.v2.component("atlas_map", css=_CSS, js=script)
