"""The one function through which layers are written."""

from __future__ import annotations

import json

import pytest

from geo.atlas import Atlas
from geo.exports import Format, download_name, export_layer, export_layers
from geo.query.filters import Filters
from geo.vocab import LayerId


@pytest.mark.parametrize("form", list(Format), ids=str)
def test_every_format_has_a_label_and_a_media_type(form: Format) -> None:
    assert form.label
    assert "/" in form.media_type


@pytest.mark.parametrize("layer_id", list(LayerId), ids=str)
def test_geojson_of_a_layer_is_that_of_the_atlas(atlas: Atlas, layer_id: LayerId) -> None:
    assert export_layer(atlas, atlas.layer(layer_id), form=Format.GEOJSON) == atlas.geojson(layer_id)


def test_combined_file_names_every_licence(atlas: Atlas) -> None:
    body = export_layers(atlas, list(atlas.layers.values()), form=Format.GEOJSON)
    assert json.loads(body)["licence"] == "CC-BY-4.0 AND ODbL-1.0"


def test_combined_file_names_only_the_licences_that_it_holds(atlas: Atlas) -> None:
    body = export_layers(atlas, [atlas.layer(LayerId.TALKS)], form=Format.GEOJSON)
    assert json.loads(body)["licence"] == "CC-BY-4.0"


def test_combined_file_leaves_out_licences_of_layers_without_a_match(atlas: Atlas) -> None:
    chosen = atlas.select(Filters.from_params({"id": "line-a"}))
    assert json.loads(export_layers(atlas, list(chosen.values()), form=Format.GEOJSON))["licence"] == "ODbL-1.0"


def test_combined_file_holds_every_feature(atlas: Atlas) -> None:
    body = export_layers(atlas, list(atlas.layers.values()), form=Format.GEOJSON)
    wanted = [feature.id for layer in atlas.layers.values() for feature in layer.features]
    assert [feature["id"] for feature in json.loads(body)["features"]] == wanted


def test_combined_csv_has_one_header(atlas: Atlas) -> None:
    body = export_layers(atlas, list(atlas.layers.values()), form=Format.CSV)
    assert body.count(b"id,layer,kind,title") == 1


@pytest.mark.parametrize(("filtered", "part"), [(False, "strikes_"), (True, "strikes_filtered_")])
def test_name_of_a_download(atlas: Atlas, filtered: bool, part: str) -> None:
    name = download_name(atlas, "strikes", form=Format.CSV, filtered=filtered)
    assert name == f"buffer-zone_{part}{atlas.dataset.about.as_of}_{atlas.dataset.version}.csv"
