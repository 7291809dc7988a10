"""``sources``: what the records rest on, and, only on request, whether the linked pages still answer."""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from geo.analysis.ledger import tally_sources
from geo.atomic_write import refuse_unwritable, write_aside
from geo.cli.terminal import say
from geo.dataset.load import load_dataset
from geo.errors import CoordinateError, UsageError
from geo.exports.cells import neutral
from geo.maintenance.linkcheck import TIMEOUT_S, Outcome, check_links
from geo.settings import read_settings
from geo.text.quantities import parse_quantity

EXIT_DEAD_LINKS = 1
REPORT_COLUMNS = ("url", "status", "code", "final_url", "redirects", "detail")


def add_sources_command(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = verbs.add_parser("sources", help="count what the records rest on; on request check the links")
    command.add_argument("--check-links", action="store_true", help="ask every linked page whether it is still there")
    command.add_argument("--report", type=Path, default=None, metavar="OUT", help="write the link check as CSV")
    command.add_argument("--timeout", default=None, metavar="S", help=f"seconds of silence (default: {TIMEOUT_S:g})")
    command.set_defaults(run=sources)


def sources(options: argparse.Namespace) -> int:
    """Print the counts as JSON; with ``--check-links`` the outcome of every link instead.

    Raises
    ------
    UsageError
        If an option of the link check is given without it, or the timeout is not a number of seconds.
    """
    if not options.check_links and (options.report is not None or options.timeout is not None):
        raise UsageError("--report and --timeout need --check-links.")
    timeout_s = TIMEOUT_S if options.timeout is None else _seconds(options.timeout)
    dataset = load_dataset(options.data or read_settings().data_folder)
    if not options.check_links:
        print(json.dumps({"version": dataset.version, **tally_sources(dataset).to_json()}, indent=2))
        return 0
    if options.report is not None:
        refuse_unwritable(options.report)
    urls = [source.url for source in dataset.records.sources]
    say(f"Asking {len(urls):,} addresses.")
    outcomes = check_links(urls, timeout_s=timeout_s, on_progress=_tell)
    counts = Counter(str(outcome.status) for outcome in outcomes)
    links = [asdict(outcome) for outcome in outcomes]
    print(
        json.dumps({"version": dataset.version, "counts": dict(counts), "links": links}, ensure_ascii=False, indent=2)
    )
    if options.report is not None:
        write_aside(options.report, _csv(outcomes))
    say(_summary(counts, total=len(outcomes)))
    return 0 if all(outcome.alive for outcome in outcomes) else EXIT_DEAD_LINKS


def _csv(outcomes: Iterable[Outcome]) -> bytes:
    """Return one row an address; a server chooses where it redirects to, so cells are made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(REPORT_COLUMNS)
    writer.writerows([neutral(getattr(outcome, name)) for name in REPORT_COLUMNS] for outcome in outcomes)
    return out.getvalue().encode("utf-8-sig")


def _seconds(text: str) -> float:
    try:
        seconds = parse_quantity(text, name="--timeout")
    except CoordinateError as error:
        raise UsageError(f"{error}.") from None
    if not 0 < seconds <= 600 or not math.isfinite(seconds):
        raise UsageError("--timeout lies above 0 and at most 600 seconds.")
    return seconds


def _tell(outcome: Outcome) -> None:
    if not outcome.alive:
        code = "" if outcome.code is None else f" {outcome.code}"
        why = f" ({outcome.detail})" if outcome.detail else ""
        say(f"{outcome.status}{code}: {outcome.url}{why}")


def _summary(counts: Counter[str], *, total: int) -> str:
    parts = [f"{count:,} {status}" for status, count in sorted(counts.items())]
    return (
        f"{total:,} addresses: {', '.join(parts) or 'none'}. A page that answers need not be the page that was linked."
    )
