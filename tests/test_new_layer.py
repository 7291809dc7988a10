"""A made-up layer of events: words, spec, legend and one record put it into everything that lists layers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPEC = """    LayerSpec(
        LayerId.FLOODS,
        "Floods",
        Group.EVENTS,
        "Reported floods.",
        "point",
        filters=_EVENT,
    ),
"""
FILES = {
    "geo/vocab/values.py": [
        ('    PLACES = "places"\n', '    PLACES = "places"\n    FLOODS = "floods"\n'),
        ('    UN_INCIDENT = "un_incident"\n', '    UN_INCIDENT = "un_incident"\n    FLOOD = "flood"\n'),
        (
            "    EventCategory.OTHER: LayerId",
            "    EventCategory.FLOOD: LayerId.FLOODS,\n    EventCategory.OTHER: LayerId",
        ),
    ],
    "geo/atlas/specs.py": [
        (
            "    LayerSpec(\n        LayerId.UN_INCIDENTS,",
            SPEC + "    LayerSpec(\n        LayerId.UN_INCIDENTS,",
        )
    ],
    "geo/mapview/symbols.py": [
        (
            '        "un_incident": PointSymbol',
            '        "flood": PointSymbol("hexagon", russia),\n        "un_incident": PointSymbol',
        ),
        ("    LayerId.PLACES: (", '    LayerId.FLOODS: ("flood",),\n    LayerId.PLACES: ('),
    ],
}
"""What is changed in the code for a layer of events; the records and two pages of docs come on top."""
CHECK = """
import json
from geo.analysis.comparison import compare
from geo.analysis.timeline import reports_of
from geo.atlas import SPECS, build_atlas
from geo import load_dataset
from geo.mapview.frame import build_map
from geo.mapview.timebar import time_options
from geo.query.filters import Filters
from geo.atlas.counts import RECORD_LAYERS
from geo.web.registry import layer_registry
ID = "ev-20250101-flood"
atlas = build_atlas(load_dataset())
filters = Filters(q="inundation")
found = atlas.select(filters)
compared = compare(atlas, *(Filters(date_from=f"2025-0{m}-01", date_to=f"2025-0{m}-28") for m in (1, 2)))
html = build_map(SPECS, version="1").get_root().render()
print(json.dumps({
    "panel": '"title":"Floods"' in html and '"symbol":"flood"' in html,
    "table and counts": "floods" in RECORD_LAYERS,
    "time bar": "floods" in [family["id"] for family in time_options(SPECS)["families"]],
    "timeline": ID in [report.id for report in reports_of(atlas.layers)],
    "compare": "flood" in [kind.kind for kind in compared.kinds],
    "search": {k: [f.id for f in v.features] for k, v in found.items()}.get("floods") == [ID],
    "downloads": ID.encode() in atlas.geojson("floods", filters),
    "/layers": "floods" in [layer["id"] for layer in layer_registry(atlas)["layers"]],
}))
"""


EVENT = {
    "id": "ev-20250101-flood",
    "marker": "none",
    "date_start": "2025-01-01",
    "date_precision": "day",
    "title": "Reported inundation",
    "summary": "Water reported.",
    "category": "flood",
    "attribution": "other",
    "actor": "River",
    "actors": "unknown",
    "governorate": "quneitra",
    "confidence": "low",
    "umbrella": "no",
}
LINK = {
    "record_id": "ev-20250101-flood",
    "source_id": "ifp-news-4f247c97",
    "role": "report",
    "seen": "partly",
    "relay": "yes",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with the layer in it."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("geo", "data", "pages", "docs", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "browser", "corpora"))
    for name in ("app.py", "pyproject.toml", "README.md", "CITATION.cff", "CHANGELOG.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder / name)
    for name, changes in FILES.items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{name} has no {old!r}"
            text = text.replace(old, new, 1)
        (folder / name).write_text(text, encoding="utf-8")
    records = folder / "data" / "records"
    _append(records / "events.csv", EVENT)
    _append(records / "record_sources.csv", LINK)
    return folder


def _append(path: Path, values: dict[str, str]) -> None:
    head = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    with path.open("a", encoding="utf-8") as rows:
        rows.write(",".join(values.get(name, "") for name in head) + "\n")


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_a_layer_is_everywhere_once_it_has_spec_legend_and_record(copy: Path) -> None:
    done = _run(copy, "-c", CHECK)
    assert done.returncode == 0, done.stderr
    assert [name for name, there in json.loads(done.stdout).items() if not there] == []


def test_the_documentation_check_asks_for_the_layer(copy: Path) -> None:
    words = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/docs/test_docs.py",
        "-k",
        "every_layer_is_documented",
    ]
    done = _run(copy, *words)
    assert done.returncode == 1
    assert "floods" in done.stdout
