"""What one browser session holds: a private store, jobs, and a fair queue for them."""
