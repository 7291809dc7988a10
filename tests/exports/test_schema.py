"""The declared columns of each layer: complete, documented, the same whatever was filtered."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest

from geo.atlas import Atlas, Layer
from geo.exports import Format, export_layer
from geo.exports.frames import layer_frame
from geo.exports.schema import PROPERTIES, layer_schema, layer_table
from geo.query.filters import Filters
from geo.vocab import LAYER_OF_CATEGORY, LayerId

EACH_LAYER = pytest.mark.parametrize("layer_id", list(LayerId), ids=str)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "data.md"
GROUPS = {"all": frozenset(LayerId), "events": frozenset(LAYER_OF_CATEGORY.values())}
RANDOM_FILTERS = 200


def _documented() -> dict[str, frozenset[LayerId]]:
    section = DOCS.read_text(encoding="utf-8").split("## Properties")[1].split("###")[0]
    found = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section, re.MULTILINE)
    return {
        name: frozenset().union(*(GROUPS.get(one) or {LayerId(one)} for one in layers.strip().split(", ")))
        for name, layers in found
    }


def test_declared_properties_are_those_of_the_documentation() -> None:
    assert {known.name: known.layers for known in PROPERTIES} == _documented()


@EACH_LAYER
def test_every_property_of_a_layer_is_declared(atlas: Atlas, layer_id: LayerId) -> None:
    declared = {known.name for known in PROPERTIES if layer_id in known.layers}
    found = {name for feature in atlas.layer(layer_id).features for name in feature.properties}
    assert found - declared == set()


@EACH_LAYER
def test_no_column_is_of_type_null(layer_id: LayerId) -> None:
    assert [field.name for field in layer_schema([layer_id]) if pa.types.is_null(field.type)] == []


def _random_filters() -> list[Filters]:
    chance = random.Random(14)
    found = []
    for _ in range(RANDOM_FILTERS):
        year, month = chance.choice([2024, 2025, 2026]), chance.randint(1, 12)
        asked = {"from": f"{year}-{month:02}", "q": chance.choice(["Quneitra", "tank", "-drone", "raid"])}
        asked["confidence"] = chance.choice(["high", "medium", "low"])
        wanted = chance.sample(sorted(asked), chance.randint(0, 3))
        found.append(Filters.from_params({name: asked[name] for name in wanted}))
    return found


def test_columns_and_types_are_the_same_for_any_filter(atlas: Atlas) -> None:
    selections = [atlas.select(filters) for filters in _random_filters()]
    odd = [
        layer_id
        for selection in selections
        for layer_id in (LayerId.STRIKES, LayerId.TALKS)
        if layer_table([selection[layer_id]], version="1").schema != layer_schema([layer_id])
    ]
    assert odd == []


@EACH_LAYER
def test_parquet_without_a_match_has_the_columns_of_the_whole_layer(atlas: Atlas, layer_id: LayerId) -> None:
    whole = atlas.layer(layer_id)
    schemas = [
        pq.read_schema(io.BytesIO(export_layer(atlas, layer, form=Format.GEOPARQUET)))
        for layer in (whole, Layer(whole.spec, ()))
    ]
    assert schemas[0].equals(schemas[1])


@EACH_LAYER
def test_geopackage_without_a_match_has_the_columns_of_the_whole_layer(
    atlas: Atlas, layer_id: LayerId, tmp_path: Path
) -> None:
    whole = atlas.layer(layer_id)
    found = []
    for number, layer in enumerate((whole, Layer(whole.spec, ()))):
        path = tmp_path / f"{number}.gpkg"
        path.write_bytes(export_layer(atlas, layer, form=Format.GEOPACKAGE))
        about = pyogrio.read_info(path, layer=str(layer_id))
        found.append((list(about["fields"]), list(about["ogr_types"]), list(about["ogr_subtypes"])))
    assert found[0] == found[1]


def test_a_frame_without_a_match_has_the_types_of_the_whole_layer(atlas: Atlas) -> None:
    whole = atlas.layer(LayerId.STRIKES)
    frames = [layer_frame([layer], version="1") for layer in (whole, Layer(whole.spec, ()))]
    assert dict(frames[0].dtypes) == dict(frames[1].dtypes)


def test_figures_are_lowest_and_highest_number(atlas: Atlas) -> None:
    layer = atlas.layer(LayerId.STRIKES)
    table = layer_table([layer], version="1")
    found = list(zip(table["killed_min"].to_pylist(), table["killed_max"].to_pylist(), strict=True))
    assert found == [tuple(feature.properties.get("killed") or (None, None)) for feature in layer.features]


def test_parquet_says_where_the_bounds_of_a_row_are(atlas: Atlas) -> None:
    body = export_layer(atlas, atlas.layer(LayerId.LINES), form=Format.GEOPARQUET)
    assert b'"covering"' in (pq.read_schema(io.BytesIO(body)).metadata or {})[b"geo"]
