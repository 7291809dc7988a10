"""The time window of the map frame, as Python knows it: for counts, downloads and the table.

The frame owns the window. It narrows further what the filters leave; a window that lies outside their dates would
leave nothing, so both sides drop it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from geo.atlas.evidence import day_text, days_text
from geo.query.filters import Filters
from geo.text.dates import first_day, last_day
from geo.ui.base.context import Context, base_path
from geo.ui.base.notices import count_records, show_empty

PARAMETERS = ("t0", "t1")
"""Names of the window's first and last day in an address."""
_KNOWN = "time_window"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends included; None where it is open.

    Attributes
    ----------
    first, last : str or None
        ISO days.
    """

    first: str | None = None
    last: str | None = None

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Window:
        """Read a window as the frame reads it: what is no date is left out, and days in the wrong order are none."""
        first, last = _day(params.get("t0"), start=True), _day(params.get("t1"), start=False)
        return cls() if first is not None and last is not None and first > last else cls(first, last)

    def to_params(self) -> dict[str, str | None]:
        """Return the parameters that give the window back."""
        return {"t0": self.first, "t1": self.last}

    @property
    def open(self) -> bool:
        """Whether it narrows nothing."""
        return self.first is None and self.last is None

    def meets(self, filters: Filters) -> bool:
        """Return whether the window shares a day with the dates of the filters."""
        before = self.last is not None and filters.date_from is not None and self.last < filters.date_from
        after = self.first is not None and filters.date_to is not None and self.first > filters.date_to
        return not (before or after)

    def narrow(self, filters: Filters) -> Filters:
        """Return the filters with their dates narrowed to the window; as they are if the two do not meet."""
        if not self.meets(filters):
            return filters
        starts = [day for day in (filters.date_from, self.first) if day is not None]
        ends = [day for day in (filters.date_to, self.last) if day is not None]
        return replace(filters, date_from=max(starts, default=None), date_to=min(ends, default=None))

    @property
    def words(self) -> str:
        """The window in words."""
        if self.first is None or self.last is None:
            since = f"since {day_text(self.first)}" if self.first else ""
            return since or (f"until {day_text(self.last)}" if self.last else "all dates")
        return day_text(self.first) if self.first == self.last else days_text(self.first, self.last)


def _day(value: object, *, start: bool) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return first_day(value.strip()) if start else last_day(value.strip())
    except ValueError:
        return None


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
        text.caption(f"Narrowed to the time window of the map: {window.words}.")
        button.button("Show all dates", key="window_off", on_click=_drop, width="stretch")
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
        st.caption("No record of these filters lies in the time window of the map; its time bar widens it.")
    elif shown.filters != context.filters:
        table = f"{base_path()}/table?{shown.query}"
        st.markdown(f"[The {count:,} records of this time window as a table]({table})")


def show_none(context: Context) -> None:
    """Say whether the filters of the page or the window of the map leave no record."""
    if count_records(context.atlas, context.filters):
        st.info("No record lies in the time window of the map.", icon=":material/filter_alt_off:")
    else:
        show_empty(context.atlas, context.filters)


def _addressed(address: Mapping[str, str], known: Window | None) -> Window:
    if any(name in address for name in PARAMETERS):
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
