"""The time window of the map frame, as Python knows it: for counts, downloads and the table.

The frame owns the window. It narrows further what the filters leave; a window that lies outside their dates would
leave nothing, so both sides drop it.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from geo.atlas.counts import count_records
from geo.query.filters import Filters
from geo.query.window import WINDOW_PARAMETERS, Window
from geo.text.messages import tr
from geo.ui.base.context import Context, base_path
from geo.ui.base.notices import show_empty

_KNOWN = "time_window"


def map_window(address: Mapping[str, str], state: object) -> Window:
    """Return the window on the map page: as the frame last said, else as the address says, else as it was.

    Parameters
    ----------
    address : mapping
        Parameters of the page address.
    state : object
        What Streamlit keeps of the component.
    """
    known: Window | None = st.session_state.get(_KNOWN)
    window = said_window(state) or _addressed(address, known)
    if window != known:
        st.session_state[_KNOWN] = window
    return window


def said_window(state: object) -> Window | None:
    """Return the window that the component's state tells; None while the frame has told nothing.

    Parameters
    ----------
    state : object
        What Streamlit keeps of the component.
    """
    said = state.get("frame") if isinstance(state, Mapping) else None
    return Window.from_params(said) if isinstance(said, Mapping) and "t0" in said else None


def table_window(filters: Filters) -> Window:
    """Return the window on the table page, say that it narrows, and offer to take it off.

    Parameters
    ----------
    filters : Filters
        Filters of the page, which the window narrows further.
    """
    known: Window | None = st.session_state.get(_KNOWN)
    window = _addressed(st.query_params, known)
    if not window.meets(filters):
        window = Window()
    if window != known:
        st.session_state[_KNOWN] = window
    _write(window)
    if not window.open:
        text, button = st.columns([4, 1], vertical_alignment="center")
        text.caption(tr("Narrowed to the time window of the map: {words}.", words=window.words))
        button.button(tr("Show all dates"), key="window_off", on_click=_drop, width="stretch")
    return window


def show_window_notes(context: Context, shown: Context) -> None:
    """Lead to the table of the same records; say so when the window, and not the filters, leaves none.

    Parameters
    ----------
    context : Context
        The filters of the page.
    shown : Context
        The same, narrowed to the window of the map.
    """
    count = count_records(shown.atlas, shown.filters)
    if not count and count_records(context.atlas, context.filters):
        st.caption(tr("No record of these filters lies in the time window of the map; its time bar widens it."))
    elif shown.filters != context.filters:
        table = f"{base_path()}/table?{shown.query}"
        st.markdown(
            tr("[The {count} records of this time window as a table]({table})", count=f"{count:,}", table=table)
        )


def show_none(context: Context) -> None:
    """Say whether the filters of the page or the window of the map leave no record."""
    if count_records(context.atlas, context.filters):
        st.info(tr("No record lies in the time window of the map."), icon=":material/filter_alt_off:")
    else:
        show_empty(context.atlas, context.filters)


def _addressed(address: Mapping[str, str], known: Window | None) -> Window:
    if any(name in address for name in WINDOW_PARAMETERS):
        return Window.from_params(address)
    return known or Window()


def _write(window: Window) -> None:
    for name, day in window.to_params().items():
        if day is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != day:
            st.query_params[name] = day


def _drop() -> None:
    st.session_state[_KNOWN] = Window()
    _write(Window())
