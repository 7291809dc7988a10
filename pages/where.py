"""Where is it? A point or a place against the lines of 1974."""

import streamlit as st

from geo.text.messages import tr
from geo.ui.base.context import addresses, context
from geo.ui.map.map_component import show_pick_map
from geo.ui.where import ask, follow_pick, show_answer

ctx = context()

st.title(tr("Where is it?"))
st.markdown(tr("Test a point or a place against the lines of the 1974 agreement. What you type stays in this session."))
follow_pick()
point = ask(ctx.atlas)
if point is not None:
    lon, lat, radius_m = point
    if show_answer(ctx.atlas, lon=lon, lat=lat, radius_m=radius_m) is None:
        point = None
    else:
        st.markdown(tr("[Link to this answer]({point})", point=addresses().point(lon=lon, lat=lat, radius_m=radius_m)))
show_pick_map(ctx.atlas, point=point)
