"""Styles and metadata inside a GeoPackage."""

from __future__ import annotations

import sqlite3

import pytest
from defusedxml import ElementTree

from geo.atlas import SPECS, Atlas
from geo.exports import Format, export_layers


@pytest.fixture(scope="module")
def package(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """Return a GeoPackage of all layers, opened as a database."""
    path = tmp_path_factory.mktemp("package") / "all.gpkg"
    path.write_bytes(export_layers(atlas, list(atlas.layers.values()), form=Format.GEOPACKAGE))
    return sqlite3.connect(path)


def test_each_layer_has_its_style_and_its_metadata(package: sqlite3.Connection) -> None:
    styled = {name for (name,) in package.execute("SELECT f_table_name FROM layer_styles WHERE useAsDefault")}
    described = {name for (name,) in package.execute("SELECT table_name FROM gpkg_metadata_reference")}
    assert {str(spec.id) for spec in SPECS} == styled
    assert styled <= described


def test_styles_are_whole_and_dated_layers_have_their_time(package: sqlite3.Connection) -> None:
    styles = dict(package.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    for spec in SPECS:
        root = ElementTree.fromstring(styles[str(spec.id)].split("\n", 1)[1])
        assert (root.find("temporal") is not None) == spec.dated


def test_styles_are_registered_as_attributes(package: sqlite3.Connection) -> None:
    query = "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'"
    assert package.execute(query).fetchone() == ("attributes",)
