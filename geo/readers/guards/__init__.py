"""Untrusted archives, JSON, XML, HTML and SQLite, measured before they are parsed."""
