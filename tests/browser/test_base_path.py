"""The app below a base path, and under host names that are not its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geo.atlas import Atlas
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the atlas below /atlas."""
    with serve(tmp_path_factory.mktemp("below"), base_path="atlas") as running:
        yield running


@pytest.fixture(scope="module")
def tab(below: Server, module_tab: Open) -> AtlasPage:
    """Open the app below its base path."""
    return module_tab().open(below.url("/"))


def test_map_is_drawn(tab: AtlasPage, atlas: Atlas) -> None:
    assert tab.layers() == [str(layer_id) for layer_id, layer in atlas.layers.items() if layer.spec.default_on]


def test_frame_is_started_early(tab: AtlasPage) -> None:
    assert len([address for address in tab.requests if "/atlas/map?" in address]) == 1


def test_everything_lies_below_the_base_path(tab: AtlasPage, below: Server) -> None:
    own = [address for address in tab.requests if address.startswith(below.origin)]
    assert [address for address in own if not address.startswith(below.url("/"))] == []


def test_nothing_fails(tab: AtlasPage) -> None:
    assert (tab.faults, tab.probe()["errors"]) == ([], [])


def test_panel_and_address_agree(tab: AtlasPage) -> None:
    tab.toggle("talks")
    assert tab.becomes(lambda: "talks" in tab.query().get("layers", "talks"), wanted=False) is False


def test_download_of_the_page_gives_the_layer(tab: AtlasPage, below: Server, atlas: Atlas) -> None:
    links = tab.open_files().page.locator('[data-testid="stExpander"] a[href*="/strikes.geojson"]')
    path = (links.first.get_attribute("href") or "").removeprefix(below.base_path)
    assert below.get(path) == (200, atlas.geojson("strikes"))


def test_other_page_is_there(below: Server, new_tab: Open) -> None:
    tab = new_tab()
    tab.page.goto(below.url("/table"))
    tab.page.get_by_test_id("stDataFrame").wait_for()
    assert tab.faults == []


def test_map_outside_the_base_path_is_not_ours(below: Server) -> None:
    body = Server(below.origin, "", below.pid, below.notes, below.log).get("/map")[1]
    assert b"map_atlas" not in body


@pytest.mark.parametrize("path", ["/", "/map", "/layers", "/table", "/_stcore/health"])
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80"])
def test_foreign_host_is_refused(below: Server, path: str, host: str) -> None:
    assert below.get(path, host=host)[0] == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "192.0.2.7"])
def test_own_host_is_answered(below: Server, host: str) -> None:
    assert below.get("/layers", host=host)[0] == 200
