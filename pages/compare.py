"""Compare: two windows of time on maps beside each other, and what differs in words and numbers."""

from dataclasses import replace

import streamlit as st

from geo.analysis.comparison.page_text import files_text
from geo.text.messages import tr
from geo.ui.base.context import addresses, context
from geo.ui.compare import compare as page
from geo.ui.compare import files

whole = context()
ctx = replace(whole, filters=page.undated(whole.filters))

st.title(tr("Compare"))
if whole.filters.date_from or whole.filters.date_to:
    st.caption(tr("The period in the sidebar does not apply here: each window has its own dates."))
pair = page.ask_windows(ctx.atlas)
compared = page.compared_of(ctx, pair)

page.show_maps(ctx, pair)
st.markdown(f"{page.compared_text(ctx, pair)}\n\n{files_text(pair, compared, addresses())}")
page.show_dated(compared)
files.show_differences(ctx, compared)
files.show_compare_cite(ctx, pair, compared)
