"""Pages as a script run, without a browser: what stands on them, and what their widgets do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.snapshot import open_atlas
from tests.record_folder import RecordFolder

ROOT = Path(__file__).resolve().parents[2]
PAGES = {path.stem.removesuffix("_view"): path.name for path in (ROOT / "pages").glob("*.py")}

OpenPage = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def _shipped_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of the machine reach the pages."""
    for name in ("ATLAS_DATA", "ATLAS_ALLOWED_HOSTS", "ATLAS_FRAME_ANCESTORS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Return a function that runs a page with an address query, over the shipped data or a folder."""

    def run(page: str = "map", query: Mapping[str, str] | None = None, *, data: Path | None = None) -> AppTest:
        if data is not None:
            monkeypatch.setenv("ATLAS_DATA", str(data))
        app = AppTest.from_file(ROOT / "geo" / "ui" / "shell.py", default_timeout=30)
        for name, value in (query or {}).items():
            app.query_params[name] = value
        app.switch_page(str(ROOT / "pages" / PAGES[page]))
        return app.run()

    return run


@pytest.fixture
def one_record(tmp_path: Path) -> Iterator[Path]:
    """Give a data folder with one event, no talk and no position."""
    folder = RecordFolder(tmp_path / "data")
    rows = folder.rows
    del rows["events"][1:]
    rows["talks"], rows["positions"], rows["origin_statements"] = [], [], []
    gone = {"ev-raid", "ev-shots", "talk-paris", "talk-call", "pos-hill"}
    rows["record_sources"] = [link for link in rows["record_sources"] if link["record_id"] not in gone]
    yield folder.write().path
    open_atlas.cache_clear()


def switch(app: AppTest, page: str) -> AppTest:
    """Go to another page of the same session, as its link in the navigation does."""
    app.query_params.clear()
    return app.switch_page(str(ROOT / "pages" / PAGES[page])).run()


def address(app: AppTest) -> dict[str, str]:
    """Return the parameters of the page address."""
    return {name: str(value) for name, value in app.query_params.items()}


def texts(app: AppTest) -> list[str]:
    """Return every text of a page outside its widgets."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error)
    return [str(element.value) for found in kinds for element in found]


def count_in(text: str) -> int:
    """Return the first number of a text."""
    found = re.search(r"\d[\d,]*", text)
    assert found is not None
    return int(found.group().replace(",", ""))


def summary(app: AppTest) -> str:
    """Return the line above the map."""
    return next(text for text in texts(app) if "shown**" in text)


def download_rows(app: AppTest) -> dict[str, list[str]]:
    """Return the cells of the download table by layer title."""
    table = next(text for text in texts(app) if text.startswith("| Layer |"))
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {cells[0]: cells[1:] for cells in rows}
