"""Layers as GeoDataFrames, GeoPackage and GeoParquet, all with the declared columns of each layer."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pyogrio.errors
import shapely

from geo.atlas import Layer
from geo.errors import UsageError
from geo.exports.qgis_style import style_table
from geo.exports.schema import GEOMETRY, layer_table

_STAMP = "2000-01-01T00:00:00.000Z"
"""Time of last change in a GeoPackage: fixed, so that the same layer gives the same bytes."""
_CORNERS = ("xmin", "ymin", "xmax", "ymax")


def layer_frame(layers: Iterable[Layer], *, version: str) -> geopandas.GeoDataFrame:
    """Return the features of some layers as a GeoDataFrame, for notebooks and further formats.

    Parameters
    ----------
    layers : iterable of Layer
        Layers, narrowed or whole.
    version : str
        Data set version, in every row.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a feature, WGS 84 (EPSG:4326, lon lat), geometry None where the place is unknown. Columns and types are
        the same for any filter and for no match: days are dates, ``killed`` and ``injured`` are lowest and highest
        number, other lists and objects (``sources``, ``position``) are JSON text, as tables hold no objects.
    """
    kinds = {pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame = layer_table(layers, version=version).to_pandas(types_mapper=kinds.get, date_as_object=False)
    shapes = geopandas.GeoSeries.from_wkb(frame.pop(GEOMETRY), crs="EPSG:4326")
    return geopandas.GeoDataFrame(frame, geometry=shapes)


def parquet_bytes(layers: Iterable[Layer], *, version: str) -> bytes:
    """Return the features as GeoParquet 1.1 (OGC:CRS84), with the bounds of each row in the column ``bbox``."""
    table = layer_table(layers, version=version)
    shapes = shapely.from_wkb(np.array(table.column(GEOMETRY).to_pylist(), dtype=object))
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    known = ~np.isnan(bounds[:, 0])
    corners = [pa.array(bounds[:, number]) for number in range(4)]
    boxes = pa.StructArray.from_arrays(corners, names=list(_CORNERS), mask=pa.array(~known))
    column = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in shapes[known]}),
        "covering": {"bbox": {corner: ["bbox", corner] for corner in _CORNERS}},
    }
    if known.any():
        column["bbox"] = shapely.total_bounds(shapes[known]).tolist()
    geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
    said = {"geo": json.dumps(geo), "dataset_version": version}
    out = io.BytesIO()
    pq.write_table(table.append_column("bbox", boxes).replace_schema_metadata(said), out, compression="zstd")
    return out.getvalue()


def geopackage_bytes(layers: Iterable[Layer], *, version: str) -> bytes:
    """Return the layers as a GeoPackage 1.3, one table a layer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _STAMP})
        listed = list(layers)
        for layer in listed:
            spec = layer.spec
            about = {"title": spec.title, "note": spec.note, "licence": str(spec.licence), "credit": spec.credit}
            with writing_geopackage():
                pyogrio.write_arrow(
                    layer_table([layer], version=version),
                    path,
                    layer=str(spec.id),
                    driver="GPKG",
                    geometry_name=GEOMETRY,
                    geometry_type="Point" if str(spec.geometry) == "point" else "Unknown",
                    crs="EPSG:4326",
                    dataset_options={"VERSION": "1.3"},
                    layer_options={"IDENTIFIER": spec.title, "DESCRIPTION": f"{spec.note} {spec.credit}"},
                    layer_metadata={**about, "dataset_version": version},
                )
        if listed:
            _add_styles(listed, path, version=version)
        return path.read_bytes() if path.is_file() else b""


def _add_styles(layers: Sequence[Layer], path: Path, *, version: str) -> None:
    """Add the table from which QGIS takes colour, names of columns and time of each layer."""
    columns = {
        str(layer.spec.id): [
            name for name in layer_table([Layer(layer.spec, ())], version=version).column_names if name != GEOMETRY
        ]
        for layer in layers
    }
    styles = style_table([layer.spec for layer in layers], columns, geometry=GEOMETRY)
    with writing_geopackage():
        pyogrio.write_arrow(styles, path, layer="layer_styles", driver="GPKG", append=True)


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
