"""Online base maps that a reader chooses while their hosts cannot be reached."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from geo.mapview import base_maps
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser

ONLINE = {choice.id: choice.host for choice in base_maps() if choice.host}
OWN_COLOURS = """() => {
    const { canvas } = Atlas.frame.base;
    const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(bytes.buffer)).size;
}"""


class Refused:
    """A tab whose requests to other hosts are noted and refused.

    Attributes
    ----------
    tab : AtlasPage
        The tab.
    foreign : list of str
        What it asked other hosts for.
    """

    def __init__(self, server: Server, tab: AtlasPage) -> None:
        self.tab = tab
        self.foreign: list[str] = []
        tab.page.route(lambda address: not address.startswith(server.origin) and "://" in address, self._refuse)

    def _refuse(self, route: Route) -> None:
        self.foreign.append(route.request.url)
        route.abort()


@pytest.fixture(scope="module", params=ONLINE)
def chosen(request: pytest.FixtureRequest, server: Server, module_tab: Open) -> Refused:
    """Open the app and choose an online base map."""
    found = Refused(server, module_tab())
    found.tab.open(server.url())
    found.foreign.clear()
    found.tab.frame.locator(f"#base-{request.param}").check()
    found.tab.becomes(lambda: found.tab.frame.locator(".atlas-notes p").count(), 1)
    return found


def _host(chosen: Refused) -> str:
    return ONLINE[str(chosen.tab.probe()["basemap"])]


def test_note_names_the_host(chosen: Refused) -> None:
    note = chosen.tab.frame.locator(".atlas-notes").inner_text()
    assert note == f"Tiles from {_host(chosen)} cannot be reached; the offline map stays."


def test_vector_map_stays(chosen: Refused) -> None:
    assert chosen.tab.in_frame(OWN_COLOURS) > 20


def test_own_place_names_stay(chosen: Refused) -> None:
    assert chosen.tab.in_frame("Atlas.frame.ownLabels()")


def test_tiles_are_asked_of_the_named_host_only(chosen: Refused) -> None:
    assert {address.split("/")[2] for address in chosen.foreign} == {_host(chosen)}


def test_choice_is_in_the_address(chosen: Refused) -> None:
    base = chosen.tab.probe()["basemap"]
    assert chosen.tab.becomes(lambda: chosen.tab.query().get("base"), base) == base


def test_layers_stay(chosen: Refused) -> None:
    assert chosen.tab.probe()["visibleIds"]["strikes"]


def test_offline_map_takes_the_note_away(server: Server, new_tab: Open) -> None:
    found = Refused(server, new_tab())
    found.tab.open(server.url("/?base=osm"))
    notes = found.tab.frame.locator(".atlas-notes p")
    found.tab.until(lambda: notes.count() == 1, "the note is there")
    found.tab.frame.locator("#base-offline").check()
    assert notes.count() == 0
