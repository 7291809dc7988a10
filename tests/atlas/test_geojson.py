"""Layer files against RFC 7946, and as GeoPandas reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LinearRing, shape

from geo.atlas import Atlas, Feature, build_atlas, feature_collection, spec_of
from geo.atlas.feature import rounded
from geo.dataset.load import load_dataset
from geo.query.filters import Facets
from geo.vocab import LayerId
from tests.record_folder import RecordFolder

POSITION = re.compile(rb"-?\d+(?:\.(\d+))?(?:[eE][-+]?\d+)?")
DRAWN = (LayerId.AREA_OF_SEPARATION, LayerId.LINES, LayerId.AREAS_OF_LIMITATION, LayerId.CONTROL)
BYTES_A_FEATURE = 1.3 * 1024
METRES_A_DEGREE = 111_320
"""Along the equator, which no degree elsewhere exceeds by more than 0.3 %."""
every_layer = pytest.mark.parametrize("layer_id", list(LayerId), ids=str)


def _document(atlas: Atlas, layer_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(atlas.geojson(layer_id))
    return found


def _geometries(atlas: Atlas, layer_id: str) -> list[dict[str, Any]]:
    return [feature["geometry"] for feature in _document(atlas, layer_id)["features"] if feature["geometry"]]


def _rings(geometry: dict[str, Any]) -> Iterator[tuple[bool, list[list[float]]]]:
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    for polygon in polygons.get(geometry["type"], []):
        for number, ring in enumerate(polygon):
            yield number == 0, ring


def _positions(coordinates: Any) -> Iterator[list[float]]:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
    else:
        for item in coordinates:
            yield from _positions(item)


@every_layer
def test_is_a_feature_collection(atlas: Atlas, layer_id: LayerId) -> None:
    assert _document(atlas, layer_id)["type"] == "FeatureCollection"


@every_layer
def test_has_no_crs_member(atlas: Atlas, layer_id: LayerId) -> None:
    assert b'"crs"' not in atlas.geojson(layer_id)


@every_layer
def test_features_have_the_members_of_the_rfc(atlas: Atlas, layer_id: LayerId) -> None:
    wanted = ["type", "id", "geometry", "properties"]
    assert [f["id"] for f in _document(atlas, layer_id)["features"] if list(f) != wanted] == []


@every_layer
def test_exterior_rings_turn_left_and_holes_right(atlas: Atlas, layer_id: LayerId) -> None:
    rings = [ring for geometry in _geometries(atlas, layer_id) for ring in _rings(geometry)]
    assert [exterior for exterior, ring in rings if LinearRing(ring).is_ccw != exterior] == []


@every_layer
def test_rings_are_closed(atlas: Atlas, layer_id: LayerId) -> None:
    rings = [ring for geometry in _geometries(atlas, layer_id) for _, ring in _rings(geometry)]
    assert [ring[0] for ring in rings if ring[0] != ring[-1] or len(ring) < 4] == []


@every_layer
def test_coordinates_have_at_most_six_decimals(atlas: Atlas, layer_id: LayerId) -> None:
    found = re.findall(rb'"coordinates":[\[\]\d.,eE+-]+', atlas.geojson(layer_id))
    assert [number for text in found for number in POSITION.findall(text) if len(number) > 6] == []


@every_layer
def test_coordinates_have_no_exponent(atlas: Atlas, layer_id: LayerId) -> None:
    found = re.findall(rb'"coordinates":([\[\]\d.,eE+-]+)', atlas.geojson(layer_id))
    assert [text for text in found if b"e" in text.lower()] == []


@every_layer
def test_positions_are_two_numbers_in_range(atlas: Atlas, layer_id: LayerId) -> None:
    positions = [p for geometry in _geometries(atlas, layer_id) for p in _positions(geometry["coordinates"])]
    assert [p for p in positions if len(p) != 2 or abs(p[0]) > 180 or abs(p[1]) > 90] == []


@every_layer
def test_geometries_are_valid(atlas: Atlas, layer_id: LayerId) -> None:
    assert [g["type"] for g in _geometries(atlas, layer_id) if not shape(g).is_valid] == []


def test_layers_of_records_weigh_little(atlas: Atlas) -> None:
    layers = [layer_id for layer_id in atlas.layers if layer_id not in DRAWN]
    features = sum(len(atlas.layers[layer_id].features) for layer_id in layers)
    assert sum(len(atlas.geojson(layer_id)) for layer_id in layers) <= BYTES_A_FEATURE * features


def test_bands_are_drawn_within_three_metres_of_what_is_computed(atlas: Atlas) -> None:
    drawn = [shapely.from_geojson(json.dumps(found)) for found in _geometries(atlas, LayerId.AREAS_OF_LIMITATION)]
    computed = [area.geometry for area in atlas.test.zone.areas_of_limitation]
    assert shapely.coverage_is_valid(drawn), "neighbours share their edges"
    assert max(shapely.hausdorff_distance(drawn, computed)) * METRES_A_DEGREE < 3


@every_layer
def test_file_names_licence_credit_and_version(atlas: Atlas, layer_id: LayerId) -> None:
    document = _document(atlas, layer_id)
    assert [name for name in ("licence", "credit", "dataset_version", "as_of") if not document[name]] == []


@every_layer
def test_geopandas_reads_every_row(atlas: Atlas, tmp_path: Path, layer_id: LayerId) -> None:
    path = tmp_path / f"{layer_id}.geojson"
    path.write_bytes(atlas.geojson(layer_id))
    assert list(gpd.read_file(path)["id"]) == [feature.id for feature in atlas.layer(layer_id).features]


@every_layer
def test_geopandas_reads_geometry_where_there_is_one(atlas: Atlas, tmp_path: Path, layer_id: LayerId) -> None:
    path = tmp_path / f"{layer_id}.geojson"
    path.write_bytes(atlas.geojson(layer_id))
    located = [feature.geometry is not None for feature in atlas.layer(layer_id).features]
    assert list(gpd.read_file(path).geometry.notna()) == located


def test_geopandas_takes_it_for_wgs84(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "lines.geojson"
    path.write_bytes(atlas.geojson("lines"))
    assert gpd.read_file(path).crs.to_epsg() == 4326


def test_geometry_may_be_null(atlas: Atlas) -> None:
    geometries = {feature["geometry"] is None for feature in _document(atlas, "strikes")["features"]}
    assert geometries == {True, False}


def test_clockwise_input_is_turned(record_folder: RecordFolder) -> None:
    path = record_folder.path / "geometry" / "openstreetmap.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    for feature in document["features"]:
        if feature["geometry"]["type"] == "Polygon":
            feature["geometry"]["coordinates"] = [ring[::-1] for ring in feature["geometry"]["coordinates"]]
    path.write_text(json.dumps(document), encoding="utf-8")
    geometry = _geometries(build_atlas(load_dataset(record_folder.path)), "area-of-separation")[0]
    assert LinearRing(geometry["coordinates"][0]).is_ccw


def test_text_stands_as_it_was_typed() -> None:
    title = 'قنيطرة "quoted" \\ </script> {{ 7*7 }} \u2028'
    feature = Feature("x", None, None, None, {"title": title}, Facets())
    body = feature_collection(spec_of(LayerId.TALKS), [feature], version="1", as_of="2025")
    assert json.loads(body)["features"][0]["properties"]["title"] == title


@given(st.floats(-180, 180))
def test_rounding_moves_a_point_less_than_a_step(value: float) -> None:
    assert abs(rounded(value) - value) <= 5.1e-7


@given(st.floats(-180, 180))
def test_rounding_twice_changes_nothing(value: float) -> None:
    assert rounded(rounded(value)) == rounded(value)
