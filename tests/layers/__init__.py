"""Tests of geo.layers."""
