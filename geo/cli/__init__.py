"""The command line: JSON for machines on stdout, messages on stderr, exit 0, 1 (bad data), 2 (bad usage)."""

from geo.cli.main import main

__all__ = ["main"]
