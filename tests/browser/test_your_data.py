"""The page "Your data" as a person uses it, and as somebody who wants another one's rows would."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import DESKTOP, Open
from tests.browser.payloads import COMPUTED, OWN
from tests.browser.servers import Server
from tests.browser.test_look import OVERFLOW

pytestmark = pytest.mark.browser

PLACE = (35.8239, 33.1256)
ROWS = (
    "title,lat,lon,date,uncertainty_m\n"
    "A made-up row,33.1256,35.8239,2025-07-16,50\n"
    "Another made-up row,33.15,36.05,2025-07-31,50\n"
    "Out of range,99,35.8,2025-08-01,50\n"
)
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
    "</OGRVRTDataSource>"
)
_CARD = ".atlas-drawer"
PHONE_SIZE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that are brought."""
    found = tmp_path_factory.mktemp("files")
    (found / "rows.csv").write_text(ROWS, encoding="utf-8")
    (found / "map.geojson").write_text(VRT, encoding="utf-8")
    (found / "<img src=x onerror=__pwned('name')>.geojson").write_text(json.dumps(_hostile()), encoding="utf-8")
    (found / "shapes.geojson").write_text(json.dumps(_shapes()), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of a size that is allowed, which takes a processor some fifteen seconds to look into."""
    mark = "<Placemark><name>a</name><Point><coordinates>35.8,33.1</coordinates></Point></Placemark>"
    root = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    found = tmp_path_factory.mktemp("slow") / "slow.kml"
    found.write_text(f"{root}{mark * 290_000}</Document></kml>", encoding="utf-8")
    return found


def _shapes() -> dict[str, Any]:
    line = {"type": "LineString", "coordinates": [[35.6, 33.0], [36.0, 33.0]]}
    area = {"type": "Polygon", "coordinates": [[[35.88, 33.2], [36.0, 33.2], [36.0, 33.3], [35.88, 33.2]]]}
    features = [
        {"type": "Feature", "geometry": geometry, "properties": {"title": f"A made-up {name}"}}
        for name, geometry in (("line", line), ("area", area))
    ]
    return {"type": "FeatureCollection", "features": features}


def _hostile() -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [35.0 + number / 50, 33.0]},
                "properties": {"title": text, "summary": text, "source": text, "url": text, text: text},
            }
            for number, text in enumerate(OWN)
        ],
    }


def _page(tab: AtlasPage, server: Server) -> AtlasPage:
    tab.page.goto(server.url("/your_data"))
    tab.page.get_by_text("Drop a file here").wait_for()
    return tab


def _bring(tab: AtlasPage, server: Server, file: Path) -> AtlasPage:
    """Choose a file as a person does, and wait for the end of the page."""
    _page(tab, server)
    with tab.page.expect_file_chooser() as chooser:
        tab.page.locator('[data-testid="stFileUploaderDropzone"] button').click()
    chooser.value.set_files(file)
    tab.page.get_by_role("heading", name="Take the rows with you").wait_for()
    tab.drawn()
    tab.until(lambda: tab.in_frame("(Atlas.probe().columns.mine || {}).count"), "the rows are on the map")
    return tab


def _addresses(tab: AtlasPage) -> list[str]:
    return sorted({url.split("?")[0] for url in tab.requests if "/mine/" in url})


@pytest.fixture(scope="module")
def brought(server: Server, folder: Path, module_tab: Open) -> AtlasPage:
    """Bring three rows, of which one is refused."""
    return _bring(module_tab(color_scheme="dark"), server, folder / "rows.csv")


def test_counts_stand_on_the_page(brought: AtlasPage) -> None:
    values = brought.page.get_by_test_id("stMetricValue").all_inner_texts()
    assert [value.strip() for value in values] == ["3", "2", "0", "1"]


def test_kept_rows_are_drawn(brought: AtlasPage) -> None:
    assert brought.probe()["columns"]["mine"]["count"] == 2


def test_a_click_on_a_row_opens_its_card(brought: AtlasPage) -> None:
    brought.click_map(*PLACE)
    card = brought.frame.locator(_CARD)
    brought.until(lambda: "A made-up row" in card.inner_text(), "the card is there")
    words = card.inner_text()
    assert "inside the area of separation" in words.lower()
    assert "UN position" in words


def test_lines_and_areas_are_drawn_and_open_their_card(server: Server, folder: Path, new_tab: Open) -> None:
    tab = _page(new_tab(), server)
    tab.page.set_input_files('input[type="file"]', folder / "shapes.geojson")
    tab.page.get_by_role("heading", name="Take the rows with you").wait_for()
    tab.drawn()
    drawn = tab.until(lambda: tab.probe()["visibleIds"].get("mine-shapes"), "lines and areas are drawn")
    tab.click_map(35.75, 33.0)
    card = tab.frame.locator(_CARD)
    tab.until(lambda: "A made-up line" in card.inner_text(), "the card is there")
    assert "It has parts" in card.inner_text()
    assert ("columns" in {path.rpartition("/")[2] for path in _addresses(tab)}, len(drawn)) == (False, 2)
    assert "mine" not in tab.page.url
    assert tab.faults == []


def test_a_chosen_row_of_the_table_is_explained(brought: AtlasPage) -> None:
    table = brought.page.get_by_test_id("stDataFrame").last
    table.scroll_into_view_if_needed()

    def explained() -> bool:
        table.click(position={"x": 18, "y": 52})  # a table that is still being drawn does not hear it
        brought.page.get_by_text("Nearest UN position that held then").wait_for(timeout=4000)
        return True

    brought.until(explained, "the row is explained")
    words = brought.page.get_by_test_id("stMain").inner_text()
    assert "A made-up row · row 1" in words
    assert "inside the area of separation" in words
    assert re.search(r"Nearest UN position that held then: .* away", words)


def test_rows_stand_in_no_address(brought: AtlasPage) -> None:
    assert "mine" not in brought.page.url


def test_rows_go_along_to_the_map_page_and_away_with_the_tab(
    server: Server, folder: Path, new_tab: Open, brought: AtlasPage
) -> None:
    tab = _bring(new_tab(), server, folder / "rows.csv")
    path = _addresses(tab)[0].removeprefix(server.url(""))
    tab.go("Map", "Map")
    tab.until(lambda: tab.page.url.rstrip("/") == server.url("").rstrip("/") or "?" in tab.page.url, "the map opens")
    tab.drawn()
    found = tab.until(lambda: tab.in_frame("(Atlas.probe().columns.mine || {}).count"), "the rows are on it")
    assert (found, server.get(path)[0]) == (2, 200)
    tab.page.close()
    brought.until(lambda: server.get(path)[0] == 404, "nobody can read the rows any more")


def test_only_the_tab_itself_can_read_the_rows(server: Server, brought: AtlasPage, new_tab: Open) -> None:
    (columns, *_) = _addresses(brought)
    path = columns.removeprefix(server.url(""))
    other = _page(new_tab(), server)
    assert other.page.get_by_test_id("stMetricValue").count() == 0
    guessed = re.sub(r"/mine/[^/]+/", "/mine/" + "A" * 43 + "/", path)
    assert (server.get(guessed)[0], server.get("/mine/columns")[0], server.get("/mine")[0]) == (404, 404, 404)
    assert server.get(path)[0] == 200


def test_the_token_is_in_no_log(server: Server, brought: AtlasPage) -> None:
    tokens = {url.split("/mine/")[1].split("/")[0] for url in _addresses(brought)}
    assert tokens
    assert [token for token in tokens if token in server.log.read_text(encoding="utf-8")] == []


def test_a_slow_file_holds_nobody_up_and_is_given_up_once_it_is_removed(
    server: Server, folder: Path, slow: Path, new_tab: Open
) -> None:
    """While it is read, and does not even go on, others get their answers and bring a file of their own."""
    tab = _page(new_tab(), server)
    tab.until(lambda: not _readers(server), "nothing is left of other tests")
    tab.page.set_input_files('input[type="file"]', slow)
    (reader,) = tab.until(lambda: _readers(server), "the file is being read")
    os.kill(reader, signal.SIGSTOP)  # it is not done before the others, however busy this machine is
    answers = [server.get("/layers/talks.geojson")[0] for _ in range(15)]
    other = _bring(new_tab(), server, folder / "rows.csv")
    still = _readers(server)
    tab.page.get_by_role("button", name="Remove my data").click()
    tab.until(lambda: not _readers(server), "its process is gone")
    assert (still, other.page.get_by_test_id("stMetricValue").first.inner_text().strip()) == ([reader], "3")
    assert answers == [200] * 15


def _readers(server: Server) -> list[int]:
    """Return the processes in which the server reads files."""
    found: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            reads = b"geo.readers.intake.child" in (folder / "cmdline").read_bytes()
            parent = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            if reads and int(parent) == server.pid:
                found.append(int(folder.name))
    return found


def test_a_body_that_would_read_another_file_is_refused(server: Server, folder: Path, new_tab: Open) -> None:
    tab = _page(new_tab(), server)
    tab.page.set_input_files('input[type="file"]', folder / "map.geojson")
    alert = tab.page.get_by_test_id("stAlertContentError")
    alert.wait_for()
    assert "refused" in alert.inner_text()
    assert "root:" not in tab.page.content()


def test_script_in_a_file_does_not_run(server: Server, folder: Path, new_tab: Open) -> None:
    tab, executed = new_tab(), []
    tab.page.context.expose_binding("__pwned", lambda _source, *words: executed.append(str(words)))
    file = next(path for path in folder.iterdir() if "onerror" in path.name)
    _bring(tab, server, file)
    shown = tab.in_frame(
        """async () => {
            const layer = Atlas.frame.layers.get("mine");
            const features = await layer.details(Array.from({ length: layer.data.count }, (_, id) => id));
            const box = Atlas.frame.drawer.body;
            return features.map((feature) => {
                const heading = Atlas.renderCard(feature, box, { permalink: () => "", downloadUrl: "" });
                const links = Array.from(box.querySelectorAll("a[target]"), (link) => link.protocol);
                return [heading.textContent, links.filter((scheme) => !/^https?:$/.test(scheme)).length];
            });
        }"""
    )
    tab.page.get_by_test_id("stDataFrame").first.scroll_into_view_if_needed()
    assert sorted(title for title, _ in shown) == sorted(OWN)
    assert sum(odd for _, odd in shown) == 0
    assert COMPUTED not in tab.page.content()
    foreign = [url for url in tab.requests if not url.startswith((server.origin, "data:", "blob:"))]
    assert (executed, tab.faults, foreign) == ([], [], [])


def test_it_fits_on_a_phone(brought: AtlasPage) -> None:
    page = brought.page
    page.set_viewport_size(PHONE_SIZE)
    try:
        assert brought.settled().becomes(lambda: page.evaluate(OVERFLOW) <= 0, wanted=True)
    finally:
        page.set_viewport_size(DESKTOP)


def test_the_server_asked_nobody(server: Server, brought: AtlasPage) -> None:
    assert brought.faults == []
    notes = server.notes.read_text(encoding="utf-8")
    assert [line for line in notes.splitlines() if not re.search(r"localhost|127\.0\.0\.1|::1|/dev/|'/", line)] == []
