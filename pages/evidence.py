"""The evidence: who claims what, what stands against it, and the origin article statement by statement."""

import streamlit as st

from geo.ui.base.context import context
from geo.ui.evidence import evidence, origin

ctx = context()

with st.container(width=evidence.WIDTH_PX, key="evidence"):
    st.title("Evidence")
    st.markdown(f"{evidence.INTRODUCTION}\n\nOn this page: [Claims](#claims) · [{origin.TITLE}](#origin-article)")

    st.header("Claims", anchor="claims")
    shown = evidence.show_ledger(ctx)

    st.header(origin.TITLE, anchor="origin-article")
    st.markdown(origin.INTRODUCTION)
    origin.show_statements(ctx.atlas.dataset, shown=shown)
