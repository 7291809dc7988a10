"""The bill of materials that ``bin/sbom`` writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


def test_it_has_each_package_with_version_and_licence() -> None:
    command = [sys.executable, str(_ROOT / "bin" / "sbom")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    found = {item["name"].lower(): item for item in json.loads(done.stdout)["components"]}
    assert {"streamlit", "shapely", "numpy", "starlette"} <= set(found)
    assert all(item["version"] and item["licenses"][0]["license"]["name"] for item in found.values())
