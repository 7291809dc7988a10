"""The sidebar: filters as widgets in step with the page address, and how current the data is."""
