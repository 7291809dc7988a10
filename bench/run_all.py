"""Everything that ``docs/performance.md`` says, measured in one run: many events, the start page, many readers.

    python -m bench.run_all            about 20 minutes on a quiet machine with two processors
    python -m bench.run_all --quick    a look, some minutes

Needs requirements-bench.txt, Chromium (``CHROMIUM`` names it if it is not called so) and nginx for the last part.
Writes ``docs/performance.md`` and its plots.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench import many_events, open_page, processes, readers
from bench.machine import browser_version, load, machine, versions
from bench.plots import draw
from bench.servers import ROOT

PAGE = ROOT / "docs" / "performance.md"
FIGURES = ROOT / "docs" / "figures"
METHOD = """
- One command, `python -m bench.run_all`, starts every server itself, on this machine, and drives Chromium without a
  graphics card (SwiftShader). All pages are visited in turn within a run, so that a slower minute hits all of them.
  Medians are given; a ratio is one within this run.
- The events are made up, in the shape of an ACLED export (`bench/acled_rows.py`). Every page gets the same rows,
  eight of their properties, and the same view; st.map can take no properties. Ours are prepared once (`python -m geo
  columns`), the peers read a Parquet file that they keep in memory. What peers fetch from a CDN is answered from
  packages.
- **Open** is the time from the start of the navigation, in a fresh profile, until the events are drawn, taken inside
  the page. Drawn means: for the atlas, its canvas has painted the layer; for GeoJson, the canvas of Leaflet has
  pixels; for clusters, cluster icons stand on the map; for pydeck and st.map, a WebGL draw of as many points as there
  are events has ended, which reading a pixel back proves.
- pydeck and st.map need WebGL, so the browser emulates a graphics card (SwiftShader), for all pages alike. The row
  *without emulated card* is the atlas in a browser that draws by the processor alone.
- **Toggle** switches the layer on again. In the atlas that is the check box in the frame, elsewhere a Streamlit check
  box. **Time step** narrows to the earlier half of the days. **Pan** moves the map by 240 pixels from a script; that
  of deck.gl is not timed. In the atlas seven steps are taken, on Leaflet seven pans; their median counts.
- **Bytes** are all messages and answers until the events are drawn, but scripts, styles, fonts and images. **Heap**
  is JavaScript's after a collection, buffers with it. **Server** is the resident memory of its processes after the
  visits.
- A page that has not drawn after {cap:g} seconds is *not drawn*, and is not tried with more events.
"""


def main() -> None:
    """Measure, draw, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--sizes", default="1000,10000,100000,1000000,3000000")
    parser.add_argument("--most", type=int, default=100_000, help="greatest number of events for peers")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cap", type=float, default=120)
    parser.add_argument("--readers", default="1,10,25,50,100")
    parser.add_argument("--only", default="events,open,readers,processes", help="parts to measure")
    parser.add_argument("--output", type=Path, default=PAGE)
    given = parser.parse_args()
    if given.quick:
        given.sizes, given.runs, given.cap, given.readers = "1000,10000", 1, 60, "1,10"
    start = time.monotonic()
    before = load()
    parts: dict[str, Callable[[argparse.Namespace], str]] = {
        "events": _events,
        "open": _open,
        "readers": _readers,
        "processes": _processes,
    }
    sections = [parts[name](given) for name in given.only.split(",")]
    minutes = (time.monotonic() - start) / 60
    measured = (
        f"Measured on {datetime.now(UTC):%d %B %Y} in {minutes:.0f} minutes.\n\n"
        f"- Machine: {machine()}\n- Versions: {versions()}; {browser_version(_chromium())}\n"
        f"- Load of the machine before {before:.1f}, after {load():.1f}"
        f"{'; a quick look with few visits on a busy machine, not to be quoted' if given.quick else ''}"
    )
    text = "\n".join(
        [
            "# Performance",
            "",
            measured,
            "",
            "## How",
            METHOD.format(cap=given.cap),
            *sections,
        ]
    )
    given.output.write_text(text.rstrip() + "\n", encoding="utf-8")
    print(f"{given.output}: {minutes:.0f} minutes", file=sys.stderr)


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def _events(given: argparse.Namespace) -> str:
    sizes = [int(size) for size in given.sizes.split(",")]
    results = many_events.run(sizes, runs=given.runs, cap_s=given.cap, most=given.most)
    raw = [asdict(result) for result in results]
    for result in raw:
        for one in result["visits"]:
            one.pop("picture")
    (FIGURES / "many-events.json").write_text(json.dumps(raw, indent=1), encoding="utf-8")
    plots = draw(results, FIGURES)
    pictures = [f"![{alt}](figures/{name})" for name, alt in plots]
    return "\n".join(["## Many events", "", many_events.table_of(results), "", *pictures, ""])


def _open(given: argparse.Namespace) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        open_page.measure(runs=given.runs * 2 + 1)
    return f"## Opening the app with the shipped data\n\n{said.getvalue()}"


def _readers(given: argparse.Namespace) -> str:
    sizes = tuple(int(size) for size in given.readers.split(","))
    options = readers.QUICK if given.quick else readers.Options(sizes)
    return "\n".join(["## Many readers", readers.METHOD, asyncio.run(readers.measure(options)), ""])


def _processes(given: argparse.Namespace) -> str:
    return f"## Two processes behind nginx\n\n{processes.measure(seconds=5 if given.quick else 20)}\n"


if __name__ == "__main__":
    main()
