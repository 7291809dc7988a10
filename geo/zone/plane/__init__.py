"""The local metric plane: projection, grid of bounded error, index of pieces of lines."""
