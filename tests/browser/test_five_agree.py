"""For random filters and windows frame, count, table, download and route have the same ids."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from geo.analysis.records_table import records_table
from geo.analysis.summary import summary_line
from geo.atlas import Atlas
from geo.atlas.counts import RECORD_LAYERS, count_records
from geo.dataset.load import DATA_FOLDER
from geo.query.filters import Filters
from geo.query.window import Window
from geo.ui.base.context import Context, addresses
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server
from tests.independent_selection import Item, Records, chosen
from tests.random_filters import draw

pytestmark = pytest.mark.browser

Setting = tuple[dict[str, str], Window]


def _settings() -> list[Setting]:
    """Return 30 filters, each with a window of its own; some windows are open on a side or days of the past."""
    rng = random.Random(2024)
    found = []
    for params in draw(DATA_FOLDER):
        low = date(1967, 1, 1) if rng.random() < 0.15 else date(2024, 11, 1)
        room = (date(2026, 11, 22) - low).days
        days = sorted(low + timedelta(days=rng.randrange(room)) for _ in range(2))
        ends = [day.isoformat() if rng.random() < 0.85 else None for day in days]
        found.append(({name: text for name, text in params.items() if name != "id"}, Window(ends[0], ends[1])))
    return found


@pytest.fixture(scope="module")
def tab(server: Server, module_tab: Open, atlas: Atlas) -> AtlasPage:
    """Open the frame with every layer of records."""
    return module_tab(loaded=True).open(server.url("/map?layers=" + ",".join(RECORD_LAYERS)))


@pytest.fixture(scope="module")
def items() -> list[Item]:
    """Return the records as an independent reader sees them."""
    return [item for item in Records(DATA_FOLDER).items() if item.layer in RECORD_LAYERS]


def test_there_are_thirty() -> None:
    assert len(_settings()) == 30


@pytest.mark.parametrize(("params", "window"), _settings())
def test_all_five_have_the_same_ids(
    server: Server, tab: AtlasPage, atlas: Atlas, items: list[Item], params: dict[str, str], window: Window
) -> None:
    filters = window.narrow(Filters.from_params(params))
    wanted = sorted(item.id for item in items if chosen(item, filters.to_params()))

    tab.in_frame("Atlas.frame.setWindow(null, null)")
    tab.in_frame("(query) => Atlas.applyFilters(Atlas.frame, query)", urlencode(params))
    tab.in_frame(
        "(days) => Atlas.frame.setWindow(Atlas.time.first(days.t0), Atlas.time.last(days.t1))", window.to_params()
    )
    frame = sorted(name for ids in tab.settled().ids().values() for name in ids)

    context = Context(atlas, filters)
    address = addresses().layer("all", "geojson", "&".join(["layers=" + ",".join(RECORD_LAYERS), context.query]))
    download = sorted(feature["id"] for feature in json.loads(server.get(address)[1])["features"])
    routes = [json.loads(server.get(f"/layers/{name}.geojson?{context.query}")[1]) for name in RECORD_LAYERS]
    route = sorted(feature["id"] for answer in routes for feature in answer["features"])
    table = sorted(records_table(atlas, filters)["id"].to_pylist())

    assert (frame, table, download, route) == (wanted,) * 4
    assert count_records(atlas, filters) == len(wanted)
    assert summary_line(atlas, filters, RECORD_LAYERS).startswith(f"**{len(wanted):,} record")
    tab.in_frame("() => { Atlas.frame.setWindow(null, null); return Atlas.applyFilters(Atlas.frame, ''); }")
