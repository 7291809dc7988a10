"""Measuring and marks: geodesic against pyproj, in the address, as GeoJSON, by mouse and by keyboard."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from pyproj import Geod

from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server

pytestmark = pytest.mark.browser
GEOD = Geod(ellps="WGS84")
RING = [(33.42, 35.80), (33.40, 35.95), (32.80, 35.90), (32.75, 35.75)]
MARKS = "c,33.12560,35.82390,5000,five%20km;p,33.00000,35.90000,<b>%20note;l,33.00000,35.80000,33.10000,35.90000,"


@pytest.fixture(scope="module")
def tab(server: Server, module_tab: Open) -> AtlasPage:
    """Return the frame by itself, with marks in its address."""
    return module_tab().open(server.url("/map?marks=" + quote(MARKS, safe="")))


@pytest.mark.parametrize(
    ("start", "end"), [((33.0, 35.8), (33.5, 36.3)), ((33.0, 35.8), (48.86, 2.35)), ((-20.0, 170.0), (33.0, -60.0))]
)
def test_distances_are_geodesic(tab: AtlasPage, start: tuple[float, float], end: tuple[float, float]) -> None:
    _, _, wanted = GEOD.inv(start[1], start[0], end[1], end[0])
    assert tab.page.evaluate("([a, b]) => Atlas.distanceM(a, b)", [start, end]) == pytest.approx(wanted, abs=0.01)


def test_areas_are_on_the_ellipsoid(tab: AtlasPage) -> None:
    wanted, _ = GEOD.polygon_area_perimeter([lon for _, lon in RING], [lat for lat, _ in RING])
    assert tab.page.evaluate("(ring) => Atlas.areaM2(ring)", RING) == pytest.approx(abs(wanted), rel=1e-4)


def test_a_circle_keeps_its_distance(tab: AtlasPage) -> None:
    ring = tab.page.evaluate("() => Atlas.ringAround([33.1, 35.8], 20000)")
    far = [GEOD.inv(35.8, 33.1, lon, lat)[2] for lat, lon in ring]
    assert max(far) - 20000 < 40
    assert 20000 - min(far) < 40


def test_the_address_brings_the_marks_back(tab: AtlasPage) -> None:
    assert tab.page.evaluate("() => Atlas.frame.marks.map((mark) => [mark.kind, mark.note])") == [
        ["c", "five km"],
        ["p", "<b> note"],
        ["l", ""],
    ]
    assert "marks=c%2C33" in tab.page.evaluate("() => Atlas.permalink(Atlas.frame)").replace(",", "%2C")


def test_notes_are_text(tab: AtlasPage) -> None:
    assert tab.page.locator(".atlas-pin-label b").count() == 0
    assert "<b> note" in tab.page.locator(".atlas-pin-label").all_inner_texts()


@pytest.mark.parametrize(
    "text", ["x,1,2,a", "c,33,35,-5,a", "l,33,35,a", "p,200,35,a", "p,33,nan,a", "p,33,35,%E0%A4%A"]
)
def test_what_is_no_mark_is_left_out(tab: AtlasPage, text: str) -> None:
    found = tab.page.evaluate("(text) => Atlas.readMarks(text)", text)
    assert [mark["note"] for mark in found] in ([], [""])


def test_marks_leave_as_geojson(tab: AtlasPage) -> None:
    found = json.loads(tab.page.evaluate("() => JSON.stringify(Atlas.marksGeoJson(Atlas.frame.marks))"))
    assert [feature["geometry"]["type"] for feature in found["features"]] == ["Polygon", "Point", "LineString"]
    assert found["features"][1]["geometry"]["coordinates"] == [35.9, 33.0]


def test_a_right_click_opens_a_menu_and_copies_nothing(server: Server, new_tab: Open) -> None:
    tab = new_tab().open(server.url("/map"))
    tab.page.evaluate("() => { window.copied = 0; Atlas.copyText = async () => { window.copied += 1; return true; }; }")
    tab.page.mouse.click(700, 200, button="right")
    menu = tab.page.locator(".atlas-menu")
    assert menu.is_visible()
    assert tab.page.evaluate("() => window.copied") == 0
    menu.get_by_role("button", name="Measure a distance").click()
    tab.page.mouse.click(760, 300)
    tab.page.get_by_role("button", name="Done").click()
    assert tab.page.evaluate("() => Atlas.frame.marks.map((mark) => mark.points.length)") == [2]


def test_the_keyboard_measures_and_marks(server: Server, new_tab: Open) -> None:
    tab = new_tab().open(server.url("/map"))
    page = tab.page
    page.get_by_role("button", name="Measure and mark").focus()
    page.keyboard.press("Enter")
    page.locator(".atlas-menu input").last.fill("Here")
    page.keyboard.press("Enter")
    page.locator(".atlas-ruler").press("Enter")
    page.get_by_role("button", name="Measure a distance").press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Done").press("Enter")
    assert page.evaluate("() => Atlas.frame.marks.map((mark) => mark.kind)") == ["p", "l"]
