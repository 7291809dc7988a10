"""Tests of geo.web."""
