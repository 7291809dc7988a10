"""Tests of geo.exports."""
