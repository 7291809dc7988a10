"""The timeline as a page shows it: chart, tables, counts around the talks as HTML."""
