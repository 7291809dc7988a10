"""Filters, permalinks, page switches, back and forward: one state, wherever it is read."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from geo.atlas import Atlas
from geo.query.filters import Filters
from geo.vocab.labels import label_of
from geo.web.pages import PAGES
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

AIRSTRIKE = label_of("airstrike")
RECORD = "ev-20241208-khalkhala-airbase"
LAYERS = "area-of-separation,lines,strikes,un-incidents,places"
STATE = {"layers": LAYERS, "kind": "airstrike,drone_strike", "from": "2024-12-08", "lat": "33.081", "lon": "36.562"}
STATE |= {"z": "10.5", "id": RECORD}


def _wanted(atlas: Atlas, query: Mapping[str, str], layers: list[str]) -> dict[str, list[str]]:
    """Return the ids that the layers hold by the atlas' own computation."""
    selection = atlas.select(Filters.from_params(dict(query)))
    found = {layer: sorted(feature.id for feature in selection[layer].features) for layer in layers}
    return {layer: ids for layer, ids in found.items() if ids}


def _default(atlas: Atlas) -> list[str]:
    return [str(layer_id) for layer_id, layer in atlas.layers.items() if layer.spec.default_on]


def _address(server: Server, query: Mapping[str, str]) -> str:
    return server.url("/?" + "&".join(f"{name}={text}" for name, text in query.items()))


def _choose_kind(tab: AtlasPage, label: str) -> None:
    """Choose a kind in the sidebar, as a person does."""
    box = tab.page.get_by_test_id("stSidebar").get_by_role("combobox", name="Kind")
    box.click()
    box.fill(label)
    tab.page.keyboard.press("Enter")


@pytest.fixture(scope="module")
def shared(module_tab: Open) -> AtlasPage:
    """Give one tab to the tests that open the app anew."""
    return module_tab(loaded=True)


@pytest.fixture(scope="module")
def filtered(server: Server, module_tab: Open) -> AtlasPage:
    """Open the app and choose a kind in the sidebar."""
    tab = module_tab(loaded=True).open(server.url())
    tab.mark()
    _choose_kind(tab, AIRSTRIKE)
    tab.until(lambda: "kind" in tab.query(), "the kind is in the address")
    return tab.settled()


@pytest.fixture(scope="module")
def linked(server: Server, shared: AtlasPage, module_tab: Open) -> AtlasPage:
    """Open the address that another browser came to, in a fresh profile."""
    shared.open(_address(server, STATE))
    shared.until(lambda: set(STATE) <= set(shared.query()), "the address holds the state")
    return module_tab().open(shared.settled().page.url)


def test_filter_of_the_sidebar_narrows_the_map(filtered: AtlasPage, atlas: Atlas) -> None:
    wanted = _wanted(atlas, {"kind": "airstrike"}, _default(atlas))
    assert filtered.becomes(filtered.ids, wanted) == wanted


def test_filter_of_the_sidebar_is_in_the_address(filtered: AtlasPage) -> None:
    assert filtered.query().get("kind") == "airstrike"


def test_filter_of_the_sidebar_does_not_load_the_frame_again(filtered: AtlasPage) -> None:
    assert filtered.is_marked()


def test_filter_of_the_sidebar_keeps_the_layers(filtered: AtlasPage, atlas: Atlas) -> None:
    assert filtered.layers() == _default(atlas)


def test_permalink_restores_the_layers(linked: AtlasPage) -> None:
    assert linked.layers() == LAYERS.split(",")


def test_permalink_restores_the_filters(linked: AtlasPage, atlas: Atlas) -> None:
    query = {"kind": STATE["kind"], "from": STATE["from"]}
    wanted = _wanted(atlas, query, LAYERS.split(","))
    assert linked.becomes(linked.ids, wanted) == wanted


def test_permalink_restores_the_selection(linked: AtlasPage) -> None:
    assert linked.becomes(lambda: linked.probe()["selected"], RECORD) == RECORD


def test_permalink_restores_the_card(linked: AtlasPage, atlas: Atlas) -> None:
    feature = atlas.feature(RECORD)
    assert feature is not None
    assert linked.frame.locator(".atlas-drawer h2").inner_text() == feature.properties["title"]


def test_permalink_restores_the_view(linked: AtlasPage, shared: AtlasPage) -> None:
    assert linked.probe()["view"] == shared.probe()["view"]


def test_permalink_restores_the_widgets(linked: AtlasPage) -> None:
    chosen = linked.page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelectTagsContainer").first
    assert AIRSTRIKE in chosen.inner_text()


def test_permalink_restores_the_address(linked: AtlasPage, shared: AtlasPage) -> None:
    assert linked.becomes(linked.query, shared.query()) == shared.query()


def test_permalink_asks_for_the_frame_once(linked: AtlasPage) -> None:
    assert len([address for address in linked.requests if "/map?" in address]) == 1


def test_copied_link_of_a_card_opens_it(linked: AtlasPage, new_tab: Open) -> None:
    link = linked.in_frame("id => Atlas.permalink(Atlas.frame, id)", RECORD)
    assert new_tab().open(link).probe()["selected"] == RECORD


@pytest.mark.parametrize("page", ["Table", "Method"])
def test_page_switch_and_back_keeps_the_state_and_what_is_drawn(server: Server, shared: AtlasPage, page: str) -> None:
    shared.open(_address(server, STATE))
    shared.until(lambda: set(STATE) <= set(shared.query()), "the address holds the state")
    before, drawn = shared.settled().query(), shared.ids()
    shared.go(next(spec.section for spec in PAGES if spec.title == page), page)
    shared.until(lambda: page.lower() in shared.page.url, f"the page {page} is there")
    shared.until(lambda: not [f for f in shared.page.frames if "/map" in f.url], "the map is gone")
    shared.go("Map", "Map")
    shared.drawn()
    assert shared.becomes(lambda: (shared.query(), shared.ids()), (before, drawn)) == (before, drawn)


def test_table_shows_the_filters_of_the_map(server: Server, shared: AtlasPage, atlas: Atlas) -> None:
    shared.open(_address(server, {"kind": "artillery"}))
    shared.go("Map", "Table")
    line = shared.page.locator("p", has_text="with and without a location")
    line.wait_for()
    count = len(_wanted(atlas, {"kind": "artillery"}, ["strikes"])["strikes"])
    assert line.inner_text().startswith(f"{count} ")


@pytest.fixture(scope="module")
def walked(filtered: AtlasPage) -> AtlasPage:
    """Go back from the kind that was chosen."""
    filtered.settled().page.go_back()
    return filtered


def test_back_takes_the_filter_off_the_map(walked: AtlasPage, atlas: Atlas) -> None:
    wanted = _wanted(atlas, {}, _default(atlas))
    assert walked.becomes(walked.ids, wanted) == wanted


def test_back_takes_the_filter_off_its_widget(walked: AtlasPage) -> None:
    tags = walked.page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelectTagsContainer").first
    assert walked.becomes(lambda: AIRSTRIKE in tags.inner_text(), wanted=False) is False


def test_back_takes_the_filter_off_the_address(walked: AtlasPage) -> None:
    assert "kind" not in walked.settled().query()


def test_forward_brings_the_filter_back(walked: AtlasPage, atlas: Atlas) -> None:
    walked.page.go_forward()
    wanted = _wanted(atlas, {"kind": "airstrike"}, _default(atlas))
    assert walked.becomes(walked.ids, wanted) == wanted


def test_reset_brings_everything_back(server: Server, shared: AtlasPage, atlas: Atlas) -> None:
    shared.open(_address(server, {"kind": "airstrike", "confidence": "high"}))
    shared.page.get_by_role("button", name="Reset all filters").click()
    wanted = _wanted(atlas, {}, _default(atlas))
    assert shared.becomes(shared.ids, wanted) == wanted
