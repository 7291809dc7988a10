"""The sources: what the records rest on, how each page was seen, and the publishers."""

import streamlit as st

from geo.analysis.ledger.source_tables import origins_text, pages_text, publisher_text, seen_text
from geo.text.messages import tr
from geo.ui import missing, sources
from geo.ui.base.context import addresses, context

dataset = context().atlas.dataset
tally, publishers = sources.counted(dataset)

st.title(tr("Sources"))
st.markdown(
    tr(
        "**{links} links** from records to **{pages} pages** of **{publishers} publishers**.",
        links=f"{tally.links:,}",
        pages=f"{tally.pages:,}",
        publishers=f"{tally.publishers:,}",
    )
)
st.markdown(tr(sources.INTRODUCTION))
if not publishers:
    st.info(tr("The data holds no source."), icon=":material/info:")
    st.stop()

st.header(tr("What records rest on"))
pages, origins = st.columns(2)
pages.markdown("**Pages**\n\n" + pages_text(tally))
origins.markdown(tr("**Independent origins**\n\n") + origins_text(tally))
st.caption(tr(sources.CLAIMS_NOTE))

st.header(tr("How the pages were seen"))
st.markdown(seen_text(tally))

missing.show_missing(dataset)
missing.show_freshness(dataset)

st.header(tr("Publishers"))
st.markdown(tr("Choose a row to see its pages, or open the map with its records only."))
chosen = sources.choose_publisher(dataset)
if chosen is not None:
    st.markdown(publisher_text(dataset, chosen, addresses()))
