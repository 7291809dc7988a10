"""The frame around every page: title, navigation, sidebar; the script that Streamlit runs."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.errors import AtlasError, DataError
from geo.settings import read_settings
from geo.snapshot import open_atlas
from geo.ui.context import PAGES_FOLDER, Context, store
from geo.ui.notices import show_broken_data, show_chrome, show_unexpected
from geo.ui.sidebar import show_sidebar

FILTERED_PAGES = ("Map", "Table", "Timeline")
ICON = Path(__file__).with_name("icon.png")  # a Material icon here would be fetched from another host

st.set_page_config(page_title="Buffer Zone Atlas", page_icon=str(ICON), layout="wide")

try:
    atlas = open_atlas(read_settings().data_folder)
except DataError as error:
    page = st.navigation([st.Page(lambda: None, title="Data fault")], position="hidden")
    show_broken_data(error)
else:
    page = st.navigation(
        [
            st.Page(PAGES_FOLDER / "map_view.py", title="Map", icon=":material/map:", default=True),
            st.Page(PAGES_FOLDER / "table.py", title="Table", icon=":material/table_rows:"),
            st.Page(PAGES_FOLDER / "talks.py", title="Talks", icon=":material/handshake:"),
            st.Page(PAGES_FOLDER / "evidence.py", title="Evidence", icon=":material/balance:"),
            st.Page(PAGES_FOLDER / "sources.py", title="Sources", icon=":material/newspaper:"),
            st.Page(PAGES_FOLDER / "timeline.py", title="Timeline", icon=":material/timeline:"),
            st.Page(PAGES_FOLDER / "where.py", title="Where is it?", icon=":material/my_location:"),
            st.Page(PAGES_FOLDER / "method.py", title="Method", icon=":material/menu_book:"),
        ],
        position="top",
    )
    show_chrome()
    try:
        store(Context(atlas, show_sidebar(atlas, page=page.title, filtered=page.title in FILTERED_PAGES)))
        page.run()
    except AtlasError as error:
        show_unexpected(error)
