"""Starting the app from an installed package."""

from __future__ import annotations

import argparse
import os
import shlex
import sys

from geo.errors import UsageError
from geo.settings import project_folder


def add_start_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("start", help="start the app")
    command.add_argument("--port", default=None, metavar="PORT", help="port to listen on (default: 8501)")
    command.add_argument("--address", default=None, metavar="ADDRESS", help="address to listen on (default: all)")
    command.add_argument("--dry-run", action="store_true", help="print the command and start nothing")
    command.set_defaults(run=start)


def start(options: argparse.Namespace) -> int:
    """Replace this process by ``streamlit run app.py``, or print that command.

    Parameters
    ----------
    options : Namespace
        ``port``, ``address`` and ``dry_run``.

    Returns
    -------
    int
        0, and only for a dry run.

    Raises
    ------
    UsageError
        If the port is not a number or the app is not there.
    """
    app = project_folder() / "app.py"
    if options.port and not options.port.isdecimal():
        raise UsageError(f"--port: {options.port!r} is not a whole number; write one such as 8600")
    if not app.is_file():
        raise UsageError(f"{app} is missing; install the package again, or run this in a checkout")
    words = [sys.executable, "-m", "streamlit", "run", str(app)]
    words += [f"--server.{name}={value}" for name in ("port", "address") if (value := getattr(options, name))]
    if options.dry_run:
        print(shlex.join(words))
        return 0
    return os.execv(sys.executable, words)  # noqa: S606 - our own interpreter replaces this process
