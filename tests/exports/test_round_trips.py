"""Every layer in every format, read back by GeoPandas: same ids, geometry, dates and sources."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio
import pytest
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas, Layer
from geo.exports import Format, export_layer, export_layers
from geo.exports.cells import source_text
from geo.vocab import LayerId

CASES = [(layer_id, form) for layer_id in LayerId for form in Format]
EACH = pytest.mark.parametrize(("layer_id", "form"), CASES, ids=lambda value: str(value))
TABLES = (Format.CSV, Format.XLSX)


def _read_table(body: bytes, form: Format) -> geopandas.GeoDataFrame:
    if form is Format.CSV:
        frame = pd.read_csv(io.BytesIO(body), dtype={"valid_from": "str", "valid_to": "str"})
    else:
        frame = pd.read_excel(io.BytesIO(body), sheet_name="features", engine="openpyxl")
    points = geopandas.points_from_xy(frame["lon"], frame["lat"])
    drawn = geopandas.GeoSeries.from_wkt(frame["wkt"].astype(object).where(frame["wkt"].notna(), None))
    geometry = drawn.where(frame["lon"].isna(), points)
    return geopandas.GeoDataFrame(frame, geometry=geometry, crs=4326)


def _read(body: bytes, form: Format, folder: Path) -> geopandas.GeoDataFrame:
    if form in TABLES:
        return _read_table(body, form)
    if form is Format.GEOPARQUET:
        return geopandas.read_parquet(io.BytesIO(body))
    path = folder / f"layer.{form}"
    path.write_bytes(body)
    found = geopandas.read_file(path, layer=pyogrio.list_layers(path)[0][0])
    return found.drop(columns="id").rename(columns={"record_id": "id"}) if form is Format.KML else found


@pytest.fixture(scope="module")
def read_back(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory):
    """Return a function that writes a layer in a format and reads it back, once."""

    @cache
    def read(layer_id: LayerId, form: Format) -> geopandas.GeoDataFrame:
        return _read(export_layer(atlas, atlas.layers[layer_id], form=form), form, tmp_path_factory.mktemp("layer"))

    return read


def _text(value: object) -> str:
    return "" if value is None or (isinstance(value, float) and value != value) or value is pd.NaT else str(value)


def _same(one: BaseGeometry, other: BaseGeometry) -> bool:
    """Return whether both have the same parts; a GeoPackage makes every shape of a table a collection."""
    pairs = zip(shapely.get_parts(shapely.normalize(one)), shapely.get_parts(shapely.normalize(other)), strict=True)
    return all(shapely.equals_exact(shapely.normalize(a), shapely.normalize(b), 1e-6) for a, b in pairs)


@EACH
def test_ids_come_back(atlas: Atlas, read_back, layer_id: LayerId, form: Format) -> None:
    assert list(read_back(layer_id, form)["id"]) == [feature.id for feature in atlas.layers[layer_id].features]


@EACH
def test_geometry_comes_back(atlas: Atlas, read_back, layer_id: LayerId, form: Format) -> None:
    wanted = [feature.geometry and shape(dict(feature.geometry)) for feature in atlas.layers[layer_id].features]
    found = list(read_back(layer_id, form).geometry)
    assert [one is None for one in found] == [one is None for one in wanted]
    apart = [number for number, pair in enumerate(zip(found, wanted, strict=True)) if pair[0] and not _same(*pair)]
    assert apart == []


@EACH
@pytest.mark.parametrize("name", ["valid_from", "valid_to"])
def test_dates_come_back(atlas: Atlas, read_back, layer_id: LayerId, form: Format, name: str) -> None:
    found = read_back(layer_id, form)
    texts = [_text(value)[:10] for value in found[name]] if name in found else [""] * len(found)
    assert texts == [feature.properties.get(name) or "" for feature in atlas.layers[layer_id].features]


@EACH
def test_sources_come_back(atlas: Atlas, read_back, layer_id: LayerId, form: Format) -> None:
    found = list(read_back(layer_id, form)["sources"])
    wanted = [feature.properties["sources"] for feature in atlas.layers[layer_id].features]
    if form in TABLES:
        assert list(map(_text, found)) == [" | ".join(map(source_text, sources)) for sources in wanted]
    else:
        assert [json.loads(one) if isinstance(one, str) else list(one) for one in found] == wanted


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.GEOJSON], ids=str)
def test_licence_and_version_stand_in_every_row(atlas: Atlas, read_back, form: Format) -> None:
    found = read_back(LayerId.STRIKES, form)
    assert set(found["licence"]) == {str(atlas.layers[LayerId.STRIKES].spec.licence)}
    assert set(found["dataset_version"]) == {atlas.dataset.version}


@pytest.mark.parametrize("form", list(Format), ids=str)
def test_the_same_layers_give_the_same_bytes(atlas: Atlas, form: Format) -> None:
    layers: list[Layer] = list(atlas.layers.values())[:3]
    assert export_layers(atlas, layers, form=form) == export_layers(atlas, layers, form=form)
