"""The evidence: who claims what, what stands against it, and the origin article statement by statement."""

import streamlit as st

from geo.text.messages import tr
from geo.ui.base.context import context
from geo.ui.evidence import evidence, origin

ctx = context()

with st.container(width=evidence.WIDTH_PX, key="evidence"):
    st.title(tr("Evidence"))
    st.markdown(
        tr(
            "{introduction}\n\nOn this page: [Claims](#claims) · [{title}](#origin-article)",
            introduction=tr(evidence.INTRODUCTION),
            title=tr(origin.TITLE),
        )
    )

    st.header(tr("Claims"), anchor="claims")
    shown = evidence.show_ledger(ctx)

    st.header(tr(origin.TITLE), anchor="origin-article")
    st.markdown(tr(origin.INTRODUCTION))
    origin.show_statements(ctx.atlas.dataset, shown=shown)
