"""``ucdp``: take UCDP files that a person downloaded into the table, after saying what they change."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from geo.atomic_write import write_aside
from geo.dataset.load import DATA_FOLDER
from geo.dataset.records import TABLES
from geo.maintenance.ucdp import Change, merge_rows, read_table, read_ucdp_file, table_text
from geo.settings import read_settings


def add_ucdp_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("ucdp", help="take UCDP files that you downloaded into the table")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV files of events, the oldest first")
    command.add_argument("--write", action="store_true", help="write the table; without it nothing is changed")
    command.set_defaults(run=ucdp)


def ucdp(options: argparse.Namespace) -> int:
    """Say what the files change, and write the table when told to.

    Returns
    -------
    int
        0, also where nothing changes.
    """
    folder = Path(options.data or read_settings().data_folder or DATA_FOLDER)
    table = next(table for table in TABLES if table.name == "ucdp_events")
    path = folder / "records" / table.file
    files = [read_ucdp_file(file, columns=table.columns) for file in options.files]
    merged = merge_rows(read_table(path), files)
    for line in change_lines(merged.changes):
        print(line)
    added = sum(change.added for change in merged.changes)
    print(
        f"{added:,} rows added, {len(merged.changes) - added:,} replaced, {len(merged.rows):,} in all.", file=sys.stderr
    )
    if not options.write:
        print("Nothing was written; add --write to take this in.", file=sys.stderr)
        return 0
    write_aside(path, table_text(merged.rows, columns=table.columns).encode())
    print(f"Wrote {table.file}. Now run check and build; no row was linked to a record of ours.", file=sys.stderr)
    return 0


def change_lines(changes: Iterable[Change]) -> list[str]:
    """Return the changes, a line each: new rows, and of replaced ones every column that differs."""
    lines = []
    for change in changes:
        unclear = f" (coding not clear: {change.unclear})" if change.unclear else ""
        if change.added:
            lines.append(f"+ {change.id}{unclear}")
        else:
            parts = (f"{name}: {old or 'empty'} -> {new or 'empty'}" for name, (old, new) in change.fields.items())
            lines.append(f"~ {change.id}{unclear}: {'; '.join(parts)}")
    return lines
