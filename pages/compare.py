"""Compare: two windows of time on maps beside each other, and what differs in words and numbers."""

from dataclasses import replace

import streamlit as st

from geo.ui import compare as page
from geo.ui import compare_files as files
from geo.ui.context import context

whole = context()
ctx = replace(whole, filters=page.undated(whole.filters))

st.title("Compare")
if whole.filters.date_from or whole.filters.date_to:
    st.caption("The period in the sidebar does not apply here: each window has its own dates.")
pair = page.ask_windows(ctx.atlas)
compared = page.compared_of(ctx, pair)

page.show_maps(ctx, pair)
st.markdown(page.summary_text(pair, compared))
st.caption(page.CAVEAT)

st.header("Reports and talks by kind")
if compared.kinds:
    st.markdown(page.kinds_text(compared))
else:
    st.info("No report or talk of these filters lies in either window.", icon=":material/filter_alt_off:")

st.header("What lasts: areas, lines, control and posts")
st.markdown(page.lasting_text(compared))

if compared.dated:
    with st.expander(
        f"Dated entries of the control layer, over both windows and between them ({len(compared.dated):,})"
    ):
        st.markdown(page.dated_text(compared.dated))

st.markdown(files.downloads_text(pair, compared))
files.show_differences(ctx, compared)
files.show_compare_cite(ctx, pair, compared)
