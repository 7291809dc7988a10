"""The page of two windows of time next to each other."""
