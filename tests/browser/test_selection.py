"""Reaching a feature by pointer and by keyboard, and the evidence card that opens."""

from __future__ import annotations

from typing import Any

import pytest

from geo.atlas import Atlas, Feature
from geo.mapview import kind_labels
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

GROUPS = """() => {
    const map = Atlas.frame.map;
    const cover = Atlas.frame.covered();
    const size = map.getSize();
    const groups = Atlas.frame.points.groups.filter((group) => !group.apart);
    const spots = groups.map((group) => map.latLngToContainerPoint([group.lat, group.lon]));
    const free = (spot, i) => spot.x > cover.left + 30 && spot.x < size.x - 40 && spot.y > 60 && spot.y < size.y - 60
        && spots.every((other, j) => i === j || other.distanceTo(spot) > 26);
    return groups.map((group, i) => ({ ids: group.features.map((f) => String(f.id)), lon: group.lon, lat: group.lat,
        free: free(spots[i], i) })).filter((group) => group.free);
}"""

BARE_GROUND = """() => {
    const frame = Atlas.frame;
    const size = frame.map.getSize();
    for (let x = frame.covered().left + 20; x < size.x - 20; x += 8) {
        for (let y = 60; y < size.y - 60; y += 8) {
            const spot = frame.map.containerPointToLatLng([x, y]);
            const shapes = frame.shapes.hitTest(spot, 12).map((feature) => String(feature.id));
            if (shapes.includes("area-of-separation") && !frame.points.hitTest(spot, 16).length)
                return { lon: spot.lng, lat: spot.lat, shapes: shapes };
        }
    }
    return null;
}"""


@pytest.fixture(scope="module")
def shared(server: Server, module_tab: Open) -> AtlasPage:
    """Open the app once for this module, near Quneitra."""
    return module_tab(loaded=True).open(server.url("/?lat=33.12&lon=35.9&z=10.5"))


@pytest.fixture
def tab(shared: AtlasPage) -> AtlasPage:
    """Return the app with nothing selected and the layers in the panel."""
    shared.in_frame("Atlas.frame.select(null)")
    shared.frame.locator("#tab-0").click()
    shared.becomes(lambda: "id" in shared.query(), wanted=False)
    return shared.settled()


def _groups(tab: AtlasPage) -> list[dict[str, Any]]:
    """Return the markers that a pointer can reach, with what they stand for."""
    found: list[dict[str, Any]] = tab.in_frame(GROUPS)
    return found


def _alone(tab: AtlasPage) -> dict[str, Any]:
    return next(group for group in _groups(tab) if len(group["ids"]) == 1)


def _crowd(tab: AtlasPage) -> dict[str, Any]:
    return min((group for group in _groups(tab) if len(group["ids"]) > 2), key=lambda group: len(group["ids"]))


def _heading(tab: AtlasPage) -> str:
    return tab.frame.locator(".atlas-drawer h2").inner_text()


def _chooser(tab: AtlasPage) -> list[str]:
    """Return the ids among which the card asks to choose."""
    buttons = tab.frame.locator(".atlas-drawer button[data-id]")
    return sorted(buttons.evaluate_all("all => all.map((button) => button.dataset.id)"))


def _focused(tab: AtlasPage) -> str | None:
    found: str | None = tab.in_frame("document.activeElement && document.activeElement.dataset.id")
    return found


def _record(atlas: Atlas) -> Feature:
    """Return a strike with a point, two sources and a contradiction."""
    strikes = atlas.layers["strikes"].features
    return next(
        f for f in strikes if f.geometry and len(f.properties["sources"]) > 1 and "contradiction" in f.properties
    )


@pytest.fixture(scope="module")
def card(server: Server, module_tab: Open, atlas: Atlas) -> AtlasPage:
    """Open the app with a record chosen by its address."""
    return module_tab(loaded=True).open(server.url(f"/?id={_record(atlas).id}"))


def test_click_on_a_marker_opens_its_card(tab: AtlasPage, atlas: Atlas) -> None:
    group = _alone(tab)
    tab.click_map(group["lon"], group["lat"])
    feature = atlas.feature(group["ids"][0])
    assert feature is not None
    assert _heading(tab) == feature.properties["title"]


def test_click_on_a_marker_is_in_the_address(tab: AtlasPage) -> None:
    group = _alone(tab)
    tab.click_map(group["lon"], group["lat"])
    assert tab.becomes(lambda: tab.query().get("id"), group["ids"][0]) == group["ids"][0]


def test_click_on_a_crowded_marker_lists_all(tab: AtlasPage) -> None:
    group = _crowd(tab)
    tab.click_map(group["lon"], group["lat"])
    assert tab.becomes(lambda: _chooser(tab), sorted(group["ids"])) == sorted(group["ids"])


def test_list_of_a_crowded_marker_says_how_many(tab: AtlasPage) -> None:
    group = _crowd(tab)
    tab.click_map(group["lon"], group["lat"])
    wanted = f"{len(group['ids'])} records at this marker"
    assert tab.becomes(lambda: _heading(tab), wanted) == wanted


def test_each_of_a_crowded_marker_can_be_opened(tab: AtlasPage, atlas: Atlas) -> None:
    group = _crowd(tab)
    tab.click_map(group["lon"], group["lat"])
    opened = {}
    for record_id in group["ids"]:
        tab.frame.locator(f'.atlas-drawer [data-id="{record_id}"]').click()
        opened[record_id] = _heading(tab)
        tab.frame.locator(".atlas-back").click()
    assert opened == {i: f.properties["title"] for i in group["ids"] if (f := atlas.feature(i))}


def test_click_on_an_area_lists_what_lies_there(tab: AtlasPage) -> None:
    ground = tab.in_frame(BARE_GROUND)
    tab.click_map(ground["lon"], ground["lat"])
    assert tab.becomes(lambda: _chooser(tab), sorted(ground["shapes"])) == sorted(ground["shapes"])


def test_click_beside_everything_closes_the_card(tab: AtlasPage) -> None:
    group = _alone(tab)
    tab.click_map(group["lon"], group["lat"])
    tab.in_frame("Atlas.frame.map.fire('click', { latlng: L.latLng(31, 30) })")
    assert tab.becomes(lambda: tab.probe()["selected"], None) is None


def test_arrow_keys_and_enter_open_a_record(tab: AtlasPage, atlas: Atlas) -> None:
    keyboard = tab.page.keyboard
    tab.frame.locator("#tab-0").focus()
    for key in ("ArrowRight", "Tab", "ArrowDown", "ArrowDown", "ArrowUp"):
        keyboard.press(key)
    chosen = _focused(tab)
    keyboard.press("Enter")
    feature = atlas.feature(str(chosen))
    assert feature is not None
    assert _heading(tab) == feature.properties["title"]


def test_card_takes_the_focus(tab: AtlasPage) -> None:
    tab.frame.locator("#tab-1").click()
    tab.frame.locator(".atlas-panel button[data-id]").first.press("Enter")
    assert tab.in_frame("document.activeElement.tagName") == "H2"


def test_escape_closes_the_card(tab: AtlasPage) -> None:
    tab.frame.locator("#tab-1").click()
    tab.frame.locator(".atlas-panel button[data-id]").first.press("Enter")
    tab.page.keyboard.press("Escape")
    assert tab.frame.locator(".atlas-drawer").is_hidden()


def test_escape_gives_the_focus_back(tab: AtlasPage) -> None:
    tab.frame.locator("#tab-1").click()
    third = tab.frame.locator(".atlas-panel button[data-id]").nth(2)
    wanted = third.get_attribute("data-id")
    third.press("Enter")
    tab.page.keyboard.press("Escape")
    assert _focused(tab) == wanted


def test_escape_leaves_the_address(tab: AtlasPage) -> None:
    tab.frame.locator("#tab-1").click()
    tab.frame.locator(".atlas-panel button[data-id]").first.press("Enter")
    tab.becomes(lambda: "id" in tab.query(), wanted=True)
    tab.page.keyboard.press("Escape")
    assert tab.becomes(lambda: "id" in tab.query(), wanted=False) is False


def test_end_key_reaches_the_last_record_of_the_list(tab: AtlasPage) -> None:
    tab.frame.locator("#tab-1").click()
    rows = tab.frame.locator(".atlas-panel .atlas-list").first.locator("button[data-id]")
    rows.first.press("End")
    assert _focused(tab) == rows.last.get_attribute("data-id")


def test_list_has_what_has_no_location(tab: AtlasPage, atlas: Atlas) -> None:
    tab.frame.locator("#tab-1").click()
    listed = tab.frame.locator(".atlas-panel .atlas-list").last.locator("button[data-id]")
    layers = [layer for layer in atlas.layers.values() if layer.spec.default_on]
    assert listed.count() == sum(len(layer.features) - layer.located for layer in layers)


def test_card_shows_the_title(card: AtlasPage, atlas: Atlas) -> None:
    assert _heading(card) == _record(atlas).properties["title"]


def test_card_shows_what_is_reported(card: AtlasPage, atlas: Atlas) -> None:
    assert _record(atlas).properties["summary"] in card.frame.locator(".atlas-drawer").inner_text()


def test_card_shows_the_kind_in_words(card: AtlasPage, atlas: Atlas) -> None:
    label = kind_labels()[_record(atlas).properties["kind"]]
    assert label in card.frame.locator(".atlas-badges").inner_text()


def test_card_shows_contradictions_before_what_is_reported(card: AtlasPage) -> None:
    headings = card.frame.locator(".atlas-drawer h3").all_inner_texts()
    found = [text.casefold() for text in headings]
    assert found.index("sources contradict each other") < found.index("what is reported")


def test_card_links_to_every_source(card: AtlasPage, atlas: Atlas) -> None:
    links = card.frame.locator(".atlas-sources a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert len(links) == len(_record(atlas).properties["sources"])


def test_links_of_the_card_are_web_addresses(card: AtlasPage) -> None:
    links = card.frame.locator(".atlas-sources a").evaluate_all("all => all.map((a) => a.protocol)")
    assert set(links) <= {"http:", "https:"}


def test_links_of_the_card_tell_nothing_to_their_target(card: AtlasPage) -> None:
    rels = card.frame.locator(".atlas-drawer a[target=_blank]").evaluate_all("all => all.map((a) => a.rel)")
    assert set(rels) == {"noopener noreferrer"}


def test_card_offers_the_record_as_a_file(card: AtlasPage, server: Server, atlas: Atlas) -> None:
    link = card.frame.locator(".atlas-drawer a[download]").get_attribute("href") or ""
    record = _record(atlas)
    status, body = server.get("/" + link.lstrip("/"))
    assert (status, body.count(record.id.encode()), body.count(b'"type":"Feature"')) == (200, 1, 1)
