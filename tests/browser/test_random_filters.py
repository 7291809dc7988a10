"""For filters drawn at random the frame shows what the atlas computes and what the route answers.

All are told to the frame by message, every third by its address too.
"""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from geo.atlas import Atlas
from geo.dataset.load import DATA_FOLDER
from geo.query.filters import Filters
from geo.vocab import LayerId
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server
from tests.random_filters import draw

pytestmark = pytest.mark.browser

DRAWN = draw(DATA_FOLDER)
SETTINGS = [{name: text for name, text in params.items() if name != "id"} for params in DRAWN]
"""The filters of the design; in an address of the map ``id`` is the selection, which narrows nothing."""
Ids = dict[str, list[str]]

with_every_setting = pytest.mark.parametrize(
    "params", SETTINGS, ids=["+".join(params) + f"-{number}" for number, params in enumerate(SETTINGS)]
)


@pytest.fixture(scope="module")
def frame(module_tab: Open) -> AtlasPage:
    """Give one tab, which shows nothing but the frame."""
    return module_tab(loaded=True)


def _computed(atlas: Atlas, params: dict[str, str]) -> Ids:
    selected = atlas.select(Filters.from_params(params))
    found = {str(layer): sorted(f.id for f in narrowed.features) for layer, narrowed in selected.items()}
    return _of_records({layer: ids for layer, ids in found.items() if ids})


def _of_records(ids: Ids) -> Ids:
    """Leave out statements on control: which of them the frame shows depends on the day, and has tests of its own."""
    return {layer: found for layer, found in ids.items() if layer != LayerId.CONTROL_ASSERTIONS}


@pytest.mark.parametrize("params", SETTINGS[::3], ids="+".join)
def test_frame_shows_what_is_computed(server: Server, frame: AtlasPage, atlas: Atlas, params: dict[str, str]) -> None:
    layers = ",".join(str(layer_id) for layer_id in atlas.layers)
    frame.open(server.url("/map?" + urlencode({**params, "layers": layers})))
    assert _of_records(frame.ids()) == _computed(atlas, params)


@with_every_setting
def test_route_answers_what_is_computed(server: Server, atlas: Atlas, params: dict[str, str]) -> None:
    body = server.get("/layers/match?" + urlencode(params))[1]
    everything = _computed(atlas, {})
    matched = {layer: sorted(json.loads(body)["ids"].get(layer, ids)) for layer, ids in everything.items()}
    assert {layer: ids for layer, ids in matched.items() if ids} == _computed(atlas, params)


def test_filters_by_message_show_the_same(server: Server, frame: AtlasPage, atlas: Atlas) -> None:
    frame.open(server.url("/map?layers=" + ",".join(str(layer_id) for layer_id in atlas.layers)))
    shown, wanted = [], []
    for params in SETTINGS:
        frame.in_frame("query => Atlas.applyFilters(Atlas.frame, query)", urlencode(params))
        shown.append(_of_records(frame.ids()))
        wanted.append(_computed(atlas, params))
    assert shown == wanted


def test_frame_names_filters_that_cannot_be_applied(server: Server, frame: AtlasPage) -> None:
    frame.open(server.url("/map?kind=ufo"))
    assert "filters could not be applied" in frame.frame.locator(".atlas-notes").inner_text()


def test_an_id_selects_and_hides_nothing(server: Server, frame: AtlasPage, atlas: Atlas) -> None:
    strikes = [feature.id for feature in atlas.layers[LayerId.STRIKES].features]
    frame.open(server.url(f"/map?layers=strikes&id={strikes[0]}"))
    assert frame.ids()["strikes"] == sorted(strikes)
