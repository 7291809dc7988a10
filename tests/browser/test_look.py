"""Light and dark, and the width of a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
IS_DARK = "document.documentElement.classList.contains('atlas-dark')"
BRIGHTNESS = """() => {
    const { canvas } = Atlas.frame.base;
    const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let sum = 0;
    for (let at = 0; at < bytes.length; at += 4) sum += bytes[at] + bytes[at + 1] + bytes[at + 2];
    return sum / (bytes.length / 4) / 3;
}"""
STARTED_AT = """new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
    const { left, top, width, height } = node.style || {};
    if (node.id === "atlas-early") window.startedAt = [left, top, width, height].map(parseFloat);
}))).observe(document, { childList: true, subtree: true })"""
"""Notes where the frame stands while the page around it is still loading."""
PLACE = """frame => {
    const { left, top, width, height } = frame.getBoundingClientRect();
    return [left, top + frame.ownerDocument.querySelector("[data-testid=stMain]").scrollTop, width, height];
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def dark(server: Server, module_tab: Open) -> AtlasPage:
    """Open the app where the system prefers dark."""
    tab = module_tab(color_scheme="dark")
    tab.page.add_init_script(STARTED_AT)
    return tab.open(server.url())


@pytest.fixture(scope="module")
def switched(server: Server, module_tab: Open) -> AtlasPage:
    """Open the app in the dark, then let the system prefer light."""
    tab = module_tab(color_scheme="dark").open(server.url())
    tab.mark()
    tab.page.emulate_media(color_scheme="light")
    return tab


@pytest.fixture(scope="module")
def phone(server: Server, module_tab: Open) -> AtlasPage:
    """Open the app on a phone."""
    tab = module_tab(**PHONE)
    tab.page.add_init_script(STARTED_AT)
    return tab.open(server.url())


@pytest.fixture
def closed(phone: AtlasPage) -> Iterator[AtlasPage]:
    """Give the phone with its panel closed, and close it again."""
    phone.in_frame("Atlas.frame.select(null)")
    yield phone
    phone.in_frame("() => { Atlas.frame.select(null); document.getElementById('tab-0').click(); }")
    if "atlas-closed" not in (phone.frame.locator(".atlas-panel").get_attribute("class") or ""):
        phone.frame.locator(".atlas-toggle").click()


def test_dark_system_gives_a_dark_frame(dark: AtlasPage) -> None:
    assert dark.in_frame(IS_DARK)


def test_dark_frame_has_a_dark_base_map(dark: AtlasPage) -> None:
    assert dark.in_frame(BRIGHTNESS) < 100


def test_dark_frame_starts_dark(dark: AtlasPage) -> None:
    assert "theme=dark" in next(address for address in dark.requests if "/map?" in address)


@pytest.mark.parametrize("look", ["dark", "phone"])
def test_frame_starts_where_the_page_will_have_it(look: str, request: pytest.FixtureRequest) -> None:
    tab: AtlasPage = request.getfixturevalue(look)
    place = tab.frame.frame_element().evaluate(PLACE)
    assert tab.page.evaluate("startedAt") == pytest.approx(place, abs=1)


def test_theme_changes_by_message(switched: AtlasPage) -> None:
    assert switched.becomes(lambda: switched.in_frame(IS_DARK), wanted=False) is False


def test_theme_changes_the_base_map(switched: AtlasPage) -> None:
    assert switched.becomes(lambda: switched.in_frame(BRIGHTNESS) > 150, wanted=True)


def test_theme_changes_without_loading_the_frame_again(switched: AtlasPage) -> None:
    assert switched.becomes(lambda: switched.in_frame(IS_DARK) is False and switched.is_marked(), wanted=True)


def test_phone_starts_with_the_panel_closed(closed: AtlasPage) -> None:
    assert closed.frame.locator(".atlas-panel-body").is_hidden()


def test_phone_opens_the_panel_as_a_sheet(closed: AtlasPage) -> None:
    closed.frame.locator(".atlas-toggle").click()
    panel = closed.frame.locator(".atlas-panel").bounding_box()
    frame = closed.frame.frame_element().bounding_box()
    assert panel is not None
    assert frame is not None
    assert panel["width"] > 0.9 * frame["width"]


def test_phone_closes_the_sheet_with_the_button_that_opened_it(closed: AtlasPage) -> None:
    toggle = closed.frame.locator(".atlas-toggle")
    toggle.click()
    toggle.click()
    assert closed.frame.locator(".atlas-panel-body").is_hidden()
    assert toggle.get_attribute("aria-expanded") == "false"


def test_phone_puts_the_card_in_the_place_of_the_sheet(closed: AtlasPage) -> None:
    closed.frame.locator(".atlas-toggle").click()
    closed.frame.get_by_role("tab", name="List").click()
    closed.frame.locator(".atlas-panel .atlas-list button").first.click()
    assert closed.frame.locator(".atlas-drawer").is_visible()
    assert closed.frame.locator(".atlas-panel-body").is_hidden()


def test_phone_reaches_every_layer_in_the_panel(closed: AtlasPage) -> None:
    closed.frame.locator(".atlas-toggle").click()
    closed.toggle("places")
    assert "places" in closed.layers()


def test_phone_shows_the_map_without_scrolling(phone: AtlasPage) -> None:
    box = phone.frame.frame_element().bounding_box()
    assert box is not None
    assert box["y"] < 844 / 2


def test_phone_map_is_tall_enough(phone: AtlasPage) -> None:
    box = phone.frame.frame_element().bounding_box()
    assert box is not None
    assert box["height"] >= 320


def test_phone_page_does_not_scroll_sideways(phone: AtlasPage) -> None:
    assert phone.page.evaluate(OVERFLOW) <= 0


def test_phone_frame_does_not_scroll_sideways(phone: AtlasPage) -> None:
    assert phone.in_frame(OVERFLOW) <= 0


def test_phone_opens_the_card_below_the_map(closed: AtlasPage) -> None:
    closed.in_frame("Atlas.frame.select(Atlas.frame.layers.get('strikes').features.find((f) => f.geometry))")
    card = closed.frame.locator(".atlas-drawer").bounding_box()
    frame = closed.frame.frame_element().bounding_box()
    assert card is not None
    assert frame is not None
    assert card["y"] > frame["y"] + 0.2 * frame["height"]


def test_phone_selects_by_touch(closed: AtlasPage) -> None:
    spot = closed.at_rest().in_frame(  # the card of another test may have moved the map
        """() => {
            const map = Atlas.frame.map;
            const size = map.getSize();
            const group = Atlas.frame.points.groups.find((group) => {
                const spot = map.latLngToContainerPoint([group.lat, group.lon]);
                return spot.x > 30 && spot.x < size.x - 60 && spot.y > 90 && spot.y < size.y - 60;
            });
            return map.latLngToContainerPoint([group.lat, group.lon]).round();
        }"""
    )
    closed.frame.locator(".folium-map").scroll_into_view_if_needed()
    closed.frame.locator(".folium-map").tap(position={"x": spot["x"], "y": spot["y"]})
    assert closed.becomes(closed.frame.locator(".atlas-drawer").is_visible, wanted=True)


def test_phone_sidebar_does_not_cover_the_map(phone: AtlasPage) -> None:
    sidebar = phone.page.get_by_test_id("stSidebar").bounding_box()
    assert sidebar is None or sidebar["x"] + sidebar["width"] <= 1


def test_no_error_on_a_phone(phone: AtlasPage) -> None:
    assert (phone.faults, phone.probe()["errors"]) == ([], [])
