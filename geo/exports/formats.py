"""The table of export formats, and the one function through which layers are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Self

from geo.atlas import Atlas, Layer
from geo.atlas.feature import combined_collection
from geo.exports.csv_table import csv_bytes
from geo.exports.kml import kml_bytes


class Format(StrEnum):
    """Export formats by file ending; each entry has all that is known of a format.

    Attributes
    ----------
    label : str
        Its name, the same in every language.
    media_type : str
        Media type of a file.
    """

    label: str
    media_type: str

    GEOJSON = "geojson", "GeoJSON", "application/geo+json"
    CSV = "csv", "CSV", "text/csv; charset=utf-8"
    KML = "kml", "KML", "application/vnd.google-earth.kml+xml"
    GEOPACKAGE = "gpkg", "GeoPackage", "application/geopackage+sqlite3"
    GEOPARQUET = "parquet", "GeoParquet", "application/vnd.apache.parquet"
    XLSX = "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __new__(cls, ending: str, label: str = "", media_type: str = "") -> Self:
        """Make an entry from its ending, its name and its media type."""
        entry = str.__new__(cls, ending)
        entry._value_ = ending
        entry.label = label
        entry.media_type = media_type
        return entry


def export_layer(atlas: Atlas, layer: Layer, *, form: Format) -> bytes:
    """Return one layer in a format; GeoJSON is byte for byte what ``data/layers`` holds.

    Parameters
    ----------
    atlas : Atlas
        All layers of one data set.
    layer : Layer
        The layer.
    form : Format
        The form that is wanted.

    Returns
    -------
    bytes
    """
    if form is Format.GEOJSON:
        return atlas.write(layer)
    return _table_bytes(atlas, [layer], form=form)


def export_layers(atlas: Atlas, layers: Sequence[Layer], *, form: Format) -> bytes:
    """Return several layers as one file; each feature names its layer.

    Parameters
    ----------
    atlas : Atlas
        All layers of one data set.
    layers : Sequence[Layer]
        Layers in the order of the file.
    form : Format
        The form that is wanted.

    Returns
    -------
    bytes
    """
    if form is Format.GEOJSON:
        return combined_collection(
            [layer for layer in layers if layer.features],
            version=atlas.dataset.version,
            as_of=atlas.dataset.about.as_of,
        )
    return _table_bytes(atlas, layers, form=form)


def _table_bytes(atlas: Atlas, layers: Sequence[Layer], *, form: Format) -> bytes:
    return _writer(form)(layers, version=atlas.dataset.version)


def _writer(form: Format) -> Callable[..., bytes]:
    """Return the function that writes a format; GeoPandas and openpyxl take long to import, so only when asked."""
    match form:
        case Format.GEOPACKAGE | Format.GEOPARQUET:
            from geo.exports.frames import geopackage_bytes, parquet_bytes

            return geopackage_bytes if form is Format.GEOPACKAGE else parquet_bytes
        case Format.XLSX:
            from geo.exports.xlsx import xlsx_bytes

            return xlsx_bytes
        case Format.KML:
            return kml_bytes
    return csv_bytes


def download_name(atlas: Atlas, stem: str, *, form: Format, filtered: bool) -> str:
    """Return a file name with subject, date of knowledge and data set version.

    Parameters
    ----------
    atlas : Atlas
        All layers of one data set.
    stem : str
        Layer id, or ``all``.
    form : Format
        The form that is wanted.
    filtered : bool
        Whether filters narrow it.

    Returns
    -------
    str
    """
    part = "_filtered" if filtered else ""
    about = atlas.dataset.about
    return f"buffer-zone_{stem}{part}_{about.as_of}_{atlas.dataset.version}.{form}"
