"""Every file of the public corpora: good ones load with their count and geometry, bad ones are named."""

from __future__ import annotations

import csv
import json
import zipfile
from collections import Counter
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.errors import AtlasError, DataError
from geo.readers import Batch, Body, FormatId, read_events
from geo.readers.features.geojson import read
from geo.readers.model.registry import Request

REFUSED, WARNED, ACCEPTED = "refused", "accepted_with_warning", "accepted"

BAD_GEOJSON = {
    "bad-properties-as-array": "properties must be an object",
    "bbox-contains-string": "bbox must hold numbers only",
    "bbox-string": "bbox must be a list",
    "different-first-last": "does not end where it begins",
    "excessive_precision_truncated": "",  # its own truth lists no fault
    "expected_object": "properties must be an object",
    "false": "geometries[0] must be a geometry object",
    "feature_changed_semantics": "does not belong in a Feature",
    "featurecollection-obj": "features: must be a list",
    "featurecollection-type-case": "'featurecollection'",
    "featurecollection_changed_semantics": "does not belong in a FeatureCollection",
    "geometry_changed_semantics": "does not belong in a geometry object",
    "geometrycollection_nested": "inside another",
    "multiple_problems": "must hold numbers only",
    "multipoint-multidimension": "nested too deeply",
    "multipoint-nocoordinates": "coordinates is missing",
    "multipoint-nondimension": "must be a position",
    "notype": "type: is missing",
    "point-labeled-as-a-multipolygon": "must be a list of rings",
    "point-string": "'foo'",
    "point-toofew": "fewer than two numbers",
    "point-toomany": "has 4 numbers",
    "polygon_winding_order": "right-hand rule",
    "short-linearring": "a ring needs 4",
    "short-multilinestring": "a line needs 2",
    "unknowntype": "'FooBar'",
}
"""What is said of each bad GeoJSON file."""

KML = {
    "togeojson/bad.kml": {REFUSED: 3},
    "togeojson/addresses.kml": {WARNED: 15},
    "togeojson/gxmultitrack.kml": {ACCEPTED: 3},
    "togeojson/null_geometry.kml": {WARNED: 1},
    "togeojson/twopoints.kml": {ACCEPTED: 2},
    "togeojson/multigeometry.kml": {ACCEPTED: 1},
    "togeojson/schema.kml": {ACCEPTED: 1},
    "ets-kml22/Document-places.kml": {ACCEPTED: 2},
    "ets-kml22/custom/Data-Ok.xml": {WARNED: 1},
    "ets-kml22/models/model_relative_target.kml": {ACCEPTED: 1},
    "ets-kml22/views/LookAt-Ok.xml": {ACCEPTED: 1},
}
"""How placemarks end, by file."""


@pytest.fixture(scope="module")
def corpora() -> Path:
    """Return the folder of the corpora, where there is one beside the checkout."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora are not here")
    return folder


def _batches(path: Path, *, name: str | None = None) -> list[Batch]:
    return list(read_events(path, name=name).batches)


def _said(path: Path) -> tuple[str, list[Batch]]:
    """Return everything that reading a GeoJSON file says, and its rows."""
    try:
        reading = read(Request(path, path.name, FormatId.GEOJSON, Body.JSON))
        batches = list(reading.batches)
    except AtlasError as error:
        return error.report() if isinstance(error, DataError) else str(error), []
    return "; ".join([*reading.notes, *(text for batch in batches for text in batch.events["reasons"])]), batches


def _geometry(batches: list[Batch]) -> list[shapely.Geometry | None]:
    found: list[shapely.Geometry | None] = []
    for batch in batches:
        shapes = batch.shapes if batch.shapes is not None else [None] * len(batch.events)
        points = zip(batch.events["lon"], batch.events["lat"], shapes, strict=True)
        found += [shape if np.isnan(lon) else shapely.Point(lon, lat) for lon, lat, shape in points]
    return found


def _same(made: shapely.Geometry | None, truth: shapely.Geometry | None) -> bool:
    if truth is None or truth.is_empty:
        return made is None
    flat = shapely.force_2d(truth)
    alone = flat.geom_type in ("MultiPoint", "GeometryCollection") and len(flat.geoms) == 1
    single = flat.geoms[0] if alone and flat.geoms[0].geom_type == "Point" else flat
    return made is not None and bool(shapely.equals_exact(made, single, 1e-9, normalize=True))


@pytest.mark.parametrize("folder", ["geojsonhint/bad", "check-geojson/bad"])
def test_each_bad_geojson_is_named(corpora: Path, folder: str) -> None:
    files = sorted((corpora / folder).glob("*.geojson"))
    said = {path.stem: _said(path)[0] for path in files}
    assert files
    assert {name: words for name, words in said.items() if BAD_GEOJSON[name] not in words} == {}
    assert [name for name, words in said.items() if BAD_GEOJSON[name] and not words] == []


@pytest.mark.parametrize(
    "pattern",
    [
        *("geojsonhint/good/*.geojson", "check-geojson/good/*.geojson", "geojson-rewind/*.geojson"),
        *("antimeridian/input/*.json", "antimeridian/output/flat/*.json"),
    ],
)
def test_each_good_geojson_keeps_its_count_and_geometry(corpora: Path, pattern: str) -> None:
    files = sorted(corpora.glob(pattern))
    assert files
    for path in files:
        document = json.loads(path.read_text(encoding="utf-8"))
        items = document.get("features", [document])
        plain = [item.get("geometry") if item["type"] == "Feature" else item for item in items]
        truth = [
            None if item is None else shapely.from_geojson(json.dumps(item), on_invalid="ignore") for item in plain
        ]
        _, batches = _said(path)
        made = _geometry(batches)
        assert len(made) == len(truth), path.name
        assert REFUSED not in {status for batch in batches for status in batch.events["status"]}, path.name
        # A ring that is not closed is closed by us and not read by GEOS.
        wrong = [path.name for one, other in zip(made, truth, strict=True) if other and not _same(one, other)]
        assert wrong == []


def test_nothing_that_is_not_json_passes(corpora: Path) -> None:
    files = sorted((corpora / "JSONTestSuite").glob("*.json"))
    read = [path.name for path in files if any(_said(path)[1])]
    assert (len(files), read) == (116, [])


@pytest.mark.parametrize("name", sorted(KML))
def test_kml_ends_as_it_should(corpora: Path, name: str) -> None:
    batches = _batches(corpora / name, name="map.kml")
    assert Counter(status for batch in batches for status in batch.events["status"]) == KML[name]


def test_every_other_kml_is_read_or_refused_with_words(corpora: Path) -> None:
    files = [
        path for folder in ("togeojson", "ets-kml22", "gdal-autotest", "xxe") for path in (corpora / folder).rglob("*")
    ]
    ends: Counter[str] = Counter()
    for path in files:
        if path.is_file() and path.suffix != ".json":
            try:
                ends["read"] += len(_batches(path, name="map.kml")) >= 0
            except AtlasError as error:
                ends["refused"] += bool(str(error))
    assert ends["read"] >= 25
    assert ends["refused"] >= 20


@pytest.mark.parametrize("name", ["features-0", "gpkg-test-5208", "null_geometry", "states10"])
def test_a_geopackage_has_the_geometry_that_gdal_reads(corpora: Path, name: str) -> None:
    path = corpora / "ets-gpkg12" / f"{name}.gpkg"
    truth = [
        shape
        for layer in geopandas.list_layers(path)["name"]
        for shape in geopandas.read_file(path, layer=layer).geometry
    ]
    made = _geometry(_batches(path))
    assert len(made) == len(truth)
    assert all(_same(one, other) for one, other in zip(made, truth, strict=True))


@pytest.mark.parametrize("name", ["curve", "line_zm", "test_gpkg_nulls"])
def test_curves_heights_and_nothings_are_read(corpora: Path, name: str) -> None:
    path = corpora / "pyogrio" / f"{name}.gpkg"
    rows = pd.concat([batch.events for batch in _batches(path)])
    assert REFUSED not in set(rows["status"])


@pytest.mark.parametrize("name", ["point", "multipoint"])
def test_geoparquet_has_the_geometry_of_its_own_truth(corpora: Path, name: str) -> None:
    folder = corpora / "geoparquet-spec" / "test_data"
    with (folder / f"data-{name}-wkt.csv").open(encoding="utf-8") as stream:
        truth = [shapely.from_wkt(row["geometry"]) if row["geometry"] else None for row in csv.DictReader(stream)]
    made = _geometry(_batches(folder / f"data-{name}-encoding_wkb.parquet"))
    assert [_same(one, other) for one, other in zip(made, truth, strict=True)] == [True] * len(truth)


@pytest.mark.parametrize("pattern", ["*.parquet", "geoparquet/*.parquet"])
def test_geoparquet_of_geopandas_has_its_geometry(corpora: Path, pattern: str) -> None:
    files = sorted((corpora / "geopandas-parquet").glob(pattern))
    assert files
    for path in files:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("warnings.warn", lambda *_, **__: None)
            truth = list(geopandas.read_parquet(path).geometry)
        made = _geometry(_batches(path))
        assert all(_same(one, other) for one, other in zip(made, truth, strict=True)), path.name


def test_the_geometry_type_of_parquet_has_the_geometry_of_its_wkt(corpora: Path) -> None:
    batches = _batches(corpora / "parquet-testing" / "data" / "geospatial" / "geospatial.parquet")
    truth = [shapely.from_wkt(text) if text else None for batch in batches for text in batch.original["wkt"]]
    wrong = [other for one, other in zip(_geometry(batches), truth, strict=True) if not _same(one, other)]
    assert (len(truth), wrong) == (196, [])


def test_every_damaged_parquet_is_refused_with_words(corpora: Path) -> None:
    for path in (corpora / "parquet-testing" / "bad_data").glob("*.parquet"):
        with pytest.raises(AtlasError):
            _batches(path)


def _zipped(folder: Path, stem: str, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for part in folder.glob(f"{stem}.*"):
            out.write(part, part.name)
    return path


@pytest.mark.parametrize(("folder", "stem"), [("fiona", "gre"), ("pyogrio/naturalearth_lowres", "*")])
def test_a_zipped_shapefile_has_the_geometry_that_gdal_reads(
    corpora: Path, tmp_path: Path, folder: str, stem: str
) -> None:
    path = _zipped(corpora / folder, stem, tmp_path / "mine.zip")
    truth = list(geopandas.read_file(path).geometry)
    made = _geometry(_batches(path))
    assert [shapely.equals(one, other) for one, other in zip(made, truth, strict=True)] == [True] * len(truth)


def test_a_surface_in_space_is_listed_without_a_place(corpora: Path, tmp_path: Path) -> None:
    (batch,) = _batches(_zipped(corpora / "fiona", "test_tin", tmp_path / "mine.zip"))
    assert list(batch.events["status"]) == [WARNED]
    assert "MultiPatch" in batch.events["reasons"][0]


def test_the_archive_of_wilderness_areas_is_read(corpora: Path) -> None:
    path = corpora / "fiona" / "coutwildrnp.zip"
    truth = geopandas.read_file(path)
    batches = _batches(path)
    assert list(batches[0].original["NAME"]) == list(truth["NAME"])
    assert all(shapely.equals(one, other) for one, other in zip(_geometry(batches), truth.geometry, strict=True))
