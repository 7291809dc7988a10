"""Files that a person brings to the page, and the samples that can be tried."""
