"""A person's own rows: held in memory for one browser session, tabulated, handed to the map and to downloads. Pure."""
