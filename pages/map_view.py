"""The map: frame, counts, downloads of what is visible."""

from dataclasses import replace

import streamlit as st

from geo.ui.cite import map_cite_open, show_map_cite
from geo.ui.context import context
from geo.ui.downloads import show_downloads
from geo.ui.map_component import show_map, visible_layers
from geo.ui.notices import DISCLAIMER, count_records, show_empty
from geo.ui.own_layer import own_layer
from geo.ui.summary import summary_line
from geo.ui.window import map_window, show_window_notes

ctx = context()
layers = visible_layers(ctx.atlas)
window = map_window()
shown = replace(ctx, filters=window.narrow(ctx.filters))

st.markdown(summary_line(shown, layers, windowed=shown.filters != ctx.filters))
if not count_records(ctx.atlas, ctx.filters):
    show_empty(ctx.atlas, ctx.filters)

show_map(
    ctx.atlas,
    query=ctx.query,
    window=window.to_params(),
    title="Map of the UN buffer zone in southern Syria and of reported events",
    ask_view=map_cite_open(),
    mine=own_layer(),
)

show_window_notes(ctx, shown)
with st.expander("Download what the map shows", icon=":material/download:"):
    show_downloads(shown, layers)
show_map_cite(shown, layers)
st.caption(DISCLAIMER)
