"""Layers as GeoDataFrames, and through them as GeoPackage and GeoParquet."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas
import pyogrio
import pyogrio.errors
from shapely.geometry import shape

from geo.atlas import Feature, Layer
from geo.errors import UsageError
from geo.exports.cells import json_text

_STAMP = "2000-01-01T00:00:00.000Z"
"""Time of last change in a GeoPackage: fixed, so that the same layer gives the same bytes."""


def layer_frame(layers: Iterable[Layer], *, version: str) -> geopandas.GeoDataFrame:
    """Return the features of some layers as a GeoDataFrame, for notebooks and further formats.

    Parameters
    ----------
    layers : iterable of Layer
        Layers, narrowed or whole.
    version : str
        Data set version; stands in every row.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a feature, WGS 84 (EPSG:4326, lon lat), geometry None where the place is unknown. Dates are ISO text;
        lists and objects (``sources``, ``position``, ``killed``) are JSON text, as tables hold no objects.
    """
    rows = [_row(feature, layer, version) for layer in layers for feature in layer.features]
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["id", "geometry"]
    frame = geopandas.GeoDataFrame(rows, columns=columns, geometry="geometry", crs="EPSG:4326")
    return frame[[*(name for name in columns if name != "geometry"), "geometry"]]


def parquet_bytes(layers: Iterable[Layer], *, version: str) -> bytes:
    """Return the features as GeoParquet."""
    out = io.BytesIO()
    layer_frame(layers, version=version).to_parquet(out, index=False)
    return out.getvalue()


def geopackage_bytes(layers: Iterable[Layer], *, version: str) -> bytes:
    """Return the layers as a GeoPackage, one table a layer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _STAMP})
        for layer in layers:
            title = {"IDENTIFIER": layer.spec.title, "DESCRIPTION": f"{layer.spec.note} {layer.spec.credit}"}
            with writing_geopackage():
                pyogrio.write_dataframe(
                    layer_frame([layer], version=version),
                    path,
                    layer=str(layer.spec.id),
                    layer_options=title,
                    dataset_options={"VERSION": "1.3"},
                    geometry_type=None if layer.located else "Unknown",
                )
        return path.read_bytes() if path.is_file() else b""


@contextmanager
def writing_geopackage() -> Iterator[None]:
    """Turn what the library says of a disk that is full, or a file that cannot be written, into a sentence.

    Raises
    ------
    UsageError
        If the GeoPackage cannot be written.
    """
    try:
        yield
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as error:
        raise UsageError(f"The GeoPackage cannot be written: {str(error).rstrip('.')}.") from error


def _row(feature: Feature, layer: Layer, version: str) -> dict[str, Any]:
    plain = {name: json_text(value) for name, value in feature.properties.items()}
    return {
        "id": feature.id,
        **plain,
        "licence": str(layer.spec.licence),
        "credit": layer.spec.credit,
        "dataset_version": version,
        "geometry": None if feature.geometry is None else shape(dict(feature.geometry)),
    }
