"""A large file on the page "Your data", in a real Chromium: time to the result, the map after it, a second session.

Usage: ``python -m bench.your_data [--rows 100000] [--runs 3]``. Prints a table in Markdown; about half a minute a
run.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import tempfile
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from bench.acled_rows import write_rows
from bench.servers import ROOT, Server, streamlit_server
from bench.session import open_session

LONGEST_S = 120.0
RESULT = "Take the rows with you"
"""The last heading of the page: everything above it is there."""
_FRAME_TIMES = """async (step) => {
    const map = Atlas.frame.map, times = [];
    for (let n = 0; n < 12; n += 1) {
        const start = performance.now();
        if (step === "pan") map.panBy([n % 2 ? 90 : -90, 40 * (n % 3 - 1)], { animate: false });
        if (step === "toggle") document.getElementById("layer-lines").click();
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        times.push(performance.now() - start);
    }
    return times;
}"""


@dataclass
class Figures:
    """What the runs found, seconds or milliseconds by name."""

    found: dict[str, list[float]] = field(default_factory=dict)

    def note(self, name: str, *values: float) -> None:
        """Keep values under a name."""
        self.found.setdefault(name, []).extend(values)


class SecondSession:
    """Another reader, who draws the page Table anew and asks for a layer as fast as the answers come."""

    def __init__(self, server: Server) -> None:
        self.runs: list[tuple[float, float]] = []
        self.answers: list[tuple[float, float]] = []
        self._server = server
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._rerun, self._ask)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End, and wait for it."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=LONGEST_S)

    def _rerun(self) -> None:
        async def work() -> None:
            session, _ = await open_session(self._server.address, page="table")
            while not self._stop.is_set():
                done = await session.run()
                self.runs.append((time.perf_counter(), done.seconds))
                await asyncio.sleep(0.1)
            await session.socket.close()

        asyncio.run(work())

    def _ask(self) -> None:
        while not self._stop.is_set():
            start = time.perf_counter()
            with urllib.request.urlopen(f"{self._server.address}/layers/talks.geojson") as answer:
                answer.read()
            self.answers.append((time.perf_counter(), time.perf_counter() - start))
            self._stop.wait(0.1)


def between(noted: list[tuple[float, float]], start: float, end: float) -> list[float]:
    """Return what ended between two moments."""
    return [value for moment, value in noted if start <= moment <= end]


def frame_of(page: Page) -> Frame:
    """Return the frame of the map, once there is one."""
    deadline = time.monotonic() + LONGEST_S
    while time.monotonic() < deadline:
        for frame in page.frames:
            if "/map" in frame.url and frame != page.main_frame:
                return frame
        page.wait_for_timeout(20)
    raise TimeoutError("the page shows no map")


def drawn(page: Page) -> int:
    """Wait until the rows are drawn on the map, and return how many there are."""
    frame = frame_of(page)
    frame.wait_for_function(
        "() => window.Atlas && Atlas.probe && Atlas.probe().ready && (Atlas.probe().columns || {}).mine"
        " && Atlas.probe().columns.mine.count > 0",
        timeout=LONGEST_S * 1000,
    )
    count: int = frame.evaluate("() => Atlas.probe().columns.mine.count")
    return count


def measure(browser: Browser, file: Path, figures: Figures) -> None:
    """Bring the file once, on a server of its own."""
    with streamlit_server(ROOT / "app.py") as server:
        context = browser.new_context(viewport={"width": 1300, "height": 850})
        page = context.new_page()
        received: dict[str, int] = {"bytes": 0}
        page.on("websocket", lambda socket: socket.on("framereceived", lambda body: _add(received, body)))
        page.goto(f"{server.address}/your_data")
        page.wait_for_selector("text=Drop a file here", timeout=LONGEST_S * 1000)
        second = SecondSession(server)
        second.start()
        _until(lambda: len(second.runs) >= 15)
        quiet_from = time.perf_counter() - 3
        before, start = received["bytes"], time.perf_counter()
        page.set_input_files('input[type="file"]', file)
        page.wait_for_selector(f"text={RESULT}", timeout=LONGEST_S * 1000)
        result = time.perf_counter()
        count = drawn(page)
        on_map = time.perf_counter()
        second.stop()
        figures.note("result on the page, s", result - start)
        figures.note("rows drawn on the map, s", on_map - start)
        figures.note("rows on the map", count)
        figures.note("bytes over the websocket, KB", (received["bytes"] - before) / 1000)
        for name, noted in (("rerun", second.runs), ("HTTP answer", second.answers)):
            figures.note(f"second session, {name} before, ms", _middle_ms(between(noted, quiet_from, start)))
            figures.note(f"second session, {name} meanwhile, ms", _middle_ms(between(noted, start, result)))
        for step in ("pan", "toggle"):
            times: list[float] = frame_of(page).evaluate(_FRAME_TIMES, step)
            figures.note(f"one {step} with the rows on the map, ms", statistics.median(times))
        context.close()


def _middle_ms(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000 if seconds else float("nan")


def _add(received: dict[str, int], body: str | bytes) -> None:
    received["bytes"] += len(body)


def _until(condition: Any) -> None:
    deadline = time.monotonic() + LONGEST_S
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the second session does not get its page")
        time.sleep(0.05)


def table(*, rows: int, runs: int) -> str:
    """Measure, and return a table in Markdown."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "made-up.csv"
        write_rows(file, rows=rows)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(runs):
            measure(browser, file, figures)
        browser.close()
    lines = [f"{rows:,} made-up rows in the shape of an ACLED export, {runs} runs.", ""]
    lines += ["| what | median | min | max |", "|---|---:|---:|---:|"]
    for name, values in figures.found.items():
        lines.append(f"| {name} | {statistics.median(values):,.1f} | {min(values):,.1f} | {max(values):,.1f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    print(table(rows=asked.rows, runs=asked.runs))
    print(f"\nLoad at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
