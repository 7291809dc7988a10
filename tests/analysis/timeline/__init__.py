"""Tests of geo/timeline."""
