"""What a page gets: the atlas, and the filters in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from geo.atlas import Atlas, Layer
from geo.query.filters import Filters
from geo.settings import project_folder
from geo.vocab import LayerId

PAGES_FOLDER = project_folder() / "pages"
_KEY = "atlas_context"
RECORD_LAYERS: tuple[LayerId, ...] = (
    LayerId.STRIKES,
    LayerId.GROUND_OPERATIONS,
    LayerId.OTHER_INCIDENTS,
    LayerId.UN_INCIDENTS,
    LayerId.POSITIONS,
    LayerId.TALKS,
)
"""Layers of dated records, which counts and the table are about."""


@dataclass(frozen=True)
class Context:
    """The atlas and the filters of this run.

    Attributes
    ----------
    atlas : Atlas
        Shared by all sessions, never changed.
    filters : Filters
        What this person asks to see.
    address : mapping
        Parameters of the page address at the start of this run.
    """

    atlas: Atlas
    filters: Filters
    address: Mapping[str, str] = field(default_factory=dict)

    @property
    def selection(self) -> Mapping[LayerId, Layer]:
        """Every layer, narrowed."""
        return self.atlas.select(self.filters)

    @property
    def query(self) -> str:
        """The filters as an address query."""
        return urlencode(self.filters.to_params())


def store(context: Context) -> None:
    """Hand the context to the page of this run."""
    st.session_state[_KEY] = context


def context() -> Context:
    """Return the context of this run."""
    found: Context = st.session_state[_KEY]
    return found


def base_path() -> str:
    """Return the path below which the app is served, without a slash at its end."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def layer_address(layer: str, form: str, query: str = "") -> str:
    """Return the address of a layer file; the bytes behind it are what the map draws."""
    return f"{base_path()}/layers/{layer}.{form}{'?' + query if query else ''}"


def map_address(record_id: str) -> str:
    """Return the address of the map page with a record chosen."""
    return f"{base_path()}/?{urlencode({'id': record_id})}"
