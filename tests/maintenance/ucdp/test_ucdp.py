"""UCDP files in the monthly layout, made here: no pin for wide places, rows replaced by id, changes told first."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from geo.cli.main import main
from geo.dataset.load import load_dataset
from geo.dataset.records import TABLES
from geo.errors import DataError, UsageError
from geo.maintenance.ucdp import merge_rows, read_table, read_ucdp_file
from tests.record_folder import RecordFolder

COLUMNS = next(table for table in TABLES if table.name == "ucdp_events").columns
LAYOUT = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_name", "dyad_name", "side_a",
    "side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "country", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low",
)  # fmt: skip


def _event(number: int, **cells: str) -> dict[str, str]:
    usual = {
        "id": str(number), "relid": f"SYR-{number}", "code_status": "Clear", "type_of_violence": "1",
        "conflict_name": "Israel - Syria", "dyad_name": "Government of Israel - Government of Syria",
        "side_a": "Government of Israel", "side_b": "Government of Syria", "source_office": "SOHR;SANA;SOHR",
        "where_prec": "1", "where_coordinates": "Khan Arnabah town", "adm_1": "Quneitra governorate",
        "latitude": "33.183778", "longitude": "35.891581", "country": "Syria", "date_prec": "1",
        "date_start": "2026-07-01 00:00:00.000", "date_end": "2026-07-01 00:00:00.000", "best": "3", "high": "4",
        "low": "2",
    }  # fmt: skip
    return usual | cells


def _file(folder: Path, name: str, *events: dict[str, str]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, LAYOUT, restval="")
        writer.writeheader()
        writer.writerows(events)
    return path


@pytest.mark.parametrize("where_prec", ["1", "2", "3", "4", "5", "6", "7"])
def test_only_exact_and_near_places_keep_their_point(tmp_path: Path, where_prec: str) -> None:
    path = _file(tmp_path, "GEDEvent_v26_0_7.csv", _event(1, where_prec=where_prec))
    (row,) = read_ucdp_file(path, columns=COLUMNS)
    assert (row["lon"], row["lat"]) == (("35.891581", "33.183778") if where_prec in "12" else ("", ""))


def test_a_row_keeps_id_version_days_and_sources(tmp_path: Path) -> None:
    (row,) = read_ucdp_file(_file(tmp_path, "GEDEvent_v26_0_7.csv", _event(77)), columns=COLUMNS)
    assert (row["id"], row["version"], row["date_start"], row["reported_by"]) == (
        "ucdp-77",
        "26.0.7",
        "2026-07-01",
        "SOHR|SANA",
    )
    assert (row["governorate"], row["violence"], row["israel_side"]) == ("quneitra", "state_based", "yes")


def test_rows_of_syria_are_taken_in_for_israel_or_the_box(tmp_path: Path) -> None:
    other = {"conflict_name": "Syria: Government", "dyad_name": "a - b", "side_a": "a", "side_b": "b"}
    path = _file(
        tmp_path,
        "GEDEvent_v26_0_7.csv",
        _event(1, country="Lebanon"),
        _event(2, **other),
        _event(3, **other, latitude="36.2", longitude="37.1"),
        _event(4, latitude="36.2", longitude="37.1", where_prec="4"),
        _event(
            5,
            conflict_name="XXX666",
            dyad_name="XXX666",
            side_a="XXX666",
            side_b="",
            latitude="",
            longitude="",
            where_prec="6",
        ),
    )
    assert [row["id"] for row in read_ucdp_file(path, columns=COLUMNS)] == ["ucdp-2", "ucdp-4", "ucdp-5"]


def test_a_later_release_replaces_a_row_and_keeps_what_an_editor_said(tmp_path: Path) -> None:
    first = read_ucdp_file(_file(tmp_path, "GEDEvent_v26_0_7.csv", _event(1), _event(2)), columns=COLUMNS)
    held = [{**first[0], "same_as": "ev-strike", "same_note": "Same day."}]
    later = _file(tmp_path, "GEDEvent_v26_0_8.csv", _event(1, best="5", code_status="Check dyad"))
    merged = merge_rows(held, [first, read_ucdp_file(later, columns=COLUMNS)])
    rows = {row["id"]: row for row in merged.rows}
    assert (rows["ucdp-1"]["best"], rows["ucdp-1"]["version"]) == ("5", "26.0.8")
    assert (rows["ucdp-1"]["same_as"], rows["ucdp-1"]["same_note"]) == ("ev-strike", "Same day.")
    assert [(change.id, change.added) for change in merged.changes] == [("ucdp-2", True), ("ucdp-1", False)]
    assert merged.changes[1].fields["best"] == ("3", "5")
    assert merged.changes[1].unclear == "Check dyad"


def test_every_bad_row_is_named(tmp_path: Path) -> None:
    path = _file(tmp_path, "GEDEvent_v26_0_7.csv", _event(1, best="many"), _event(2, date_start="July"), _event(3))
    with pytest.raises(DataError) as caught:
        read_ucdp_file(path, columns=COLUMNS)
    assert [(fault.row, fault.field) for fault in caught.value.faults] == [(2, "best"), (3, "date_start")]


def test_another_layout_and_another_name_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "GEDEvent_v26_0_7.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="not the layout of UCDP GED"):
        read_ucdp_file(other, columns=COLUMNS)
    with pytest.raises(UsageError, match="no version in its name"):
        read_ucdp_file(_file(tmp_path, "events.csv", _event(1)), columns=COLUMNS)


def test_command_says_what_changes_and_writes_only_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = RecordFolder(tmp_path / "data").write()
    path = _file(tmp_path, "GEDEvent_v26_0_7.csv", _event(1, code_status="Check deaths"), _event(2, where_prec="4"))
    table = folder.path / "records" / "ucdp_events.csv"
    before = table.read_bytes()
    assert main(["--data", str(folder.path), "ucdp", str(path)]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == ["+ ucdp-1 (coding not clear: Check deaths)", "+ ucdp-2"]
    assert "Nothing was written" in told.err
    assert table.read_bytes() == before
    assert main(["--data", str(folder.path), "ucdp", str(path), "--write"]) == 0
    assert [row["id"] for row in read_table(table)] == ["ucdp-1", "ucdp-2"]
    assert [row.lon is None for row in load_dataset(folder.path).records.ucdp_events] == [False, True]
    capsys.readouterr()
    assert main(["--data", str(folder.path), "ucdp", str(path), "--write"]) == 0
    assert capsys.readouterr().out == ""


def test_fresh_prints_age_gaps_and_overdue_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fresh", "--today", "2026-12-01"]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert "Data as of" in told.err
    assert found["age_days"] > 0
    assert "2026-11" in found["empty_months"]
    assert abs(sum(found["share_of_links"].values()) - 1) < 0.01
    assert all(item["silent_days"] >= 30 for item in found["sources"] if item["overdue"])
    assert main(["fresh", "--today", "soon"]) == 2
