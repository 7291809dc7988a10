"""The page for a file of one's own."""
