"""Rows of a person's own come by a message, and leave no trace in any address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server, serve
from tests.userdata.prepared.made_events import made_events, made_file

pytestmark = pytest.mark.browser

COUNT = 200
TELL = """(message) => {
    const all = (root) => Array.from(root.querySelectorAll("*")).flatMap((node) =>
        (node.shadowRoot ? all(node.shadowRoot) : []).concat(node.tagName === "IFRAME" ? [node] : []));
    const frame = all(document).find((node) => /\\/map/.test(node.src));
    frame.contentWindow.postMessage(
        Object.assign({ atlas: 1, type: "atlas-mine", name: "My rows", count: 200 }, message), location.origin);
}"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the shipped atlas with a file that stands in for the rows of a person."""
    folder: Path = tmp_path_factory.mktemp("events") / "rows"
    made_file(folder, made_events(COUNT))
    with serve(tmp_path_factory.mktemp("server"), event_files=[folder]) as running:
        yield running


@pytest.fixture(scope="module")
def page(files: Server, module_tab: Open) -> AtlasPage:
    """Return a tab with the start page; it serves all tests of this file."""
    return module_tab().open(files.url("/"))


def _tell(tab: AtlasPage, **message: object) -> None:
    tab.page.evaluate(TELL, message)


@pytest.fixture
def tab(page: AtlasPage) -> AtlasPage:
    """Return the tab with the rows drawn anew."""
    _tell(page, url=None, details=None)
    _tell(page, url="/columns/rows.bin", details="/columns/rows/rows")
    page.until(lambda: "mine" in page.probe()["columns"], "the rows are drawn")
    return page


def test_rows_are_drawn_and_named(tab: AtlasPage) -> None:
    assert tab.probe()["columns"]["mine"]["count"] == COUNT
    assert "my rows" in tab.frame.locator("section[aria-label='My data']").inner_text().lower()
    assert tab.faults == []


def test_rows_stand_in_no_address(tab: AtlasPage) -> None:
    tab.toggle("talks").settled()
    tab.until(lambda: "layers" in tab.query(), "the address follows")
    assert "mine" not in tab.page.url
    assert "mine" not in tab.layers()


def test_rows_go_when_they_are_taken_away(tab: AtlasPage) -> None:
    _tell(tab, url=None, details=None)
    tab.until(lambda: "mine" not in tab.probe()["columns"], "the rows are gone")
    assert tab.frame.locator("section[aria-label='My data']").count() == 0


def test_rows_of_another_host_are_not_asked_for(tab: AtlasPage) -> None:
    _tell(tab, url="https://elsewhere.example/columns", details="/columns/rows/rows")
    tab.until(lambda: "mine" not in tab.probe()["columns"], "the message was heard")
    assert [url for url in tab.requests if "elsewhere" in url] == []
