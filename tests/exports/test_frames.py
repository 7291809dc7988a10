from __future__ import annotations

import io
import json
from pathlib import Path

import geopandas
import pyogrio
import pytest

from geo.atlas import SPECS, Atlas, Layer, LayerSpec
from geo.exports import Format, export_layer, export_layers
from geo.exports.frames import layer_frame

EACH_LAYER = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: str(spec.id))
TABLES = (Format.GEOPACKAGE, Format.GEOPARQUET)


def _read(body: bytes, form: Format, folder: Path) -> geopandas.GeoDataFrame:
    if form is Format.GEOPARQUET:
        return geopandas.read_parquet(io.BytesIO(body))
    path = folder / "layer.gpkg"
    path.write_bytes(body)
    return geopandas.read_file(path, layer=pyogrio.list_layers(path)[0][0])


@EACH_LAYER
@pytest.mark.parametrize("form", TABLES)
def test_ids_come_back_in_order(atlas: Atlas, spec: LayerSpec, form: Format, tmp_path: Path) -> None:
    layer = atlas.layers[spec.id]
    found = _read(export_layer(atlas, layer, form=form), form, tmp_path)
    assert list(found["id"]) == [feature.id for feature in layer.features]


@EACH_LAYER
@pytest.mark.parametrize("form", TABLES)
def test_unknown_places_stay_without_geometry(atlas: Atlas, spec: LayerSpec, form: Format, tmp_path: Path) -> None:
    layer = atlas.layers[spec.id]
    found = _read(export_layer(atlas, layer, form=form), form, tmp_path)
    assert list(found.geometry.isna()) == [feature.geometry is None for feature in layer.features]


@pytest.mark.parametrize("form", TABLES)
def test_sources_dates_licence_and_version_come_back(atlas: Atlas, form: Format, tmp_path: Path) -> None:
    layer = next(iter(layer for layer in atlas.layers.values() if layer.spec.id == "strikes"))
    found = _read(export_layer(atlas, layer, form=form), form, tmp_path)
    first = found.iloc[0]
    wanted = layer.features[0].properties
    assert json.loads(first["sources"]) == wanted["sources"]
    assert str(first["valid_from"])[:10] == wanted["valid_from"]
    assert (first["licence"], first["dataset_version"]) == (str(layer.spec.licence), atlas.dataset.version)


@pytest.mark.parametrize("form", TABLES)
def test_the_same_layer_gives_the_same_bytes(atlas: Atlas, form: Format) -> None:
    layer = next(iter(atlas.layers.values()))
    assert export_layer(atlas, layer, form=form) == export_layer(atlas, layer, form=form)


def test_a_geopackage_of_all_layers_has_a_table_for_each(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "all.gpkg"
    path.write_bytes(export_layers(atlas, list(atlas.layers.values()), form=Format.GEOPACKAGE))
    assert [name for name, _ in pyogrio.list_layers(path)] == [*map(str, atlas.layers), "layer_styles"]


@pytest.mark.parametrize("form", TABLES)
def test_a_layer_without_features_can_be_written(atlas: Atlas, form: Format, tmp_path: Path) -> None:
    layer = next(iter(atlas.layers.values()))
    found = _read(export_layer(atlas, Layer(layer.spec, ()), form=form), form, tmp_path)
    assert len(found) == 0


def test_the_frame_names_its_reference_system(atlas: Atlas) -> None:
    frame = layer_frame(list(atlas.layers.values()), version="v")
    assert frame.crs.to_epsg() == 4326
