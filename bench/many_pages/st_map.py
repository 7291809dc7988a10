"""Streamlit's own map: dots without any property."""

import streamlit as st

from bench.peer_rows import SIZE_PX, VIEW, shown_rows

st.map(shown_rows()[["latitude", "longitude"]], zoom=VIEW[2] - 1, width=SIZE_PX[0], height=SIZE_PX[1], size=900)
