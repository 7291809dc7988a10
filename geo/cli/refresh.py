"""``refresh-lines``: what OpenStreetMap has now, next to what is pinned. It uses a network, when called."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from geo.atomic_write import write_aside
from geo.cli.terminal import say
from geo.dataset.load import DATA_FOLDER
from geo.errors import DataError
from geo.maintenance.refresh import (
    PINNED_NAME,
    ElementSource,
    Move,
    Pinned,
    Refreshed,
    elements_needed,
    open_source,
    read_pinned,
    refresh_lines,
)


def add_refresh_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("refresh-lines", help="compare the pinned lines with OpenStreetMap's present ones")
    command.add_argument(
        "--from", dest="source", default=None, metavar="FOLDER|URL", help="recorded answers, or a mirror of the API"
    )
    mode = command.add_mutually_exclusive_group()
    mode.add_argument("--accept", action="store_true", help="write the present lines over the pinned ones")
    mode.add_argument("--dry-run", action="store_true", help="print the addresses, read nothing")
    command.set_defaults(run=refresh)


def refresh(options: argparse.Namespace) -> int:
    """Print what moved; with ``--accept`` write it, if it is plausible."""
    folder = (options.data or DATA_FOLDER) / "geometry"
    source = open_source(options.source)
    if options.dry_run:
        print(json.dumps(_addresses(source, read_pinned(folder / PINNED_NAME).features), indent=2))
        return 0
    found = refresh_lines(folder, source)
    written = bool(options.accept and found.changed and not found.faults)
    if written:
        write_aside(folder / PINNED_NAME, found.body)
    print(json.dumps({**found.to_json(), "written": written}, ensure_ascii=False, indent=2))
    say("\n".join(_summary(found, written=written)))
    if options.accept and found.faults:
        raise DataError(found.faults)
    for fault in found.faults:
        say(fault)
    return 0


def _addresses(source: ElementSource, features: tuple[Pinned, ...]) -> dict[str, list[str]]:
    relations, ways = elements_needed(features)
    return {
        "always": [source.address(name) for name in relations],
        "if_missing_there": [source.address(name) for name in ways],
    }


def _summary(found: Refreshed, *, written: bool) -> Iterator[str]:
    for move in found.moves:
        yield f"{move.title}: {_move_text(move)}"
    if written:
        yield "Written. Now run python -m geo build, and bin/test for the figures on the method page."
    elif not found.changed:
        yield "The pinned lines are those of OpenStreetMap. Nothing was written."
    elif found.faults:
        yield "The result is not plausible. Nothing was written."
    else:
        yield "Nothing was written. Look at the change, then add --accept."


def _move_text(move: Move) -> str:
    dates = f"{_version(move.version_before, move.day_before)} -> {_version(move.version_now, move.day_now)}"
    if not move.changed:
        return f"as pinned, {_version(move.version_now, move.day_now)}, last edit {move.last_edit}."
    area = (
        f" {move.area_before_km2:.2f} -> {move.area_now_km2:.2f} km2;"
        if move.area_before_km2 is not None and move.area_now_km2 is not None
        else ""
    )
    return (
        f"{dates}, last edit {move.last_edit}; moved by {move.moved_max_m:.1f} m at most, "
        f"{move.moved_mean_m:.1f} m on average;{area} {move.length_before_km:.2f} -> {move.length_now_km:.2f} km; "
        f"{move.vertices_before} -> {move.vertices_now} vertices."
    )


def _version(version: str | None, day: str) -> str:
    return day if version is None else f"version {version} of {day}"
