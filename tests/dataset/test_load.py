"""The data set: loaded whole or not at all, with a digest of what it was read from."""

from __future__ import annotations

import dataclasses
import json

import pytest

import geo
from geo.atlas.shared import open_atlas
from geo.dataset.load import DATA_FOLDER, load_dataset
from geo.errors import DataError
from tests.record_folder import RecordFolder


def _faults(folder: RecordFolder) -> list[str]:
    with pytest.raises(DataError) as caught:
        load_dataset(folder.path)
    return [str(fault) for fault in caught.value.faults]


def _digest(folder: RecordFolder) -> str:
    return load_dataset(folder.path).digest


def test_shipped_data_is_the_default() -> None:
    assert load_dataset().digest == load_dataset(str(DATA_FOLDER)).digest


def test_version_is_the_beginning_of_the_digest(record_folder: RecordFolder) -> None:
    dataset = load_dataset(record_folder.path)
    assert dataset.digest.startswith(dataset.version)


def test_digest_does_not_depend_on_the_folder(
    record_folder: RecordFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    twin = RecordFolder(tmp_path_factory.mktemp("twin")).write()
    assert _digest(record_folder) == _digest(twin)


def test_digest_does_not_depend_on_line_ends(record_folder: RecordFolder) -> None:
    before = _digest(record_folder)
    path = record_folder.file("talks")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert _digest(record_folder) == before


def test_digest_changes_with_a_record(record_folder: RecordFolder) -> None:
    before = _digest(record_folder)
    record_folder.change("talks", {"venue": "A hotel"})
    assert _digest(record_folder) != before


def test_digest_changes_with_a_geometry(record_folder: RecordFolder) -> None:
    before = _digest(record_folder)
    path = record_folder.path / "geometry" / "openstreetmap.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace("35.869822", "35.869823"), encoding="utf-8")
    assert _digest(record_folder) != before


def test_digest_changes_with_what_the_data_says_of_itself(record_folder: RecordFolder) -> None:
    before = _digest(record_folder)
    path = record_folder.path / "dataset.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Small", "Tiny"), encoding="utf-8")
    assert _digest(record_folder) != before


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("title = ", "dataset.toml:0:-: cannot be read as TOML"),
        ('title = "x"', "dataset.toml:0:as_of: "),
        ('title = "x"\nas_of = "soon"\ncompiled = "2025"\ncoverage = "x"\ngaps = []', "dataset.toml:0:as_of: "),
        (
            'title = "x"\nas_of = "2025"\ncompiled = "2025"\ncoverage = "x"\ngaps = [{start = "2025"}]',
            "dataset.toml:0:gaps.0.end: ",
        ),
    ],
)
def test_bad_description_is_named(record_folder: RecordFolder, body: str, named: str) -> None:
    (record_folder.path / "dataset.toml").write_text(body, encoding="utf-8")
    assert any(fault.startswith(named) for fault in _faults(record_folder))


@pytest.mark.parametrize("name", ["dataset.toml", "geometry/openstreetmap.geojson", "records/events.csv"])
def test_missing_file_is_named(record_folder: RecordFolder, name: str) -> None:
    (record_folder.path / name).unlink()
    assert _faults(record_folder)[0].startswith(f"{name.split('/')[-1]}:0:-: the file is missing")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"features": null}',
        b'{"features": 5}',
        b'{"features": "abc"}',
        b'{"features": {"a": 1}}',
        b"\xff\xfe",
        b'{"features": [',
    ],
)
def test_what_is_no_feature_collection_is_named(record_folder: RecordFolder, body: bytes) -> None:
    (record_folder.path / "geometry" / "natural_earth.geojson").write_bytes(body)
    assert _faults(record_folder)[0].startswith("natural_earth.geojson:")


@pytest.mark.parametrize(
    ("feature", "named"),
    [
        ({"id": "x", "geometry": None}, "geometry: cannot be read"),
        ({"geometry": {"type": "Point", "coordinates": [1, 2]}}, "cannot be read"),
        ({"id": "x", "geometry": {"type": "Blob", "coordinates": [1, 2]}}, "cannot be read"),
        ({"id": "x", "geometry": {"type": "Point", "coordinates": [181, 2]}}, "out of range"),
        ({"id": "x", "geometry": {"type": "Point", "coordinates": [33, 135]}}, "out of range"),
        ({"id": "x", "geometry": {"type": "Point", "coordinates": []}}, "geometry:"),
        (
            {"id": "x", "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}},
            "invalid shape",
        ),
        ({"id": "line-a", "geometry": {"type": "Point", "coordinates": [1, 2]}}, "is duplicated"),
        ("text", "cannot be read"),
    ],
)
def test_bad_shape_is_named(record_folder: RecordFolder, feature: object, named: str) -> None:
    path = record_folder.path / "geometry" / "openstreetmap.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"].append(feature)
    path.write_text(json.dumps(document), encoding="utf-8")
    number = len(document["features"])
    assert [
        fault
        for fault in _faults(record_folder)
        if fault.startswith(f"openstreetmap.geojson:{number}:") and named in fault
    ]


def test_id_in_two_geometry_files_is_a_fault(record_folder: RecordFolder) -> None:
    path = record_folder.path / "geometry" / "natural_earth.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"][0]["id"] = "line-a"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert any("'line-a'" in fault for fault in _faults(record_folder))


def test_dataset_cannot_be_changed(record_folder: RecordFolder) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_dataset(record_folder.path).digest = "x"  # type: ignore[misc]


def test_records_cannot_be_changed(record_folder: RecordFolder) -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_dataset(record_folder.path).records.events[0].title = "x"


def test_process_keeps_one_atlas(record_folder: RecordFolder) -> None:
    assert open_atlas(record_folder.path) is open_atlas(record_folder.path)


def test_broken_data_is_not_kept(record_folder: RecordFolder) -> None:
    record_folder.change("events", {"lat": "99"})
    with pytest.raises(DataError):
        open_atlas(record_folder.path)
    record_folder.change("events", {"lat": "33"})
    assert open_atlas(record_folder.path).feature("ev-strike") is not None


@pytest.mark.parametrize("name", geo.__all__)
def test_public_name_can_be_imported(name: str) -> None:
    assert callable(getattr(geo, name))


def test_other_names_are_not_public() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        geo.nothing  # noqa: B018
