"""A data folder as text, whatever rules its records follow."""

from __future__ import annotations

import pytest

from geo.dataset.raw_tables import read_cells
from geo.dataset.records import TABLES
from geo.errors import DataError, UsageError
from tests.record_folder import RecordFolder


def test_every_table_is_read(record_folder: RecordFolder) -> None:
    tables = read_cells(record_folder.path)
    assert set(tables) == {table.name for table in TABLES} | {"geometry", "dataset"}
    for table in TABLES:
        assert tables[table.name].columns == table.columns
        assert len(tables[table.name].rows) == len(record_folder.rows[table.name])


def test_geometry_is_told_apart_without_its_coordinates(record_folder: RecordFolder) -> None:
    rows = {row["id"]: row for row in read_cells(record_folder.path)["geometry"].rows}
    assert rows["line-a"]["file"] == "openstreetmap.geojson"
    assert rows["line-a"]["geometry"].startswith("LineString, ")
    assert all(len(row["geometry"]) < 80 for row in rows.values())


def test_data_set_is_one_row(record_folder: RecordFolder) -> None:
    (row,) = read_cells(record_folder.path)["dataset"].rows
    assert (row["as_of"], '"start": "2025-03-01"' in row["gaps"]) == ("2025-06-30", True)


def test_values_are_not_judged(record_folder: RecordFolder) -> None:
    record_folder.change("events", {"lat": "99", "category": "of another day"})
    record_folder.rename_column("events", "umbrella", "tally")
    row = read_cells(record_folder.path)["events"].rows[0]
    assert (row["lat"], row["category"], row["tally"]) == ("99", "of another day", "")


def test_byte_order_mark_is_passed_over(record_folder: RecordFolder) -> None:
    path = record_folder.file("events")
    path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_cells(record_folder.path)["events"].columns[0] == "id"


@pytest.mark.parametrize("name", ["nowhere", "records", "records/events.csv"])
def test_what_is_not_a_data_folder_is_refused(record_folder: RecordFolder, name: str) -> None:
    with pytest.raises(UsageError, match="not a data folder"):
        read_cells(record_folder.path / name)


def _faults(record_folder: RecordFolder) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_cells(record_folder.path)
    return [str(fault) for fault in caught.value.faults]


def test_row_that_does_not_fit_the_header_is_named(record_folder: RecordFolder) -> None:
    record_folder.replace_text("talks", "Meeting in Paris", "Meeting, in Paris")
    (fault,) = _faults(record_folder)
    assert fault.startswith("talks.csv:2:-: ")


def test_all_faults_are_named_together(record_folder: RecordFolder) -> None:
    record_folder.file("events").write_bytes(b"id,title\n\xff,x\n")
    record_folder.file("claims").write_text('id,claim\na,"x', encoding="utf-8")
    record_folder.file("areas").write_text("id,id\na,b\n", encoding="utf-8")
    (record_folder.path / "geometry" / "natural_earth.geojson").write_text('{"features": [{}]}', encoding="utf-8")
    (record_folder.path / "dataset.toml").write_text("title =", encoding="utf-8")
    assert [fault.split(":")[0] for fault in _faults(record_folder)] == [
        "areas.csv",
        "claims.csv",
        "dataset.toml",
        "events.csv",
        "natural_earth.geojson",
    ]


def test_missing_description_is_named(record_folder: RecordFolder) -> None:
    (record_folder.path / "dataset.toml").unlink()
    (fault,) = _faults(record_folder)
    assert fault == "dataset.toml:0:-: the file is missing"
