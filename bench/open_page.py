"""How long it takes to open the app until the shipped map is drawn, beside its peers, in one run.

Usage: ``python -m bench.open_page [--runs 7]``. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.cdn import elsewhere, serve_cdn
from bench.servers import ROOT, Server, streamlit_server

PAGES = Path(__file__).parent / "pages"


OURS_DRAWN = """
    window.Atlas && Atlas.probe && Atlas.probe().drawn && document.visibilityState === 'visible'
    && window.frameElement && window.frameElement.getBoundingClientRect().width > 0
"""
"""The frame is visible and has painted its last layer; the page around it may still load."""

OURS_COMPLETE = (
    f"{OURS_DRAWN} && !window.frameElement.id && parent.document.body.innerText.includes('imply no opinion')"
)
"""The same, and the page has taken the frame over and shows its last line."""

PAGE_READY = "window === window.top && document.body && document.body.innerText.includes('imply no opinion')"
"""A page without a map shows its last line."""

ST_FOLIUM_DRAWN = """
    document.querySelectorAll('path.leaflet-interactive, img.leaflet-marker-icon').length >= 370
"""
"""streamlit-folium has drawn all features."""


CASES: tuple[tuple[str, Path, str], ...] = (
    ("the page without its map", PAGES / "without_map.py", PAGE_READY),
    ("the atlas, map drawn", ROOT / "app.py", OURS_DRAWN),
    ("the atlas, map drawn and page complete", ROOT / "app.py", OURS_COMPLETE),
    ("plain streamlit-folium page", PAGES / "st_folium_plain.py", ST_FOLIUM_DRAWN),
    ("streamlit-folium page, tuned", PAGES / "st_folium_tuned.py", ST_FOLIUM_DRAWN),
)


WATCH = """(() => {{
  const check = () => {{
    if ({condition}) window.benchDrawn = performance.timeOrigin + performance.now();
    else setTimeout(check, 5);
  }};
  check();
}})()"""


def open_once(browser: Browser, server: Server, condition: str) -> float:
    """Return the seconds from the start of the navigation until a condition holds in one of the page's frames.

    The page itself takes the time, in a fresh profile: a question from outside would wait for its busy thread.
    """
    context = browser.new_context(viewport={"width": 1300, "height": 850})
    context.add_init_script(WATCH.format(condition=condition.strip()))
    page = context.new_page()
    page.route(elsewhere, serve_cdn)
    page.goto(server.address)
    deadline = time.monotonic() + 60
    try:
        while time.monotonic() < deadline:
            drawn = [at for frame in page.frames if (at := frame.evaluate("() => window.benchDrawn || 0"))]
            if drawn:
                return float(min(drawn) - page.evaluate("() => performance.timeOrigin")) / 1000
            page.wait_for_timeout(100)
    finally:
        context.close()
    raise TimeoutError("not drawn within 60 s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    print(measure(runs=parser.parse_args().runs))


def measure(*, runs: int) -> str:
    """Measure every case in turn, run by run, and return medians and ratios as a table in Markdown."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    times: dict[str, list[float]] = {name: [] for name, *_ in CASES}
    starts: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        servers = [(name, streamlit_server(script), drawn) for name, script, drawn in CASES]
        opened = [(name, manager, manager.__enter__(), drawn) for name, manager, drawn in servers]
        try:
            for run in range(runs + 1):
                for name, _, server, drawn in opened:
                    seconds = open_once(browser, server, drawn)
                    starts[name] = server.seconds_to_answer
                    if run:  # the first run warms up
                        times[name].append(seconds)
        finally:
            for _, manager, *_ in opened:
                manager.__exit__(None, None, None)
            browser.close()
    base = statistics.median(times[CASES[0][0]])
    lines = [
        "| page | open until drawn, median s | min | max | ratio to the page without map | server start, s |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, found in times.items():
        middle = statistics.median(found)
        cells = [f"{figure:.2f}" for figure in (middle, min(found), max(found), middle / base)]
        lines.append(f"| {name} | {' | '.join(cells)} | {starts[name]:.1f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
