"""Keys under which a session keeps what it brought."""

FILE_KEY = "own_file"
"""Where a session keeps the file that it brought."""
