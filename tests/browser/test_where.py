"""The page "Where is it?" as a reader uses it."""

from __future__ import annotations

import re

import pytest

from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server
from tests.browser.test_look import OVERFLOW, PHONE

pytestmark = pytest.mark.browser

JUBATA = "جباتا الخشب"


def _ask(tab: AtlasPage, text: str, *, label: str = "Coordinates, a map link") -> None:
    box = tab.page.get_by_role("textbox", name=re.compile(label))
    box.fill(text)
    box.press("Enter")


def _understood(tab: AtlasPage) -> str:
    return tab.page.get_by_text(re.compile("^Understood as")).inner_text()


def _answer(tab: AtlasPage) -> list[str]:
    """Return heading and sentences of the answer."""
    card = tab.page.get_by_test_id("stHeading").nth(1)
    lines = tab.page.locator("p", has_text=re.compile("lies|cannot tell where")).all_inner_texts()
    return [card.inner_text(), *lines]


@pytest.fixture(scope="module")
def asked(server: Server, module_tab: Open) -> AtlasPage:
    """Ask for a place by its Arabic name."""
    tab = module_tab(loaded=True).open(server.url("/where"))
    _ask(tab, JUBATA)
    tab.until(lambda: "Jubata" in _understood(tab), "the place is understood")
    return tab.settled()


@pytest.fixture(scope="module")
def again(module_tab: Open) -> AtlasPage:
    """Give one more tab, in a profile of its own, to open addresses in."""
    return module_tab(loaded=True)


@pytest.fixture(scope="module")
def phone(module_tab: Open) -> AtlasPage:
    """Give a tab on a phone."""
    return module_tab(**PHONE)


@pytest.fixture(scope="module")
def clicked(server: Server, module_tab: Open) -> AtlasPage:
    """Ask for a point, then click another on the map."""
    tab = module_tab(loaded=True).open(server.url("/where?at=33.1256%2C+35.8239"))
    tab.until(lambda: tab.in_frame("Boolean(Atlas.frame.pin)"), "the point is on the map")
    tab.settled().click_map(35.81, 33.1256)
    tab.until(lambda: "35.8239" not in _understood(tab), "the click is understood")
    return tab.settled()


def test_arabic_name_is_understood(asked: AtlasPage) -> None:
    assert "place Jubata al-Khashab: 33.22541 N, 35.83356 E" in _understood(asked)


def test_arabic_name_is_in_the_address(asked: AtlasPage) -> None:
    assert asked.becomes(lambda: asked.query().get("at"), JUBATA) == JUBATA


def test_answer_stands_on_the_page(asked: AtlasPage) -> None:
    assert _answer(asked)[0] == "Inside the UN buffer zone (inside the area of separation)"


def test_point_is_on_the_map(asked: AtlasPage) -> None:
    pin = "Atlas.frame.pin.getBounds().contains([33.22541, 35.83356])"
    assert asked.becomes(lambda: asked.in_frame(pin), wanted=True)


def test_distances_to_the_lines_are_on_the_map(asked: AtlasPage) -> None:
    labels = asked.frame.locator(".atlas-pin-label")
    asked.until(lambda: labels.count() == 2, "two distances are drawn")
    assert [text.split(" ")[-1] for text in labels.all_inner_texts()] == ["A", "B"]


def test_link_of_the_answer_opens_the_same_answer(asked: AtlasPage, server: Server, again: AtlasPage) -> None:
    link = asked.page.get_by_role("link", name="Link to this answer").get_attribute("href") or ""
    assert _answer(again.open(server.origin + link)) == _answer(asked)


def test_address_of_the_page_opens_the_same_answer(asked: AtlasPage, again: AtlasPage) -> None:
    assert _answer(again.open(asked.page.url)) == _answer(asked)


def test_radius_changes_the_answer(server: Server, again: AtlasPage) -> None:
    tab = again.open(server.url("/where?at=33.1256%2C+35.8239"))
    _ask(tab, "1000", label="Known to within")
    assert tab.becomes(lambda: _answer(tab)[0], "Cannot tell") == "Cannot tell"


def test_click_on_the_map_is_the_new_question(clicked: AtlasPage) -> None:
    found = re.search(r"([\d.]+) N, ([\d.]+) E", _understood(clicked))
    assert found is not None
    assert [float(text) for text in found.groups()] == pytest.approx([33.1256, 35.81], abs=0.002)


def test_click_on_the_map_changes_the_answer(clicked: AtlasPage) -> None:
    assert _answer(clicked)[0] == "Outside the UN buffer zone, on the Israeli-held side (west of line A)"


def test_click_on_the_map_is_in_the_field(clicked: AtlasPage) -> None:
    field = clicked.page.get_by_role("textbox", name=re.compile("Coordinates, a map link"))
    assert field.input_value().startswith("33.12")


def test_ambiguous_name_offers_places_in_words(server: Server, again: AtlasPage) -> None:
    tab = again.open(server.url("/where?at=Saida"))
    assert tab.page.get_by_role("button", name="Saida al-Golan, also Saida · Quneitra", exact=True).is_visible()


def test_no_error_on_the_page(asked: AtlasPage, clicked: AtlasPage) -> None:
    assert asked.faults + clicked.faults + asked.probe()["errors"] == []


@pytest.mark.parametrize("query", ["", "?at=33.1256%2C+35.8239&within=1000"], ids=["empty", "answered"])
def test_phone_does_not_scroll_sideways(server: Server, phone: AtlasPage, query: str) -> None:
    tab = phone.open(server.url(f"/where{query}"))
    assert tab.page.evaluate(OVERFLOW) <= 0
