"""Tests of geo/cite."""
