"""Tests of what changed between two versions."""
