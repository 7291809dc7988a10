"""Route, match, command line, files and an independent computation give the same ids for the same filters."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from geo.atlas import Atlas, Layer
from geo.cli import main
from geo.dataset.load import DATA_FOLDER
from geo.query.filters import FILTER_NAMES, Filters
from geo.vocab import LayerId
from tests.independent_selection import HEARD, Item, Records, box_of, chosen
from tests.random_filters import NAMES, draw

SETTINGS = draw(DATA_FOLDER)
Ids = dict[str, list[str]]

with_every_setting = pytest.mark.parametrize(
    "params", SETTINGS, ids=["+".join(params) + f"-{number}" for number, params in enumerate(SETTINGS)]
)
OWN_TESTS = {"subdistrict", "as_of", "statements"}
"""Filters that are compared with a computation of their own, in tests/atlas/test_known.py and test_statements.py."""
OUTSIDE = {"ucdp-events", "control-assertions"}
"""Layers of what others count and say, which tests/atlas/test_statements.py computes by itself."""


@pytest.fixture(scope="module")
def items(atlas: Atlas) -> list[Item]:
    """Return every record, and the computed bands with what their own file says."""
    bands = json.loads(atlas.geojson("areas-of-limitation"))["features"]
    computed = [
        Item(
            "areas-of-limitation",
            band["id"],
            band["properties"]["valid_from"],
            None,
            box_of(band["geometry"]),
        )
        for band in bands
    ]
    return [*Records(DATA_FOLDER).items(), *computed]


@pytest.fixture(scope="module")
def layer_ids(atlas: Atlas) -> list[str]:
    """Return the ids of the layers of our own records."""
    return [str(layer_id) for layer_id in atlas.layers if str(layer_id) not in OUTSIDE]


def _expected(items: list[Item], params: Mapping[str, str]) -> Ids:
    found: Ids = {}
    for item in items:
        if chosen(item, params):
            found.setdefault(item.layer, []).append(item.id)
    return {layer: sorted(ids) for layer, ids in found.items()}


def _by_layer(features: list[dict[str, Any]]) -> Ids:
    found: Ids = {}
    for feature in features:
        found.setdefault(feature["properties"]["layer"], []).append(feature["id"])
    return {layer: sorted(ids) for layer, ids in found.items() if layer not in OUTSIDE}


def _ids(layers: Mapping[LayerId, Layer]) -> Ids:
    return {
        str(layer_id): sorted(feature.id for feature in layer.features)
        for layer_id, layer in layers.items()
        if layer.features
    }


def test_every_filter_occurs_in_several_settings() -> None:
    counts = Counter(name for params in SETTINGS for name in params)
    assert {name for name in NAMES if counts[name] >= 3} == set(FILTER_NAMES) - OWN_TESTS


def test_settings_narrow_and_leave_something(items: list[Item]) -> None:
    sizes = [sum(len(ids) for ids in _expected(items, params).values()) for params in SETTINGS]
    assert sum(0 < size < len(items) for size in sizes) >= 25


def test_every_layer_is_computed_independently(layer_ids: list[str]) -> None:
    assert set(layer_ids) == set(HEARD)


def test_without_filters_everything_is_there(atlas: Atlas, items: list[Item]) -> None:
    found = {
        str(layer_id): sorted(feature.id for feature in layer.features)
        for layer_id, layer in atlas.layers.items()
        if str(layer_id) not in OUTSIDE
    }
    assert found == _expected(items, {})


@with_every_setting
def test_selection_agrees(atlas: Atlas, items: list[Item], params: dict[str, str]) -> None:
    selected = atlas.select(Filters.from_params(params))
    found = {str(layer_id): sorted(feature.id for feature in layer.features) for layer_id, layer in selected.items()}
    assert {layer: ids for layer, ids in found.items() if ids and layer not in OUTSIDE} == _expected(items, params)


@with_every_setting
def test_route_of_each_layer_agrees(
    client: TestClient, items: list[Item], layer_ids: list[str], params: dict[str, str]
) -> None:
    found: Ids = {}
    for layer_id in layer_ids:
        features = client.get(f"/layers/{layer_id}.geojson", params=params).json()["features"]
        if features:
            found[layer_id] = sorted(feature["id"] for feature in features)
    assert found == _expected(items, params)


@with_every_setting
def test_route_of_all_layers_agrees(client: TestClient, items: list[Item], params: dict[str, str]) -> None:
    answer = client.get("/layers/all.geojson", params=params)
    assert _by_layer(answer.json()["features"]) == _expected(items, params)


@with_every_setting
def test_match_agrees(client: TestClient, items: list[Item], layer_ids: list[str], params: dict[str, str]) -> None:
    everything, wanted = _expected(items, {}), _expected(items, params)
    narrowed = {layer: wanted.get(layer, []) for layer in layer_ids if wanted.get(layer) != everything[layer]}
    ids = client.get("/layers/match", params=params).json()["ids"]
    assert {layer: sorted(found) for layer, found in ids.items() if layer not in OUTSIDE} == narrowed


@with_every_setting
def test_command_line_agrees(tmp_path: Path, items: list[Item], params: dict[str, str]) -> None:
    out = tmp_path / "all.geojson"
    main(["export", "all", "-o", str(out), *(f"--{name}={text}" for name, text in params.items())])
    assert _by_layer(json.loads(out.read_bytes())["features"]) == _expected(items, params)


@with_every_setting
def test_csv_file_agrees(client: TestClient, items: list[Item], params: dict[str, str]) -> None:
    text = client.get("/layers/all.csv", params=params).content.decode("utf-8-sig")
    found: Ids = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        found.setdefault(row["layer"], []).append(row["id"])
    assert {layer: sorted(ids) for layer, ids in found.items() if layer not in OUTSIDE} == _expected(items, params)


def test_command_line_writes_the_bytes_of_the_route(tmp_path: Path, client: TestClient) -> None:
    out = tmp_path / "strikes.geojson"
    main(["export", "strikes", "--from=2025-03", "--confidence=high", "-o", str(out)])
    assert client.get("/layers/strikes.geojson?from=2025-03&confidence=high").content == out.read_bytes()


def test_layer_file_has_the_bytes_of_the_route(client: TestClient, layer_ids: list[str]) -> None:
    differing = [
        layer_id
        for layer_id in layer_ids
        if client.get(f"/layers/{layer_id}.geojson").content
        != (DATA_FOLDER / "layers" / f"{layer_id}.geojson").read_bytes()
    ]
    assert differing == []
