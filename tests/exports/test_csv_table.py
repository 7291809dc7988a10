"""Features as CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas, Feature, Layer, spec_of
from geo.exports.cells import FORMULA_STARTS, is_plain_number, neutral
from geo.exports.csv_table import COLUMNS, OF_POSITION, csv_bytes
from geo.query.filters import Facets
from geo.vocab import LayerId

NUMBERS = {"wkt", "lon", "lat", "precision_m"}
FIGURES = {"killed_min", "killed_max", "injured_min", "injured_max"}
TEXTS = [name for name in COLUMNS if name not in NUMBERS | FIGURES]
FORMULAS = [
    "=1+1",
    "+1+A1",
    "-1+A1",
    "＝1",
    "－A1",
    "\n=1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://evil.example")',
]


def _feature(**properties: Any) -> Feature:
    return Feature("x", None, None, None, properties, Facets())


def _layer(*features: Feature) -> Layer:
    return Layer(spec_of(LayerId.STRIKES), features)


def _rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def _planted(column: str, text: str) -> tuple[Layer, str]:
    """Return a layer whose CSV file has ``text`` in a column, and the version to write it with."""
    layer = _layer(_feature(**{column: text}))
    match column:
        case "id":
            layer = _layer(replace(layer.features[0], id=text))
        case "sources":
            source = {"publisher": text, "url": "https://a.example", "seen": "partly"}
            layer = _layer(_feature(sources=[source]))
        case column if column in OF_POSITION:
            layer = _layer(_feature(position={OF_POSITION[column]: text}))
        case "credit" | "licence":
            layer = replace(layer, spec=replace(layer.spec, **{column: text}))
    return layer, text if column == "dataset_version" else "1"


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("column", TEXTS)
def test_formula_is_made_harmless_in_every_text_column(column: str, formula: str) -> None:
    layer, version = _planted(column, formula)
    assert _rows(csv_bytes([layer], version=version))[0][column].startswith("'" + formula)


@pytest.mark.parametrize("column", TEXTS)
def test_plain_text_stands_as_it_is(column: str) -> None:
    layer, version = _planted(column, 'Qu"neitra, القنيطرة\nline')
    assert _rows(csv_bytes([layer], version=version))[0][column].startswith('Qu"neitra, القنيطرة\nline')


def test_negative_numbers_stay_numbers() -> None:
    layer = _layer(_feature(position={"side": "west_of_a", "distance_to_a_m": -120, "distance_to_b_m": -4000}))
    assert _rows(csv_bytes([layer], version="1"))[0]["distance_to_a_m"] == "-120"


@given(st.text())
def test_no_text_is_left_that_a_spreadsheet_would_run(text: str) -> None:
    assert not neutral(text).startswith(FORMULA_STARTS) or is_plain_number(text)


@given(st.text())
def test_only_an_apostrophe_is_added(text: str) -> None:
    assert neutral(text) in (text, "'" + text)


@given(st.one_of(st.integers(), st.floats(allow_nan=False)))
def test_numbers_are_left_alone(value: float) -> None:
    assert neutral(value) == value


def test_file_begins_with_a_byte_order_mark() -> None:
    assert csv_bytes([], version="1").startswith(b"\xef\xbb\xbf")


def test_file_has_no_second_byte_order_mark() -> None:
    assert csv_bytes([_layer(_feature(title="x"))], version="1").count(b"\xef\xbb\xbf") == 1


def test_lines_end_as_rfc_4180_says() -> None:
    assert csv_bytes([_layer(_feature(title="x"))], version="1").count(b"\r\n") == 2


def test_empty_layers_give_the_header() -> None:
    header = csv_bytes([], version="1").decode("utf-8-sig").strip().split(",")
    assert tuple(header) == COLUMNS


def test_unknown_figures_are_empty() -> None:
    row = _rows(csv_bytes([_layer(_feature(killed=[2, None]))], version="1"))[0]
    assert (row["killed_min"], row["killed_max"], row["injured_min"]) == ("2", "", "")


def test_reported_zero_is_not_empty() -> None:
    assert _rows(csv_bytes([_layer(_feature(killed=[0, 0]))], version="1"))[0]["killed_min"] == "0"


@pytest.mark.parametrize("layer_id", list(LayerId), ids=str)
def test_every_property_of_a_layer_is_a_column(atlas: Atlas, layer_id: LayerId) -> None:
    found = {name for feature in atlas.layer(layer_id).features for name in feature.properties}
    assert found - {"killed", "injured", "position"} - set(COLUMNS) == set()


def test_every_member_of_the_position_is_a_column(atlas: Atlas) -> None:
    found = {
        name for feature in atlas.layer(LayerId.STRIKES).features for name in feature.properties.get("position", ())
    }
    assert found - set(OF_POSITION.values()) == set()


def test_a_tally_says_so() -> None:
    assert _rows(csv_bytes([_layer(_feature(umbrella=True))], version="1"))[0]["umbrella"] == "True"


def test_agreed_limits_are_json_text() -> None:
    row = _rows(csv_bytes([_layer(_feature(limits=[{"subject": "men", "maximum": 0}]))], version="1"))[0]
    assert json.loads(row["limits"]) == [{"subject": "men", "maximum": 0}]


def test_sources_stand_in_one_cell() -> None:
    sources = [
        {"publisher": "A", "published": "2025-01-01", "seen": "partly", "url": "https://a.example"},
        {"publisher": "B", "published": None, "seen": "mirror", "url": "https://b.example"},
    ]
    row = _rows(csv_bytes([_layer(_feature(sources=sources))], version="1"))[0]
    assert row["sources"] == "A, 2025-01-01 (partly) https://a.example | B (mirror) https://b.example"


@pytest.mark.parametrize("layer_id", list(LayerId), ids=str)
def test_csv_has_the_ids_of_the_layer(atlas: Atlas, layer_id: LayerId) -> None:
    rows = _rows(csv_bytes([atlas.layer(layer_id)], version="1"))
    assert [row["id"] for row in rows] == [feature.id for feature in atlas.layer(layer_id).features]


def test_points_have_their_coordinates(atlas: Atlas) -> None:
    layer = atlas.layer(LayerId.STRIKES)
    points = [[float(row["lon"]), float(row["lat"])] for row in _rows(csv_bytes([layer], version="1")) if row["lon"]]
    assert points == [feature.geometry["coordinates"] for feature in layer.features if feature.geometry]


def test_no_shipped_cell_looks_like_a_formula(atlas: Atlas) -> None:
    rows = _rows(csv_bytes(atlas.layers.values(), version="1"))
    cells = [row[name] for row in rows for name in TEXTS]
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not is_plain_number(cell)] == []
