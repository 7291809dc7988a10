"""Tests of the atlas; the folders mirror the package."""
