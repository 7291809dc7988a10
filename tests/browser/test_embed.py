"""The map in another page, what a search found, and the card on a phone."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser
ARTICLE = {"width": 680, "height": 420}
PHONE = {"width": 390, "height": 844}


def test_an_embedded_map_of_article_width_starts_with_its_panel_closed(server: Server, new_tab: Open) -> None:
    tab = new_tab(viewport=ARTICLE).open(server.url("/map?embed=1"))
    assert not tab.page.locator(".atlas-panel-body").is_visible()


def test_an_embedded_map_says_what_it_is_and_leads_to_the_atlas(server: Server, new_tab: Open) -> None:
    tab = new_tab(viewport=ARTICLE).open(server.url("/map?embed=1&panel=0&layers=lines&from=2025-01-01"))
    link = tab.page.locator(".atlas-caption a")
    link.evaluate("(node) => { node.addEventListener('click', (event) => event.preventDefault()); node.click(); }")
    address = link.get_attribute("href") or ""
    assert address.startswith(server.url("/?"))
    assert "layers=lines" in address
    assert "t0=2025-01-01" in address
    assert "embed" not in address


def test_panel_and_time_bar_can_be_left_out(server: Server, new_tab: Open) -> None:
    tab = new_tab(viewport=ARTICLE).open(server.url("/map?embed=1&panel=0&time=0"))
    assert tab.page.locator(".atlas-panel:visible, .atlas-time:visible").count() == 0
    query = tab.page.evaluate("() => Atlas.writeQuery(Atlas.frame)")
    assert ("panel=0" in query, "time=0" in query) == (True, True)


def test_the_list_starts_with_what_a_search_found(server: Server, new_tab: Open) -> None:
    tab = new_tab().open(server.url("/map?q=Paris&lat=33.1&lon=35.85&z=9.5"))
    tab.page.get_by_role("tab", name="List").click()
    first = tab.page.locator("#pane-1 h3").first
    found = tab.page.evaluate("() => Atlas.matches(Atlas.frame).length")
    assert first.inner_text().casefold() == f"matches ({found})"
    assert found > 5


def test_the_map_goes_to_what_was_found_when_none_of_it_is_in_view(server: Server, new_tab: Open) -> None:
    tab = new_tab().open(server.url("/map?q=Paris&layers=talks"))
    located = "Atlas.matches(Atlas.frame).filter((f) => f.geometry)"
    seen = f"() => {located}.some((f) => Atlas.frame.map.getBounds().intersects(Atlas.boundsOf(f)))"
    assert tab.becomes(lambda: tab.page.evaluate(seen), True)


def test_a_view_in_the_address_stays_whatever_was_found(server: Server, new_tab: Open) -> None:
    tab = new_tab().open(server.url("/map?q=Paris&layers=talks&lat=33.1&lon=35.85&z=9.5"))
    assert tab.probe()["view"] == {"lat": 33.1, "lon": 35.85, "z": 9.5}


def test_a_card_can_be_pulled_up_on_a_phone(server: Server, new_tab: Open) -> None:
    tab = new_tab(viewport=PHONE).open(server.url("/map?id=pos-hader"))
    card = tab.page.locator(".atlas-drawer")
    low = card.bounding_box()
    tab.page.get_by_role("button", name="Pull the card up").click()
    tall = card.bounding_box()
    assert low is not None
    assert tall is not None
    assert (low["height"] < 0.65 * PHONE["height"], tall["height"] > 0.9 * PHONE["height"]) == (True, True)
