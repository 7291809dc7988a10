"""Benchmarks: ours and the peers side by side in one run. Not part of the tests."""
