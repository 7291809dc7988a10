"""Guards in front of every request: of host names, and of what is put to the server."""
