"""``python -m geo diff``: JSON on stdout, a summary on stderr, and the exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from geo.cli import main
from geo.dataset.load import DATA_FOLDER, load_dataset
from tests.conftest import Run
from tests.record_folder import RecordFolder


@pytest.fixture
def old(record_folder: RecordFolder, tmp_path: Path) -> RecordFolder:
    """Return a copy of the small folder, to be the older version."""
    path = shutil.copytree(record_folder.path, tmp_path / "old")
    return RecordFolder(path)


def _diff(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[dict[str, Any], list[str]]:
    assert main(["diff", *map(str, arguments)]) == 0
    out, err = capsys.readouterr()
    return json.loads(out), err.splitlines()


def test_the_same_folder_has_no_changes(record_folder: RecordFolder, capsys: pytest.CaptureFixture[str]) -> None:
    found, said = _diff(capsys, record_folder.path, record_folder.path)
    assert (found["same"], found["tables"], said[-1]) == (True, {}, "Nothing changed.")


def test_versions_are_named(old: RecordFolder, record_folder: RecordFolder, capsys: pytest.CaptureFixture[str]) -> None:
    record_folder.change("events", {"title": "Another title"})
    found, said = _diff(capsys, old.path, record_folder.path)
    for name, folder in (("old", old), ("new", record_folder)):
        dataset = load_dataset(folder.path)
        assert found[name] == {"version": dataset.version, "digest": dataset.digest, "as_of": "2025-06-30"}
    assert said[1] == f"new: version {found['new']['version']}, data as of 2025-06-30"


def test_changes_of_every_kind_are_found(
    old: RecordFolder, record_folder: RecordFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    record_folder.change("events", {"confidence": "medium"})
    record_folder.change("record_sources", {"seen": "opened"}, row=2)
    record_folder.add("sources", {"id": "un-2", "publisher": "United Nations", "url": "https://un.example/2"})
    record_folder.add(
        "record_sources",
        {"record_id": "ev-raid", "source_id": "un-2", "role": "report", "seen": "partly", "relay": "no"},
    )
    record_folder.remove("claim_figures", row=0)
    about = record_folder.path / "dataset.toml"
    about.write_text(about.read_text(encoding="utf-8").replace("2025-06-30", "2025-07-01"), encoding="utf-8")
    found, said = _diff(capsys, old.path, record_folder.path)
    tables = found["tables"]
    assert set(tables) == {"events", "record_sources", "sources", "claim_figures", "dataset"}
    assert tables["events"]["changed"] == [
        {"id": "ev-strike", "key": {"id": "ev-strike"}, "fields": {"confidence": {"old": "high", "new": "medium"}}}
    ]
    (link,) = tables["record_sources"]["added"]
    assert (link["id"], link["source"]["url"]) == ("ev-raid", "https://un.example/2")
    assert tables["dataset"]["changed"][0]["fields"] == {"as_of": {"old": "2025-06-30", "new": "2025-07-01"}}
    assert found["records"] == {
        "added": [],
        "removed": [],
        "changed": ["claim-size", "ev-raid", "ev-shots", "ev-strike"],
    }
    assert '  ~ ev-strike: confidence "high" -> "medium"' in said


def test_moved_line_is_a_change(
    old: RecordFolder, record_folder: RecordFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    path = old.path / "geometry" / "openstreetmap.geojson"
    body = json.loads(path.read_text(encoding="utf-8"))
    line = next(feature for feature in body["features"] if feature["id"] == "line-a")
    line["geometry"]["coordinates"][5][0] += 0.000001
    path.write_text(json.dumps(body), encoding="utf-8")
    found, _ = _diff(capsys, old.path, record_folder.path)
    (row,) = found["tables"]["geometry"]["changed"]
    assert (row["id"], list(row["fields"])) == ("line-a", ["geometry"])


def test_order_of_rows_is_no_change(
    old: RecordFolder, record_folder: RecordFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    record_folder.rows["events"].reverse()
    record_folder.write()
    found, said = _diff(capsys, old.path, record_folder.path)
    assert (found["same"], found["old"]["version"] == found["new"]["version"]) == (True, False)
    assert said[-1].startswith("The records are the same")


def test_older_folder_need_not_follow_the_rules_of_today(
    old: RecordFolder, record_folder: RecordFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    old.rename_column("events", "umbrella", "tally")
    old.change("events", {"category": "bombing"})
    old.file("origin_statements").unlink()
    (old.path / "geometry" / "natural_earth.geojson").unlink()
    found, said = _diff(capsys, old.path, record_folder.path)
    events = found["tables"]["events"]
    assert (events["columns_added"], events["columns_removed"]) == (["umbrella"], ["tally"])
    assert events["changed"][0]["fields"]["category"] == {"old": "bombing", "new": "airstrike"}
    assert found["tables"]["origin_statements"]["rows"] == {"old": None, "new": 1}
    assert (found["old"]["version"], said[0]) == (None, "old: version unknown, data as of 2025-06-30")


def test_newer_folder_may_be_left_out(
    old: RecordFolder, record_folder: RecordFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    record_folder.change("events", {"title": "Another title"})
    assert main(["--data", str(record_folder.path), "diff", str(old.path)]) == 0
    assert json.loads(capsys.readouterr().out)["records"]["changed"] == ["ev-strike"]


def test_shipped_data_differs_from_the_small_folder(
    record_folder: RecordFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    found, _ = _diff(capsys, record_folder.path, DATA_FOLDER)
    assert found["tables"]["events"]["rows"]["old"] == 3
    assert set(found["records"]["removed"]) >= {"ev-strike", "ev-raid", "ev-shots"}


def test_faults_of_both_folders_are_named_with_their_side(
    run_geo: Run, old: RecordFolder, record_folder: RecordFolder
) -> None:
    old.replace_text("talks", "Meeting in Paris", "Meeting, in Paris")
    record_folder.change("events", {"lat": "99"})
    done = run_geo(["diff", old.path, record_folder.path])
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert lines[0].startswith("NEW/events.csv:2:lat: ")
    assert lines[1].startswith("OLD/talks.csv:2:-: ")


@pytest.mark.parametrize("side", [0, 1])
def test_what_is_no_data_folder_is_bad_usage(
    record_folder: RecordFolder, capsys: pytest.CaptureFixture[str], side: int
) -> None:
    folders = [record_folder.path, record_folder.path]
    folders[side] = record_folder.path / "nowhere"
    assert main(["diff", *map(str, folders)]) == 2
    out, err = capsys.readouterr()
    assert (out, "is not a data folder" in err) == ("", True)


@pytest.mark.parametrize("arguments", [[], ["a", "b", "c"], ["--loud", "a", "b"]])
def test_other_arguments_are_bad_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["diff", *arguments])
