"""Pages of the peers with the same made-up events; Streamlit runs each as a script."""
