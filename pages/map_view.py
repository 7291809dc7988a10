"""The map: frame, counts, downloads of what is visible."""

import streamlit as st

from geo.ui.context import context
from geo.ui.downloads import show_downloads
from geo.ui.map_component import show_map, visible_layers
from geo.ui.notices import DISCLAIMER, count_records, show_empty
from geo.ui.summary import summary_line

ctx = context()
layers = visible_layers(ctx.atlas)

st.markdown(summary_line(ctx, layers))
if not count_records(ctx.atlas, ctx.filters):
    show_empty(ctx.atlas, ctx.filters)

show_map(ctx.atlas, query=ctx.query, title="Map of the UN buffer zone in southern Syria and of reported events")

with st.expander("Download what the map shows", icon=":material/download:"):
    show_downloads(ctx, layers)
st.caption(DISCLAIMER)
