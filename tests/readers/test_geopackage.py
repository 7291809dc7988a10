"""GeoPackage: every layer is read in WGS 84; a database that could act, or is something else, is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import geopandas
import pytest
import shapely

from geo.errors import DataError
from geo.readers import Choices, FormatId, Limits, propose, read_events

FRAME = geopandas.GeoDataFrame(
    {"name": ["Post", "Road", "Nowhere"], "date": ["2025-07-16", "2025-07", ""], "n": [1, 2, None]},
    geometry=[shapely.Point(35.8239, 33.1256), shapely.LineString([(35.8, 33.1), (35.9, 33.2)]), None],
    crs="EPSG:4326",
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a GeoPackage of one layer."""
    path = tmp_path_factory.mktemp("gpkg") / "x.gpkg"
    FRAME.to_file(path, layer="events")
    return path.read_bytes()


Altered = Callable[[str], Path]


@pytest.fixture
def altered(package: bytes, tmp_path: Path) -> Altered:
    """Return a function that changes the GeoPackage by SQL."""

    def alter(script: str) -> Path:
        path = tmp_path / "mine.gpkg"
        path.write_bytes(package)
        with sqlite3.connect(path) as database:
            triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:  # they call functions that only GDAL has
                database.execute(f'DROP TRIGGER "{name}"')
            database.executescript(script)
        database.close()
        return path

    return alter


def _reason(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(DataError) as caught:
        list(read_events(path, limits=limits).batches)
    return caught.value.report()


def test_a_layer_is_read_with_places_shapes_and_text(altered: Altered) -> None:
    reading = read_events(altered(""))
    (batch,) = reading.batches
    assert (reading.format_id, reading.rows_total) == (FormatId.GEOPACKAGE, 3)
    assert list(batch.events["title"]) == ["Post", "Road", "Nowhere"]
    assert (batch.events["lon"][0], batch.events["date_to"][1]) == (35.8239, "2025-07-31")
    assert batch.shapes is not None
    assert shapely.equals(batch.shapes[1], FRAME.geometry[1])
    assert list(batch.events["status"]) == ["accepted", "accepted", "accepted_with_warning"]
    assert set(batch.events["part"]) == {"events"}


def test_all_layers_are_read_or_the_one_that_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "mine.gpkg"
    FRAME.to_file(path, layer="one")
    FRAME.iloc[:1].rename(columns={"n": "m"}).to_crs(32636).to_file(path, layer="two")
    reading = read_events(path)
    first, second = reading.batches
    assert list(first.original.columns) == list(second.original.columns)
    assert (list(second.events.index), list(second.events["row"])) == ([3], [1])
    assert abs(second.events["lon"].iloc[0] - 35.8239) < 1e-7
    assert "UTM zone 36N" in reading.notes[0]
    assert [part.name for part in propose(path).parts] == ["one", "two"]
    (only,) = read_events(path, choices=Choices(part="two")).batches
    assert len(only.events) == 1


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("CREATE VIEW v AS SELECT * FROM events", "the view 'v'"),
        ("CREATE TRIGGER t AFTER INSERT ON events BEGIN SELECT 1; END", "the trigger 't'"),
        ("CREATE VIRTUAL TABLE f USING fts5(x)", "the virtual table 'f'"),
        ("CREATE VIRTUAL TABLE rtree_x USING fts5(x)", "the virtual table 'rtree_x'"),
        (
            (
                "UPDATE gpkg_contents SET table_name='gpkg_extensions';"
                "UPDATE gpkg_geometry_columns SET table_name='gpkg_extensions'"
            ),
            "not a table of its own",
        ),
        ("UPDATE gpkg_geometry_columns SET column_name='x'", "no column 'x'"),
        ("PRAGMA application_id=1", "not a GeoPackage"),
        ("DROP TABLE gpkg_contents", "gpkg_contents"),
    ],
)
def test_a_database_that_could_act_or_is_none_is_refused(altered: Altered, script: str, words: str) -> None:
    assert words in _reason(altered(f"PRAGMA foreign_keys=OFF; {script}"))


def test_a_computed_column_is_not_run(altered: Altered) -> None:
    path = altered("ALTER TABLE events ADD COLUMN bomb TEXT AS (hex(zeroblob(400000000))) VIRTUAL")
    (batch,) = read_events(path).batches
    assert "bomb" not in batch.original.columns


def test_an_unknown_plane_is_refused_row_by_row(altered: Altered) -> None:
    (batch,) = read_events(altered("UPDATE gpkg_geometry_columns SET srs_id=-1")).batches
    assert set(batch.events["status"]) == {"refused"}
    assert "EPSG:4326" in batch.events["reasons"][0]


@pytest.mark.parametrize(
    "definition",
    ["+proj=longlat +nadgrids=/etc/passwd", 'PROJCS["x",EXTENSION["PROJ4","+proj=merc +nadgrids=/etc/passwd"]]', "x"],
)
def test_a_reference_system_that_names_files_is_refused(altered: Altered, definition: str) -> None:
    path = altered(
        "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition) "
        f"VALUES ('x', 900, 'MINE', 900, '{definition}'); UPDATE gpkg_geometry_columns SET srs_id=900"
    )
    (batch,) = read_events(path).batches
    assert set(batch.events["status"]) == {"refused"}
    assert "reference system" in batch.events["reasons"][0]


@pytest.mark.parametrize("blob", ["x'00'", "x'47500001'", "x'4750000F00000000'", "x'475000010000000001'", "'text'"])
def test_a_damaged_geometry_is_refused_with_its_row(altered: Altered, blob: str) -> None:
    path = altered(f"UPDATE events SET geom={blob} WHERE fid=1")
    (batch,) = read_events(path).batches
    assert list(batch.events["status"]) == ["refused", "accepted", "accepted_with_warning"]


@pytest.mark.parametrize(
    ("limits", "words"),
    [(Limits(max_rows=2), "3 features"), (Limits(max_vertices=2), "2 vertices"), (Limits(max_columns=2), "2 columns")],
)
def test_what_passes_a_limit_is_refused(altered: Altered, limits: Limits, words: str) -> None:
    assert words in _reason(altered(""), limits)


@pytest.mark.parametrize("cut", [200, 5000, 40_000])
def test_a_cut_database_is_refused(package: bytes, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "mine.gpkg"
    path.write_bytes(package[:cut])
    assert "damaged" in _reason(path)


def test_the_file_is_not_changed(altered: Altered) -> None:
    path = altered("")
    before = path.read_bytes()
    list(read_events(path).batches)
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == ["mine.gpkg"]
