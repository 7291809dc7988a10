"""The frame around every page: title, navigation, sidebar; the script that Streamlit runs."""

from __future__ import annotations

import streamlit as st

from geo.atlas.shared import open_atlas
from geo.errors import AtlasError, DataError
from geo.settings import read_data_folder
from geo.text.messages import mark
from geo.ui.base.context import Context, store
from geo.ui.base.notices import show_broken_data, show_unexpected, show_unknown_parameters
from geo.ui.navigation import chosen_page, icon
from geo.ui.sidebar.filters import show_sidebar
from geo.web.pages.head import page_title

# Before the menu, whose pages have icons that a browser would fetch from another host.
st.set_page_config(page_title=mark("Buffer Zone Atlas"), page_icon=icon(), layout="wide")

try:
    atlas = open_atlas(read_data_folder())
except DataError as error:
    page = st.navigation([st.Page(lambda: None, title=mark("Data fault"))], position="hidden")
    show_broken_data(error)
else:
    page, spec = chosen_page()
    address = st.query_params.to_dict()
    st.set_page_config(page_title=page_title(atlas, spec, address), page_icon=icon())
    try:
        filters = show_sidebar(atlas, address, page=spec.path, filtered=spec.filtered)
        store(Context(atlas, filters, address))
        show_unknown_parameters(spec.unknown(address))
        page.run()
    except AtlasError as error:
        show_unexpected(error)
