"""Hostile text in every field of the data: nothing runs, nothing breaks, everything is shown as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from geo.atlas.evidence import publisher_slug
from geo.dataset.load import load_dataset
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.hostile_folder import TOWN, TOWNS, TextField, hostile_folder, text_fields
from tests.browser.payloads import COMPUTED, OWN, payloads
from tests.browser.servers import Server, serve

pytestmark = pytest.mark.browser

ALL_LAYERS = (
    "area-of-separation,lines,areas-of-limitation,control,positions,strikes,ground-operations,other-incidents,"
    "un-incidents,talks,places"
)
HOOKS = """for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = (...words) => { window.__pwned(name + " " + words.join()); };"""
SHOWN = [
    *("title", "summary", "actor", "target", "casualty_note", "contradiction", "side_note", "caveat", "marker_note"),
    *("coord_source", "place", "place_ar", "place_he", "inside_claim", "basis", "venue", "mediator", "host"),
    *("syrian_delegation", "israeli_delegation", "us_delegation", "others", "round_label"),
]
ALL_CARDS = """([names, allowed]) => {
    const box = Atlas.frame.drawer.body;
    const wrong = [];
    let count = 0;
    Atlas.frame.layers.forEach((layer) => (layer.features || []).forEach((feature) => {
        const heading = Atlas.renderCard(feature, box, { permalink: () => "", downloadUrl: "layers/x" });
        const p = feature.properties;
        count += 1;
        if (heading.textContent !== p.title) wrong.push([feature.id, "heading", p.title]);
        names.filter((name) => p[name] && !box.textContent.includes(p[name]))
            .forEach((name) => wrong.push([feature.id, name, p[name]]));
        box.querySelectorAll("*").forEach((node) => {
            if (!allowed.includes(node.tagName)) wrong.push([feature.id, node.tagName, node.outerHTML]);
        });
        box.querySelectorAll("a[target]").forEach((link) => {
            if (!/^https?:$/.test(link.protocol)) wrong.push([feature.id, "link", link.href]);
        });
    }));
    return { count: count, wrong: wrong.slice(0, 5) };
}"""
STRAY = """(allowed) => [...document.querySelectorAll(".atlas-ledger *")].filter((node) =>
    !allowed.includes(node.tagName) || node.getAttributeNames().some((name) => name.startsWith("on")) ||
    (node.href && !/^https?:$/.test(node.protocol))).map((node) => node.outerHTML).slice(0, 5)"""
LEDGER_TAGS = [
    *("P", "B", "I", "A", "SPAN", "SMALL", "UL", "LI", "NAV", "DIV", "SECTION", "ARTICLE", "H3", "H4"),
    *("FIGURE", "FIGCAPTION"),
]
ALLOWED = ["H2", "H3", "P", "SPAN", "SECTION", "DL", "DT", "DD", "DIV", "OL", "LI", "A", "BUTTON"]


class Trap:
    """A tab in which whatever runs is noted.

    Attributes
    ----------
    tab : AtlasPage
        The tab.
    executed : list of str
        What ran.
    """

    def __init__(self, tab: AtlasPage) -> None:
        self.tab = tab
        self.executed: list[str] = []
        tab.page.context.expose_binding("__pwned", lambda _source, *words: self.executed.append(str(words)))
        tab.page.add_init_script(HOOKS)

    def went_wrong(self, server: Server) -> list[str]:
        """Return what ran, failed, or went to another host."""
        foreign = [url for url in self.tab.requests if not url.startswith((server.origin, "data:", "blob:"))]
        return [*self.executed, *self.tab.faults, *foreign]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the hostile data folder."""
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "data").path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[Server]:
    """Serve the hostile data folder."""
    with serve(tmp_path_factory.mktemp("server"), data=data) as running:
        yield running


@pytest.fixture(scope="module")
def frame(hostile: Server, module_tab: Open) -> Trap:
    """Open the frame with all layers, make every card, list and hover text once."""
    trap = Trap(module_tab())
    trap.tab.open(hostile.url(f"/map?layers={ALL_LAYERS}"))
    return trap


@pytest.fixture(scope="module")
def page(hostile: Server, module_tab: Open) -> Trap:
    """Open the app with a record chosen."""
    trap = Trap(module_tab())
    trap.tab.open(hostile.url("/?id=events-1"))
    return trap


@pytest.fixture(scope="module")
def other(hostile: Server, module_tab: Open) -> Trap:
    """Give a tab for the pages beside the map."""
    return Trap(module_tab())


def _drawn(trap: Trap) -> None:
    """Wait until the page has heard the end of its script."""
    app = trap.tab.page.get_by_test_id("stApp")
    trap.tab.until(lambda: "notRunning" in (app.get_attribute("data-test-script-state") or ""), "the page is there")


def _plain(text: str) -> str:
    """Return text without line breaks, and without the joiner that keeps Streamlit from putting arrows into it."""
    return re.sub(r"\s+", " ", text.replace("\N{WORD JOINER}", "")).strip()


def _missing(text: str, wanted: tuple[str, ...] = OWN) -> list[str]:
    return [payload for payload in wanted if _plain(payload) not in _plain(text)]


def test_every_text_field_holds_payloads(data: Path) -> None:
    texts = set(payloads())
    records = load_dataset(data).records
    empty = [
        (table, field.name)
        for table, fields in text_fields().items()
        for field in fields
        if (rows := getattr(records, table)) and not _values(rows, field) & texts
    ]
    assert empty == []


def _values(rows: Sequence[Any], field: TextField) -> set[str]:
    cells = [getattr(row, field.name) for row in rows]
    return {text for cell in cells for text in (cell if field.is_list else (cell,))}


@pytest.mark.parametrize("table", ["events", "talks", "positions", "places", "areas", "sources"])
def test_text_fields_are_known(table: str) -> None:
    known = {"sources": {"publisher"}, "places": {"name", "name_ar", "name_he", "aliases", "note", "coord_source"}}
    found = {field.name for field in text_fields()[table]}
    assert found >= known.get(table, {"title", "contradiction", "caveat"})


def test_every_payload_is_a_title(frame: Trap) -> None:
    titles = set(frame.tab.in_frame("Atlas.frame.layers.get('strikes').features.map((f) => f.properties.title)"))
    assert [text for text in payloads() if len(text) <= 120 and text not in titles] == []


def test_map_is_drawn(frame: Trap) -> None:
    assert frame.tab.probe()["errors"] == []


def test_every_feature_is_on_the_map(frame: Trap) -> None:
    assert len(frame.tab.ids()["strikes"]) == len(payloads())


def test_every_card_shows_its_texts_literally(frame: Trap) -> None:
    found = frame.tab.in_frame(ALL_CARDS, [SHOWN, ALLOWED])
    assert (found["wrong"], found["count"] > len(payloads())) == ([], True)


def test_list_shows_titles_literally(frame: Trap) -> None:
    tab = frame.tab
    tab.in_frame("Atlas.frame.fit([34, 31, 38, 36], { animate: false })")
    tab.frame.locator("#tab-1").click()
    wrong = tab.in_frame(
        """() => Array.from(document.querySelectorAll(".atlas-panel button[data-id]")).filter((button) => {
            const layers = Array.from(Atlas.frame.layers.values());
            const feature = layers.flatMap((layer) => layer.features || []).find((f) => f.id === button.dataset.id);
            const title = button.querySelector(".atlas-item-title");
            return title.textContent !== feature.properties.title || title.children.length;
        }).map((button) => button.outerHTML).slice(0, 5)"""
    )
    listed = tab.frame.locator(".atlas-panel button[data-id]").count()
    assert (wrong, listed > len(payloads())) == ([], True)


def test_chooser_shows_titles_literally(frame: Trap) -> None:
    wrong = frame.tab.in_frame(
        """() => {
            const features = Atlas.frame.layers.get("strikes").features;
            Atlas.frame.choose(features);
            const rows = document.querySelectorAll(".atlas-drawer .atlas-item-title");
            const titles = Array.from(rows, (row) => row.textContent);
            const wanted = features.map((feature) => feature.properties.title);
            Atlas.frame.select(null);
            return wanted.filter((title) => !titles.includes(title)).slice(0, 5);
        }"""
    )
    assert wrong == []


def test_hover_text_is_literal(frame: Trap) -> None:
    wrong = frame.tab.in_frame(
        """() => {
            const map = Atlas.frame.map;
            const wrong = [];
            Atlas.frame.points.groups.filter((group) => group.features.length === 1).forEach((group) => {
                const latlng = L.latLng(group.lat, group.lon);
                const containerPoint = map.latLngToContainerPoint(latlng);
                map.fire("mousemove", { latlng, containerPoint });
                const shown = document.querySelector(".atlas-tip strong");
                const near = Atlas.frame.points.hitTest(latlng, 8);
                if (near.length === 1 && shown.textContent !== near[0].properties.title) wrong.push(shown.outerHTML);
            });
            return wrong.slice(0, 5);
        }"""
    )
    assert wrong == []


def test_nothing_ran_in_the_frame(frame: Trap, hostile: Server) -> None:
    frame.tab.settled()
    assert frame.went_wrong(hostile) == []


def test_frame_document_holds_no_text_of_the_data(hostile: Server, server: Server) -> None:
    version = re.compile(rb"v=[0-9a-f]{12}")
    bodies = [version.sub(b"v=", running.get("/map")[1]) for running in (hostile, server)]
    present = [re.findall(rb'"layers/[a-z-]+\.geojson\?v="', body) for body in bodies]
    rest = [body for body in bodies if b"__pwned" in body or COMPUTED.encode() in body]
    assert (rest, set(present[0]) <= set(present[1]), len(bodies[0]) <= len(bodies[1])) == ([], True, True)


@pytest.mark.parametrize("path", ["/map", "/layers", "/layers/strikes.geojson", "/layers/all.csv", "/"])
def test_server_computes_nothing(hostile: Server, path: str) -> None:
    assert COMPUTED.encode() not in hostile.get(path)[1]


def test_server_logs_no_traceback(page: Trap, hostile: Server) -> None:
    assert "Traceback" not in hostile.log.read_text(encoding="utf-8")


def test_app_opens_the_chosen_card(page: Trap) -> None:
    title = page.tab.in_frame(
        "Atlas.frame.layers.get('strikes').features.find((f) => f.id === 'events-1').properties.title"
    )
    assert (page.tab.frame.locator(".atlas-drawer h2").text_content(), title in payloads()) == (title, True)


def test_coverage_in_the_sidebar_is_literal(page: Trap) -> None:
    assert _missing(page.tab.page.get_by_text(re.compile("^Data as of")).inner_text()) == []


def test_nothing_ran_in_the_app(page: Trap, hostile: Server) -> None:
    _drawn(page)
    assert page.went_wrong(hostile) == []


def test_table_shows_a_literal_card(other: Trap, hostile: Server) -> None:
    page = other.tab.page
    page.goto(hostile.url("/table"))
    grid = page.get_by_test_id("stDataFrame")
    grid.wait_for()
    _drawn(other)
    box = grid.bounding_box()
    assert box is not None
    heading = page.locator(".atlas-drawer-body h2")

    def clicked() -> int:
        page.mouse.click(box["x"] + 18, box["y"] + 52)
        heading.wait_for(timeout=4000)
        return heading.count()

    other.tab.until(clicked, "the card is there")
    assert heading.text_content() in payloads()


def test_method_page_is_literal(other: Trap, hostile: Server) -> None:
    page = other.tab.page
    page.goto(hostile.url("/method"))
    page.get_by_text("Licences and credits").wait_for()
    main = _plain(page.get_by_test_id("stMain").inner_text())
    assert [payload for payload in OWN if main.count(_plain(payload)) < 2] == []


def test_evidence_page_is_literal(other: Trap, hostile: Server, data: Path) -> None:
    page = other.tab.page
    page.goto(hostile.url("/evidence"))
    blocks = page.locator(".atlas-ledger")
    other.tab.until(lambda: blocks.count() == 2, "claims and statements are there")
    said = " ".join(text or "" for text in blocks.all_text_contents())
    records = load_dataset(data).records
    wanted = [text for claim in records.claims for text in (claim.claim, claim.claimed_by, claim.evidence, claim.note)]
    wanted += [text for figure in records.claim_figures for text in (figure.speaker, figure.note, figure.counted)]
    wanted += [text for statement in records.origin_statements for text in (statement.statement, statement.evidence)]
    assert _missing(said, tuple(wanted)) == []
    assert page.evaluate(STRAY, LEDGER_TAGS) == []


def test_choice_of_places_is_literal(other: Trap, hostile: Server, data: Path) -> None:
    page = other.tab.page
    page.goto(hostile.url(f"/where?at={TOWN}"))
    names = tuple(place.name for place in load_dataset(data).records.places[:TOWNS])
    buttons = page.get_by_test_id("stMain").get_by_role("button")
    assert other.tab.becomes(lambda: _missing(" ".join(buttons.all_inner_texts()), names), []) == []


@pytest.mark.parametrize("number", [0, 1, 4])
def test_answer_about_a_place_is_literal(other: Trap, hostile: Server, data: Path, number: int) -> None:
    place = load_dataset(data).records.places[number]
    page = other.tab.page
    page.goto(hostile.url(f"/where?at={place.lat},{place.lon}"))
    sentence = page.get_by_text(re.compile("The nearest place in the gazetteer is")).first
    sentence.wait_for()
    assert _missing(sentence.inner_text(), (place.name,)) == []


def test_publisher_in_the_sidebar_is_literal(other: Trap, hostile: Server) -> None:
    slugs = {publisher_slug(payload): payload.split("(")[0].strip() for payload in OWN[:3]}
    page = other.tab.page
    page.goto(hostile.url("/table?source=" + ",".join(slugs)))
    choices = page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect")
    tags = choices.filter(has_text="Source").get_by_test_id("stMultiSelectTagsContainer")
    other.tab.until(lambda: not _missing(tags.inner_text(), tuple(slugs.values())), "the tags are there")
    assert tags.locator("script, img, iframe").count() == 0


def test_nothing_ran_on_the_other_pages(other: Trap, hostile: Server) -> None:
    assert other.went_wrong(hostile) == []
