"""``python -m geo export``: formats, filters, exit codes, and files that are whole or as they were."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from geo.atlas import Atlas
from geo.cli import main
from tests.conftest import ROOT, Run
from tests.record_folder import RecordFolder

Capture = pytest.CaptureFixture[str]


def test_layer_goes_to_stdout_as_geojson(run_geo: Run, atlas: Atlas) -> None:
    assert run_geo(["export", "talks"]).stdout.encode() == atlas.geojson("talks")


def test_csv_goes_to_a_file(tmp_path: Path, atlas: Atlas) -> None:
    out = tmp_path / "talks.csv"
    main(["export", "talks", "-f", "csv", "-o", str(out)])
    rows = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline=""))
    assert [row["id"] for row in rows] == [feature.id for feature in atlas.layer("talks").features]


def test_size_is_told_on_stderr(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "talks.geojson"
    main(["export", "talks", "-o", str(out)])
    assert capsys.readouterr().err == f"{out.stat().st_size:,} bytes written to {out}.\n"


def test_other_data_folder_is_exported(run_geo: Run, record_folder: RecordFolder) -> None:
    done = run_geo(["--data", record_folder.path, "export", "talks"])
    assert [feature["id"] for feature in json.loads(done.stdout)["features"]] == ["talk-paris", "talk-call"]


def test_west_longitude_is_taken_with_an_equals_sign(tmp_path: Path) -> None:
    out = tmp_path / "x.geojson"
    assert main(["export", "all", "--bbox=-10,-10,60,60", "-o", str(out)]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["export"],
        ["export", "talks", "-f", "xml"],
        ["export", "talks", "--colour=red"],
        ["build", "--fast"],
        ["check", "extra"],
    ],
    ids=" ".join,
)
def test_command_that_argparse_refuses_ends_with_2(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "nothing"], "There is no such layer"),
        (["export", "talks", "--from=yesterday"], "--from: expected a date"),
        (["export", "talks", "--bbox=1,2"], "--bbox: expects four numbers"),
        (["export", "talks", "--kind=ufo"], "--kind: has an unknown value"),
        (["export", "talks", "-o", "/nowhere/at/all.geojson"], "cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
class TestBadUsage:
    """Requests that cannot be understood."""

    def test_ends_with_2(self, arguments: list[str], message: str, capsys: Capture) -> None:
        assert main(arguments) == 2

    def test_says_so_on_stderr(self, arguments: list[str], message: str, capsys: Capture) -> None:
        main(arguments)
        assert message in capsys.readouterr().err

    def test_writes_nothing_to_stdout(self, arguments: list[str], message: str, capsys: Capture) -> None:
        main(arguments)
        assert capsys.readouterr().out == ""


def test_every_faulty_filter_is_named(capsys: Capture) -> None:
    main(["export", "talks", "--from=x", "--bbox=1"])
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == ["--from", "--bbox"]


def test_bad_data_ends_with_1(run_geo: Run, record_folder: RecordFolder, tmp_path: Path) -> None:
    record_folder.change("events", {"lat": "99"})
    assert run_geo(["--data", record_folder.path, "export", "talks"]).returncode == 1


def test_bad_filters_leave_an_older_file_as_it_was(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "talks.geojson"
    out.write_text("older", encoding="utf-8")
    main(["export", "talks", "--from=x", "-o", str(out)])
    assert out.read_text(encoding="utf-8") == "older"


def test_closed_pipe_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_body: bytes) -> int:
        raise BrokenPipeError

    class Closed:
        buffer = type("Buffer", (), {"write": staticmethod(fail)})

    monkeypatch.setattr("geo.cli.commands.sys.stdout", Closed)
    assert main(["export", "talks"]) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
def test_a_full_disk_behind_stdout_is_told_in_one_line(record_folder: RecordFolder) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "geo", "--data", record_folder.path, "export", "talks"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "Standard output cannot be written: No space left on device.\n")
