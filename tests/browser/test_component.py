"""The components that hold the map frames, called as Streamlit calls them."""

from __future__ import annotations

import pytest

from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import ROOT, Server

pytestmark = pytest.mark.browser

MAP_DATA = {"base": "", "query": "", "window": {}, "title": "Map", "defaults": {}, "follow": False}
PAIR_DATA = {
    "base": "",
    "query": "",
    "title": "Map",
    "defaults": {},
    "windows": [{"name": name, "words": name, "days": {}} for name in ("First", "Second")],
}
COMPONENTS = pytest.mark.parametrize(
    ("name", "data", "maps"), [("map/component.js", MAP_DATA, 1), ("compare/compare_component.js", PAIR_DATA, 2)]
)
RUN = """async ([source, data, body]) => {
    const module = await import(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
    const root = document.body.appendChild(document.createElement("div"));
    const call = () => module.default({data: [data], parentElement: root, setStateValue: () => {}});
    const later = () => new Promise((done) => setTimeout(done, 250));
    const count = () => root.querySelectorAll("iframe").length;
    const kept = () => root.querySelector("iframe");
    const found = await new Function("call", "later", "count", "kept", "leave", `return (async () => {${body}})()`)(
        call, later, count, kept, () => root.remove());
    root.remove();
    return found;
}"""


@pytest.fixture(scope="module")
def tab(server: Server, module_tab: Open) -> AtlasPage:
    """Open a page without a map."""
    tab = module_tab(loaded=True)
    tab.page.goto(server.url("/method"))
    return tab


def _run(tab: AtlasPage, name: str, data: object, body: str) -> object:
    source = (ROOT / "geo" / "ui" / name).read_text(encoding="utf-8")
    return tab.page.evaluate(RUN, [source, data, body])


@COMPONENTS
def test_the_clean_up_of_a_call_that_was_overtaken_takes_nothing_away(
    tab: AtlasPage, name: str, data: object, maps: int
) -> None:
    body = "const first = call(), frame = kept(); call(); first(); await later(); return [count(), kept() === frame];"
    assert _run(tab, name, data, body) == [maps, True]


@COMPONENTS
def test_nor_does_that_of_an_overtaken_call_that_comes_last(tab: AtlasPage, name: str, data: object, maps: int) -> None:
    body = "call(); const frame = kept(); call()(); await later(); return [count(), kept() === frame];"
    assert _run(tab, name, data, body) == [maps, True]


@COMPONENTS
def test_the_clean_up_after_the_page_has_let_go_takes_the_frame_away(
    tab: AtlasPage, name: str, data: object, maps: int
) -> None:
    body = "const end = call(), before = count(); leave(); end(); await later(); return [before, count()];"
    assert _run(tab, name, data, body) == [maps, 0]


TOLD = """async ([source, data, turns]) => {
    const module = await import(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
    const root = document.body.appendChild(document.createElement("div"));
    const told = [];
    for (const [of, at] of turns) {
        const query = "q=" + of + at;
        module.default({data: [{...data, query, turn: {of, at}}], parentElement: root, setStateValue: () => {}});
        const value = {postMessage: (message) => message.type === "filters" && told.push(message.query)};
        Object.defineProperty(root.querySelector("iframe"), "contentWindow", {value, configurable: true});
    }
    root.remove();
    return told;
}"""


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        ([["a", 1], ["a", 2]], ["q=a2"]),
        ([["a", 1], ["a", 3], ["a", 2]], ["q=a3"]),
        ([["a", 5], ["b", 1]], ["q=b1"]),
    ],
    ids=["in order", "overtaken", "a new session"],
)
def test_filters_that_were_replaced_already_are_not_told(tab: AtlasPage, turns: object, told: list[str]) -> None:
    source = (ROOT / "geo" / "ui" / "map" / "component.js").read_text(encoding="utf-8")
    assert tab.page.evaluate(TOLD, [source, MAP_DATA, turns]) == told
