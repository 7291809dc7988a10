"""Zipped Shapefiles: shapes, text in its encoding, reference systems, damage."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import geopandas
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import AtlasError, DataError
from geo.readers import Choices, Limits, read_events

AREA = shapely.box(35.8, 33.1, 35.9, 33.2) - shapely.box(35.82, 33.12, 35.84, 33.14)
PARTS = {"point": shapely.Point(35.8239, 33.1256), "area": AREA, "line": shapely.LineString([(35.8, 33.1), (36, 33)])}


def _parts(folder: Path, shape: shapely.Geometry, *, name: str = "قنيطرة", crs: int = 4326) -> dict[str, bytes]:
    frame = geopandas.GeoDataFrame({"name": [name], "n": [5]}, geometry=[shape], crs=4326).to_crs(crs)
    frame.to_file(folder / "x.shp", encoding="utf-8")
    return {path.name: path.read_bytes() for path in folder.glob("x.*")}


def _pack(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "mine.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return path


def _reason(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(DataError) as caught:
        list(read_events(path, limits=limits).batches)
    return caught.value.report()


@pytest.mark.parametrize("kind", sorted(PARTS))
@pytest.mark.parametrize("crs", [4326, 32636])
def test_a_shape_is_read_in_wgs84(tmp_path: Path, kind: str, crs: int) -> None:
    (batch,) = read_events(_pack(tmp_path, _parts(tmp_path, PARTS[kind], crs=crs))).batches
    event = batch.events.iloc[0]
    assert (event["title"], event["status"]) == ("قنيطرة", "accepted")
    if kind == "point":
        assert (event["lon"], event["lat"]) == pytest.approx((35.8239, 33.1256))
    else:
        assert batch.shapes is not None
        assert shapely.hausdorff_distance(batch.shapes[0], PARTS[kind]) < 1e-6


def test_another_encoding_is_understood(tmp_path: Path) -> None:
    members = _parts(tmp_path, PARTS["point"], name="x" * 8)
    members["x.dbf"] = members["x.dbf"].replace(b"x" * 8, "قنيطرة".encode("cp1256").ljust(8))
    members["x.cpg"] = b"1256"
    (batch,) = read_events(_pack(tmp_path, members)).batches
    assert batch.events["title"][0] == "قنيطرة"


def test_without_a_prj_degrees_are_taken_with_a_note_and_metres_are_refused(tmp_path: Path) -> None:
    members = _parts(tmp_path, PARTS["point"], crs=32636)
    del members["x.prj"]
    reading = read_events(_pack(tmp_path, members))
    assert "no .prj" in reading.notes[0]
    assert "EPSG:4326" in next(reading.batches).events["reasons"][0]


def test_several_layers_are_read_or_one_is_chosen(tmp_path: Path) -> None:
    members = _parts(tmp_path, PARTS["point"])
    both = {**{f"in/{name}": content for name, content in members.items()}}
    both |= {name.replace("x.", "y."): content for name, content in members.items()}
    path = _pack(tmp_path, both)
    assert [part for batch in read_events(path).batches for part in batch.events["part"]] == ["x", "y"]
    (only,) = read_events(path, choices=Choices(part="y")).batches
    assert len(only.events) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"x.shp": b""}, "not a Shapefile"),
        ({"x.shp": b"\x00\x00\x27\x0a" + bytes(28) + struct.pack("<i", 77) + bytes(64)}, "unknown type 77"),
        ({"x.dbf": b""}, "damaged"),
        ({"x.dbf": b"\x03" + bytes(200)}, "damaged"),
        ({"x.prj": b'PROJCS["x",EXTENSION["PROJ4","+nadgrids=/etc/passwd"]]'}, "names files"),
        ({"../x.shp": b"x"}, "'..'"),
    ],
)
def test_damage_is_named(tmp_path: Path, change: dict[str, bytes], words: str) -> None:
    assert words in _reason(_pack(tmp_path, {**_parts(tmp_path, PARTS["point"]), **change}))


@pytest.mark.parametrize(
    ("limits", "words"), [(Limits(max_vertices=3), "3 vertices"), (Limits(max_rows=0), "0 shapes")]
)
def test_what_passes_a_limit_is_refused(tmp_path: Path, limits: Limits, words: str) -> None:
    assert words in _reason(_pack(tmp_path, _parts(tmp_path, AREA)), limits)


def test_damaged_bytes_end_as_rows_or_a_message(tmp_path: Path) -> None:
    members = _parts(tmp_path, AREA)

    @given(
        name=st.sampled_from(["x.shp", "x.dbf", "x.prj", "x.cpg"]),
        changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=5),
    )
    @settings(max_examples=60)
    def damage(name: str, changes: list[tuple[int, int]]) -> None:
        content = bytearray(members[name])
        for at, value in changes:
            content[at % len(content)] = value
        try:
            list(read_events(_pack(tmp_path, {**members, name: bytes(content)})).batches)
        except AtlasError as error:
            assert str(error)  # noqa: PT017 - a message is one of the two good ends

    damage()
