"""Records in words: card, citation, downloads, source lines, table, summary."""
