"""Tests of the 1974 geometry and the position test."""
