"""``python -m geo build``: deterministic, and checked against the records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo.atlas.shared import open_atlas
from geo.cli import main
from geo.dataset.load import DATA_FOLDER
from tests.conftest import Run
from tests.record_folder import RecordFolder


def _layers(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "layers").iterdir())}


@pytest.fixture
def built(record_folder: RecordFolder) -> RecordFolder:
    """Return a folder whose layers are up to date."""
    main(["--data", str(record_folder.path), "build"])
    open_atlas.cache_clear()  # the next command reads the files, as a process of its own would
    return record_folder


def test_shipped_layers_are_up_to_date(run_geo: Run) -> None:
    done = run_geo(["build", "--check"])
    assert done.returncode == 0, done.stderr


def test_two_processes_with_other_hash_seeds_write_the_same_bytes(run_geo: Run, tmp_path: Path) -> None:
    folders = []
    for seed in ("1", "2025"):
        folder = tmp_path / seed
        shutil.copytree(DATA_FOLDER, folder, ignore=shutil.ignore_patterns("layers", "basemap"))
        run_geo(["--data", folder, "build"], hash_seed=seed)
        folders.append(_layers(folder))
    assert folders[0] == folders[1]


def test_build_writes_one_file_per_layer(built: RecordFolder) -> None:
    names = "area-of-separation areas-of-limitation control ground-operations lines places positions strikes talks"
    assert list(_layers(built.path)) == sorted(f"{name}.geojson" for name in [*names.split(), "un-incidents"])


def test_second_build_writes_nothing(built: RecordFolder, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--data", str(built.path), "build"])
    assert "0 of 10 layer files written" in capsys.readouterr().err


def test_check_passes_after_a_build(built: RecordFolder) -> None:
    assert main(["--data", str(built.path), "build", "--check"]) == 0


def test_check_fails_before_any_build(record_folder: RecordFolder) -> None:
    assert main(["--data", str(record_folder.path), "build", "--check"]) == 1


def test_check_writes_nothing(record_folder: RecordFolder) -> None:
    main(["--data", str(record_folder.path), "build", "--check"])
    assert not (record_folder.path / "layers").exists()


def test_check_fails_after_a_record_changed(built: RecordFolder, capsys: pytest.CaptureFixture[str]) -> None:
    built.change("talks", {"outcome": "Something came of it."})
    code = main(["--data", str(built.path), "build", "--check"])
    assert (code, "talks.geojson:0:-: out of date" in capsys.readouterr().err) == (1, True)


def test_check_fails_after_a_layer_was_edited(built: RecordFolder, capsys: pytest.CaptureFixture[str]) -> None:
    path = built.path / "layers" / "talks.geojson"
    path.write_bytes(path.read_bytes().replace(b"Meeting", b"meeting"))
    main(["--data", str(built.path), "build", "--check"])
    assert capsys.readouterr().err.splitlines()[0].startswith("talks.geojson:0:-: out of date")


def test_check_names_a_file_that_is_no_layer(built: RecordFolder, capsys: pytest.CaptureFixture[str]) -> None:
    (built.path / "layers" / "old.geojson").write_text("{}", encoding="utf-8")
    main(["--data", str(built.path), "build", "--check"])
    assert capsys.readouterr().err.splitlines()[0].startswith("old.geojson:0:-: no such layer")


def test_line_ends_of_the_records_do_not_matter(built: RecordFolder) -> None:
    for path in (built.path / "records").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["--data", str(built.path), "build", "--check"]) == 0


def test_broken_records_leave_the_layers_as_they_were(built: RecordFolder) -> None:
    before = _layers(built.path)
    built.change("events", {"lat": "99"})
    main(["--data", str(built.path), "build"])
    assert _layers(built.path) == before
