"""Two maps beside each other: same place, same layers, each its own window."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Frame

from geo.atlas import Atlas
from geo.query.filters import Filters
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

WINDOWS = "a0=2025-03&a1=2025-03&b0=2026-01&b1=2026-03-20"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def _frames(tab: AtlasPage) -> list[Frame]:
    """Return the frames of the first and the second window."""
    elements = [element.content_frame() for element in tab.page.locator("iframe[src*=beside]").element_handles()]
    return [frame for frame in elements if frame is not None]


def _open(tab: AtlasPage, url: str) -> AtlasPage:
    tab.page.goto(url)

    def drawn() -> bool:
        frames = _frames(tab)
        return len(frames) == 2 and all(frame.evaluate("Boolean(Atlas.probe().ready)") for frame in frames)

    tab.until(drawn, "both maps are drawn")
    return tab


def _probe(frame: Frame) -> dict[str, Any]:
    found: dict[str, Any] = frame.evaluate("Atlas.probe()")
    return found


def _ids(frame: Frame) -> dict[str, list[str]]:
    return {layer: sorted(ids) for layer, ids in _probe(frame)["visibleIds"].items() if ids}


def _wanted(atlas: Atlas, query: dict[str, str]) -> dict[str, list[str]]:
    selection = atlas.select(Filters.from_params(query))
    shown = [layer for layer_id, layer in selection.items() if atlas.layers[layer_id].spec.default_on]
    return {str(layer.spec.id): sorted(f.id for f in layer.features) for layer in shown if layer.features}


@pytest.fixture(scope="module")
def pair(server: Server, module_tab: Open) -> AtlasPage:
    """Open the page with two windows."""
    return _open(module_tab(loaded=True), server.url(f"/compare?{WINDOWS}"))


def test_each_map_shows_the_ids_of_its_window(pair: AtlasPage, atlas: Atlas) -> None:
    first, second = (_ids(frame) for frame in _frames(pair))
    assert first == _wanted(atlas, {"from": "2025-03", "to": "2025-03"})
    assert second == _wanted(atlas, {"from": "2026-01", "to": "2026-03-20"})


@pytest.mark.parametrize("hand", [0, 1])
def test_a_move_of_one_moves_the_other_at_once(pair: AtlasPage, hand: int) -> None:
    frames = _frames(pair)
    frames[hand].evaluate("(lat) => Atlas.frame.map.setView([lat, 36.1], 12, {animate: false})", 33.1 + hand / 10)
    wanted = _probe(frames[hand])["view"]
    assert pair.becomes(lambda: _probe(frames[1 - hand])["view"], wanted) == wanted
    assert pair.becomes(lambda: pair.query().get("lat"), str(wanted["lat"])) == str(wanted["lat"])


def test_a_drag_moves_both_to_the_same_place(pair: AtlasPage) -> None:
    frames = _frames(pair)
    box = pair.page.locator("iframe[src*=beside]").first.bounding_box()
    assert box is not None
    x, y, mouse = box["x"] + box["width"] / 2, box["y"] + 200, pair.page.mouse
    before = _probe(frames[1])["view"]
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 90, y + 60, steps=5)
    mouse.up()
    pair.until(lambda: _probe(frames[1])["view"] != before, "the other map moves")
    pair.until(lambda: _probe(frames[0])["view"] == _probe(frames[1])["view"], "both show the same place")


def test_a_layer_is_switched_in_both(pair: AtlasPage) -> None:
    frames = _frames(pair)
    frames[0].locator(".atlas-toggle").click()
    frames[0].locator("#layer-talks").click()
    assert pair.becomes(lambda: "talks" in _probe(frames[1])["layers"], wanted=False) is False
    assert "talks" not in pair.query()["layers"]
    frames[0].locator("#layer-talks").click()
    assert pair.becomes(lambda: "talks" in _probe(frames[1])["layers"], wanted=True)
    frames[0].locator(".atlas-toggle").click()


def test_a_new_window_moves_its_map_only(pair: AtlasPage, atlas: Atlas) -> None:
    kept = _ids(_frames(pair)[0])
    pair.page.get_by_role("textbox", name="Second, from").fill("2025-12")
    pair.page.keyboard.press("Tab")
    wanted = _wanted(atlas, {"from": "2025-12", "to": "2026-03-20"})
    assert pair.becomes(lambda: _ids(_frames(pair)[1]), wanted) == wanted
    assert _ids(_frames(pair)[0]) == kept
    assert pair.becomes(lambda: pair.query()["b0"], "2025-12-01") == "2025-12-01"


def test_a_link_brings_windows_view_layers_and_filters_back(server: Server, new_tab: Open, atlas: Atlas) -> None:
    link = f"/compare?{WINDOWS}&kind=airstrike&layers=strikes,lines&lat=33.2&lon=35.9&z=10"
    tab = _open(new_tab(loaded=True), server.url(link))
    first, second = _frames(tab)
    assert _probe(first)["view"] == _probe(second)["view"] == {"lat": 33.2, "lon": 35.9, "z": 10}
    for frame, (start, end) in ((first, ("2025-03", "2025-03")), (second, ("2026-01", "2026-03-20"))):
        wanted = _wanted(atlas, {"from": start, "to": end, "kind": "airstrike"})
        assert _ids(frame) == {layer: ids for layer, ids in wanted.items() if layer in ("strikes", "lines")}
    assert tab.faults == []


def test_on_a_phone_a_switch_says_which_map_is_seen(server: Server, new_tab: Open) -> None:
    tab = _open(new_tab(**PHONE), server.url(f"/compare?{WINDOWS}"))
    maps = tab.page.locator("iframe[src*=beside]")
    assert [maps.nth(i).is_visible() for i in range(2)] == [True, False]
    tab.page.get_by_role("group", name="Which window").get_by_role("button").last.tap()
    assert [maps.nth(i).is_visible() for i in range(2)] == [False, True]
    boxes = [maps.nth(i).bounding_box() for i in range(2)]
    assert boxes[0] == boxes[1]
    assert tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_card_hands_out_a_link_to_the_map_page(pair: AtlasPage, server: Server) -> None:
    frame = _frames(pair)[0]
    link = frame.evaluate("Atlas.permalink(Atlas.frame, 'line-a')")
    assert link.startswith(server.url("/?"))
    assert "id=line-a" in link
    assert "t0=2025-03-01" in link
