"""A person's own rows and files of many events: enrichment, the rows of a browser session, compact columns. Pure."""
