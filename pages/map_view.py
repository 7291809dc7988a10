"""The map: frame, counts, downloads of what is visible."""

from dataclasses import replace

import streamlit as st

from geo.analysis.sentences import DISCLAIMER
from geo.analysis.summary import days_line, summary_line
from geo.atlas.counts import count_records
from geo.text.dates import today
from geo.text.messages import tr
from geo.ui.base.context import context
from geo.ui.base.notices import show_empty
from geo.ui.map.introduction import show_introduction
from geo.ui.map.map_component import frame_state, show_map, visible_layers
from geo.ui.map.window import map_window, show_window_notes
from geo.ui.records.cite import show_map_citations
from geo.ui.records.downloads import show_downloads
from geo.ui.your_data.layer import own_layer

FILES = "map_files"

ctx = context()
state = frame_state()
layers = visible_layers(ctx.atlas, ctx.address, state)
window = map_window(ctx.address, state)
shown = replace(ctx, filters=window.narrow(ctx.filters))

line = summary_line(ctx.atlas, shown.filters, layers, windowed=shown.filters != ctx.filters)
show_introduction(f"{line}  \n{days_line(ctx.atlas, shown.filters, today())}")
if not count_records(ctx.atlas, ctx.filters):
    show_empty(ctx.atlas, ctx.filters)

show_map(
    ctx.atlas,
    query=ctx.query,
    window=window.to_params(),
    title=tr("Map of the UN buffer zone in southern Syria and of reported events"),
    ask_view=bool(st.session_state.get(FILES)),  # a citation names the view
    mine=own_layer(),
)

show_window_notes(ctx, shown)
files = st.expander(
    tr("Download and cite what the map shows"), key=FILES, icon=":material/download:", on_change="rerun"
)
if files.open:
    with files:
        show_downloads(shown, layers)
        show_map_citations(shown, layers)
st.caption(tr(DISCLAIMER))
