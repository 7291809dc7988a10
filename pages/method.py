"""The method: what each layer means, its limits, licences, credits and the disclaimer."""

import streamlit as st

from geo.analysis import legal, method
from geo.ui.base.context import context
from geo.ui.base.notices import DISCLAIMER

ctx = context()

st.title("Method and limits")
st.markdown(method.INTRODUCTION)
st.info(DISCLAIMER, icon=":material/gavel:")

st.header("What each layer means")
st.markdown(method.layers_text(ctx.atlas))

st.header("Coverage and gaps")
st.markdown(method.coverage_text(ctx.atlas))

st.header("How sure, how exact")
st.markdown(method.PRECISION)
st.markdown(method.position_text(ctx.atlas))
st.markdown(method.names_text(ctx.atlas))

st.header("The zone, measured")
st.markdown(method.zone_text(ctx.atlas))

st.header("The areas of limitation")
st.markdown(method.limits_text())

st.header("The mandate and the texts of 1974")
st.markdown(legal.legal_text())

st.header("Licences and credits")
st.markdown(method.LICENCES)
