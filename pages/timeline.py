"""The timeline: reports by week and kind, dates of law and talks on the same axis, counts around the talks."""

import streamlit as st

from geo.ui.around import show_around
from geo.ui.context import context
from geo.ui.timeline import choose_zoom, show_chart, show_downloads, show_summary, show_tables, show_window, timeline_of

ctx = context()
timeline = timeline_of(ctx.atlas, ctx.filters)

st.title("Timeline")
show_summary(ctx, timeline)
if timeline.weekly.counted or timeline.weekly.apart:
    shown = choose_zoom(ctx.atlas, timeline)
    show_window(ctx, timeline, show_chart(ctx, timeline, shown), shown)
    show_tables(ctx, timeline)
    show_downloads(ctx, timeline)

st.header("Around the talks")
show_around(ctx, timeline)
