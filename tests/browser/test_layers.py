"""Layers switched in the panel: map, page, downloads and address follow, and nothing else changes."""

from __future__ import annotations

import re

import pytest

from geo.atlas import Atlas
from geo.atlas.counts import RECORD_LAYERS
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

SIX = ("lines", "control", "positions", "strikes", "ground-operations", "talks")
GAP_MS = 60


@pytest.fixture(scope="module")
def shared(module_tab: Open) -> AtlasPage:
    """Give one tab to the tests that open the app anew."""
    return module_tab(loaded=True)


@pytest.fixture
def tab(server: Server, shared: AtlasPage) -> AtlasPage:
    """Return the page with its first layers."""
    return shared.open(server.url())


def _default(atlas: Atlas) -> list[str]:
    return [str(layer_id) for layer_id, layer in atlas.layers.items() if layer.spec.default_on]


def _without(atlas: Atlas, *gone: str) -> list[str]:
    return [layer for layer in _default(atlas) if layer not in gone]


def _count(atlas: Atlas, layers: list[str]) -> int:
    return sum(len(atlas.layers[layer].features) for layer in RECORD_LAYERS if layer in layers)


def _said(tab: AtlasPage) -> int:
    return int(re.sub(r"\D", "", tab.count_text().split(" ")[0]))


def _downloads(tab: AtlasPage) -> list[str]:
    return list(tab.download_counts())[1:]


def _titles(atlas: Atlas, layers: list[str]) -> list[str]:
    return [atlas.layers[layer].spec.title for layer in layers]


@pytest.fixture(scope="module")
def toggled(server: Server, module_tab: Open) -> AtlasPage:
    """Return the page after strikes went off and places came on."""
    tab = module_tab(loaded=True).open(server.url())
    tab.mark()
    return tab.toggle("strikes", "places").open_files()


def _after(atlas: Atlas) -> list[str]:
    return [str(layer) for layer in atlas.layers if layer in (*_without(atlas, "strikes"), "places")]


def test_map_follows_the_panel(toggled: AtlasPage, atlas: Atlas) -> None:
    assert toggled.becomes(toggled.layers, _after(atlas)) == _after(atlas)


def test_layer_that_was_off_is_loaded(toggled: AtlasPage, atlas: Atlas) -> None:
    wanted = sorted(feature.id for feature in atlas.layers["places"].features)
    assert toggled.becomes(lambda: toggled.ids().get("places"), wanted) == wanted


def test_count_of_the_page_follows_the_panel(toggled: AtlasPage, atlas: Atlas) -> None:
    wanted = _count(atlas, _after(atlas))
    assert toggled.becomes(lambda: _said(toggled), wanted) == wanted


def test_downloads_follow_the_panel(toggled: AtlasPage, atlas: Atlas) -> None:
    wanted = _titles(atlas, _after(atlas))
    assert toggled.becomes(lambda: _downloads(toggled), wanted) == wanted


def test_address_follows_the_panel(toggled: AtlasPage, atlas: Atlas) -> None:
    wanted = ",".join(_after(atlas))
    assert toggled.becomes(lambda: toggled.query().get("layers"), wanted) == wanted


def test_frame_is_not_loaded_again(toggled: AtlasPage) -> None:
    assert toggled.settled().is_marked()


def test_check_boxes_say_what_is_visible(toggled: AtlasPage, atlas: Atlas) -> None:
    boxes = toggled.frame.locator("[id^=layer-]:checked").evaluate_all("all => all.map((box) => box.id.slice(6))")
    assert sorted(boxes) == sorted(_after(atlas))


def test_default_layers_leave_the_address(toggled: AtlasPage) -> None:
    toggled.toggle("strikes", "places")
    try:
        assert toggled.becomes(lambda: "layers" in toggled.query(), wanted=False) is False
    finally:
        toggled.toggle("strikes", "places").settled()


@pytest.mark.parametrize(
    ("clicks", "gone"),
    [
        (SIX, SIX),
        (("strikes",) * 6, ()),
        (("talks", "strikes", "talks", "strikes", "talks", "lines"), ("talks", "lines")),
    ],
    ids=["six layers", "one layer six times", "to and fro"],
)
def test_six_quick_changes_end_where_they_should(
    tab: AtlasPage, atlas: Atlas, clicks: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    wanted = _without(atlas, *gone)
    tab.open_files().toggle_fast(clicks, gap_ms=GAP_MS)
    state = (wanted, _count(atlas, wanted), _titles(atlas, wanted), ",".join(wanted) if gone else None)

    def seen() -> tuple[list[str], int, list[str], str | None]:
        tab.settled()
        return tab.layers(), _said(tab), _downloads(tab), tab.query().get("layers")

    assert tab.becomes(seen, state) == state


@pytest.mark.parametrize("gap_ms", [GAP_MS, 3 * GAP_MS])
def test_quick_changes_are_not_undone_by_their_echo(tab: AtlasPage, gap_ms: int) -> None:
    tab.in_frame(
        """() => {
            window.atlasTestChanges = 0;
            const count = (event) => (window.atlasTestChanges += event.layer.spec ? 1 : 0);
            Atlas.frame.map.on("layeradd layerremove", count);
        }"""
    )
    clicks = ("talks", "strikes") * 6
    tab.toggle_fast(clicks, gap_ms=gap_ms)
    tab.until(lambda: "layers" not in tab.query(), "the address has the default layers again")
    assert tab.settled().in_frame("window.atlasTestChanges") == len(clicks)


def test_all_and_none_of_a_group(tab: AtlasPage, atlas: Atlas) -> None:
    tab.frame.get_by_role("button", name="None of the layers of Events").click()
    wanted = _without(atlas, "strikes", "ground-operations", "other-incidents")
    assert tab.becomes(tab.layers, wanted) == wanted


def test_no_layer_at_all_is_a_state(tab: AtlasPage, atlas: Atlas) -> None:
    tab.toggle_fast(_default(atlas), gap_ms=0)
    assert tab.becomes(lambda: (tab.layers(), tab.query().get("layers"), _said(tab)), ([], "", 0)) == ([], "", 0)


def test_toggle_keeps_filters_selection_and_view(server: Server, shared: AtlasPage, atlas: Atlas) -> None:
    record = next(f for f in atlas.layers["strikes"].features if f.geometry and f.properties["kind"] == "airstrike")
    lon, lat = record.geometry["coordinates"]
    before = {"kind": "airstrike", "id": record.id, "lat": f"{lat:.3f}", "lon": f"{lon:.3f}", "z": "12"}
    shared.open(server.url("/?" + "&".join(f"{name}={value}" for name, value in before.items())))
    shared.toggle("talks")
    shared.becomes(lambda: "layers" in shared.query(), wanted=True)
    query = shared.settled().query()
    assert {name: query.get(name, "").rstrip("0") for name in before} == {n: v.rstrip("0") for n, v in before.items()}
