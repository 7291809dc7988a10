"""``diff``: what changed between two data folders."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.cli.commands import data_folder
from geo.cli.terminal import say
from geo.dataset.diff import Changes, compare_tables, summary_lines
from geo.dataset.load import DATA_FOLDER, VERSION_LENGTH, digest_of, load_dataset
from geo.dataset.raw_tables import ABOUT, Cells, read_cells
from geo.errors import DataError, Fault


def add_diff_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("diff", help="say what changed between two data folders, by record id")
    command.add_argument("old", type=Path, metavar="OLD", help="data folder of the older version")
    command.add_argument(
        "new", type=Path, nargs="?", default=None, metavar="NEW", help="data folder of the newer version"
    )
    command.set_defaults(run=diff)


def diff(options: argparse.Namespace) -> int:
    """Print the changes as JSON, and a summary of them for people."""
    new_folder = options.new or data_folder(options) or DATA_FOLDER
    old, new = _read(options.old, new_folder)
    changes = compare_tables(old, new)
    about = {"old": _about(options.old, old), "new": _about(new_folder, new)}
    print(json.dumps({**about, **changes.to_json()}, ensure_ascii=False, indent=2))
    say("\n".join(_said(changes, about)))
    return 0


def _read(old: Path, new: Path) -> tuple[Mapping[str, Cells], Mapping[str, Cells]]:
    """Read both folders. The new one must hold to today's rules; the old one held to the rules of its day."""
    faults: list[Fault] = []
    tables: list[Mapping[str, Cells]] = []
    for name, folder in (("OLD", old), ("NEW", new)):
        try:
            tables.append(read_cells(folder))
            if name == "NEW":
                load_dataset(folder)
        except DataError as error:
            faults += [replace(fault, file=f"{name}/{fault.file}") for fault in error.faults]
    if faults:
        raise DataError(faults)
    before, after = tables
    return before, after


def _about(folder: Path, tables: Mapping[str, Cells]) -> dict[str, Any]:
    try:
        digest = digest_of(folder)
    except FileNotFoundError:  # a file that the digest of today takes in did not exist then
        return {"version": None, "digest": None, "as_of": _as_of(tables)}
    return {"version": digest[:VERSION_LENGTH], "digest": digest, "as_of": _as_of(tables)}


def _as_of(tables: Mapping[str, Cells]) -> str | None:
    return next((row.get("as_of") for row in tables[ABOUT].rows), None)


def _said(changes: Changes, about: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, said in about.items():
        yield f"{name}: version {said['version'] or 'unknown'}, data as of {said['as_of'] or 'unknown'}"
    if not changes.same:
        yield from summary_lines(changes)
    elif about["old"]["digest"] == about["new"]["digest"]:
        yield "Nothing changed."
    else:
        yield "The records are the same; only the order of rows or the way they are written differs."
