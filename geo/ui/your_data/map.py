"""The map of the page "Your data": the rows beside our layers."""

from __future__ import annotations

import streamlit as st

from geo.ui.map.map_component import show_side_map
from geo.ui.your_data.layer import own_layer
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.stored_rows import Holding
from geo.zone.wording import metres_text


def show_own_map(held: Holding) -> None:
    """Show the rows on the map, and say which are not on it."""
    mine = own_layer()
    if mine is None:
        st.caption("No row has a place that can be drawn. All of them are in the table below.")
        return
    show_side_map(mine=mine, title="Map of your rows beside our records")
    st.caption(
        f"{_drawn_words(held.rows)} Our own records are off at first, as they would cover yours; the panel switches "
        "them on. Your rows are on the page Map as well, for as long as this tab is open."
    )


def _drawn_words(rows: OwnRows) -> str:
    """Say what is drawn of the rows, what is not, and what is drawn less exactly than it is."""
    shapes = rows.drawn_shapes
    drawn = rows.drawn + shapes.rows
    words = [f"{drawn:,} of {len(rows):,} rows are drawn, in the group **My data** of the panel; click one to read it."]
    left_out = shapes.rows_in_all - shapes.rows
    nowhere = len(rows) - drawn - left_out
    if nowhere:
        others = "The other one has" if nowhere == 1 and not left_out else f"{nowhere:,} have"
        words.append(f"{others} no place that can be drawn, or {'was' if nowhere == 1 else 'were'} refused.")
    if left_out:
        words.append(
            f"{left_out:,} lines or areas are more than the map can draw; the table and the downloads have them."
        )
    if shapes.simplified_m:
        words.append(
            f"Lines and areas are drawn simplified, to about {metres_text(shapes.simplified_m)}; they were tested as "
            "they are, and the downloads have them so."
        )
    return " ".join(words)
