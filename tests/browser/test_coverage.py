"""Silence is never calm: a window without sources says so, and a post is hollow after the day of its last report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from geo.atlas import Atlas
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser
NOTES = "() => document.querySelector('.atlas-notes').innerText"


@pytest.fixture(scope="module")
def tab(server: Server, module_tab: Open) -> AtlasPage:
    """Return the frame by itself."""
    tab = module_tab().open(server.url("/map"))
    tab.until(lambda: tab.page.evaluate("() => Boolean(Atlas.frame.gaps)"), "the registry is read")
    return tab


def _notes(tab: AtlasPage, first: str, last: str) -> str:
    tab.page.evaluate(
        """([first, last]) => {
            Atlas.frame.setWindow(Atlas.time.first(first), Atlas.time.last(last));
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }""",
        [first, last],
    )
    return str(tab.page.evaluate(NOTES))


def test_a_window_in_a_gap_is_said_to_be_one(tab: AtlasPage, atlas: Atlas) -> None:
    gap = atlas.dataset.about.gaps[0]
    said = _notes(tab, gap.start, gap.start)
    assert said.startswith("No source covers this window: a gap, not calm.")
    assert gap.reason in said


def test_a_window_partly_in_a_gap_says_how_much_is_not_covered(tab: AtlasPage, atlas: Atlas) -> None:
    gap = atlas.dataset.about.gaps[0]
    before = (date.fromisoformat(gap.start) - timedelta(days=3)).isoformat()
    assert _notes(tab, before, gap.start) == "Partly covered: no source for 1 of 4 days."


def test_the_days_before_the_map_is_opened_are_a_gap(tab: AtlasPage) -> None:
    today = str(tab.page.evaluate("() => Atlas.time.iso(Atlas.today())"))
    assert _notes(tab, today, today).startswith("No source covers this window")


def test_a_covered_window_says_nothing(tab: AtlasPage) -> None:
    assert _notes(tab, "2025-02-01", "2025-02-28") == ""


def test_a_post_is_hollow_after_the_day_to_which_it_is_attested(tab: AtlasPage) -> None:
    look = """() => Atlas.frame.layers.get("positions").now.filter((f) => f.id === "pos-hader")
        .map((f) => [Atlas.lookOf(f.properties), Atlas.cardText.stale(f.properties)])"""
    _notes(tab, "2025-02-20", "2025-03-10")
    assert tab.page.evaluate(look) == [["israeli", ""]]
    _notes(tab, "2025-03-02", "2025-03-10")
    assert tab.page.evaluate(look) == [["other", "last reported February 2025"]]
