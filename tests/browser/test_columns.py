"""Files of many events on the map: what is drawn, counted and hit is what an independent computation says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.browser.atlas_page import AtlasPage
from tests.browser.columns_by_hand import VIEW, ByHand
from tests.browser.conftest import Open
from tests.browser.servers import Server, serve
from tests.userdata.prepared.made_events import HOSTILE, KINDS, made_events, made_file

pytestmark = pytest.mark.browser

COUNT = 20_000
REACH_PX = 9
MAP = "/map?layers=events-made&lat=33.2&lon=36.2&z=9"
SET = """([lat, lon, zoom, first, last, kinds]) => {
    const frame = Atlas.frame;
    const layer = frame.layers.get("events-made");
    frame.map.setView([lat, lon], zoom, { animate: false });
    frame.setWindow(Atlas.time.first(first), Atlas.time.last(last));
    layer.kinds.forEach((kind, code) => layer.setKind(code, kinds.includes(kind.label)));
    frame.columns.redraw();
}"""
SHOWN = "() => Atlas.columnsIn('made')"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Return a prepared folder of many events, one of a few with hostile texts, and one of many others."""
    root = tmp_path_factory.mktemp("events")
    made_file(root / "made", made_events(COUNT))
    hostile = made_events(30, seed=4, title=HOSTILE)
    for name in ("kind", "actor", "place", "summary", "source"):
        hostile[name] = f"{name} {HOSTILE}"
    hostile["url"] = "javascript:alert(1)"
    made_file(root / "hostile", hostile)
    made_file(root / "other", made_events(5000, seed=9))
    return root / "made", root / "hostile", root / "other"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, folders: tuple[Path, Path, Path]) -> Iterator[Server]:
    """Serve the shipped atlas with both files."""
    with serve(tmp_path_factory.mktemp("server"), event_files=folders) as running:
        yield running


@pytest.fixture(scope="module")
def by_hand(folders: tuple[Path, Path, Path]) -> ByHand:
    """Return the table of the large file in the order of its ids."""
    return ByHand.of(made_events(COUNT), folders[0])


@pytest.fixture(scope="module")
def tab(files: Server, module_tab: Open) -> AtlasPage:
    """Return a tab that shows the large file; each test sets view and filter itself."""
    return module_tab(loaded=True).open(files.url(MAP))


def _scenes() -> list[list[Any]]:
    """Return twenty views with filters: centre, zoom, window, kinds."""
    chosen = random.Random(11)
    windows = [
        (None, None),
        ("2024-03", "2024-09"),
        ("2025-01-01", None),
        (None, "2024-06-30"),
        ("2025-05-05", "2025-05-05"),
    ]
    found = []
    for number in range(20):
        kinds = sorted(chosen.sample(KINDS, chosen.randint(1, 3)))
        view = [chosen.uniform(32.3, 34.1), chosen.uniform(35.3, 37.1), chosen.randint(26, 52) / 4]
        found.append([*view, *windows[number % len(windows)], kinds])
    return found


def _set(tab: AtlasPage, by_hand: ByHand, scene: list[Any]) -> tuple[dict[str, float], np.ndarray]:
    tab.in_frame(SET, scene)
    last = {"2024-09": "2024-09-30"}.get(scene[4], scene[4])
    first = {"2024-03": "2024-03-01"}.get(scene[3], scene[3])
    return tab.in_frame(VIEW), by_hand.passing(first, last, set(scene[5]))


def test_what_is_drawn_in_twenty_views_is_what_lies_there(tab: AtlasPage, by_hand: ByHand) -> None:
    wrong = []
    for scene in _scenes():
        view, keep = _set(tab, by_hand, scene)
        difference = by_hand.disagreement(view, keep, tab.in_frame(SHOWN))
        wrong += [(scene, difference)] if difference else []
    assert wrong == []


def test_what_is_hit_in_twenty_views_is_the_nearest(tab: AtlasPage, by_hand: ByHand) -> None:
    chosen = random.Random(5)
    wrong = []
    for scene in _scenes():
        view, keep = _set(tab, by_hand, scene)
        x, y = by_hand.pixels(view["zoom"])
        near = chosen.sample(sorted(by_hand.in_view(view, keep)) or [0], 1) * 3
        spots = [
            [x[i] - view["left"] + chosen.uniform(-6, 6), y[i] - view["top"] + chosen.uniform(-6, 6)] for i in near
        ]
        spots += [[chosen.uniform(0, 1300), chosen.uniform(0, 700)] for _ in range(5)]
        hits = tab.in_frame("(spots) => spots.map(([x, y]) => Atlas.columnsAt('made', x, y))", spots)
        wanted = [by_hand.nearest(view, keep, *spot, REACH_PX) for spot in spots]
        wrong += [(scene, spot) for spot, hit, want in zip(spots, hits, wanted, strict=True) if set(hit) != want]
    assert wrong == []


def test_the_counts_of_squares_are_those_of_the_rows(tab: AtlasPage, by_hand: ByHand) -> None:
    wrong = []
    for scene in _scenes()[::2]:
        view, keep = _set(tab, by_hand, scene)
        grid = tab.in_frame("() => Atlas.columnsGrid('made')")
        wanted = by_hand.squares(grid, view, keep)
        counts = np.array(grid["counts"]).reshape(grid["rows"], grid["cols"])
        wrong += [(scene, *spot) for spot in np.argwhere((counts != wanted)[3:-3, 3:-3]).tolist()]
        assert counts.sum() == grid["n"]
    assert len(wrong) <= 2, "a row on the edge of two squares may be rounded into the other"


def test_squares_of_two_files_count_them_together(tab: AtlasPage, by_hand: ByHand) -> None:
    _set(tab, by_hand, [33.2, 36.2, 7, None, None, list(KINDS)])
    tab.toggle("events-other").settled()
    shown = "() => Object.values(Atlas.probe().columns).filter((file) => file.picture === 'density').length"
    tab.until(lambda: tab.in_frame(shown) == 2, "both are drawn as squares")
    counts, colours, steps = tab.in_frame(
        """() => { const { grid, layers } = Atlas.frame.columns;
            const data = grid.getContext("2d").getImageData(0, 0, grid.width, grid.height).data;
            const [one, two] = layers.map((layer) => layer.job.grid);
            return [Array.from(one, (n, at) => n + two[at]), Array.from(new Uint32Array(data.buffer)),
                layers.map((layer) => layer.classes.map((step) => step.low))]; }"""
    )
    tab.toggle("events-other").settled()
    found = set(zip(np.searchsorted(steps[0], counts, side="right").tolist(), colours, strict=True))
    assert steps[0] == steps[1]
    assert len(found) == len({place for place, _ in found}) == len({colour for _, colour in found})


def test_the_number_that_pass_is_told(tab: AtlasPage, by_hand: ByHand) -> None:
    for scene in _scenes()[:5]:
        _, keep = _set(tab, by_hand, scene)
        assert tab.probe()["columns"]["made"]["inFilter"] == int(keep.sum())


def test_the_bars_count_what_is_known_to_the_day_by_kind(tab: AtlasPage, by_hand: ByHand) -> None:
    events, shown = by_hand.events, ["Armed clash", "Shelling"]
    single = events[(events["date_from"] == events["date_to"]) & (events["date_from"] != "")]
    single = single[single["kind"].isin(shown)]
    wanted = single.groupby([single["date_from"].str[:7], "kind"]).size().to_dict()
    _set(tab, by_hand, [33.2, 36.2, 9, "2024-03", "2024-09", shown])
    bins = tab.in_frame(
        """() => { const files = Atlas.fileFamilies(Atlas.frame);
            const [lo, hi] = [Atlas.time.first("2024-01"), Atlas.time.last("2026-12")];
            return Atlas.timeBins(Atlas.timeCounts(Atlas.frame, files), lo, hi, "month", files).flatMap((bin) =>
                bin.by.map((n, at) => [Atlas.time.iso(bin.first).slice(0, 7), files[at].label, n])); }"""
    )
    assert {(month, kind): n for month, kind, n in bins if n} == wanted


def test_thirty_fractional_zooms_leave_everything_in_its_place(tab: AtlasPage, by_hand: ByHand) -> None:
    _set(tab, by_hand, [33.2, 36.2, 10, None, None, list(KINDS)])
    before = tab.in_frame("() => Atlas.columnsGrid('made')")
    tab.in_frame(
        """() => { for (let i = 0; i < 30; i += 1)
            Atlas.frame.map.setZoom(10 + ((i + 1) % 15) * 0.25 * (i % 2 ? 1 : -1), { animate: false });
            Atlas.frame.map.setView([33.2, 36.2], 10, { animate: false }); }"""
    )
    assert tab.in_frame("() => Atlas.columnsGrid('made')") == before


@pytest.mark.parametrize("zoom", [7.25, 8.25, 10.5, 12.75])
def test_the_canvas_lies_where_the_map_has_its_points(tab: AtlasPage, by_hand: ByHand, zoom: float) -> None:
    _set(tab, by_hand, [33.2, 36.2, zoom, None, None, list(KINDS)])
    apart = """(ahead) => { const { map, columns } = Atlas.frame;
        const sheet = Atlas.frame.sheets.upper;
        if (ahead) sheet.place(map.getCenter(), map.getZoom() + ahead);
        const scale = map.getZoomScale(map.getZoom() + ahead, map.getZoom());
        const [x, y] = Atlas.toScene(columns.scene, 36.2, 33.2);
        const box = sheet.canvas.getBoundingClientRect();
        const own = map.getContainer().getBoundingClientRect();
        const spot = map.project([33.2, 36.2]).subtract(map.getPixelBounds().min);
        return Math.hypot(box.left - own.left + x * scale - spot.x, box.top - own.top + y * scale - spot.y); }"""
    assert tab.in_frame(apart, 0) < 0.01
    assert tab.in_frame(apart, 0.37) < 3  # on its way it lies on whole pixels of the coming zoom


TURNS = """(action) => { const { map, base, labels, points, columns } = Atlas.frame;
    const own = map.getContainer();
    const turns = () => [base, labels, points, columns].map((one) => one.turn);
    const before = turns();
    ACTION
    const after = turns();
    own.style.height = "";
    map.invalidateSize({ animate: false });
    return after.map((turn, at) => turn - before[at]); }"""


@pytest.mark.parametrize(
    "action",
    [
        "map.panBy([30, 20], { animate: false })",
        "map.panBy([500, -300], { animate: false })",
        "map.setZoom(9.5, { animate: false })",
        "map.setView([33.4, 36.1], 8, { animate: false })",
        "own.style.height = '500px'; map.invalidateSize({ animate: false })",
    ],
)
def test_a_change_of_the_view_is_drawn_once(tab: AtlasPage, by_hand: ByHand, action: str) -> None:
    _set(tab, by_hand, [33.2, 36.2, 9, None, None, list(KINDS)])
    assert tab.in_frame(TURNS.replace("ACTION", action)) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("meanwhile", "turns"),
    [
        ("", [0, 0, 0, 0]),
        ("Atlas.frame.layers.get('events-made').setKind(0, false);", [0, 0, 0, 1]),
        ("points.spots = null;", [0, 1, 1, 0]),
    ],
)
def test_a_map_at_rest_draws_what_changed_meanwhile(
    tab: AtlasPage, by_hand: ByHand, meanwhile: str, turns: list[int]
) -> None:
    _set(tab, by_hand, [33.2, 36.2, 9, None, None, list(KINDS)])
    tab.in_frame("() => Atlas.frame.paint()")
    assert tab.in_frame(TURNS.replace("ACTION", meanwhile + "map.fire('moveend');")) == turns


def test_a_picture_drawn_later_lies_right_beside_older_ones(tab: AtlasPage, by_hand: ByHand) -> None:
    _set(tab, by_hand, [33.2, 36.2, 9, None, None, list(KINDS)])
    beside = """() => { const { map, base, labels, columns, sheets } = Atlas.frame;
        const seen = () => {
            labels.bare = true; // names keep clear of the edge of their canvas, wherever that is
            sheets.compose();
            const [box, own] = [sheets.upper.canvas, map.getContainer()].map((one) => one.getBoundingClientRect());
            const [left, top, size] = [own.left - box.left, own.top - box.top, map.getSize()];
            return new Uint32Array(Atlas.pen(sheets.upper.canvas).getImageData(left, top, size.x, size.y).data.buffer);
        };
        map._rawPanBy(L.point(30, 20));
        map.fire("move");
        columns.redraw();
        const [apart, before] = [base.scene !== columns.scene, seen()];
        base.redraw();
        const after = seen();
        map.fire("moveend");
        return [apart, before.filter((value, at) => value !== after[at]).length / before.length]; }"""
    apart, differing = tab.in_frame(beside)
    assert (apart, differing < 0.001) == (True, True), "soft edges may be rounded otherwise; a pixel off is far more"


def test_the_base_map_has_a_sheet_of_its_own_only_below_shapes(tab: AtlasPage, by_hand: ByHand) -> None:
    _set(tab, by_hand, [33.2, 36.2, 9, None, None, list(KINDS)])
    ground = "() => !Atlas.frame.sheets.ground.canvas.hidden"
    assert tab.becomes(lambda: tab.in_frame(ground), False) is False
    for shown in (True, False):
        tab.in_frame("(shown) => Atlas.frame.setLayer('lines', shown)", shown)
        assert tab.becomes(lambda: tab.in_frame(ground), shown) is shown


@pytest.mark.parametrize(("zoom", "picture"), [(7, "density"), (9.5, "dots"), (13, "symbols")])
def test_the_picture_follows_the_crowd(tab: AtlasPage, by_hand: ByHand, zoom: float, picture: str) -> None:
    _set(tab, by_hand, [33.2, 36.2, zoom, None, None, list(KINDS)])
    assert tab.probe()["columns"]["made"]["picture"] == picture


def test_a_key_of_the_squares_is_on_the_map_with_them_only(tab: AtlasPage, by_hand: ByHand) -> None:
    key = tab.frame.locator(".atlas-squares-key")
    lows = "() => Atlas.frame.layers.get('events-made').classes.map((step) => Atlas.grouped(step.low))"
    _set(tab, by_hand, [33.2, 36.2, 7, None, None, list(KINDS)])
    assert [text.rstrip("+") for text in key.locator("li").all_inner_texts()] == tab.in_frame(lows)
    assert key.is_visible()
    _set(tab, by_hand, [33.2, 36.2, 13, None, None, list(KINDS)])
    assert key.is_hidden()


@pytest.mark.parametrize(
    ("lat", "lon", "zoom", "kinds"),
    [(0.0, 179.9, 1.5, KINDS), (84.0, -179.9, 3.3, KINDS), (33.2, 36.2, 18, KINDS), (33.2, 36.2, 3.3, ())],
    ids=["date line", "pole", "deepest", "no kind"],
)
def test_the_ends_of_the_world_and_of_the_zoom_are_right_too(
    tab: AtlasPage, by_hand: ByHand, lat: float, lon: float, zoom: float, kinds: tuple[str, ...]
) -> None:
    view, keep = _set(tab, by_hand, [lat, lon, zoom, None, None, list(kinds)])
    assert by_hand.disagreement(view, keep, tab.in_frame(SHOWN)) == set()


def test_markers_stand_for_every_row_on_the_canvas(tab: AtlasPage, by_hand: ByHand) -> None:
    _set(tab, by_hand, [33.2, 36.2, 13, None, None, list(KINDS)])
    rows = tab.in_frame("() => Atlas.frame.layers.get('events-made').markers.flatMap((m) => m.features)")
    inside = set(tab.in_frame(SHOWN))
    assert len(rows) == len(set(rows))
    assert inside <= set(rows)


def test_a_file_is_off_until_it_is_asked_for(files: Server, new_tab: Open) -> None:
    tab = new_tab(loaded=True).open(files.url("/map?lat=33.2&lon=36.2&z=9"))
    assert not [url for url in tab.requests if "/columns/" in url]
    tab.toggle("events-made").settled()
    tab.until(lambda: "made" in tab.probe()["columns"], "the file is drawn")
    assert "events-made" in tab.query()["layers"]
    tab.toggle("events-made").settled()
    assert tab.in_frame("() => Atlas.frame.sheets.order().includes(Atlas.frame.columns)") is False
    assert tab.faults == []


def test_a_search_and_a_further_column_narrow_what_is_drawn(files: Server, new_tab: Open, by_hand: ByHand) -> None:
    tab = new_tab(loaded=True).open(files.url(MAP))
    events = by_hand.events
    tab.frame.get_by_label("Find in Made-up events").first.fill('"side one"')
    wanted = int((events["actor"] == "Side one").sum())
    assert tab.becomes(lambda: tab.probe()["columns"]["made"]["inFilter"], wanted) == wanted
    choice = tab.frame.get_by_label("Only actor").first
    choice.focus()
    tab.until(lambda: choice.locator("option").count() > 2, "the actors are listed")
    choice.select_option("Side two")
    assert tab.becomes(lambda: tab.probe()["columns"]["made"]["inFilter"], 0) == 0
    tab.frame.get_by_label("Find in Made-up events").first.fill("")
    wanted = int((events["actor"] == "Side two").sum())
    assert tab.becomes(lambda: tab.probe()["columns"]["made"]["inFilter"], wanted) == wanted


def test_a_kind_can_be_taken_off_in_the_panel(files: Server, new_tab: Open, by_hand: ByHand) -> None:
    tab = new_tab(loaded=True).open(files.url(MAP))
    tab.frame.locator(".atlas-kinds label", has_text="Shelling").locator("input").uncheck()
    wanted = int((by_hand.events["kind"] != "Shelling").sum())
    assert tab.becomes(lambda: tab.probe()["columns"]["made"]["inFilter"], wanted) == wanted
    label = tab.frame.locator("label[for=layer-events-made]")
    tab.until(lambda: f"{wanted:,} / {COUNT:,}" in label.inner_text(), "the panel counts what is left")


def test_a_click_opens_the_event_and_its_address_opens_it_again(files: Server, new_tab: Open, by_hand: ByHand) -> None:
    events = by_hand.events
    alone = events[~events.duplicated(["lon", "lat"], keep=False)]
    chosen = alone[alone["lon"].between(36.1, 36.3) & alone["lat"].between(33.1, 33.3)].iloc[0]
    tab = new_tab(loaded=True).open(files.url(f"/map?layers=events-made&lat={chosen['lat']}&lon={chosen['lon']}&z=16"))
    tab.click_map(chosen["lon"], chosen["lat"])
    heading = tab.frame.locator(".atlas-drawer h2")
    heading.wait_for()
    assert heading.inner_text() == chosen["title"]
    again = new_tab(loaded=True).open(tab.page.url)
    again.until(lambda: again.frame.locator(".atlas-drawer h2").count(), "the card is open")
    assert again.frame.locator(".atlas-drawer h2").inner_text() == chosen["title"]
    assert tab.faults + again.faults == []


def test_a_link_to_an_event_of_another_version_opens_none(files: Server, new_tab: Open) -> None:
    tab = new_tab(loaded=True).open(files.url("/map?lat=33.2&lon=36.2&z=9&id=events-hostile:3.000000"))
    note = tab.frame.locator(".atlas-notes")
    tab.until(lambda: "was not found" in note.inner_text(), "the map says so")
    assert tab.frame.locator(".atlas-drawer h2").count() == 0


def test_events_of_one_point_are_listed_together(files: Server, new_tab: Open, by_hand: ByHand) -> None:
    groups = by_hand.events.groupby(["lon", "lat"]).size()
    lon, lat = groups.idxmax()
    tab = new_tab(loaded=True).open(files.url(f"/map?layers=events-made&lat={lat}&lon={lon}&z=18"))
    tab.click_map(lon, lat)
    heading = tab.frame.locator(".atlas-drawer h2")
    heading.wait_for()
    assert heading.inner_text() == f"First 100 of {groups.max()} records at this marker"
    assert tab.frame.locator(".atlas-drawer li").count() == 100


def test_a_record_of_ours_lies_above_events_and_is_found_first(files: Server, new_tab: Open) -> None:
    tab = new_tab(loaded=True).open(files.url("/map?layers=strikes,events-made&lat=33.2&lon=36.2&z=9"))
    both = """() => { const { map, points, columns } = Atlas.frame;
        const group = points.groups.find((one) => {
            const spot = map.latLngToContainerPoint([one.lat, one.lon]);
            return one.features.length === 1 && spot.x > 450 && spot.x < 1100 && spot.y > 100 && spot.y < 500
                && Atlas.columnsAt("made", spot.x, spot.y).length; });
        const order = Atlas.frame.sheets.order();
        const above = order.includes(columns) && order.indexOf(points) > order.indexOf(columns);
        return [above, group.lon, group.lat, group.features[0].properties.title]; }"""
    above, lon, lat, title = tab.until(lambda: tab.in_frame(both), "both are drawn")
    tab.click_map(lon, lat)
    heading = tab.frame.locator(".atlas-drawer h2")
    heading.wait_for()
    assert (above, heading.inner_text()) == (True, title)


def test_hostile_text_is_shown_and_never_runs(files: Server, new_tab: Open) -> None:
    tab = new_tab(loaded=True)
    ran: list[str] = []
    tab.page.expose_function("noteRun", lambda text: ran.append(text))
    tab.page.add_init_script("window.alert = (text) => window.noteRun(String(text))")
    tab.open(files.url("/map?layers=events-hostile&lat=33.2&lon=36.2&z=8"))
    tab.frame.locator("#tab-1").click()
    buttons = tab.frame.locator(".atlas-list-columns li button")
    tab.until(lambda: buttons.count() == 30, "the list is filled")
    buttons.first.click()
    drawer = tab.frame.locator(".atlas-drawer")
    assert HOSTILE in drawer.locator("h2").inner_text()
    assert drawer.locator("img, script, a[href^=javascript]").count() == 0
    assert (ran, tab.faults) == ([], [])


def test_the_list_leads_to_an_event_by_keyboard(files: Server, new_tab: Open) -> None:
    tab = new_tab(loaded=True).open(files.url(MAP))
    tab.frame.locator("#tab-1").click()
    buttons = tab.frame.locator(".atlas-list-columns li button")
    tab.until(lambda: buttons.count() == 50, "the list is filled")
    buttons.first.focus()
    tab.page.keyboard.press("ArrowDown")
    title = buttons.nth(1).locator(".atlas-item-title").inner_text()
    tab.page.keyboard.press("Enter")
    tab.until(lambda: tab.frame.locator(".atlas-drawer h2").count(), "the card is open")
    assert tab.frame.locator(".atlas-drawer h2").inner_text() == title


def test_colours_follow_the_theme(files: Server, new_tab: Open) -> None:
    shades = [
        new_tab(loaded=True)
        .open(files.url(f"{MAP.replace('z=9', 'z=7')}&theme={theme}"))
        .in_frame("() => Atlas.frame.layers.get('events-made').classes.map((item) => item.colour)")
        for theme in ("light", "dark")
    ]
    assert set(shades[0]).isdisjoint(shades[1])


def test_the_panel_fits_a_phone(files: Server, new_tab: Open) -> None:
    tab = new_tab(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True).open(files.url(MAP))
    tab.frame.locator(".atlas-toggle").first.click()
    tab.frame.locator(".atlas-columns").first.scroll_into_view_if_needed()
    wide = tab.in_frame(
        "() => [document.documentElement.scrollWidth, document.querySelector('.atlas-columns').scrollWidth]"
    )
    assert max(wide) <= 390
