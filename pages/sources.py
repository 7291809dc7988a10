"""The sources: what the records rest on, how each page was seen, and the publishers."""

import streamlit as st

from geo.analysis.ledger.source_tables import origins_text, pages_text, publisher_text, seen_text
from geo.ui import missing, sources
from geo.ui.base.context import addresses, context

dataset = context().atlas.dataset
tally, publishers = sources.counted(dataset)

st.title("Sources")
st.markdown(
    f"**{tally.links:,} links** from records to **{tally.pages:,} pages** of **{tally.publishers:,} publishers**."
)
st.markdown(sources.INTRODUCTION)
if not publishers:
    st.info("The data holds no source.", icon=":material/info:")
    st.stop()

st.header("What records rest on")
pages, origins = st.columns(2)
pages.markdown("**Pages**\n\n" + pages_text(tally))
origins.markdown("**Independent origins**\n\n" + origins_text(tally))
st.caption(sources.CLAIMS_NOTE)

st.header("How the pages were seen")
st.markdown(seen_text(tally))

missing.show_missing(dataset)

st.header("Publishers")
st.markdown("Choose a row to see its pages, or open the map with its records only.")
chosen = sources.choose_publisher(dataset)
if chosen is not None:
    st.markdown(publisher_text(dataset, chosen, addresses()))
