"""Every page, wide and narrow, light and dark, with data, with one record, with none: nothing breaks or sticks out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import ROOT, Server, serve
from tests.record_folder import RecordFolder

pytestmark = pytest.mark.browser

Look = tuple[int, str]
LOOKS: list[Look] = [(width, scheme) for width in (1300, 390) for scheme in ("light", "dark")]
TWO_LOOKS: list[Look] = [(1300, "light"), (390, "dark")]
"""Each width and each scheme once: enough where less is shown."""
PAGES = sorted(path.stem.removesuffix("_view") for path in (ROOT / "pages").glob("*.py"))
FRAMES = {"map": 1, "compare": 2, "where": 1}
"""How many maps a page has."""
FILTERED = ("map", "table", "timeline", "compare")
EMPTY_WORDS = {
    "map": "No record passes these filters",
    "table": "No record passes these filters",
    "timeline": "No record passes these filters",
    "compare": "No report or talk of these filters lies in either window",
    "talks": "The data holds no talk",
    "evidence": "The data holds no claim",
}
"""What a page says when it has nothing to show."""
STICKING_OUT = """() => {
    const wide = document.documentElement.clientWidth;
    const main = document.querySelector('[data-testid="stMain"]');
    return [document.documentElement.scrollWidth - wide, main ? main.scrollWidth - main.clientWidth : 0];
}"""
DRAWN = "Boolean(window.Atlas && Atlas.probe && Atlas.probe().ready && !Atlas.probe().busy.length)"


@pytest.fixture(scope="module")
def tab(module_tab: Open) -> AtlasPage:
    """Give one tab for all pages."""
    return module_tab(loaded=True)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a data folder with one event, and no talk, position, claim or statement."""
    folder = RecordFolder(tmp_path_factory.mktemp("bare") / "data")
    rows = folder.rows
    del rows["events"][1:]
    for table in ("talks", "positions", "origin_statements", "claims", "claim_figures"):
        rows[table] = []
    kept = {"ev-strike", "area-of-separation", "line-a", "line-b", "control-entry"}
    rows["record_sources"] = [link for link in rows["record_sources"] if link["record_id"] in kept]
    rows["reference_rows"] = []
    with serve(tmp_path_factory.mktemp("bare-server"), data=folder.write().path) as running:
        yield running


def _look(tab: AtlasPage, url: str, page: str, looks: list[Look] = TWO_LOOKS) -> list[str]:
    """Open a page and return what is wrong with it in any of the looks."""
    tab.faults.clear()
    wrong: list[str] = []
    width, scheme = looks[0]
    tab.page.set_viewport_size({"width": width, "height": 844})
    tab.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.page.goto(url)
    tab.until(lambda: _rests(tab, page), f"{url} comes to rest")
    for width, scheme in looks:
        tab.page.set_viewport_size({"width": width, "height": 844})
        tab.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        tab.until(lambda: _rests(tab, page), f"{url} comes to rest at {width}")
        outside = tab.becomes(lambda: tab.page.evaluate(STICKING_OUT), [0, 0])
        if max(outside) > 0:
            wrong.append(f"{width} {scheme}: sticks out by {outside} px")
    return wrong + tab.faults


def _rests(tab: AtlasPage, page: str) -> bool:
    running = tab.page.locator('[data-testid="stApp"]:not([data-test-script-state="notRunning"])').count()
    said = tab.page.locator('[data-testid="stMainBlockContainer"] p').count()
    maps = [frame for frame in tab.page.frames if "/map?" in frame.url]
    drawn = len(maps) >= FRAMES.get(page, 0) and all(frame.evaluate(DRAWN) for frame in maps)
    return bool(not running and said and drawn)


def _address(server: Server, page: str, query: str = "") -> str:
    return server.url(f"/{'' if page == 'map' else page}{query}")


def _text(tab: AtlasPage) -> str:
    return tab.page.get_by_test_id("stMainBlockContainer").inner_text()


@pytest.mark.parametrize("page", PAGES)
def test_with_data(server: Server, tab: AtlasPage, page: str) -> None:
    assert _look(tab, _address(server, page), page, LOOKS) == []


@pytest.mark.parametrize("page", FILTERED)
def test_with_none(server: Server, tab: AtlasPage, page: str) -> None:
    assert _look(tab, _address(server, page, "?q=zzzz"), page) == []
    assert EMPTY_WORDS[page] in _text(tab)


@pytest.mark.parametrize("page", PAGES)
def test_with_hardly_any_data(bare: Server, tab: AtlasPage, page: str) -> None:
    assert _look(tab, _address(bare, page), page) == []
    text = _text(tab)
    if page in FILTERED:
        assert "1 record" in text or "1 report" in text
    else:
        assert EMPTY_WORDS.get(page, "") in text
