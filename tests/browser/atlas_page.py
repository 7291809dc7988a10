"""The app as a reader sees it: page around the map, frame with the map, address bar."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Error, Frame, Locator, Page

T = TypeVar("T")
DEADLINE_SECONDS = 60.0
_STEP_MS = 15
_STANDS_STILL = """async () => {
    const where = () => {
        const { lat, lng } = Atlas.frame.map.containerPointToLatLng([0, 0]);
        return [lat, lng, Atlas.frame.map.getZoom()].join();
    };
    const before = where();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return where() === before;
}"""
_OWN_PROBES = ("/_stcore/health", "/_stcore/host-config")
"""Where Streamlit's page asks for itself below a deep link before it tries the right path."""


@dataclass
class AtlasPage:
    """One tab of the browser, with what it asked for and what went wrong in it.

    Attributes
    ----------
    page : Page
        The tab.
    requests : list of str
        Addresses of all requests, frames included.
    faults : list of str
        Errors of scripts and of the console, dialogs, answers with an error status; without Streamlit's own probes.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def watch(self) -> AtlasPage:
        """Begin to take notes; call before the first address is opened."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("console", lambda m: m.type == "error" and self._fault(m.location["url"], m.text))
        self.page.on("response", lambda r: r.status >= 400 and self._fault(r.url, f"status {r.status}"))
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        return self

    def _fault(self, address: str, what: str) -> None:
        if not ("404" in what and address.endswith(_OWN_PROBES)):
            self.faults.append(f"{address}: {what}")

    def open(self, url: str) -> AtlasPage:
        """Open an address whose page holds a map, or the map itself, and wait until all of it is drawn."""
        self.page.goto(url)
        return self.drawn()

    def go(self, section: str, page: str) -> None:
        """Go to a page by the menu: open the part of it, choose the page."""
        self.page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
        self.page.get_by_test_id("stTopNavDropdownLink").filter(has_text=re.compile(f"{page}$")).click()

    def drawn(self) -> AtlasPage:
        """Wait until the map has painted everything that was asked for."""

        def ready() -> bool:
            return not self.page.locator("#atlas-early").count() and self.in_frame("Atlas.probe().ready")

        self.until(ready, "the map is drawn")
        return self.settled()

    def settled(self) -> AtlasPage:
        """Wait until neither the map nor the script of the page is at work."""
        self.until(lambda: not self.busy(), "the page comes to rest")
        return self

    def busy(self) -> bool:
        """Return whether the map loads something or the page's script runs."""
        running = self.page.locator('[data-testid="stApp"]:not([data-test-script-state="notRunning"])').count()
        return bool(running or self.in_frame("Atlas.probe().busy.length"))

    def until(self, condition: Callable[[], T], what: str, *, seconds: float = DEADLINE_SECONDS) -> T:
        """Return the first true value of a condition; a frame that is being loaded anew counts as false."""
        deadline = time.monotonic() + seconds
        trouble = ""
        while time.monotonic() < deadline:
            try:
                found = condition()
            except (Error, LookupError) as error:
                trouble = f" ({error})"
            else:
                if found:
                    return found
                trouble = ""
            self.page.wait_for_timeout(_STEP_MS)
        raise AssertionError(f"waited {seconds:g} s until {what}{trouble}")

    def becomes(self, observed: Callable[[], T], wanted: T) -> T:
        """Return what is observed once it is what is wanted, or at the deadline whatever it is then."""
        try:
            self.until(lambda: observed() == wanted, "it is as wanted")
        except AssertionError:
            return observed()
        return wanted

    @property
    def frame(self) -> Frame:
        """The frame with the map; the tab itself when it shows nothing else."""
        found = [frame for frame in self.page.frames if re.search(r"/map(\?|$)", frame.url)]
        return found[0]

    def in_frame(self, expression: str, argument: Any = None) -> Any:
        """Return the value of a JavaScript expression in the map's frame."""
        return self.frame.evaluate(expression, argument)

    def probe(self) -> dict[str, Any]:
        """Return what the map says of itself."""
        found: dict[str, Any] = self.in_frame("Atlas.probe()")
        return found

    def layers(self) -> list[str]:
        """Return the visible layers."""
        found: list[str] = self.probe()["layers"]
        return found

    def ids(self) -> dict[str, list[str]]:
        """Return the ids that each visible layer shows, sorted; layers that show none are left out."""
        return {layer: sorted(ids) for layer, ids in self.probe()["visibleIds"].items() if ids}

    def query(self) -> dict[str, str]:
        """Return the parameters of the page address."""
        return dict(parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True))

    def count_text(self) -> str:
        """Return the line above the map that says how many records are shown."""
        return self.page.locator("p", has_text="shown").first.inner_text()

    def open_files(self) -> AtlasPage:
        """Open the section with the download table, if it is closed; it has nothing in it then."""
        table = self.settled().page.locator('[data-testid="stExpander"] table')
        if not table.count():
            self.page.get_by_text("Download and cite what the map shows").click()
        table.wait_for()
        return self

    def download_counts(self) -> dict[str, int]:
        """Return the number of features of each row of the download table."""
        rows: list[list[str]] = self.page.locator('[data-testid="stExpander"] table tbody tr').evaluate_all(
            "rows => rows.map((row) => Array.from(row.cells, (cell) => cell.textContent))"
        )
        return {title: int(re.sub(r"\D", "", count.split(" ")[0])) for title, count, _ in rows}

    def box(self, layer: str) -> Locator:
        """Return the check box of a layer in the panel."""
        return self.frame.locator(f"#layer-{layer}")

    def toggle(self, *layers: str) -> AtlasPage:
        """Click the check box of each layer."""
        for layer in layers:
            self.box(layer).click()
        return self

    def toggle_fast(self, layers: Sequence[str], *, gap_ms: int) -> AtlasPage:
        """Click check boxes from inside the browser, this many milliseconds apart."""
        self.in_frame(
            """async ([layers, gap]) => {
                for (const layer of layers) {
                    document.getElementById("layer-" + layer).click();
                    await new Promise((done) => setTimeout(done, gap));
                }
            }""",
            [list(layers), gap_ms],
        )
        return self

    def at_rest(self) -> AtlasPage:
        """Wait until the map does not pan or zoom: it is where it was two pictures of the browser before."""
        self.until(lambda: self.in_frame(_STANDS_STILL), "the map is at rest")
        return self

    def click_map(self, lon: float, lat: float) -> None:
        """Click a place on the map, after it was scrolled into sight."""
        self.at_rest()
        spot = self.in_frame("([lon, lat]) => Atlas.frame.map.latLngToContainerPoint([lat, lon]).round()", [lon, lat])
        element = self.frame.locator(".folium-map")
        element.scroll_into_view_if_needed()
        self.until(lambda: element.bounding_box() == self._later(element), "the map stands still")
        box = element.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])

    def _later(self, element: Locator) -> Any:
        """Return where an element is after the next two pictures of the browser."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return element.bounding_box()

    def mark(self) -> None:
        """Leave a mark in the frame that is gone once it is loaded anew."""
        self.in_frame("window.atlasTestMark = true")

    def is_marked(self) -> bool:
        """Return whether the frame is still the one that was marked."""
        return bool(self.in_frame("window.atlasTestMark === true"))
