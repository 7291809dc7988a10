"""Files of features, one reader a format."""
