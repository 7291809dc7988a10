"""Every command that writes, on a disk that is full: a sentence, exit code 2, and the file as it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geo.exports import Format

_ROOT = Path(__file__).resolve().parents[2]
_LIMITED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500)); sys.path.insert(0, {root!r}); "
    "from geo.cli.main import main; sys.exit(main(sys.argv[1:]))"
)
_FORMS = [str(form) for form in Format]


def _run(*words: str, code: str = _LIMITED, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code.format(root=str(_ROOT)), *words]
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=150, check=False, cwd=_ROOT
    )


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of two hundred rows."""
    file = tmp_path_factory.mktemp("rows") / "rows.csv"
    lines = [f"Row {number},33.{number:03},35.8,2025-07-16" for number in range(200)]
    file.write_text("\n".join(["title,lat,lon,date", *lines]) + "\n")
    return file


def _is_said(done: subprocess.CompletedProcess[str]) -> bool:
    return done.returncode == 2 and "cannot be" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("form", _FORMS)
def test_export(tmp_path: Path, form: str) -> None:
    target = tmp_path / f"out.{form}"
    target.write_text("old")
    done = _run("export", "strikes", "-f", form, "-o", str(target))
    assert _is_said(done), done.stderr
    assert ([path.name for path in tmp_path.iterdir()], target.read_text()) == ([target.name], "old")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("form", _FORMS)
def test_enrich(tmp_path: Path, rows: Path, form: str) -> None:
    target = tmp_path / f"out.{form}"
    target.write_text("old")
    done = _run("enrich", str(rows), "-o", str(target))
    assert _is_said(done), done.stderr
    assert ([path.name for path in tmp_path.iterdir()], target.read_text()) == ([target.name], "old")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_columns(tmp_path: Path, rows: Path) -> None:
    done = _run("columns", str(rows), "-o", str(tmp_path / "out"))
    assert _is_said(done), done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_standard_output() -> None:
    with Path("/dev/full").open("w") as full:
        done = _run(
            "position", "35.8", "33.1", code=_LIMITED.replace("(1500, 1500)", "(10**9, 10**9)"), stdout=full.fileno()
        )
    assert _is_said(done), done.stderr


def test_control_characters_of_a_file_name_are_written_out(tmp_path: Path) -> None:
    done = _run("enrich", str(tmp_path / "a\x1b[2Jb.csv"))
    assert ("\x1b" in done.stderr, "\\x1b[2Jb" in done.stderr) == (False, True)
