"""What readers share: a reading, choices, limits, row issues, the registry of formats."""
