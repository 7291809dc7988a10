"""The method: what each layer means, its limits, licences, credits and the disclaimer."""

import streamlit as st

from geo.analysis import legal, method
from geo.analysis.sentences import DISCLAIMER
from geo.text.messages import tr
from geo.ui.base.context import context

ctx = context()

st.title(tr("Method and limits"))
st.markdown(tr(method.INTRODUCTION))
st.info(tr(DISCLAIMER), icon=":material/gavel:")

st.header(tr("What each layer means"))
st.markdown(method.layers_text(ctx.atlas))

st.header(tr("Coverage and gaps"))
st.markdown(method.coverage_text(ctx.atlas))

st.header(tr("How sure, how exact"))
st.markdown(method.precision_text())
st.markdown(method.position_text(ctx.atlas))
st.markdown(method.names_text(ctx.atlas))

st.header(tr("The zone, measured"))
st.markdown(method.zone_text(ctx.atlas))

st.header(tr("The areas of limitation"))
st.markdown(method.limits_text())

st.header(tr("The mandate and the texts of 1974"))
st.markdown(legal.legal_text())

st.header(tr("Licences and credits"))
st.markdown(tr(method.LICENCES))
