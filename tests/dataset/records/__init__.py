"""Tests of geo.dataset.records."""
