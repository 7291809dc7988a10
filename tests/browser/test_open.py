"""Opening the app: everything is drawn, nothing fails, nobody else is asked for anything."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from geo.atlas import Atlas
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server
from tests.browser.sockets import Address, is_own, watched
from tests.streamlit_contract.installed import start_page

pytestmark = pytest.mark.browser

NO_MOVE = "delete Element.prototype.moveBefore"
FRAME = re.compile(r"/map(\?|$)")
PRELOADED = re.compile('rel="modulepreload"')


@dataclass(frozen=True)
class Opened:
    """A page after it was opened, and whom the server talked to meanwhile."""

    tab: AtlasPage
    peers: frozenset[Address]

    def frames_asked_for(self) -> list[str]:
        """Return every request for the map's document."""
        return [address for address in self.tab.requests if FRAME.search(address)]


def _open(server: Server, tab: AtlasPage) -> Opened:
    if sys.platform != "linux":
        return Opened(tab.open(server.url()), frozenset())
    with watched(server.pid) as peers:
        tab.open(server.url())
    return Opened(tab, frozenset(peers))


@pytest.fixture(scope="module")
def opened(server: Server, module_tab: Open) -> Opened:
    """Open the app as it comes."""
    return _open(server, module_tab())


@pytest.fixture(scope="module")
def unmoved(server: Server, module_tab: Open) -> Opened:
    """Open the app in a browser that cannot move a frame without loading it again."""
    tab = module_tab()
    tab.page.add_init_script(NO_MOVE)
    return _open(server, tab)


def test_all_default_layers_are_drawn(opened: Opened, atlas: Atlas) -> None:
    wanted = [str(layer_id) for layer_id, layer in atlas.layers.items() if layer.spec.default_on]
    assert opened.tab.layers() == wanted


def test_every_feature_of_the_layers_is_there(opened: Opened, atlas: Atlas) -> None:
    wanted = {
        str(layer_id): sorted(feature.id for feature in layer.features)
        for layer_id, layer in atlas.layers.items()
        if layer.spec.default_on
    }
    assert opened.tab.ids() == wanted


@pytest.mark.parametrize("picture", ["base", "labels", "points", "sheets.ground", "sheets.upper"])
def test_canvas_is_painted(opened: Opened, picture: str) -> None:
    colours = opened.tab.in_frame(
        """(picture) => {
            const { canvas } = picture.split(".").reduce((found, name) => found[name], Atlas.frame);
            const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(bytes.buffer)).size;
        }""",
        picture,
    )
    assert colours > 20


@pytest.mark.parametrize("pane", ["areas", "lines"])
def test_shapes_are_drawn(opened: Opened, pane: str) -> None:
    drawn = "(pane) => Array.from(document.querySelectorAll(pane), (path) => path.getAttribute('d').length)"
    assert [length for length in opened.tab.in_frame(drawn, f".leaflet-atlas-{pane}-pane path") if length > 10]


def test_map_reports_no_error(opened: Opened) -> None:
    assert opened.tab.probe()["errors"] == []


def test_browser_reports_no_error(opened: Opened) -> None:
    assert opened.tab.faults == []


def test_browser_asks_no_other_host(opened: Opened, server: Server) -> None:
    own = urlsplit(server.origin).netloc
    addresses = [urlsplit(address) for address in opened.tab.requests]
    assert {parts.netloc for parts in addresses if parts.scheme not in ("data", "blob")} == {own}


@pytest.mark.skipif(sys.platform != "linux", reason="sockets are read from /proc")
def test_server_talks_to_nobody_but_this_machine(opened: Opened) -> None:
    assert [str(address) for address in opened.peers if not is_own(address)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="sockets are read from /proc")
def test_watch_on_the_sockets_sees_the_browser(opened: Opened) -> None:
    assert any(is_own(address) for address in opened.peers)


def test_server_looks_up_no_other_host(opened: Opened, server: Server) -> None:
    notes = [line.split(" ", 1) for line in server.notes.read_text(encoding="utf-8").splitlines()]
    targets = [ast.literal_eval(target) for _, target in notes]
    hosts = {target[0] if isinstance(target, tuple) else target for target in targets}
    assert {host for host in hosts if host not in (None, "", "0.0.0.0", "::") and not is_own(host)} == set()


def test_server_logs_no_traceback(opened: Opened, server: Server) -> None:
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_frame_is_asked_for_once(opened: Opened) -> None:
    assert len(opened.frames_asked_for()) == 1


def _asked_before_the_page_ran(opened: Opened) -> bool:
    """Return whether the frame was asked for before the page's own script asked for anything."""
    asked = [address for address in opened.tab.requests if FRAME.search(address) or "/_stcore/" in address]
    return bool(FRAME.search(asked[0]))


def test_frame_starts_before_the_page_runs(opened: Opened) -> None:
    assert _asked_before_the_page_ran(opened)


@pytest.mark.parametrize("page", ["opened", "unmoved"])
def test_page_asks_for_its_script_files_in_the_end(page: str, request: pytest.FixtureRequest) -> None:
    tab: AtlasPage = request.getfixturevalue(page).tab
    assert tab.page.locator("link[rel=modulepreload]").count() >= len(PRELOADED.findall(start_page())) > 0
    assert tab.page.locator("link[rel=atlas-later]").count() == 0


def test_browser_without_move_before_starts_no_frame_early(unmoved: Opened) -> None:
    assert not _asked_before_the_page_ran(unmoved)


def test_frame_that_started_early_is_the_one_in_the_page(opened: Opened) -> None:
    early = opened.tab.frame.frame_element()
    assert early.evaluate("frame => frame.getRootNode().host !== undefined || frame.closest('#root') !== null")


def test_frame_that_started_early_has_its_name(opened: Opened) -> None:
    assert "UN buffer zone" in (opened.tab.frame.frame_element().get_attribute("title") or "")


def test_frame_that_started_early_is_told_the_layers(opened: Opened) -> None:
    assert opened.tab.in_frame("Atlas.frame.state.inApp")


def test_browser_without_move_before_draws_the_map(unmoved: Opened, opened: Opened) -> None:
    assert unmoved.tab.ids() == opened.tab.ids()


def test_browser_without_move_before_asks_for_the_frame_once(unmoved: Opened) -> None:
    assert len(unmoved.frames_asked_for()) == 1


def test_browser_without_move_before_reports_no_error(unmoved: Opened) -> None:
    assert unmoved.tab.faults == []


def test_browser_without_move_before_follows_the_panel(unmoved: Opened) -> None:
    tab = unmoved.tab.toggle("talks")
    assert tab.becomes(lambda: "talks" in tab.query().get("layers", "talks"), wanted=False) is False


@pytest.mark.parametrize("answer", [{"status": 503, "body": "no map"}, None], ids=["an error", "nothing at all"])
def test_page_opens_though_the_frame_gets(answer: dict[str, Any] | None, server: Server, new_tab: Open) -> None:
    tab = new_tab()
    tab.page.route(FRAME, lambda route: route.fulfill(**answer) if answer else None)
    tab.page.goto(server.url(), wait_until="commit")
    tab.page.get_by_text("imply no opinion").wait_for()


def test_streamlits_script_runs_after_the_map_is_drawn(server: Server, new_tab: Open) -> None:
    tab = new_tab()
    tab.page.add_init_script("window.setTimeout = ((real) => (f, ms) => real(f, ms === 1200 ? 60000 : ms))(setTimeout)")
    held: list[Any] = []
    tab.page.route(re.compile(r"/layers/all\.geojson"), lambda route: held.append(route))
    with tab.page.expect_request(re.compile(r"/layers/all\.geojson")):
        tab.page.goto(server.url(), wait_until="commit")
    tab.page.wait_for_load_state("domcontentloaded")
    assert tab.page.locator("#root > *").count() == 0
    tab.page.wait_for_function("document.getElementById('atlas-early').contentWindow.Atlas?.frame")
    assert tab.page.locator("#root > *").count() == 0
    for route in held:
        route.continue_()
    tab.page.get_by_text("imply no opinion").wait_for()
