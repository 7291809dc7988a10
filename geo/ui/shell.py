"""The frame around every page: title, navigation, sidebar; the script that Streamlit runs."""

from __future__ import annotations

import streamlit as st

from geo.atlas.shared import open_atlas
from geo.errors import AtlasError, DataError
from geo.settings import read_data_folder
from geo.ui.addresses import show_unknown_parameters
from geo.ui.base.context import Context, store
from geo.ui.base.notices import show_broken_data, show_unexpected
from geo.ui.navigation import icon, menu_page
from geo.ui.sidebar import show_sidebar

FILTERED_PAGES = ("Map", "Table", "Timeline", "Compare")

st.set_page_config(page_title="Buffer Zone Atlas", page_icon=icon(), layout="wide")

try:
    atlas = open_atlas(read_data_folder())
except DataError as error:
    page = st.navigation([st.Page(lambda: None, title="Data fault")], position="hidden")
    show_broken_data(error)
else:
    page = st.navigation(
        [
            menu_page("map_view.py", title="Map", icon=":material/map:", default=True),
            menu_page("table.py", title="Table", icon=":material/table_rows:"),
            menu_page("talks.py", title="Talks", icon=":material/handshake:"),
            menu_page("evidence.py", title="Evidence", icon=":material/balance:"),
            menu_page("sources.py", title="Sources", icon=":material/newspaper:"),
            menu_page("timeline.py", title="Timeline", icon=":material/timeline:"),
            menu_page("compare.py", title="Compare", icon=":material/compare:"),
            menu_page("where.py", title="Where is it?", icon=":material/my_location:"),
            menu_page("your_data.py", title="Your data", icon=":material/upload_file:"),
            menu_page("method.py", title="Method", icon=":material/menu_book:"),
        ],
        position="top",
    )
    address = st.query_params.to_dict()
    try:
        filters = show_sidebar(atlas, address, page=page.title, filtered=page.title in FILTERED_PAGES)
        store(Context(atlas, filters, address))
        show_unknown_parameters(page.title, address)
        page.run()
    except AtlasError as error:
        show_unexpected(error)
