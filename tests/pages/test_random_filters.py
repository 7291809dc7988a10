"""For thirty random filter settings the table and the download links give the ids that the filters give."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from geo.analysis.records_table import records_table
from geo.atlas import Atlas
from geo.atlas.counts import RECORD_LAYERS
from geo.dataset.load import DATA_FOLDER
from geo.query.filters import Filters
from geo.ui.base.context import Context, addresses
from tests.random_filters import draw

EACH_SETTING = pytest.mark.parametrize("params", draw(DATA_FOLDER), ids=lambda params: "&".join(params) or "none")


def _wanted(atlas: Atlas, filters: Filters) -> list[str]:
    selection = atlas.select(filters)
    return [feature.id for layer_id in RECORD_LAYERS for feature in selection[layer_id].features]


@EACH_SETTING
def test_table_has_the_ids_of_the_filters(atlas: Atlas, params: dict[str, str]) -> None:
    filters = Filters.from_params(params)
    assert records_table(atlas, filters)["id"].to_pylist() == _wanted(atlas, filters)


@EACH_SETTING
def test_download_links_bring_the_ids_of_the_filters(atlas: Atlas, client: TestClient, params: dict[str, str]) -> None:
    filters = Filters.from_params(params)
    query = Context(atlas, filters).query
    found: list[str] = []
    for layer_id in RECORD_LAYERS:
        link = urlsplit(addresses().layer(str(layer_id), "geojson", query))
        answer = client.get(link.path, params=parse_qsl(link.query))
        found += [feature["id"] for feature in json.loads(answer.content)["features"]]
    assert found == _wanted(atlas, filters)
