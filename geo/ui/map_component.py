"""The map frame as a Streamlit component: a state message in, a state message out, no data through it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from geo.layers import Atlas
from geo.ui.context import base_path
from geo.vocab import LayerId

KEY = "map_frame"
_CSS = """
.atlas-frame { display: block; width: 100%; height: clamp(420px, 74vh, 900px); border: 0; border-radius: 6px; }
@media (max-width: 640px) { .atlas-frame { height: clamp(360px, 66vh, 640px); } }
"""


def show_map(atlas: Atlas, *, query: str, title: str) -> None:
    """Draw the map frame.

    Parameters
    ----------
    atlas : Atlas
        Whose layers the frame shows.
    query : str
        The filters as an address query; the frame asks the server which ids pass.
    title : str
        Accessible name of the frame.
    """
    usual = ",".join(layer_id for layer_id, layer in atlas.layers.items() if layer.spec.default_on)
    data = {"base": base_path(), "query": query, "title": title, "defaults": {"layers": usual, "base": "offline"}}
    _component()(key=KEY, data=data, on_frame_change=_noted, height="content")


def visible_layers(atlas: Atlas, state: Mapping[str, Any] | None = None) -> tuple[LayerId, ...]:
    """Return the layers that the frame shows: as it last said, else as the address says, else the defaults."""
    frame = st.session_state.get(KEY) if state is None else state
    said = frame.get("frame") if isinstance(frame, Mapping) else None
    names: list[str] | None = None
    if isinstance(said, Mapping) and isinstance(said.get("layers"), list):
        names = [str(name) for name in said["layers"]]
    elif "layers" in st.query_params:
        names = st.query_params["layers"].split(",")
    if names is None:
        return tuple(layer_id for layer_id, layer in atlas.layers.items() if layer.spec.default_on)
    return tuple(layer_id for layer_id in atlas.layers if layer_id in names)


def _noted() -> None:
    """Accept the frame's state; the rerun that follows reads it."""


@lru_cache(maxsize=1)
def _component() -> Any:
    script = (Path(__file__).parent / "component.js").read_text(encoding="utf-8")
    return st.components.v2.component("atlas_map", css=_CSS, js=script)
