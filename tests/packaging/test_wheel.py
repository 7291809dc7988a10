"""The wheel: it carries the package with its data, pages and scripts, and works away from the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the files of the checkout and unpack it as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _run(installed: Path, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def test_every_file_of_the_product_is_in_it(installed: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "geo", "data", "pages", "app.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    inside = {name if name.startswith("geo/") else f"geo/_app/{name}" for name in listed if (ROOT / name).is_file()}
    assert sorted(name for name in inside if not (installed / name).is_file()) == []


def test_its_records_are_checked_from_any_folder(installed: Path, tmp_path: Path) -> None:
    done = _run(installed, "-m", "geo", "check", folder=tmp_path)
    assert (done.returncode, "no fault" in done.stderr) == (0, True), done.stderr


def test_its_app_finds_its_pages(installed: Path, tmp_path: Path) -> None:
    code = "from geo.ui.base.context import PAGES_FOLDER; print(sorted(p.name for p in PAGES_FOLDER.glob('*.py')))"
    done = _run(installed, "-c", code, folder=tmp_path)
    assert done.stdout.strip() == str(sorted(path.name for path in (ROOT / "pages").glob("*.py"))), done.stderr


def test_what_it_needs_is_what_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=!~ ]", line, maxsplit=1)[0] for line in project["dependencies"]}
    assert needed == set(PIN.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))
