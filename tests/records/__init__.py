"""Tests of geo.records."""
