"""The one adapter to Streamlit's web server: pages rewritten on their way out, so that the map starts at once.

Each part names the upstream issue that it waits for; once that is released, the part can go. What is assumed of
Streamlit is listed, assumption by assumption, in ``tests/streamlit_contract``.
"""
