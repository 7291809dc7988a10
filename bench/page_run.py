"""One visit to a page of many events: open, toggle, time step, pan, bytes and memory."""

from __future__ import annotations

import base64
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Frame, Page
from playwright.sync_api import Error as PageError

from bench.cases import LAYER, Case
from bench.cdn import elsewhere, serve_cdn
from bench.servers import Server

WATCH = (Path(__file__).with_name("watch.js")).read_text(encoding="utf-8")
_PANS_PX = (240, 240, -240, -240, 240, -240, 240)
_ZOOMS = (8, 7, 7.5, 6.5, 7.5, 8, 7)
_STEPS_TO = (2019, 2020, 2022, 2023, 2024, 2025)
VIEWPORT = {"width": 1500, "height": 900}
_PAN = """async (pixels) => {
    const map = window.Atlas ? Atlas.frame.map : Object.values(window).find((one) => window.L && one instanceof L.Map);
    const job = () => window.Atlas && Atlas.columnLayers(Atlas.frame)[0].job;
    const before = job();
    const start = performance.now();
    MOVE
    while (window.Atlas && job() === before && performance.now() - start < 20000) {
        await new Promise(requestAnimationFrame);
    }
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - start;
}"""
_ZOOM = _PAN.replace("MOVE", "map.setZoom(pixels, { animate: false });")
_PAN = _PAN.replace("MOVE", "map.panBy([pixels, 0], { animate: false });")
_ACT = """async (action) => {
    const before = window.benchStateNow;
    const start = performance.now();
    if (action === "toggle") document.getElementById("layer-LAYER").click();
    else Atlas.frame.setWindow(...action.map((day, index) => Atlas.time[index ? "last" : "first"](day)));
    let state = STATE;
    while (performance.now() - start < 20000 && (!state || state === before)) {
        await new Promise(requestAnimationFrame);
        state = STATE;
    }
    await new Promise(requestAnimationFrame);
    window.benchStateNow = state;
    return performance.now() - start;
}"""


@dataclass
class Visit:
    """What one visit gave; None where it was not measured.

    Attributes
    ----------
    open_s : float or None
        Seconds from the start of the navigation until the events are drawn.
    toggle_s, step_s, pan_s, zoom_s : float or None
        Seconds until the events are drawn again after their layer was switched on, after a step in time, after a pan,
        after a change of zoom.
    wire_bytes : int
        Bytes of everything but scripts and styles: answers of routes, and messages of the websocket.
    heap_mb : float or None
        JavaScript heap after a collection, and typed arrays with it.
    trouble : str
        Why something was not measured.
    """

    open_s: float | None = None
    toggle_s: float | None = None
    step_s: float | None = None
    pan_s: float | None = None
    zoom_s: float | None = None
    wire_bytes: int = 0
    heap_mb: float | None = None
    trouble: str = ""
    drawn: str = ""
    picture: bytes = field(default=b"", repr=False)


class Wire:
    """Counts what comes over the wire, without scripts, styles and fonts."""

    _STILL = ("/static/", "/assets/", "/component/", ".js", ".css", ".woff2", ".png")

    def __init__(self, session: CDPSession) -> None:
        self.total = 0
        self._still: set[str] = set()
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)
        session.on("Network.webSocketFrameReceived", self._message)

    def _asked(self, event: dict[str, Any]) -> None:
        address = event["request"]["url"].split("?")[0]
        if elsewhere(address) or any(part in address for part in self._STILL):
            self._still.add(event["requestId"])

    def _came(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self._still:
            self.total += int(event["encodedDataLength"])

    def _message(self, event: dict[str, Any]) -> None:
        response = event["response"]
        payload = response["payloadData"]
        self.total += len(base64.b64decode(payload)) if response["opcode"] == 2 else len(payload)


def visit(browser: Browser, server: Server, case: Case, *, middle: str, cap_s: float, acts: bool) -> Visit:
    """Open a page in a fresh profile and measure it.

    Parameters
    ----------
    browser : Browser
        A running Chromium.
    server : Server
        What serves the page.
    case : Case
        The page.
    middle : str
        The day that the step in time ends at: half of the events lie before it.
    cap_s : float
        After so many seconds a page counts as not drawn.
    acts : bool
        Whether layer, time and view are changed after opening.
    """
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    try:
        context.add_init_script(WATCH.replace("STATE", case.state))
        page = context.new_page()
        page.set_default_timeout(cap_s * 1000)
        page.route(elsewhere, serve_cdn)
        session = context.new_cdp_session(page)
        wire, found = Wire(session), Visit()
        if not _open(page, session, wire, server, case, found, cap_s=cap_s):
            found.trouble = f"not drawn in {cap_s:g} s"
        elif acts:
            _act(page, case, found, middle=middle, cap_s=cap_s)
    except PageError as error:
        found.trouble = found.trouble or str(error).splitlines()[0][:120]
    finally:
        context.close()
    return found


def _open(
    page: Page, session: CDPSession, wire: Wire, server: Server, case: Case, found: Visit, *, cap_s: float
) -> bool:
    """Open the page and return whether it has drawn; bytes and memory are those of opening."""
    page.goto(server.address + case.path, wait_until="commit")
    drawn = _wait(page, cap_s)
    if drawn is None:
        return False
    frame, at = drawn
    found.open_s = (at - page.evaluate("() => performance.timeOrigin")) / 1000
    found.drawn = frame.evaluate("() => window.benchStateNow")
    page.wait_for_timeout(1500)
    found.wire_bytes = wire.total
    found.picture = page.screenshot(timeout=cap_s * 1000)
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    found.heap_mb = (usage["usedSize"] + usage.get("backingStorageSize", 0)) / 1e6
    return True


def _act(page: Page, case: Case, found: Visit, *, middle: str, cap_s: float) -> None:
    """Pan, step in time, and switch the layer off and on."""
    frame = next(one for one in page.frames if one.evaluate("() => window.benchAt || 0"))
    if case.pans:
        found.pan_s = statistics.median(frame.evaluate(_PAN, pixels) for pixels in _PANS_PX) / 1000
    if case.ours:
        found.zoom_s = statistics.median(frame.evaluate(_ZOOM, zoom) for zoom in _ZOOMS) / 1000
        act = _ACT.replace("STATE", case.state).replace("LAYER", LAYER)
        frame.evaluate(f"() => {{ window.benchStateNow = {case.state}; }}")
        ends = [middle, *(f"{year}-06-30" for year in _STEPS_TO)]
        found.step_s = statistics.median(frame.evaluate(act, ["2000-01-01", end]) for end in ends) / 1000
        frame.evaluate(f"() => document.getElementById('layer-{LAYER}').click()")
        page.wait_for_timeout(700)
        frame.evaluate("() => { window.benchStateNow = ''; }")
        found.toggle_s = frame.evaluate(act, "toggle") / 1000
    else:
        found.step_s = _widget(page, case.state, "Earlier half", cap_s)
        _click(page, "Events")
        page.wait_for_timeout(2500)
        found.toggle_s = _widget(page, "''", "Events", cap_s)


def _widget(page: Page, before: str, label: str, cap_s: float) -> float | None:
    """Click a check box and return the seconds until something else is drawn than before."""
    for frame in page.frames:
        frame.evaluate(f"() => {{ const now = {before}; window.benchDraws = 0; window.benchAwait(now); }}")
    start = page.evaluate("() => performance.timeOrigin + performance.now()")
    _click(page, label)
    drawn = _wait(page, cap_s, after=start)
    return None if drawn is None else (drawn[1] - start) / 1000


def _click(page: Page, label: str) -> None:
    page.get_by_test_id("stCheckbox").filter(has_text=label).locator("label").first.click()


def _wait(page: Page, cap_s: float, *, after: float = 0) -> tuple[Frame, float] | None:
    """Return the first frame that has drawn and when; frames come and go while a page runs."""
    over = time.monotonic() + cap_s
    while time.monotonic() < over:
        for frame in page.frames:
            try:
                at = frame.evaluate("() => window.benchAt || 0")
            except PageError:
                continue
            if at > after:
                return frame, at
        page.wait_for_timeout(100)
    return None
