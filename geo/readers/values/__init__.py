"""Values of cells: days, numbers, locations."""
