"""What a page gets: the atlas, and the filters in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from geo.analysis.addresses import Addresses
from geo.atlas import Atlas, Layer
from geo.query.filters import Filters
from geo.settings import project_folder
from geo.vocab import LayerId

PAGES_FOLDER = project_folder() / "pages"
_KEY = "atlas_context"


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


def addresses() -> Addresses:
    """Return where pages and files are."""
    return Addresses(base_path())
