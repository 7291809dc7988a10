"""Tests of what people type: coordinates, links, codes, names."""
