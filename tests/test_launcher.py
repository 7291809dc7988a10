"""The launcher: routes and Streamlit's page in one app."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

LAUNCHER = Path(__file__).resolve().parent.parent / "app.py"


@pytest.fixture(scope="module")
def launched() -> TestClient:
    """Return a client of the app that ``streamlit run app.py`` serves."""
    spec = importlib.util.spec_from_file_location("launcher", LAUNCHER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return TestClient(module.app, base_url="http://localhost", raise_server_exceptions=False, follow_redirects=False)


@pytest.mark.parametrize("address", ["/layers", "/layers/talks.geojson", "/layers/match"])
def test_data_is_served_beside_the_pages(launched: TestClient, address: str) -> None:
    assert "json" in launched.get(address).headers["content-type"]


def test_map_is_served_beside_the_pages(launched: TestClient) -> None:
    assert b"map_atlas" in launched.get("/map").content


@pytest.mark.parametrize(
    "address", ["/layers/nothing", "/layers/", "/map/x", "/assets", "/assets/", "/oapi", "/oapi/x", "/layers/x.geojson"]
)
def test_unknown_address_below_our_prefixes_is_no_page(launched: TestClient, address: str) -> None:
    answer = launched.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_odd_method_is_405(launched: TestClient, method: str) -> None:
    answer = launched.request(method, "/layers/talks.geojson")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_bad_parameter_is_400(launched: TestClient) -> None:
    assert launched.get("/layers/talks.geojson?colour=red").status_code == 400


@pytest.mark.parametrize("address", ["/", "/layers", "/_stcore/health", "/static/index.html"])
def test_foreign_host_is_refused_everywhere(launched: TestClient, address: str) -> None:
    assert launched.get(address, headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("step", ["..%2f..%2f", "%2e%2e/%2e%2e/", "..%5c", "%00"])
def test_path_traversal_gives_no_file(launched: TestClient, step: str) -> None:
    answer = launched.get(f"/assets/{step}pyproject.toml")
    assert (answer.status_code in (400, 404), b"[project]" in answer.content) == (True, False)


def test_bytes_are_compressed_once(launched: TestClient) -> None:
    answer = launched.get("/layers/strikes.geojson", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


def test_unusable_setting_stops_the_start_with_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, str(LAUNCHER)],
        env={"ATLAS_ALLOWED_HOSTS": "https://x", "PYTHONPATH": str(LAUNCHER.parent), "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr.splitlines()[-1].startswith("A setting cannot be used. ATLAS_ALLOWED_HOSTS")
