"""Several processes behind nginx, and the routes alone."""
