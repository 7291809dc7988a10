"""Every assumption about Streamlit, by name: after an upgrade, what fails here is the list of what to look at."""
