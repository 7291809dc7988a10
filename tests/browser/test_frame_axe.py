"""The frame for everybody: axe-core finds nothing serious in its states, light and dark, at three sizes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.servers import Server

pytestmark = pytest.mark.browser
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
STATES = {
    "card": "id=ev-20251128-beit-jinn-raid",
    "search": "q=Paris",
    "embedded": "embed=1&t0=2026-11-20&t1=2026-11-28&marks=c,33,35.9,4000,x",
}
READY = "() => window.Atlas && Atlas.probe().ready && !Atlas.probe().busy.length"
OPEN_LIST = """() => {
    const closed = document.querySelector(".atlas-closed .atlas-toggle");
    if (closed) closed.click();
    document.getElementById("tab-1").click();
}"""


@pytest.fixture(scope="module", params=[(390, 844), (1300, 800), (720, 450)], ids=["phone", "desk", "200 %"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Return a tab in which axe may run, which the policy of the frame forbids."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(server: Server, page: Page, state: str, theme: str) -> None:
    page.goto(server.url(f"/map?{STATES[state]}&theme={theme}"))
    page.wait_for_function(READY)
    if state == "search":
        page.evaluate(OPEN_LIST)
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run()).violations.map((v) => [v.impact, v.id, v.nodes[0].html])")
    assert [fault for fault in found if fault[0] in ("serious", "critical")] == []
