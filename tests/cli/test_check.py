"""``python -m geo check``: in a process of its own what it says to a shell, in this one what it finds."""

from __future__ import annotations

import pytest

from geo.cli import main
from tests.broken_records import BREAKS, NAMED_BY_CHECK, Break
from tests.conftest import Run
from tests.record_folder import RecordFolder

CHECKED = [broken for broken in BREAKS if broken.name in NAMED_BY_CHECK]


def test_shipped_data_passes(run_geo: Run) -> None:
    done = run_geo(["check"])
    assert (done.returncode, "no fault" in done.stderr) == (0, True)


def test_small_valid_folder_passes(record_folder: RecordFolder) -> None:
    assert main(["--data", str(record_folder.path), "check"]) == 0


def test_nothing_is_written_to_stdout(record_folder: RecordFolder, capfd: pytest.CaptureFixture[str]) -> None:
    main(["--data", str(record_folder.path), "check"])
    assert capfd.readouterr().out == ""


def test_at_least_twelve_kinds_are_checked() -> None:
    assert len(CHECKED) == len(NAMED_BY_CHECK) >= 12


@pytest.mark.parametrize("broken", CHECKED, ids=lambda broken: broken.name)
def test_broken_record_is_named_and_fails(
    record_folder: RecordFolder, broken: Break, capsys: pytest.CaptureFixture[str]
) -> None:
    broken.apply(record_folder)
    code, said = main(["--data", str(record_folder.path), "check"]), capsys.readouterr().err
    named = [line for line in said.splitlines() if line.startswith(f"{broken.place}: ")]
    assert (code, len(named)) == (1, 1), said


def test_faults_are_counted_and_end_the_process_with_1(run_geo: Run, record_folder: RecordFolder) -> None:
    record_folder.change("events", {"lat": "99"})
    record_folder.change("talks", {"status": "unsure"})
    done = run_geo(["--data", record_folder.path, "check"])
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "2 faults found.")


@pytest.mark.parametrize("name", ["nowhere", "dataset.toml"])
def test_what_is_no_folder_is_one_fault(
    record_folder: RecordFolder, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["--data", str(record_folder.path / name), "check"]) == 1
    fault = f"{name}:0:-: no such folder; name one that holds records/ and geometry/"
    assert capsys.readouterr().err.splitlines() == [fault, "1 fault found."]


@pytest.mark.parametrize("name", ["records/events.csv", "geometry/natural_earth.geojson", "dataset.toml"])
def test_what_cannot_be_opened_is_named(
    record_folder: RecordFolder, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = record_folder.path / name
    path.unlink()
    path.mkdir()
    assert main(["--data", str(record_folder.path), "check"]) == 1
    assert f"{path.name}:0:-: cannot be opened" in capsys.readouterr().err
