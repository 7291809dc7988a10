"""The page of claims by topic, and the origin article."""
