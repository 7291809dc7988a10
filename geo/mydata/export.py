"""A person's enriched rows as a file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

import pandas as pd
from shapely.geometry import mapping

from geo.errors import NotFoundError
from geo.exports import Format
from geo.exports.cells import neutral
from geo.layers import Atlas
from geo.mydata.rows import OwnRows
from geo.text import slugify

_LONGEST_STEM = 60


def export_rows(rows: OwnRows, atlas: Atlas, *, form: Format) -> bytes:
    """Return all rows with what was added to them and every column of the file.

    Raises
    ------
    NotFoundError
        If the format is not offered.
    """
    if form not in OFFERED:
        raise NotFoundError(f"Known formats are {', '.join(OFFERED)}.")
    return OFFERED[form](rows, atlas.dataset.version)


def export_name(rows: OwnRows, atlas: Atlas, *, ending: str) -> str:
    """Return a file name in plain letters: that of the file, what it became, and the version of the data."""
    stem = slugify(PurePath(rows.name.replace("\\", "/")).stem)[:_LONGEST_STEM].strip("-") or "rows"
    return f"{stem}_enriched_{atlas.dataset.version}.{ending}"


def refused_csv(rows: OwnRows) -> bytes:
    """Return the refused rows as CSV: part, number, reasons, then every column of the file."""
    return _csv(rows.refused)


def _table(rows: OwnRows, version: str) -> pd.DataFrame:
    table = pd.concat([rows.events, rows.added, rows.original.add_prefix("original_")], axis=1)
    return table.assign(dataset_version=version)


def _csv(table: pd.DataFrame) -> bytes:
    plain = table.copy()
    for name in plain.columns:
        if pd.api.types.is_string_dtype(plain[name]):
            plain[name] = plain[name].map(neutral)
    plain.columns = [neutral(str(name)) for name in plain.columns]
    return plain.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig", "replace")


def _csv_rows(rows: OwnRows, version: str) -> bytes:
    return _csv(_table(rows, version))


def _geojson(rows: OwnRows, version: str) -> bytes:
    table = _table(rows, version).drop(columns=["lon", "lat"])
    columns = {name: table[name].astype(object).where(table[name].notna(), None).tolist() for name in table.columns}
    lon, lat = rows.events["lon"].tolist(), rows.events["lat"].tolist()
    out = io.StringIO()
    out.write('{"type":"FeatureCollection","features":[\n')
    for row in range(len(table)):
        shape = None if rows.shapes is None else rows.shapes[row]
        feature = {
            "type": "Feature",
            "geometry": _geometry(lon[row], lat[row], shape),
            "properties": {name: values[row] for name, values in columns.items() if values[row] not in (None, "")},
        }
        out.write(json.dumps(feature, ensure_ascii=False, allow_nan=False) + (",\n" if row + 1 < len(table) else "\n"))
    out.write("]}\n")
    return out.getvalue().encode("utf-8", "replace")


def _geometry(lon: float, lat: float, shape: Any) -> Mapping[str, Any] | None:
    if shape is not None:
        found: Mapping[str, Any] = mapping(shape)
        return found
    return {"type": "Point", "coordinates": [lon, lat]} if abs(lon) <= 180 and abs(lat) <= 90 else None


OFFERED: Mapping[Format, Callable[[OwnRows, str], bytes]] = {Format.GEOJSON: _geojson, Format.CSV: _csv_rows}
"""The formats that rows leave in."""
