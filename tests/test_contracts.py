"""The import contracts catch what they are for: deliberate violations of each kind are named."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINTER = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
UPWARD = {
    "geo/zone/sides.py": "geo.cli.main",
    "geo/text/dates.py": "geo.atlas.specs",
    "geo/exports/cells.py": "geo.web.app",
}
FOREIGN = {"geo/cli/cite.py": "streamlit", "geo/atlas/specs.py": "folium", "geo/exports/formats.py": "starlette"}
CYCLES = {
    "geo/query/search/tokens.py": "geo.query.search.parser",
    "geo/zone/plane/crs.py": "geo.zone.plane.index",
    "geo/dataset/records/tables.py": "geo.dataset.records.read",
}
STRAYS = ("helpers", "stray", "geodesy")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what the linter says of a copy of the package with every violation in it."""
    folder = tmp_path_factory.mktemp("contracts")
    shutil.copytree(
        ROOT / "geo", folder / "geo", ignore=shutil.ignore_patterns("static", "__pycache__", "*.css", "*.js")
    )
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    for name, imported in [*UPWARD.items(), *FOREIGN.items(), *CYCLES.items()]:
        path = folder / name
        late = f"\n\ndef _late() -> None:\n    import {imported}\n"
        path.write_text(path.read_text(encoding="utf-8") + late, encoding="utf-8")
    for name in STRAYS:
        (folder / "geo" / f"{name}.py").write_text('"""Not in the order of packages."""\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LINTER], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1, done.stdout
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(("name", "imported"), UPWARD.items())
def test_an_import_of_a_package_above_is_caught(report: str, name: str, imported: str) -> None:
    assert f"geo.{Path(name).parts[1]} is not allowed to import geo.{imported.split('.')[1]}" in report


@pytest.mark.parametrize(("name", "library"), FOREIGN.items())
def test_a_library_in_the_wrong_package_is_caught(report: str, name: str, library: str) -> None:
    assert f"{name.removesuffix('.py').replace('/', '.')} -> {library}" in report


@pytest.mark.parametrize("name", CYCLES)
def test_a_cycle_is_caught(report: str, name: str) -> None:
    package = ".".join(Path(name).parent.parts)
    assert f"No cycles are allowed in {package}." in report


@pytest.mark.parametrize("name", STRAYS)
def test_a_module_without_a_place_in_the_order_is_caught(report: str, name: str) -> None:
    assert name in report.partition("Data moves in one direction ---")[2]
