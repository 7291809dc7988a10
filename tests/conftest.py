"""Fixtures that several folders share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import hypothesis
import pytest
import shapely
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo import web
from geo.atlas import Atlas, build_atlas
from geo.dataset.load import load_dataset
from geo.settings import Settings
from geo.zone import Borders, Zone, build_zone, geometries
from tests.record_folder import RecordFolder

ROOT = Path(__file__).resolve().parent.parent

hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, max_examples=60)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _a_zone_is_built_once() -> Iterator[None]:
    """Keep the zones that data folders lead to: most folders of tests hold the same lines and borders."""
    kept: dict[tuple[object, ...], Zone] = {}

    def build(*, line_a: shapely.LineString, line_b: shapely.LineString, borders: Borders, **limits: float) -> Zone:
        shapes = (line_a, line_b, borders.lebanon, borders.jordan)
        key = (*(shape.wkb for shape in shapes), *sorted(limits.items()))
        if key not in kept:
            kept[key] = build_zone(line_a=line_a, line_b=line_b, borders=borders, **limits)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geometries, "build_zone", build)
        yield


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Return the shipped atlas; nothing may change it."""
    return build_atlas(load_dataset())


@pytest.fixture
def record_folder(tmp_path: Path) -> RecordFolder:
    """Return a small valid data folder in the test's own directory."""
    return RecordFolder(tmp_path / "data").write()


@pytest.fixture(scope="session")
def reference() -> Path:
    """Return the folder of the reference pack, where there is one beside the checkout."""
    folder = ROOT.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip("the reference pack is not here")
    return folder


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def run_geo() -> Run:
    """Return a function that runs ``python -m geo`` in a process of its own, warnings as errors."""

    def run(
        arguments: Sequence[str | Path], *, hash_seed: str = "0", cwd: Path = ROOT
    ) -> subprocess.CompletedProcess[str]:
        env = {
            **os.environ,
            "PYTHONHASHSEED": hash_seed,
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "geo", *map(str, arguments)],
            cwd=cwd,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def make_client() -> Client:
    """Return a function that gives a client of the routes, as the launcher puts them together."""

    def make(settings: Settings | None = None, *, base_path: str = "", host: str = "localhost") -> TestClient:
        chosen = settings or Settings()
        app = Starlette(
            routes=web.routes(chosen, base_path=base_path),
            middleware=web.middleware(chosen, base_path=base_path),
            exception_handlers=web.exception_handlers(),
        )
        return TestClient(app, base_url=f"http://{host}", raise_server_exceptions=False, follow_redirects=False)

    return make


@pytest.fixture(scope="session")
def client(make_client: Client) -> TestClient:
    """Return a client of the shipped atlas."""
    return make_client()
