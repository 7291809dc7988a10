"""pydeck in Streamlit: one ScatterplotLayer with a tooltip."""

import pydeck
import streamlit as st

from bench.peer_rows import PROPERTIES, SIZE_PX, VIEW, shown_rows

rows = shown_rows()
layer = pydeck.Layer(
    "ScatterplotLayer",
    rows[["longitude", "latitude", *PROPERTIES]],
    get_position="[longitude, latitude]",
    get_radius=900,
    radius_min_pixels=2,
    get_fill_color=[200, 30, 30, 180],
    pickable=True,
)
st.pydeck_chart(
    pydeck.Deck(
        layers=[layer],
        initial_view_state=pydeck.ViewState(latitude=VIEW[0], longitude=VIEW[1], zoom=VIEW[2] - 1),
        tooltip={"text": "{event_date} {sub_event_type} {location}"},
    ),
    width=SIZE_PX[0],
    height=SIZE_PX[1],
)
