"""``wikimap``: marks of Wikipedia's map module, from its raw text, as GeoJSON under Wikipedia's licence."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.atomic_write import refuse_unwritable, write_aside
from geo.errors import UsageError
from geo.maintenance.wikimap import marks_geojson, read_wiki_marks
from geo.text.dates import first_day

SOUTH_SYRIA = (35.3, 32.2, 37.2, 34.0)
"""West, south, east, north in degrees of the marks that are kept unless all are asked for."""


def add_wikimap_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("wikimap", help="take the marks out of Wikipedia's map module that you downloaded")
    command.add_argument("file", type=Path, metavar="FILE", help="raw text of the module (action=raw)")
    command.add_argument("--revision", required=True, metavar="NUMBER", help="number of the revision")
    command.add_argument("--stated", required=True, metavar="DAY", help="day of the revision")
    command.add_argument("--all", action="store_true", help="keep the marks of the whole map, not southern Syria alone")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="GeoJSON file to write")
    command.set_defaults(run=wikimap)


def wikimap(options: argparse.Namespace) -> int:
    """Write the marks as GeoJSON and say how many there are.

    Raises
    ------
    UsageError
        If the file cannot be read, the revision is not a number, or the day is not an ISO day.
    """
    if not options.revision.isdecimal():
        raise UsageError("--revision is the number after oldid= in the address of the revision.")
    try:
        day = first_day(options.stated)
    except ValueError as error:
        raise UsageError(f"--stated: {error}.") from None
    refuse_unwritable(options.output)
    try:
        text = options.file.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{options.file} cannot be opened ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise UsageError(f"{options.file} is not UTF-8 text; save the raw text of the module.") from None
    west, south, east, north = SOUTH_SYRIA
    every = read_wiki_marks(text)
    marks = [m for m in every if options.all or (west <= m.lon <= east and south <= m.lat <= north)]
    write_aside(options.output, marks_geojson(marks, revision=options.revision, stated_on=day))
    print(f"{len(marks):,} of {len(every):,} marks written, CC BY-SA 4.0. Keep the file apart.", file=sys.stderr)
    return 0
