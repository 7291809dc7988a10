"""The search over an atlas: what records and words show to it, what a query means here, results as one list."""
