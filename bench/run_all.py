"""Everything that ``docs/performance.md`` says, measured in one run: many events, the start page, many readers.

    python -m bench.run_all                        about 40 minutes on a quiet machine with two processors
    python -m bench.run_all --quick                a look, some minutes
    python -m bench.run_all --only open,readers    these parts anew; the others stay as they are

Needs requirements-bench.txt, Chromium (``CHROMIUM`` names it if it is not called so) and nginx for one part.
Writes ``docs/performance.md`` and its plots. Each part is kept in ``docs/performance/measured.json`` as soon as it is
measured (many events after each number of events), so that a run that is interrupted loses only what it was at.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench import many_events, open_page, processes, readers, your_data
from bench.machine import browser_version, load, machine, versions
from bench.plots import draw
from bench.servers import ROOT

PAGE = ROOT / "docs" / "performance.md"
MEASURED = ROOT / "docs" / "performance" / "measured.json"
FIGURES = ROOT / "docs" / "figures"
Keep = Callable[[str], None]
"""What a part calls with its text, once or more often."""
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
  *without emulated card* is the atlas in a browser that draws by the processor alone. In an otherwise
  empty page a frame in which one pixel of a canvas of the map's size changes takes 40 to 50 ms of processor time with
  the emulated card, and 13 ms more for each further canvas over it; without the card it takes about 5 ms in all. That
  is the floor below every step, pan and zoom of the first row; the time is that of both processors together.
- **Toggle** switches the layer on again. In the atlas that is the check box in the frame, elsewhere a Streamlit check
  box. **Time step** narrows to the earlier half of the days. **Pan** moves the map by 240 pixels from a script; that
  of deck.gl is not timed. **Zoom** is a change by half a step or more. In the atlas seven of each are taken, on Leaflet
  seven pans; their median counts.
- **Bytes** are all messages and answers until the events are drawn, but scripts, styles, fonts and images. **Heap**
  is JavaScript's after a collection, buffers with it. **Server** is the resident memory of its processes after the
  visits.
- A page that has not drawn after {cap:g} seconds is *not drawn*, and is not tried with more events.
- Each part says when it was measured, for how long, and how busy the machine was before and after.
"""


def main() -> None:
    """Measure, draw, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--sizes", default="1000,10000,100000,1000000,3000000")
    parser.add_argument("--most", type=int, default=1_000_000, help="greatest number of events for peers")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cap", type=float, default=60, help="seconds after which a page counts as not drawn")
    parser.add_argument("--minutes", type=float, default=45, help="after these no peer is tried with more events")
    parser.add_argument("--readers", default="1,10,25,50,100")
    parser.add_argument("--only", default=",".join(PARTS), help="parts to measure")
    parser.add_argument("--output", type=Path, default=PAGE)
    parser.add_argument("--measured", type=Path, default=MEASURED, help="where parts are kept")
    given = parser.parse_args()
    if given.quick:
        given.sizes, given.runs, given.cap, given.readers = "1000,10000", 1, 60, "1,10"
    given.until = time.monotonic() + 60 * given.minutes
    wanted = given.only.split(",")
    if unknown := [name for name in wanted if name not in PARTS]:
        parser.error(f"unknown parts {', '.join(unknown)}; known are {', '.join(PARTS)}")
    failed = [name for name in wanted if not _measure(name, given)]
    sys.exit(f"not measured: {', '.join(failed)}" if failed else 0)


def _measure(name: str, given: argparse.Namespace) -> bool:
    """Measure one part and return whether it ended well; what was measured before stays where it did not."""
    start, before = time.monotonic(), load()

    def keep(text: str) -> None:
        minutes = (time.monotonic() - start) / 60
        told = f"Measured on {datetime.now(UTC):%d %B %Y} in {minutes:.0f} minutes. "
        told += f"Load of the machine before {before:.1f}, after {load():.1f}."
        told += " A quick look with few visits, not to be quoted." * given.quick
        kept = _kept(given.measured)
        kept[name] = f"_{told}_\n\n{text.strip()}"
        kept["machine"] = f"- Machine: {machine()}\n- Versions: {versions()}; {browser_version(_chromium())}"
        kept["cap"] = f"{given.cap:g}"
        given.measured.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        given.output.write_text(page_of(kept), encoding="utf-8")

    print(f"{name} ...", file=sys.stderr, flush=True)
    try:
        PARTS[name][1](given, keep)
    except Exception as error:  # whatever it is, the other parts are worth measuring
        print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
        return False
    return True


def _kept(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def page_of(kept: dict[str, str]) -> str:
    """Return the page from the parts that were measured, in their order."""
    sections = [f"## {title}\n\n{kept[name]}" for name, (title, _) in PARTS.items() if name in kept]
    how = f"## How\n{METHOD.format(cap=float(kept['cap']))}"
    return "\n\n".join(["# Performance", kept["machine"], how.strip(), *sections, ENRICHING]) + "\n"


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def _events(given: argparse.Namespace, keep: Keep) -> None:
    def note(results: Sequence[many_events.Result]) -> None:
        raw = [asdict(result) for result in results]
        for result in raw:
            for one in result["visits"]:
                one.pop("picture")
        (FIGURES / "many-events.json").write_text(json.dumps(raw, indent=1), encoding="utf-8")
        pictures = [f"![{alt}](figures/{name})" for name, alt in draw(results, FIGURES)]
        keep("\n".join([many_events.table_of(results), "", *pictures]))

    sizes = [int(size) for size in given.sizes.split(",")]
    many_events.run(sizes, runs=given.runs, cap_s=given.cap, most=given.most, until=given.until, on_size=note)


def _open(given: argparse.Namespace, keep: Keep) -> None:
    keep(open_page.measure(runs=given.runs * 2 + 1))


def _readers(given: argparse.Namespace, keep: Keep) -> None:
    sizes = tuple(int(size) for size in given.readers.split(","))
    options = readers.QUICK if given.quick else readers.Options(sizes)
    keep("\n".join([readers.METHOD.strip(), "", asyncio.run(readers.measure(options))]))


def _processes(given: argparse.Namespace, keep: Keep) -> None:
    keep(processes.measure(seconds=5 if given.quick else 20))


def _own(given: argparse.Namespace, keep: Keep) -> None:
    keep(your_data.table(rows=10_000 if given.quick else 100_000, runs=min(2, given.runs)))


ENRICHING = """## Enriching a file

By the command, beside a plain script: [performance/enrich.md](performance/enrich.md)."""

PARTS: dict[str, tuple[str, Callable[[argparse.Namespace, Keep], None]]] = {
    "open": ("Opening the app with the shipped data", _open),
    "readers": ("Many readers", _readers),
    "processes": ("Two processes behind nginx", _processes),
    "own": ("A file of one's own on the page", _own),
    "events": ("Many events", _events),
}
"""Parts by name, each with its heading; the long one comes last."""


if __name__ == "__main__":
    main()
