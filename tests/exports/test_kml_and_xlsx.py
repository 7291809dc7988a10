"""Hostile and unusual text in KML and Excel files."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from geo.atlas import Atlas, Feature, Layer, spec_of
from geo.exports.csv_table import COLUMNS
from geo.exports.kml import geometry_xml, kml_bytes
from geo.exports.xlsx import LONGEST_CELL, xlsx_bytes
from geo.query.filters import Facets
from geo.vocab import LayerId

KML = "{http://www.opengis.net/kml/2.2}"
SCRIPT = '<script>alert("1")</script>'


def _layer(**properties: Any) -> Layer:
    return Layer(spec_of(LayerId.STRIKES), (Feature("x", None, None, None, properties, Facets()),))


def _kml(layer: Layer) -> ET.Element:
    return ET.fromstring(kml_bytes([layer], version="1"))


def _placemark_text(layer: Layer, tag: str) -> str:
    found = _kml(layer).find(f".//{KML}Placemark/{KML}{tag}")
    assert found is not None
    return found.text or ""


@settings(max_examples=40)
@given(st.text())
def test_any_text_gives_readable_kml(text: str) -> None:
    values = _kml(_layer(title=text or "-", summary=text)).findall(f".//{KML}Data")
    assert "title" in {value.get("name") for value in values}


def test_property_comes_back_as_it_was() -> None:
    data = _kml(_layer(summary=SCRIPT)).find(f".//{KML}Data[@name='summary']/{KML}value")
    assert data is not None
    assert data.text == SCRIPT


def test_markup_in_a_balloon_is_text() -> None:
    assert "<script" not in _placemark_text(_layer(title=SCRIPT, summary=SCRIPT), "description")


def test_balloon_shows_the_description_only() -> None:
    style = _kml(_layer(title="x")).find(f".//{KML}BalloonStyle/{KML}text")
    assert style is not None
    assert style.text == "$[description]"


def test_address_of_a_source_does_not_break_out() -> None:
    source = {"publisher": "<b>", "seen": "partly", "url": 'https://a.example/"><img src=x>'}
    assert "<img" not in _placemark_text(_layer(title="x", sources=[source]), "description")


def test_days_stand_in_a_time_span() -> None:
    span = _kml(_layer(title="x", valid_from="2025-01-01", valid_to="2025-01-31")).find(f".//{KML}TimeSpan")
    assert span is not None
    assert [part.text for part in span] == ["2025-01-01", "2025-01-31"]


def test_a_day_is_an_instant() -> None:
    when = _kml(_layer(title="x", valid_from="2025-01-01", valid_to="2025-01-01")).find(f".//{KML}TimeStamp/{KML}when")
    assert when is not None
    assert when.text == "2025-01-01"


def test_a_span_without_known_start_begins_where_it_is_attested() -> None:
    layer = _layer(title="x", valid_from=None, attested_from="2024-12", valid_to="2025-01-31")
    span = _kml(layer).find(f".//{KML}TimeSpan")
    assert span is not None
    assert [part.text for part in span] == ["2024-12", "2025-01-31"]


def test_a_placemark_has_the_id_of_its_record(atlas: Atlas) -> None:
    layers = list(atlas.layers.values())
    found = [mark.get("id") for mark in ET.fromstring(kml_bytes(layers, version="1")).iter(f"{KML}Placemark")]
    assert [str(name).removeprefix("_") for name in found] == [one.id for layer in layers for one in layer.features]
    assert len(set(found)) == len(found)


def test_polygon_keeps_its_holes() -> None:
    ring = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
    found = geometry_xml({"type": "Polygon", "coordinates": [ring, ring]})
    assert (found.count("outerBoundaryIs"), found.count("innerBoundaryIs")) == (2, 2)


def test_collection_keeps_its_parts() -> None:
    point = {"type": "Point", "coordinates": [1.0, 2.0]}
    found = geometry_xml({"type": "GeometryCollection", "geometries": [point, point]})
    assert found.count("<coordinates>1.0,2.0</coordinates>") == 2


def _book(layer: Layer) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes([layer], version="1")))


def test_header_stays_in_sight_and_filters() -> None:
    sheet = _book(_layer(title="x"))["features"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{get_column_letter(len(COLUMNS))}2")


@pytest.mark.parametrize(("day", "wanted"), [("2025-01-31", "2025-01-31 00:00:00"), ("2025-01", "2025-01")])
def test_a_day_is_a_date_and_a_month_stays_text(day: str, wanted: str) -> None:
    cell = _cell(day, "attested_from")
    assert (str(cell.value), cell.is_date) == (wanted, len(day) == 10)


def _cell(text: str, column: str = "summary") -> Any:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([_layer(**{column: text})], version="1")))
    return book["features"].cell(2, COLUMNS.index(column) + 1)


@pytest.mark.parametrize("text", ["=1+1", "+1+A1", "-1+A1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_formula_becomes_text(text: str) -> None:
    cell = _cell(text)
    assert (cell.value, cell.data_type) == ("'" + text, "s")


@pytest.mark.parametrize("text", ["#REF!", "#N/A"])
def test_error_code_stays_text(text: str) -> None:
    assert (_cell(text).value, _cell(text).data_type) == (text, "s")


def test_control_characters_are_left_out() -> None:
    assert _cell("a\x00b\x0bc").value == "abc"


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    value = _cell("x" * (LONGEST_CELL + 1)).value
    assert len(value) == LONGEST_CELL
    assert value.endswith("[cut: see another format]")


def test_sheet_about_names_licence_version_and_credit(atlas: Atlas) -> None:
    layer = atlas.layers[LayerId.LINES]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([layer], version="abc")))
    said = {cell for row in book["about"].iter_rows(values_only=True) for cell in row}
    assert {"abc", str(layer.spec.licence), layer.spec.credit, layer.spec.note} <= said
