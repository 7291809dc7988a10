"""The page of reports by week, and the counts around the talks."""
