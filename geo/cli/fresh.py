"""``fresh``: how old the data is, which months have no records, and which sources are overdue, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

from geo.analysis.freshness import freshness_of
from geo.dataset.load import load_dataset
from geo.errors import UsageError
from geo.settings import read_settings
from geo.text.dates import last_day


def add_fresh_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("fresh", help="say how old the data is, and which sources are overdue")
    command.add_argument("--today", default=None, metavar="DAY", help="day of the reader (default: today, UTC)")
    command.set_defaults(run=fresh)


def fresh(options: argparse.Namespace) -> int:
    """Print the freshness as JSON, and its age in words on standard error.

    Raises
    ------
    UsageError
        If the day is not an ISO day.
    """
    today = options.today or datetime.now(UTC).date().isoformat()
    try:
        today = last_day(today)
    except ValueError as error:
        raise UsageError(f"--today: {error}.") from None
    dataset = load_dataset(options.data or read_settings().data_folder)
    found = freshness_of(dataset, today=today)
    print(json.dumps({"version": dataset.version, **found.to_json()}, ensure_ascii=False, indent=2))
    print(found.words, file=sys.stderr)
    return 0
