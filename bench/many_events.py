"""Many events on the map: the atlas and its peers side by side, with the same made-up events.

Usage: ``python -m bench.many_events [--sizes 1000,10000,100000,1000000] [--runs 3] [--cap 120]``. Prints tables in
Markdown; ``--pictures FOLDER`` keeps what each page showed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser, sync_playwright

from bench.acled_rows import write_rows
from bench.cases import OURS, OURS_PLAIN, PEERS, Case
from bench.machine import browser_version, load, machine, memory_mb, versions
from bench.page_run import Visit, visit
from bench.peer_rows import PROPERTIES
from bench.servers import ROOT, Server, streamlit_server

CHROMIUM_OPTIONS = (
    "--no-sandbox", "--disable-background-networking", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)  # fmt: skip
PLAIN_OPTIONS = ("--no-sandbox", "--disable-background-networking", "--disable-gpu")
_TOO_SLOW_S = 15
"""A page that took longer to open is visited once and not three times."""


@dataclass(frozen=True)
class Events:
    """The same made-up events as each page reads them."""

    count: int
    folder: Path
    rows: Path
    middle: str


@dataclass
class Result:
    """All visits to one page with one number of events."""

    name: str
    count: int
    visits: list[Visit] = field(default_factory=list)
    server_mb: float = 0
    fewest: tuple[int, float] | None = None
    not_run: str = ""

    def median(self, name: str) -> float | None:
        """Return the median of a figure over the visits that have it."""
        found = [value for one in self.visits if (value := getattr(one, name)) is not None]
        return statistics.median(found) if found else None


def prepare(count: int, folder: Path) -> Events:
    """Write made-up events, prepare them for the atlas, and keep what the peers read."""
    csv, prepared, rows = folder / "rows.csv", folder / "rows", folder / "rows.parquet"
    write_rows(csv, rows=count)
    command = [sys.executable, "-m", "geo", "columns", str(csv), "-o", str(prepared), "--title", "Made-up events"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    columns = [*PROPERTIES, "latitude", "longitude"]
    frame = pd.read_csv(csv, usecols=columns, dtype={"fatalities": "int32"})[columns]
    frame.to_parquet(rows)
    csv.unlink()
    return Events(count, prepared, rows, sorted(frame["event_date"])[count // 2])


def measure(
    events: Events, cases: Sequence[Case], browser: Browser, *, plain: Browser, runs: int, cap_s: float, until: float
) -> list[Result]:
    """Visit every page in turn, run by run, so that a slower minute of the machine hits all of them.

    ``plain`` is the browser that draws by the processor alone. After ``until`` peers are not visited again.
    """
    results = {case.name: Result(case.name, events.count) for case in cases}
    with contextlib.ExitStack() as stack:
        servers = {case.name: stack.enter_context(_server(case, events)) for case in cases}
        for run in range(runs):
            for case in cases:
                result, server = results[case.name], servers[case.name]
                slow = any(one.open_s is None or one.open_s > _TOO_SLOW_S for one in result.visits)
                if slow or (not case.ours and result.visits and time.monotonic() > until):
                    continue
                used, acts = (plain if case is OURS_PLAIN else browser), run in (0, runs - 1)
                result.visits.append(visit(used, server, case, middle=events.middle, cap_s=cap_s, acts=acts))
                result.server_mb = max(result.server_mb, memory_mb(server.pid))
                say(f"{events.count:,} {case.name}: {_in_short(result.visits[-1])}")
    return list(results.values())


def _server(case: Case, events: Events) -> contextlib.AbstractContextManager[Server]:
    environment = {"BENCH_ROWS": str(events.rows), "BENCH_MIDDLE": events.middle}
    if case.ours:
        environment = {"ATLAS_EVENT_FILES": str(events.folder)}
    return streamlit_server(case.script, environment=environment)


def _in_short(one: Visit) -> str:
    figures = {name: value for name, value in asdict(one).items() if name not in ("picture",) and value is not None}
    return json.dumps({name: round(value, 3) if isinstance(value, float) else value for name, value in figures.items()})


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    print(text, file=sys.stderr, flush=True)


def run(
    sizes: Sequence[int],
    *,
    runs: int,
    cap_s: float,
    most: int,
    until: float = math.inf,
    on_size: Callable[[list[Result]], None] | None = None,
    pictures: Path | None = None,
) -> list[Result]:
    """Measure all sizes; a page that did not draw a number of events is not tried with more.

    Parameters
    ----------
    sizes : sequence of int
        Numbers of events, growing.
    runs : int
        Visits to each page.
    cap_s : float
        After so many seconds a page counts as not drawn.
    most : int
        The greatest number of events that peers are tried with.
    until : float, optional
        After this moment of the monotonic clock peers are not tried with more events.
    on_size : callable, optional
        Called with all results so far after each number of events.
    pictures : Path, optional
        Folder for what each page showed.
    """
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    found: list[Result] = []
    given_up: dict[str, str] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_OPTIONS))
        plain = playwright.chromium.launch(executable_path=chromium, args=list(PLAIN_OPTIONS))
        for count in sizes:
            folder = Path(scratch) / str(count)
            folder.mkdir()
            events = prepare(count, folder)
            late = time.monotonic() > until
            peers = [case for case in PEERS if count <= most and case.name not in given_up and not late]
            cases = [OURS, OURS_PLAIN, *peers]
            results = measure(events, cases, browser, plain=plain, runs=runs, cap_s=cap_s, until=until)
            for result in results:
                earlier = next((one.fewest for one in found if one.name == result.name), None)
                total = result.median("wire_bytes")
                result.fewest = earlier or (None if total is None else (count, total))
            for case in PEERS:
                if case not in cases:
                    reason = "the time of this run was up" if late else f"peers are tried with up to {most:,}"
                    why = given_up.get(case.name, reason)
                    results.append(Result(case.name, count, not_run=why))
            for result in results:
                trouble = next((one.trouble for one in result.visits if one.open_s is None), "")
                if trouble:
                    given_up[result.name] = f"not tried: {trouble} with {count:,}"
                if pictures and result.visits and result.visits[-1].picture:
                    name = f"{count}_{result.name.replace(' ', '_').replace('/', '')}.png"
                    (pictures / name).write_bytes(result.visits[-1].picture)
            found += results
            if on_size is not None:
                on_size(found)
            shutil.rmtree(folder)
        browser.close()
        plain.close()
    return found


COLUMNS: tuple[tuple[str, Callable[[Result], str]], ...] = (
    ("open, s", lambda result: _figure(result.median("open_s"), "{:.2f}")),
    ("toggle, s", lambda result: _figure(result.median("toggle_s"), "{:.3f}")),
    ("time step, s", lambda result: _figure(result.median("step_s"), "{:.3f}")),
    ("pan, s", lambda result: _figure(result.median("pan_s"), "{:.3f}")),
    ("zoom, s", lambda result: _figure(result.median("zoom_s"), "{:.3f}")),
    ("MB on the wire", lambda result: _figure((result.median("wire_bytes") or 0) / 1e6, "{:,.2f}")),
    ("bytes an event", lambda result: _figure(_bytes_an_event(result), "{:,.0f}")),
    ("heap, MB", lambda result: _figure(result.median("heap_mb"), "{:,.0f}")),
    ("server, MB", lambda result: _figure(result.server_mb or None, "{:,.0f}")),
)


def _bytes_an_event(result: Result) -> float | None:
    """Return what each further event costs, compared with the fewest events of the same page."""
    total = result.median("wire_bytes")
    if total is None or result.fewest is None or result.count == result.fewest[0]:
        return None
    return (total - result.fewest[1]) / (result.count - result.fewest[0])


def _figure(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value)


def table_of(results: Sequence[Result]) -> str:
    """Return results as a Markdown table."""
    lines = [
        f"| events | page | {' | '.join(name for name, _ in COLUMNS)} | visits |",
        "|---:|---|" + "---:|" * (len(COLUMNS) + 1),
    ]
    for result in results:
        trouble = result.not_run or next((one.trouble for one in result.visits if one.open_s is None), "")
        cells = [trouble, *["–"] * (len(COLUMNS) - 1)] if trouble else [read(result) for _, read in COLUMNS]
        lines.append(f"| {result.count:,} | {result.name} | {' | '.join(cells)} | {len(result.visits)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cap", type=float, default=120)
    parser.add_argument("--most", type=int, default=100_000, help="greatest number of events for peers")
    parser.add_argument("--pictures", type=Path)
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    print(f"{machine()}; {versions()}; {browser_version(os.environ.get('CHROMIUM'))}; load {load():.1f}\n")
    print(table_of(run(sizes, runs=given.runs, cap_s=given.cap, most=given.most, pictures=given.pictures)))
    print(f"\nLoad after: {load():.1f}")


if __name__ == "__main__":
    main()
