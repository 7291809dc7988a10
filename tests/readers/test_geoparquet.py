"""GeoParquet: encodings, reference systems, types and limits."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import geopandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo.errors import DataError
from geo.readers import Limits, propose, read_events

LINES = [shapely.LineString([(35.8, 33.1), (35.9, 33.2)]), shapely.LineString([(1, 1), (2, 2), (3, 1)])]
AREAS = [shapely.box(1, 1, 2, 2), shapely.box(3, 3, 9, 9) - shapely.box(4, 4, 5, 5)]
POINTS = [shapely.Point(35.8, 33.1), shapely.Point(36, 33)]
SHAPES = {
    "point": [POINTS[0], None, POINTS[1]],
    "linestring": [LINES[0], None, LINES[1]],
    "polygon": [AREAS[0], None, AREAS[1]],
    "multipoint": [shapely.MultiPoint(POINTS), None, shapely.MultiPoint(POINTS[::-1])],
    "multilinestring": [shapely.MultiLineString(LINES), None, shapely.MultiLineString(LINES[1:])],
    "multipolygon": [shapely.MultiPolygon(AREAS), None, shapely.MultiPolygon(AREAS[1:])],
}


def _write(folder: Path, column: pa.Array, geo: object, **others: list[object]) -> Path:
    table = pa.table({"geometry": column, **{name: pa.array(values) for name, values in others.items()}})
    path = folder / "mine.parquet"
    pq.write_table(table.replace_schema_metadata({"geo": geo if isinstance(geo, str) else json.dumps(geo)}), path)
    return path


def _geo(**column: object) -> dict[str, object]:
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", **column}}}


def _reason(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(DataError) as caught:
        list(read_events(path, limits=limits).batches)
    return caught.value.report()


@pytest.mark.parametrize("encoding", ["WKB", "geoarrow"])
@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_what_geopandas_writes_is_read(tmp_path: Path, kind: str, encoding: str) -> None:
    path = tmp_path / "mine.parquet"
    frame = geopandas.GeoDataFrame({"name": ["a", "b", "c"]}, geometry=SHAPES[kind], crs="EPSG:4326")
    frame.to_parquet(path, geometry_encoding=encoding)
    (batch,) = read_events(path).batches
    assert list(batch.events["title"]) == ["a", "b", "c"]
    assert list(batch.events["status"]) == ["accepted", "accepted_with_warning", "accepted"]
    if kind == "point":
        assert list(batch.events["lat"].dropna()) == [33.1, 33.0]
    else:
        assert batch.shapes is not None
        assert all(shapely.equals(made, given) for made, given in zip(batch.shapes, SHAPES[kind], strict=True) if given)


def test_another_reference_system_is_converted(tmp_path: Path) -> None:
    path = tmp_path / "mine.parquet"
    geopandas.GeoDataFrame(geometry=[shapely.Point(35.8, 33.1)], crs="EPSG:4326").to_crs(32636).to_parquet(path)
    reading = read_events(path)
    assert "UTM zone 36N" in reading.notes[0]
    assert next(reading.batches).events["lat"][0] == pytest.approx(33.1)


def test_values_of_every_type_become_text(tmp_path: Path) -> None:
    point = pa.array([shapely.to_wkb(shapely.Point(1, 2))])
    values: dict[str, list[object]] = {
        "when": [datetime(2025, 7, 16, 5, tzinfo=UTC)],
        "day": [date(2025, 7, 16)],
        "list": [[1, None]],
        "map": [{"a": "b"}],
        "bytes": [b"123"],
        "true": [True],
        "half": [0.5],
        "nothing": [None],
    }
    (batch,) = read_events(_write(tmp_path, point, _geo(), **values)).batches
    made = batch.original.iloc[0].to_dict()
    assert made.pop("when").startswith("2025-07-16 05:00")
    assert made == {
        "day": "2025-07-16",
        "list": "[1, null]",
        "map": '{"a": "b"}',
        "bytes": "(3 bytes)",
        "true": "true",
        "half": "0.5",
        "nothing": "",
    }


@pytest.mark.parametrize(
    ("geo", "words"),
    [
        ("{", "not JSON"),
        ("[1]", "names no columns"),
        ({"columns": {}, "primary_column": "x"}, "no column of geometry"),
        ({"columns": {"geometry": 5}, "primary_column": "geometry"}, "does not describe"),
        (_geo(encoding="esri"), "unknown encoding 'esri'"),
        (_geo(crs="+proj=longlat +nadgrids=/etc/passwd"), "names files"),
        (_geo(crs={"type": "x"}), "not understood"),
        (_geo(crs=7), "not understood"),
    ],
)
def test_faulty_metadata_is_refused(tmp_path: Path, geo: object, words: str) -> None:
    assert words in _reason(_write(tmp_path, pa.array([shapely.to_wkb(shapely.Point(1, 2))]), geo))


def test_a_file_without_geometry_is_read_as_a_table(tmp_path: Path) -> None:
    pq.write_table(pa.table({"lat": [33.1], "lon": [35.8], "day": ["2025-05-16"]}), tmp_path / "mine.parquet")
    reading = read_events(tmp_path / "mine.parquet")
    (batch,) = reading.batches
    assert (reading.format_id, batch.events["lat"][0], batch.events["date_from"][0]) == ("table", 33.1, "2025-05-16")


def test_a_line_of_one_position_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    column = pa.array([[{"x": 1.0, "y": 1.0}], [{"x": 1.0, "y": 1.0}, {"x": 2.0, "y": 2.0}]])
    (batch,) = read_events(_write(tmp_path, column, _geo(encoding="linestring"))).batches
    assert list(batch.events["status"]) == ["refused", "accepted"]


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(max_rows=1), "2 rows"),
        (Limits(max_vertices=1), "1 vertices"),
        (Limits(max_columns=1), "2 columns"),
        (Limits(max_unzipped_bytes=10), "come out of it"),
    ],
)
def test_what_passes_a_limit_is_refused(tmp_path: Path, limits: Limits, words: str) -> None:
    path = _write(tmp_path, pa.array([shapely.to_wkb(shapely.Point(1, 2))] * 2), _geo(), name=["a", "b"])
    assert words in _reason(path, limits)


@pytest.mark.parametrize("cut", [8, 100, 400])
def test_a_cut_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = _write(tmp_path, pa.array([shapely.to_wkb(shapely.Point(1, 2))]), _geo())
    path.write_bytes(path.read_bytes()[:cut])
    assert "damaged" in _reason(path)


def test_a_proposal_shows_samples(tmp_path: Path) -> None:
    proposal = propose(_write(tmp_path, pa.array([shapely.to_wkb(shapely.Point(1, 2))]), _geo(), name=["Raid"]))
    assert (proposal.columns[0].samples, dict(proposal.mapping)) == (("Raid",), {"title": "name"})
