"""The map of the page "Your data": the rows beside our layers."""

from __future__ import annotations

import streamlit as st

from geo.mydata.holding import Holding
from geo.ui.map_component import show_side_map
from geo.ui.own_layer import own_layer


def show_own_map(held: Holding) -> None:
    """Show the rows on the map, and say which are not on it."""
    rows = held.rows
    mine = own_layer()
    apart = len(rows) - rows.drawn
    if mine is None:
        st.caption("No row has a point that can be drawn. All of them are in the table below.")
        return
    show_side_map(mine=mine, title="Map of your rows beside our records")
    words = (
        f"{rows.drawn:,} of {len(rows):,} rows are drawn, in the group **My data** of the panel; click one to read it."
    )
    if apart:
        words += f" The other {apart:,} have no point, are lines or areas, or were refused; the table has them."
    st.caption(
        words
        + " Our own records are off at first, as they would cover yours; the panel switches them on. Your rows are "
        "on the page Map as well, for as long as this tab is open."
    )
