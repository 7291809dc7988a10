"""How long it takes to open the app until the shipped map is drawn, beside its peers, in one run.

Usage: ``python -m bench.open_page [--runs 7]``. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import xstatic.pkg.font_awesome
import xstatic.pkg.jquery
import xstatic.pkg.leaflet
from playwright.sync_api import Browser, Page, Route, sync_playwright

from bench.servers import ROOT, Server, streamlit_server

PAGES = Path(__file__).parent / "pages"


def ours_drawn(page: Page) -> bool:
    """Return whether the frame has painted its last layer."""
    frames = [frame for frame in page.frames if "/map" in frame.url]
    return bool(frames) and bool(frames[0].evaluate("() => !!(window.Atlas && Atlas.probe && Atlas.probe().drawn)"))


def page_ready(page: Page) -> bool:
    """Return whether the page without a map has its last element."""
    return page.get_by_text("Lines and areas are approximate").count() > 0


def st_folium_drawn(page: Page) -> bool:
    """Return whether streamlit-folium has drawn all features."""
    frames = [frame for frame in page.frames if "streamlit_folium" in frame.url]
    if not frames:
        return False
    count = "() => document.querySelectorAll('path.leaflet-interactive, img.leaflet-marker-icon').length"
    return int(frames[0].evaluate(count)) >= 370


CASES: tuple[tuple[str, Path, Callable[[Page], bool]], ...] = (
    ("the page without its map", PAGES / "without_map.py", page_ready),
    ("the atlas, map drawn", ROOT / "app.py", ours_drawn),
    ("plain streamlit-folium page", PAGES / "st_folium_plain.py", st_folium_drawn),
    ("streamlit-folium page, tuned", PAGES / "st_folium_tuned.py", st_folium_drawn),
)


def serve_cdn(route: Route) -> None:
    """Answer what a peer asks of a CDN from packages; what is in none of them draws nothing and comes empty."""
    address = route.request.url
    kind = "text/css" if ".css" in address else "image/png" if ".png" in address else "text/javascript"
    files = {
        "leaflet.js": Path(xstatic.pkg.leaflet.BASE_DIR) / "leaflet.js",
        "leaflet.css": Path(xstatic.pkg.leaflet.BASE_DIR) / "leaflet.css",
        "marker-icon.png": Path(xstatic.pkg.leaflet.BASE_DIR) / "images" / "marker-icon.png",
        "marker-shadow.png": Path(xstatic.pkg.leaflet.BASE_DIR) / "images" / "marker-shadow.png",
        "jquery-3.7.1.min.js": Path(xstatic.pkg.jquery.BASE_DIR) / "jquery.min.js",
        "all.min.css": Path(xstatic.pkg.font_awesome.BASE_DIR) / "css" / "all.min.css",
    }
    file = files.get(address.rsplit("/", 1)[-1])
    route.fulfill(status=200, content_type=kind, body=file.read_bytes() if file else b"")


def open_once(browser: Browser, server: Server, drawn: Callable[[Page], bool]) -> float:
    """Return the seconds from the request to the last layer painted, in a fresh profile."""
    context = browser.new_context(viewport={"width": 1300, "height": 850})
    page = context.new_page()
    page.route(lambda address: not address.startswith("http://localhost"), serve_cdn)
    started = time.perf_counter()
    page.goto(server.address)
    while not drawn(page):
        if time.perf_counter() - started > 60:
            context.close()
            raise TimeoutError("not drawn within 60 s")
        page.wait_for_timeout(10)
    seconds = time.perf_counter() - started
    context.close()
    return seconds


def main() -> None:
    """Measure every case in turn, run by run, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
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
    print("| page | open until drawn, median s | min | max | ratio to the page without map | server start, s |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, found in times.items():
        middle = statistics.median(found)
        print(
            f"| {name} | {middle:.2f} | {min(found):.2f} | {max(found):.2f} "
            f"| {middle / base:.2f} | {starts[name]:.1f} |"
        )


if __name__ == "__main__":
    main()
