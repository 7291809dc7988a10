"""The map component and the window of time that its frame reports."""
