"""Filters and the query language: one parser for widgets, address, HTTP and command line. Pure."""
