"""Pages as a script run, without a browser: what stands on them, and what their widgets do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from geo.readers.intake import process, upload
from geo.readers.intake.process import Ended
from tests.pages.reading import OpenPage, run_page
from tests.record_folder import RecordFolder


@pytest.fixture(scope="package", autouse=True)
def _shipped_data() -> Iterator[None]:
    """Let no setting of the machine reach the pages."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ATLAS_DATA", "ATLAS_ALLOWED_HOSTS", "ATLAS_FRAME_ANCESTORS"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="package", autouse=True)
def _packages_looked_through_once() -> Iterator[None]:
    """Look for components in the installed packages once: Streamlit does at each page, for two thirds of its time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="package", autouse=True)
def _equal_uploads_are_read_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the process that reads uploads made of a file with a job: many tests bring the same one."""
    kept: dict[tuple[object, ...], tuple[Path, Ended]] = {}

    def run(job: dict[str, Any], folder: Path, **given: Any) -> Ended:
        file = (folder / job["file"]).read_bytes()
        key = (json.dumps(job, sort_keys=True), file, given.get("module"))
        if key not in kept:
            ended = process.run_child(job, folder, **given)
            kept[key] = (Path(shutil.copytree(folder, tmp_path_factory.mktemp("read") / "made")), ended)
        else:
            shutil.copytree(kept[key][0], folder, dirs_exist_ok=True)
        return kept[key][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upload, "run_child", run)
        yield


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Return a function that runs a page with an address query, over the shipped data or a folder."""

    def run(
        page: str = "map",
        query: Mapping[str, str] | None = None,
        *,
        data: Path | None = None,
        opened: Sequence[str] = ("map_files",),
    ) -> AppTest:
        if data is not None:
            monkeypatch.setenv("ATLAS_DATA", str(data))
        return run_page(page, query or {}, opened=opened)

    return run


@pytest.fixture
def one_record(tmp_path: Path) -> Path:
    """Give a data folder with one event, no talk and no position."""
    folder = RecordFolder(tmp_path / "data")
    rows = folder.rows
    del rows["events"][1:]
    rows["talks"], rows["positions"], rows["origin_statements"] = [], [], []
    gone = {"ev-raid", "ev-shots", "talk-paris", "talk-call", "pos-hill"}
    rows["record_sources"] = [link for link in rows["record_sources"] if link["record_id"] not in gone]
    return folder.write().path
