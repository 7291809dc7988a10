"""Parsing of the command line and the one function where errors become exit codes."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.cli import commands
from geo.cli.cite import add_cite_command
from geo.cli.columns import add_columns_command
from geo.cli.diff import add_diff_command
from geo.cli.downloaded.ucdp import add_ucdp_command
from geo.cli.downloaded.wikimap import add_wikimap_command
from geo.cli.enrich import add_enrich_command
from geo.cli.fresh import add_fresh_command
from geo.cli.refresh import add_refresh_command
from geo.cli.sources import add_sources_command
from geo.cli.start import add_start_command
from geo.cli.terminal import say
from geo.errors import AtlasError, DataError, FilterError
from geo.exports import Format
from geo.query.filters import FILTER_NAMES

_NEGATIVE = re.compile(r"^-[.,]?\d")
EXIT_DATA = 1
EXIT_USAGE = 2


def main(arguments: Sequence[str] | None = None, *, prog: str = "python -m geo") -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str or None
        Words of the command line; None for those of this process.
    prog : str
        How help and messages call the command.

    Returns
    -------
    int
        0 if it was done, 1 for bad data, 2 for bad usage.
    """
    parser = build_parser(prog=prog)
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = parser.parse_args([_shielded(word) for word in words])
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except DataError as error:
        say(error.report())
        say("1 fault found." if len(error.faults) == 1 else f"{len(error.faults)} faults found.")
        return EXIT_DATA
    except FilterError as error:
        for name, reason in error.problems:
            say(f"--{name}: {reason}")
        return EXIT_USAGE
    except AtlasError as error:
        say(error)
        return EXIT_USAGE
    except BrokenPipeError:
        return 0
    except OSError as error:
        sys.unraisablehook = _stay_silent
        say(f"{error.filename or 'The output'} cannot be written or read: {error.strerror or error}.")
        return EXIT_USAGE
    return code


def _stay_silent(_error: object) -> None:
    """Print nothing of what libraries meet while they clean up: what could not be written cannot be finished."""


def _shielded(word: str) -> str:
    """Return a negative number with a space before it: argparse takes ``-7.1e1`` for an option otherwise."""
    return f" {word}" if _NEGATIVE.match(word) else word


def atlas() -> int:
    """Run the ``atlas`` command of an installed package: without a word it starts the app."""
    return main(sys.argv[1:] or ["start"], prog="atlas")


def build_parser(*, prog: str = "python -m geo") -> argparse.ArgumentParser:
    """Return the parser with every command; ``prog`` is how its help calls it."""
    parser = argparse.ArgumentParser(prog=prog, description="Buffer Zone Atlas on the command line.")
    parser.add_argument("--data", type=Path, default=None, metavar="FOLDER", help="data folder (default: data/)")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")

    check = verbs.add_parser("check", help="validate all records and geometries")
    check.set_defaults(run=commands.check)

    build = verbs.add_parser("build", help="compile data/layers from the records")
    build.add_argument("--check", action="store_true", help="write nothing, fail if a layer file is out of date")
    build.set_defaults(run=commands.build)

    position = verbs.add_parser("position", help="say where a point lies against the lines of 1974")
    position.add_argument("lon", metavar="LON", help="longitude, degrees WGS 84")
    position.add_argument("lat", metavar="LAT", help="latitude, degrees WGS 84")
    position.add_argument("--uncertainty", default="0", metavar="M", help="radius in metres (default: 0)")
    position.set_defaults(run=commands.position)

    export = verbs.add_parser("export", help="write a layer, or all of them, with filters")
    export.add_argument("layer", metavar="LAYER|all", help="layer id, or all")
    export.add_argument("-f", "--format", choices=[str(form) for form in Format], default=str(Format.GEOJSON))
    export.add_argument(
        "-o", "--output", type=Path, default=None, metavar="OUT", help="file to write (default: stdout)"
    )
    for name in FILTER_NAMES:
        export.add_argument(f"--{name}", dest=f"filter_{name}", default=None, metavar="VALUE")
    export.set_defaults(run=commands.export)

    add_columns_command(verbs)
    add_enrich_command(verbs)
    add_diff_command(verbs)
    add_cite_command(verbs)
    add_refresh_command(verbs)
    add_sources_command(verbs)
    add_fresh_command(verbs)
    add_ucdp_command(verbs)
    add_wikimap_command(verbs)
    add_start_command(verbs)
    return parser
