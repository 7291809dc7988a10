"""A link that was made before the data was rebuilt brings the same record, filters, window, layers and view back."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo.atlas import Atlas, build_atlas
from geo.dataset.load import DATA_FOLDER, load_dataset
from geo.query.filters import Filters
from geo.vocab import LayerId
from tests.browser.atlas_page import AtlasPage
from tests.browser.conftest import Open
from tests.browser.servers import Server, serve

pytestmark = pytest.mark.browser

RECORD = "ev-20241208-khalkhala-airbase"
LAYERS = ["area-of-separation", "lines", "strikes"]
VIEW = {"lat": "33.081", "lon": "36.562", "z": "10.5"}
WINDOW = {"t0": "2024-12-08", "t1": "2024-12-15"}
LINK = {"layers": ",".join(LAYERS), "kind": "airstrike", "id": RECORD, **VIEW, **WINDOW}
Rows = list[dict[str, str]]


def _change(path: Path, change: Callable[[Rows], Rows]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        names, rows = list(reader.fieldnames or ()), list(reader)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped data with the rows in another order, an event more, and another title of the linked one."""
    folder = tmp_path_factory.mktemp("rebuilt") / "data"
    shutil.copytree(DATA_FOLDER, folder)

    def more(rows: Rows) -> Rows:
        linked = next(row for row in rows if row["id"] == RECORD)
        linked["title"] = f"{linked['title']}, as corrected"
        return [dict(linked, id="ev-20241209-new", title="Another report"), *reversed(rows)]

    def sourced(rows: Rows) -> Rows:
        return rows + [dict(row, record_id="ev-20241209-new") for row in rows if row["record_id"] == RECORD]

    _change(folder / "records" / "events.csv", more)
    _change(folder / "records" / "record_sources.csv", sourced)
    return folder


@pytest.fixture(scope="module")
def anew(rebuilt: Path) -> Atlas:
    """Return the atlas of the changed data."""
    return build_atlas(load_dataset(rebuilt))


@pytest.fixture(scope="module")
def changed(rebuilt: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the changed data."""
    with serve(tmp_path_factory.mktemp("changed-server"), data=rebuilt) as running:
        yield running


@pytest.fixture(scope="module")
def link(server: Server, module_tab: Open) -> str:
    """Return the link that the card of the shipped atlas hands out, without its host."""
    tab = module_tab().open(server.url("/?" + "&".join(f"{name}={text}" for name, text in LINK.items())))
    made: str = tab.in_frame("id => Atlas.permalink(Atlas.frame, id)", RECORD)
    return made.removeprefix(server.origin)


@pytest.fixture(scope="module")
def followed(changed: Server, module_tab: Open, link: str) -> AtlasPage:
    """Open the old link over the changed data."""
    return module_tab().open(changed.url(link))


def test_the_data_is_another(atlas: Atlas, anew: Atlas) -> None:
    assert anew.dataset.version != atlas.dataset.version


def test_record_layers_window_and_view_are_those_of_the_link(followed: AtlasPage) -> None:
    found = followed.probe()
    assert (found["selected"], found["layers"], found["window"]) == (RECORD, LAYERS, WINDOW)
    assert {name: str(value) for name, value in found["view"].items()} == VIEW


def test_filters_are_those_of_the_link_over_the_new_records(followed: AtlasPage, anew: Atlas) -> None:
    wanted = anew.select(Filters.from_params({"kind": "airstrike", "from": WINDOW["t0"], "to": WINDOW["t1"]}))
    strikes = sorted(feature.id for feature in wanted[LayerId.STRIKES].features)
    assert "ev-20241209-new" in strikes
    assert followed.ids()["strikes"] == strikes


def test_the_card_shows_the_record_as_it_is_now(followed: AtlasPage) -> None:
    assert followed.frame.locator(".atlas-drawer h2").first.inner_text().endswith("as corrected")


def test_nothing_went_wrong(followed: AtlasPage) -> None:
    assert (followed.faults, followed.probe()["errors"]) == ([], [])
