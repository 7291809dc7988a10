"""Opening the app without the early start: the page opens with the map, and nothing is held back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.web.start_page.rewrite import PageRewriter
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server, serve
from tests.streamlit_contract.installed import start_page

pytestmark = pytest.mark.browser

EXPECTED = '<script type="module" crossorigin src='
OTHERWISE = '<script crossorigin type="module" src='


def _rewritten(page: str) -> str:
    """Return what the server would send if Streamlit's start page were this one."""

    def answer(_request: Request) -> Response:
        return HTMLResponse(page)

    rewriter = Middleware(PageRewriter, base_path="", hints=lambda: [("assets/x.js", "script")])
    return TestClient(Starlette(routes=[Route("/", answer)], middleware=[rewriter])).get("/").text


@pytest.fixture(scope="module")
def plain_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the atlas with the early start switched off."""
    with serve(tmp_path_factory.mktemp("plain"), settings={"ATLAS_EARLY_MAP": "off"}) as running:
        yield running


@pytest.fixture(scope="module", params=["switched off", "written otherwise"])
def opened(request: pytest.FixtureRequest, module_tab: Open) -> AtlasPage:
    """Open the app where the early start is off, or where Streamlit writes its entry tag otherwise."""
    tab = module_tab()
    if request.param == "switched off":
        server: Server = request.getfixturevalue("plain_server")
    else:
        server = request.getfixturevalue("server")
        assert EXPECTED in start_page()
        strange = _rewritten(start_page().replace(EXPECTED, OTHERWISE))
        home = re.compile(rf"^{re.escape(server.url())}$")
        tab.page.route(home, lambda route: route.fulfill(body=strange, content_type="text/html"))
    return tab.open(server.url())


def test_the_map_is_drawn(opened: AtlasPage) -> None:
    assert "lines" in opened.layers()
    assert opened.probe()["errors"] == []


def test_no_file_is_held_back(opened: AtlasPage) -> None:
    assert opened.page.locator("link[rel=modulepreload]").count() > 0
    assert opened.page.locator("link[rel=atlas-later]").count() == 0


def test_no_frame_was_started_early(opened: AtlasPage) -> None:
    assert opened.page.evaluate("typeof window.atlasEnter") == "undefined"


def test_browser_reports_no_error(opened: AtlasPage) -> None:
    assert opened.faults == []
