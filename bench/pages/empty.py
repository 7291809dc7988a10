"""An empty page: what Streamlit itself costs."""

import streamlit as st

st.write("An empty page")
