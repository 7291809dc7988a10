"""``columns``: prepare a file of events for the map, once for all readers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.cli.terminal import say
from geo.readers import read_events


def add_columns_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("columns", help="prepare a file of many events for the map")
    command.add_argument("file", type=Path, metavar="FILE", help="any file of events that the atlas reads")
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="folder to write; its name becomes an address",
    )
    command.add_argument("--title", default=None, metavar="TEXT", help="name in the panel (default: name of the file)")
    command.add_argument("--credit", default="", metavar="TEXT", help="whom the panel credits")
    command.set_defaults(run=columns)


def columns(options: argparse.Namespace) -> int:
    """Write the folder and say how the rows ended."""
    from geo.userdata.prepared import prepare

    reading = read_events(options.file)
    title = options.title or options.file.stem
    prepared = prepare(reading, options.output, title=title, credit=options.credit, on_rows=_progress)
    for note in (*reading.notes, reading.licence_note):
        if note:
            say(note)
    say(
        f"{prepared.rows:,} rows: {prepared.drawn:,} on the map, {prepared.unlocated:,} without coordinates, "
        f"{prepared.refused:,} refused. To show them: ATLAS_EVENT_FILES={options.output}",
    )
    return 0


def _progress(rows: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{rows:,} rows read", end="", file=sys.stderr, flush=True)
