"""Streamlit's start page, rewritten so that the map starts at once."""
