"""The table of export formats and the one door through which layers are written."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from geo.exports.csv_table import csv_bytes
from geo.layers import Atlas, Layer
from geo.layers.feature import combined_collection


class Format(StrEnum):
    """Export formats by file ending."""

    GEOJSON = "geojson"
    CSV = "csv"
    GEOPACKAGE = "gpkg"
    GEOPARQUET = "parquet"


FORMATS: dict[Format, str] = {
    Format.GEOJSON: "application/geo+json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.GEOPACKAGE: "application/geopackage+sqlite3",
    Format.GEOPARQUET: "application/vnd.apache.parquet",
}
"""Media type of each format."""


def export_layer(atlas: Atlas, layer: Layer, *, form: Format) -> bytes:
    """Return one layer in a format; GeoJSON is byte for byte what ``data/layers`` holds."""
    if form is Format.GEOJSON:
        return atlas.write(layer)
    return _table_bytes(atlas, [layer], form=form)


def export_layers(atlas: Atlas, layers: Sequence[Layer], *, form: Format) -> bytes:
    """Return several layers as one file; each feature names its layer."""
    if form is Format.GEOJSON:
        return combined_collection(
            [layer for layer in layers if layer.features],
            version=atlas.dataset.version,
            as_of=atlas.dataset.about.as_of,
        )
    return _table_bytes(atlas, layers, form=form)


def _table_bytes(atlas: Atlas, layers: Sequence[Layer], *, form: Format) -> bytes:
    from geo.exports.frames import geopackage_bytes, parquet_bytes  # GeoPandas takes half a second to import

    write = {Format.CSV: csv_bytes, Format.GEOPACKAGE: geopackage_bytes, Format.GEOPARQUET: parquet_bytes}[form]
    return write(layers, version=atlas.dataset.version)


def download_name(atlas: Atlas, stem: str, *, form: Format, filtered: bool) -> str:
    """Return a file name with subject, date of knowledge and data set version."""
    part = "_filtered" if filtered else ""
    about = atlas.dataset.about
    return f"buffer-zone_{stem}{part}_{about.as_of}_{atlas.dataset.version}.{form}"
