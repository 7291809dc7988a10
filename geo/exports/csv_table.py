"""Features as CSV: UTF-8 with BOM, one row a feature, formula cells made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from shapely.geometry import shape

from geo.atlas import Feature, Layer
from geo.exports.cells import json_text, neutral, source_text

COLUMNS: tuple[str, ...] = (
    "id",
    "layer",
    "kind",
    "title",
    "valid_from",
    "valid_to",
    "attested_from",
    "date_precision",
    "lon",
    "lat",
    "wkt",
    "precision_m",
    "marker",
    "marker_note",
    "place",
    "place_ar",
    "place_he",
    "governorate",
    "subdistrict",
    "attribution",
    "actor",
    "target",
    "status",
    "summary",
    "killed_min",
    "killed_max",
    "injured_min",
    "injured_max",
    "casualty_note",
    "israel_syria",
    "round_label",
    "round_label_by",
    "mediator",
    "host",
    "venue",
    "syrian_delegation",
    "israeli_delegation",
    "us_delegation",
    "others",
    "umbrella",
    "counted_otherwise",
    "figures_then",
    "status_code",
    "last_reported",
    "possible_duplicate_of",
    "side",
    "limits",
    "country",
    "same_as",
    "ucdp_version",
    "where_prec",
    "code_status",
    "israel_side",
    "holder",
    "asserted_by",
    "stated_on",
    "faded_from",
    "also_said",
    "inside_claim",
    "variants",
    "aliases",
    "basis",
    "contradiction",
    "caveat",
    "side_note",
    "confidence",
    "position_side",
    "position_certainty",
    "position_band",
    "position_possible",
    "distance_to_a_m",
    "distance_to_b_m",
    "line_accuracy_m",
    "depends_on_geometry",
    "uncertainty_m",
    "known_on",
    "figures_as_of",
    "added_later",
    "sources",
    "licence",
    "credit",
    "dataset_version",
)
"""Columns of the CSV file; what a layer lacks stays empty."""
OF_POSITION: Mapping[str, str] = MappingProxyType(
    {
        "position_side": "side",
        "position_certainty": "certainty",
        "position_band": "band",
        "position_possible": "possible",
        "distance_to_a_m": "distance_to_a_m",
        "distance_to_b_m": "distance_to_b_m",
        "line_accuracy_m": "line_accuracy_m",
        "depends_on_geometry": "depends_on_geometry",
        "uncertainty_m": "uncertainty_m",
    }
)
"""Columns from the answer of the position test, and the member that each is."""


def csv_bytes(layers: Iterable[Layer], *, version: str) -> bytes:
    """Return the features of the layers as CSV, UTF-8 with BOM so that spreadsheets read it right."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for layer in layers:
        for feature in layer.features:
            row = table_row(feature, layer, version=version)
            writer.writerow([neutral(row.get(name)) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def table_row(feature: Feature, layer: Layer, *, version: str) -> dict[str, Any]:
    """Return the cells of a feature by column; those that it lacks are left out. Lines and areas are WKT text."""
    properties = feature.properties
    row: dict[str, Any] = {name: _cell(properties[name]) for name in COLUMNS if name in properties}
    for name in ("killed", "injured"):
        row[f"{name}_min"], row[f"{name}_max"] = properties.get(name) or (None, None)
    if feature.geometry is not None and feature.geometry["type"] == "Point":
        row["lon"], row["lat"] = feature.geometry["coordinates"]
    elif feature.geometry is not None:
        row["wkt"] = shape(dict(feature.geometry)).wkt
    position: Mapping[str, Any] = properties.get("position") or {}
    row |= {column: _cell(position.get(member)) for column, member in OF_POSITION.items()}
    row["sources"] = " | ".join(source_text(source) for source in properties.get("sources", ()))
    row |= {
        "id": feature.id,
        "licence": str(layer.spec.licence),
        "credit": layer.spec.credit,
        "dataset_version": version,
    }
    return row


def _cell(value: Any) -> Any:
    """Return a value as a cell: words joined by semicolons, objects as JSON text."""
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return json_text(value)
    return "; ".join(str(item) for item in value) if isinstance(value, list) else value
