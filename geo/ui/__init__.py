"""Pages: the shell, sidebar filters, the map component, downloads. Knows Streamlit, decides nothing."""
