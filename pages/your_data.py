"""Your data: a person's own file against the geometry of 1974, beside our records, for that browser session only."""

import streamlit as st

from geo.text.markdown import plain
from geo.ui.base.context import context
from geo.ui.your_data.choose import choose_file, show_promise, show_remove, show_samples
from geo.ui.your_data.downloads import show_exports
from geo.ui.your_data.map import show_own_map
from geo.ui.your_data.result import show_charts, show_counts
from geo.ui.your_data.table import show_table
from geo.ui.your_data.work import rows_of

ctx = context()

st.title("Your data")
show_promise()
upload = choose_file()
show_samples(opened=upload is None)
if upload is None:
    st.stop()

st.header(plain(upload.name), anchor=False)
body = st.container()
show_remove()  # drawn before the file is read, so that it can be taken away meanwhile
with body:
    held = rows_of(ctx.atlas, upload)
    if held is not None:
        show_counts(upload, held)
        show_own_map(held)
        show_table(ctx.atlas, held.rows, key=upload.key)
        show_charts(held.rows)
        show_exports(upload, held)
