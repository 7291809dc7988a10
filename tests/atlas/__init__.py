"""Tests of geo.atlas."""
