"""The evidence page in a browser: where an address leads, and what a keyboard or a screen reader finds."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

CLAIM = "claim-golan-1200-km2"
LEVELS = """() => [...document.querySelectorAll('[data-testid="stMain"] :is(h1, h2, h3, h4, h5, h6)')]
    .map((heading) => Number(heading.tagName[1]))"""


@pytest.fixture(scope="module")
def tab(server: Server, module_tab: Open) -> AtlasPage:
    """Open the page by an address that names a claim near its foot."""
    tab = module_tab(loaded=True)
    tab.page.set_viewport_size({"width": 1300, "height": 844})
    tab.page.goto(server.url(f"/evidence#{CLAIM}"))
    tab.until(lambda: tab.page.locator(".atlas-ledger").count() == 2, "claims and statements are there")
    return tab


def test_address_leads_to_the_claim(tab: AtlasPage) -> None:
    top = "(id) => document.getElementById(id).getBoundingClientRect().top"
    tab.until(lambda: 0 < tab.page.evaluate(top, CLAIM) < 600, "the claim is in view")


def test_no_level_of_headings_is_skipped(tab: AtlasPage) -> None:
    levels = tab.page.evaluate(LEVELS)
    skipped = [(above, below) for above, below in pairwise(levels) if below > above + 1]
    assert (levels[0], max(levels), skipped) == (1, 4, [])


def test_figures_are_drawn_within_their_axis(tab: AtlasPage) -> None:
    outside = """() => [...document.querySelectorAll(".atlas-ledger .track i")].filter((mark) => {
        const [inner, outer] = [mark.getBoundingClientRect(), mark.parentElement.getBoundingClientRect()];
        return !inner.width || inner.left < outer.left - 6 || inner.right > outer.right + 6;
    }).length"""
    assert tab.page.locator(".atlas-ledger .track i").count() > 40
    assert tab.page.evaluate(outside) == 0


def test_link_of_a_claim_is_reached_by_keyboard_and_says_whose_it_is(tab: AtlasPage) -> None:
    link = tab.page.locator(f".card:has(#{CLAIM})").get_by_role("link", name="Link to the claim:")
    link.focus()
    assert tab.page.evaluate("document.activeElement.getAttribute('href')").endswith(f"/evidence?claim={CLAIM}")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.closest('.card').firstElementChild.id") == CLAIM
