"""Tests of the child process that reads uploads."""
