"""Time in the frame: days without a clock, the window, the bar, play; map, page and table agree on what is left."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from geo.atlas import Atlas
from geo.atlas.counts import RECORD_LAYERS
from geo.dataset.load import DATA_FOLDER
from geo.query.filters import Filters
from geo.query.window import Window
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server
from tests.independent_selection import Item, Records, chosen
from tests.random_filters import draw

pytestmark = pytest.mark.browser

EPOCH = date(1970, 1, 1)
MAX_CHANGES_OF_A_STEP = 150
"""Of elements of the page: the bars of the time bar, and little else."""
FAMILIES = ("strikes", "ground-operations", "un-incidents", "other-incidents", "talks")


@pytest.fixture(scope="module")
def opened(server: Server, module_tab: Open) -> AtlasPage:
    """Give the frame by itself, in a time zone in which a clock would show another day."""
    return module_tab(timezone_id="Pacific/Apia").open(server.url("/map"))


@pytest.fixture
def tab(opened: AtlasPage) -> AtlasPage:
    """Return the frame with all dates and without filters."""
    opened.in_frame("Atlas.applyFilters(Atlas.frame, '')")
    opened.page.locator(".atlas-time-reach button").first.click()
    opened.page.locator(".atlas-time-presets >> text=All").click()
    opened.in_frame("Atlas.frame.player.choice = Object.assign(Atlas.frame.player.choice, {speed: 100})")
    return opened.settled()


def _number(day: date) -> int:
    return (day - EPOCH).days


def _window(tab: AtlasPage) -> tuple[str | None, str | None]:
    found = tab.probe()["window"]
    return found["t0"], found["t1"]


def _set(tab: AtlasPage, first: str | None, last: str | None) -> AtlasPage:
    tab.in_frame(
        """([a, b]) => {
            Atlas.frame.setWindow(a && Atlas.time.first(a), b && Atlas.time.last(b));
            Atlas.frame.paint();
        }""",
        [first, last],
    )
    return tab.settled()


def _wanted(atlas: Atlas, filters: Filters) -> dict[str, list[str]]:
    selection = atlas.select(filters)
    layers = [layer for layer_id, layer in selection.items() if atlas.layers[layer_id].spec.default_on]
    return {str(layer.spec.id): sorted(f.id for f in layer.features) for layer in layers if layer.features}


# Days


def test_every_day_is_the_day_of_the_calendar(tab: AtlasPage) -> None:
    first, count = date(1600, 1, 1), 292_194  # two times 400 years
    told = tab.in_frame(
        "([first, count]) => Array.from({length: count}, (_, i) => Atlas.time.iso(first + i)).join('')",
        [_number(first), count],
    )
    assert told == "".join((first + timedelta(days=i)).isoformat() for i in range(count))


def test_a_text_gives_the_number_that_gave_it(tab: AtlasPage) -> None:
    assert (
        tab.in_frame(
            "() => { for (let d = -200000; d < 200000; d += 1) "
            "if (Atlas.time.first(Atlas.time.iso(d)) !== d || Atlas.time.last(Atlas.time.iso(d)) !== d) return d; "
            "return null; }"
        )
        is None
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        (" 2025-03-30 ", "2025-03-30", "2025-03-30"),
    ],
)
def test_a_part_of_a_date_is_its_days(tab: AtlasPage, text: str, first: str, last: str) -> None:
    told = tab.in_frame("(t) => [Atlas.time.iso(Atlas.time.first(t)), Atlas.time.iso(Atlas.time.last(t))]", text)
    assert told == [first, last]


@pytest.mark.parametrize("text", ["", "soon", "2025-13", "2025-02-30", "0000-01-01", "25-01-01", "2025-1-1"])
def test_what_is_no_date_is_none(tab: AtlasPage, text: str) -> None:
    assert tab.in_frame("(t) => [Atlas.time.first(t), Atlas.time.last(t)]", text) == [None, None]


def test_weeks_begin_on_monday_and_months_on_their_first(tab: AtlasPage) -> None:
    days = [date(1969, 12, 20) + timedelta(days=11 * i) for i in range(400)]
    told = tab.in_frame(
        "(days) => days.map((d) => ['week', 'month', 'year'].map((u) => Atlas.time.iso(Atlas.time.floor(d, u))))",
        [_number(day) for day in days],
    )
    assert told == [
        [
            (day - timedelta(days=day.weekday())).isoformat(),
            day.replace(day=1).isoformat(),
            day.replace(month=1, day=1).isoformat(),
        ]
        for day in days
    ]


@pytest.mark.parametrize(
    ("day", "unit", "count", "wanted"),
    [
        ("2025-01-31", "month", 1, "2025-02-28"),
        ("2024-03-31", "month", -1, "2024-02-29"),
        ("2025-11-15", "month", 14, "2027-01-15"),
        ("2024-02-29", "year", 1, "2025-02-28"),
        ("2024-12-30", "week", 1, "2025-01-06"),
    ],
)
def test_a_step_of_a_month_stays_in_the_calendar(tab: AtlasPage, day: str, unit: str, count: int, wanted: str) -> None:
    step = "([d, u, n]) => Atlas.time.iso(Atlas.time.shift(Atlas.time.first(d), u, n))"
    assert tab.in_frame(step, [day, unit, count]) == wanted


# The window


def _draws() -> list[tuple[dict[str, str], tuple[str | None, str | None]]]:
    rng = random.Random(1967)
    found = []
    for params in draw(DATA_FOLDER):
        days = sorted(date(2024, 11, 1) + timedelta(days=rng.randrange(760)) for _ in range(2))
        ends = [day.isoformat() if rng.random() < 0.8 else None for day in days]
        found.append(({name: text for name, text in params.items() if name != "id"}, (ends[0], ends[1])))
    return found


def test_filters_and_window_give_what_python_gives(tab: AtlasPage) -> None:
    items: list[Item] = Records(DATA_FOLDER).items()
    visible = tab.layers()
    for params, (first, last) in _draws():
        narrowed = Window(first, last).narrow(Filters.from_params(params)).to_params()
        wanted: dict[str, list[str]] = {}
        for item in items:
            if item.layer in visible and chosen(item, narrowed):
                wanted.setdefault(item.layer, []).append(item.id)
        _set(tab, first, last)
        tab.in_frame("(q) => Atlas.applyFilters(Atlas.frame, new URLSearchParams(q))", params)
        assert tab.settled().ids() == {layer: sorted(ids) for layer, ids in wanted.items()}, (params, first, last)
        _set(tab, None, None)
        tab.in_frame("Atlas.applyFilters(Atlas.frame, '')")


@pytest.mark.parametrize(
    ("year", "drawn"),
    [
        ("1970", []),
        ("1975", ["golan-held-since-1967"]),
        ("2020", ["golan-held-since-1967"]),
        ("2025", ["golan-held-since-1967", "israeli-forces-in-zone-since-2024"]),
    ],
)
def test_control_is_what_held_then(tab: AtlasPage, year: str, drawn: list[str]) -> None:
    _set(tab, year, year)
    shapes = tab.in_frame("Atlas.frame.shapes.shown().map((f) => [f.properties.layer, f.id])")
    assert sorted(name for layer, name in shapes if layer == "control") == drawn


def test_in_1970_the_frame_says_that_no_open_geometry_exists(tab: AtlasPage) -> None:
    _set(tab, "1970", "1970")
    assert "June 1967 to June 1974: no open geometry." in tab.frame.locator(".atlas-notes").inner_text()
    assert tab.frame.locator("text=No open geometry for this time").is_visible()
    _set(tab, "1975", "1975")
    assert "no open geometry" not in tab.frame.locator(".atlas-notes").inner_text()
    assert not tab.frame.locator("text=No open geometry for this time").is_visible()


def test_an_imprecise_date_shows_on_each_of_its_days(tab: AtlasPage, atlas: Atlas) -> None:
    feature = next(
        f for f in atlas.layers["ground-operations"].features if f.properties.get("date_precision") == "month"
    )
    assert feature.span is not None
    for day in (feature.span.start, feature.span.end):
        _set(tab, day, day)
        assert feature.id in tab.ids()["ground-operations"]


def test_the_panel_counts_the_window(tab: AtlasPage, atlas: Atlas) -> None:
    _set(tab, "2025-03", "2025-04")
    wanted = atlas.select(Filters.from_params({"from": "2025-03", "to": "2025-04"}))
    count = sum(len(wanted[layer].features) for layer in RECORD_LAYERS)
    assert tab.frame.locator(".atlas-chip").inner_text().startswith(f"{count} records shown")
    shown = f"{len(wanted['strikes'].features)} / {len(atlas.layers['strikes'].features)}"
    assert shown in tab.frame.locator("label[for=layer-strikes]").inner_text()


def test_a_window_outside_the_filters_is_opened(tab: AtlasPage, atlas: Atlas) -> None:
    _set(tab, "2025-03", "2025-04")
    tab.in_frame("Atlas.applyFilters(Atlas.frame, 'from=2026-01')")
    assert _window(tab.settled()) == (None, None)
    assert tab.ids() == _wanted(atlas, Filters.from_params({"from": "2026-01"}))


# Addresses


def test_the_dates_of_its_own_address_are_the_first_window(server: Server, new_tab: Open, atlas: Atlas) -> None:
    tab = new_tab(loaded=True).open(server.url("/map?from=2025-03&to=2025-04"))
    assert (_window(tab), tab.probe()["filters"]) == (("2025-03-01", "2025-04-30"), "")
    assert tab.ids() == _wanted(atlas, Filters.from_params({"from": "2025-03", "to": "2025-04"}))
    tab.page.locator(".atlas-time-presets >> text=90 d").click()
    assert _window(tab) == ("2026-07-13", "2026-10-10")
    assert (tab.query()["from"], tab.query()["to"]) == ("2026-07-13", "2026-10-10")


def test_a_named_window_leaves_the_dates_to_the_filters(server: Server, new_tab: Open, atlas: Atlas) -> None:
    tab = new_tab(loaded=True).open(server.url("/map?from=2025-03&to=2025-06&t0=2025-05-10&t1=2025-05-12"))
    assert tab.ids() == _wanted(atlas, Filters.from_params({"from": "2025-05-10", "to": "2025-05-12"}))
    assert tab.probe()["filters"] == "from=2025-03&to=2025-06"


def test_dates_that_are_none_are_named_and_left_out(server: Server, new_tab: Open) -> None:
    tab = new_tab(loaded=True).open(server.url("/map?from=2025-02-30"))
    assert _window(tab) == (None, None)
    tab.frame.locator(".atlas-notes", has_text="not understood").wait_for()


# The bar


def test_the_bars_count_days_and_leave_spans_apart(tab: AtlasPage, atlas: Atlas) -> None:
    features = [feature for name in FAMILIES for feature in atlas.layers[name].features]
    single = sum(f.properties["valid_from"] == f.properties["valid_to"] for f in features)
    found = tab.in_frame(
        """() => {
            const ids = """
        + str(list(FAMILIES))
        + """.map((id) => ({ id: id }));
            const counts = Atlas.timeCounts(Atlas.frame, ids);
            const [lo, hi] = [Atlas.time.first("2024-12-01"), Atlas.time.last("2026-11-30")];
            const total = (unit) =>
                Atlas.timeBins(counts, lo, hi, unit, ids).reduce((sum, bin) => sum + bin.total, 0);
            return [["day", "week", "month", "year"].map(total), counts.days.length, counts.spans.length];
        }"""
    )
    assert found == [[single] * 4, single, len(features) - single]


def test_the_gaps_are_those_of_the_data(tab: AtlasPage, atlas: Atlas) -> None:
    told = tab.in_frame("Atlas.frame.gaps.map((g) => [Atlas.time.iso(g.first), Atlas.time.iso(g.last), g.reason])")
    gaps = [[gap.start, gap.end, gap.reason] for gap in atlas.dataset.about.gaps]
    gaps[-1][1] = max(gaps[-1][1], tab.in_frame("Atlas.time.iso(Atlas.today())"))
    assert told == gaps


def test_arrows_move_a_handle_by_a_day_and_with_shift_by_a_week(tab: AtlasPage) -> None:
    _set(tab, "2025-03-01", "2025-03-31")
    handle, press = tab.frame.locator(".atlas-time-handle").first, tab.page.keyboard.press
    handle.focus()
    press("ArrowRight")
    assert _window(tab) == ("2025-03-02", "2025-03-31")
    press("Shift+ArrowLeft")
    assert _window(tab) == ("2025-02-23", "2025-03-31")
    spoken = "23 February 2025"
    assert tab.becomes(lambda: handle.get_attribute("aria-valuetext"), spoken) == spoken
    press("End")
    assert _window(tab) == ("2025-03-31", "2025-03-31")
    press("Home")
    assert _window(tab) == (None, "2025-03-31")


def test_the_window_is_dragged_as_a_whole(tab: AtlasPage) -> None:
    _set(tab, "2025-06-01", "2025-09-30")
    box = tab.frame.locator(".atlas-time-window").bounding_box()
    assert box is not None
    x, y, mouse = box["x"] + box["width"] / 2, box["y"] + 20, tab.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 120, y, steps=4)
    mouse.up()
    first, last = (date.fromisoformat(day or "") for day in _window(tab))
    assert first > date(2025, 6, 20)
    assert last - first == date(2025, 9, 30) - date(2025, 6, 1)


def test_days_can_be_typed(tab: AtlasPage) -> None:
    tab.frame.locator(".atlas-time-button").click()
    tab.frame.locator("#atlas-time-day-0").fill("1975")
    tab.frame.locator("#atlas-time-day-1").fill("1980-02")
    tab.page.keyboard.press("Tab")
    assert _window(tab) == ("1975-01-01", "1980-02-29")
    tab.frame.locator("#atlas-time-day-0").fill("1975-02-31")
    tab.page.keyboard.press("Tab")
    assert _window(tab) == ("1975-01-01", "1980-02-29")
    tab.page.keyboard.press("Escape")
    chosen = tab.frame.locator('.atlas-time-reach [aria-pressed="true"]')
    assert tab.becomes(chosen.inner_text, "1967\N{EN DASH}") == "1967\N{EN DASH}"


def test_on_a_phone_the_bar_is_folded_and_easy_to_touch(server: Server, new_tab: Open) -> None:
    phone = new_tab(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).open(server.url("/map"))
    toggle = phone.frame.locator(".atlas-time-toggle")
    assert toggle.get_attribute("aria-expanded") == "false"
    assert not phone.frame.locator(".atlas-time-plot").is_visible()
    toggle.tap()
    boxes = [button.bounding_box() for button in phone.frame.locator(".atlas-time button:visible").all()]
    assert len(boxes) >= 10
    assert min(box["height"] for box in boxes if box) >= 39
    assert max(box["x"] + box["width"] for box in boxes if box) <= 390


# Play


def _play(tab: AtlasPage, **choice: Any) -> list[list[str]]:
    """Play to the end and return the windows that were shown."""
    tab.in_frame(
        """(choice) => {
            const frame = Atlas.frame;
            Object.assign(frame.player.choice, choice);
            window.atlasSeen = [];
            const show = (days) => { atlasSeen.push(days.map(Atlas.time.iso)); frame.setWindow(...days); };
            frame.player.show = show;
        }""",
        choice,
    )
    tab.frame.locator(".atlas-time-play").click()
    tab.until(lambda: not tab.probe()["playing"], "play ends")
    seen: list[list[str]] = tab.in_frame("atlasSeen")
    tab.in_frame("() => { delete Atlas.frame.player.show; }")
    return seen


def test_play_by_month_shows_month_after_month(tab: AtlasPage) -> None:
    _set(tab, "2025-01", "2025-01")
    seen = _play(tab, step="month", mode="window")
    assert seen[:3] == [["2025-02-01", "2025-02-28"], ["2025-03-01", "2025-03-31"], ["2025-04-01", "2025-04-30"]]
    assert seen[-1][0][:7] == tab.in_frame("Atlas.time.iso(Atlas.today())")[:7]


def test_cumulative_play_keeps_the_first_day_and_ends_with_everything(tab: AtlasPage) -> None:
    seen = _play(tab, step="week", mode="cumulative")
    assert {first for first, _ in seen[:-1]} == {"2024-12-01"}
    lasts = [last for _, last in seen[:-1]]
    assert lasts == [(date(2024, 12, 7) + timedelta(weeks=i)).isoformat() for i in range(len(lasts))]
    assert (seen[-1], _window(tab)) == ([None, None], (None, None))


def test_space_plays_and_a_hand_on_the_handle_stops(tab: AtlasPage) -> None:
    tab.in_frame("() => { Atlas.frame.player.choice.speed = 2; }")
    tab.frame.locator(".atlas-time-handle").last.focus()
    tab.page.keyboard.press(" ")
    assert tab.probe()["playing"]
    tab.page.keyboard.press("ArrowLeft")
    assert not tab.probe()["playing"]


def _objects_kept(session: CDPSession) -> int:
    """Return how many objects of the page are left after a collection."""
    session.send("HeapProfiler.collectGarbage")
    prototype = session.send("Runtime.evaluate", {"expression": "Object.prototype"})["result"]["objectId"]
    found = session.send("Runtime.queryObjects", {"prototypeObjectId": prototype})["objects"]["objectId"]
    count = {"objectId": found, "functionDeclaration": "function () { return this.length; }", "returnByValue": True}
    kept: int = session.send("Runtime.callFunctionOn", count)["result"]["value"]
    session.send("Runtime.releaseObject", {"objectId": found})
    return kept


def _counters(session: CDPSession) -> dict[str, float]:
    session.send("HeapProfiler.collectGarbage")
    return {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}


def test_play_leaves_nothing_behind(server: Server, new_tab: Open) -> None:
    """Counted, not weighed: what two more plays leave is less than one object for each of their steps."""
    tab = new_tab().open(server.url("/map"))
    tab.in_frame("Atlas.frame.player.choice = Object.assign(Atlas.frame.player.choice, {speed: 100})")
    session = tab.page.context.new_cdp_session(tab.page)
    session.send("Performance.enable")
    cold = _counters(session)
    _play(tab, step="month", mode="cumulative")
    steps = len(_play(tab, step="month", mode="cumulative"))
    warm, marks = _objects_kept(session), tab.in_frame("performance.getEntriesByType('mark').length")
    for _ in range(2):
        _play(tab, step="month", mode="cumulative")
    after = _counters(session)
    assert _objects_kept(session) <= warm + steps
    assert after["Nodes"] <= cold["Nodes"] + 20
    assert after["JSEventListeners"] <= cold["JSEventListeners"] + 5
    assert tab.in_frame("performance.getEntriesByType('mark').length") == marks == 1


def test_a_step_in_time_does_little(tab: AtlasPage) -> None:
    """Counted: a hundred steps ask for nothing, draw each picture once, and change a bounded part of the page."""
    asked = len(tab.requests)
    steps: list[list[int]] = tab.in_frame(
        """async () => {
            const [frame, found] = [Atlas.frame, []];
            const [start, end] = [Atlas.time.first("2024-12-08"), Atlas.time.last(frame.dataAsOf)];
            const pictures = [frame.points, frame.labels];
            const drawn = new Map(pictures.map((picture) => [picture, 0]));
            pictures.forEach((picture) => {
                const draw = picture.draw;
                picture.draw = function (...given) {
                    drawn.set(picture, drawn.get(picture) + 1);
                    return draw.apply(this, given);
                };
            });
            let changed = 0;
            const watcher = new MutationObserver((records) => { changed += records.length; });
            watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            for (let day = start + 6; day < end; day += 7) {
                changed = 0;
                pictures.forEach((picture) => drawn.set(picture, 0));
                frame.setWindow(start, day);
                frame.paint();
                await new Promise((done) => requestAnimationFrame(done));
                found.push([...drawn.values(), changed]);
            }
            watcher.disconnect();
            pictures.forEach((picture) => { delete picture.draw; });
            return found;
        }"""
    )
    assert len(steps) > 90
    assert [counts for counts in steps if counts[:2] != [1, 1] or counts[2] > MAX_CHANGES_OF_A_STEP] == []
    assert len(tab.requests) == asked


WAITS = """() => {
    const { player } = Atlas.frame;
    const [wait, later] = [player.wait, window.setTimeout];
    player.choice.speed = 50;
    window.atlasWaits = [];
    player.wait = function () {
        window.setTimeout = (act, ms) => { atlasWaits.push(ms); return later(act, ms); };
        try { wait.call(this); } finally { window.setTimeout = later; }
    };
}"""
"""Notes how long play waits before each step."""


@pytest.mark.parametrize(("motion", "wait_ms"), [("reduce", 1000), ("no-preference", 20)])
def test_with_reduced_motion_play_is_slow(server: Server, new_tab: Open, motion: str, wait_ms: int) -> None:
    tab = new_tab(reduced_motion=motion).open(server.url("/map"))
    tab.in_frame(WAITS)
    tab.frame.locator(".atlas-time-play").click()
    tab.until(lambda: tab.in_frame("atlasWaits.length >= 3"), "three steps were planned")
    assert set(tab.in_frame("atlasWaits")) == {wait_ms}


# The page around it


def test_page_downloads_address_and_table_follow_the_window(server: Server, new_tab: Open, atlas: Atlas) -> None:
    tab = new_tab(loaded=True).open(server.url())
    tab.frame.locator(".atlas-time-presets >> text=90 d").click()
    narrowed = atlas.select(Filters.from_params({"from": "2026-07-13", "to": "2026-10-10"}))
    count = sum(len(narrowed[layer].features) for layer in RECORD_LAYERS)
    tab.until(lambda: tab.count_text().startswith(f"{count} records shown"), "the page counts the window")
    tab.until(lambda: "t0" in tab.query(), "the window is in the address")
    query = tab.query()
    assert (query["t0"], query["t1"]) == ("2026-07-13", "2026-10-10")
    assert "from" not in query
    titles = {layer.spec.title: len(layer.features) for layer in narrowed.values() if layer.spec.default_on}
    counts = tab.open_files().download_counts()
    assert {title: counts[title] for title in titles} == titles
    tab.go("Map", "Table")
    tab.page.get_by_text("Narrowed to the time window of the map").wait_for()
    tab.page.locator("p", has_text=f"{count} records").first.wait_for()
    tab.go("Map", "Map")
    assert _window(tab.drawn()) == ("2026-07-13", "2026-10-10")
