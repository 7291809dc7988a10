"""What a file is, by content and ending, and what its columns are called."""
