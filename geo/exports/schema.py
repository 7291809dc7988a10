"""The declared columns of layers as tables: the same names and types whatever was filtered, and for no match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import shapely
from shapely.geometry import shape

from geo.atlas import Feature, Layer
from geo.exports.cells import json_text
from geo.vocab import LAYER_OF_CATEGORY, LayerId

GEOMETRY = "geometry"


class Kind(StrEnum):
    """What a property holds."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    METRES = "metres"
    FLAG = "flag"
    RANGE = "range"
    JSON = "json"


ARROW_TYPES: Mapping[Kind, pa.DataType] = MappingProxyType(
    {
        Kind.TEXT: pa.string(),
        Kind.DAY: pa.date32(),
        Kind.COUNT: pa.int32(),
        Kind.METRES: pa.float64(),
        Kind.FLAG: pa.bool_(),
        Kind.RANGE: pa.int32(),
        Kind.JSON: pa.string(),
    }
)
"""Arrow type of each kind; a range is two columns, lowest and highest."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of features.

    Attributes
    ----------
    name : str
        Its name in GeoJSON.
    kind : Kind
        What it holds.
    layers : frozenset of LayerId
        Layers that may have it.
    """

    name: str
    kind: Kind
    layers: frozenset[LayerId]


_ALL = frozenset(LayerId)
_EVENTS = frozenset(LAYER_OF_CATEGORY.values())
_TALKS = frozenset({LayerId.TALKS})
_POSITIONS = frozenset({LayerId.POSITIONS})
_PLACES = frozenset({LayerId.PLACES})
_UCDP = frozenset({LayerId.UCDP_EVENTS})
_STATEMENTS = frozenset({LayerId.CONTROL_ASSERTIONS})
_CONTROL = frozenset({LayerId.CONTROL})
_ZONE = frozenset({LayerId.AREA_OF_SEPARATION})
_LINES = frozenset({LayerId.LINES})
_LIMITS = frozenset({LayerId.AREAS_OF_LIMITATION})
_RECORDS = _EVENTS | _TALKS | _POSITIONS

PROPERTIES: tuple[Property, ...] = (
    Property("title", Kind.TEXT, _ALL),
    Property("layer", Kind.TEXT, _ALL),
    Property("kind", Kind.TEXT, _ALL),
    Property("valid_from", Kind.DAY, _ALL),
    Property("valid_to", Kind.DAY, _ALL),
    Property("attested_from", Kind.TEXT, _POSITIONS),
    Property("date_precision", Kind.TEXT, _RECORDS | _CONTROL | _LINES | _STATEMENTS),
    Property("precision_m", Kind.METRES, _ALL),
    Property("marker", Kind.TEXT, _RECORDS | _STATEMENTS),
    Property("marker_note", Kind.TEXT, _RECORDS | _STATEMENTS),
    Property("confidence", Kind.TEXT, _ALL),
    Property("sources", Kind.JSON, _ALL),
    Property("position", Kind.JSON, _RECORDS | _PLACES),
    Property("summary", Kind.TEXT, _ALL - _PLACES),
    Property("attribution", Kind.TEXT, _EVENTS),
    Property("actor", Kind.TEXT, _EVENTS),
    Property("target", Kind.TEXT, _EVENTS),
    Property("place", Kind.TEXT, _RECORDS | _UCDP | _STATEMENTS),
    Property("place_ar", Kind.TEXT, _RECORDS | _PLACES | _STATEMENTS),
    Property("place_he", Kind.TEXT, _RECORDS | _PLACES | _STATEMENTS),
    Property("governorate", Kind.TEXT, _EVENTS | _POSITIONS | _PLACES | _UCDP | _STATEMENTS),
    Property("subdistrict", Kind.JSON, _EVENTS | _POSITIONS | _PLACES | _STATEMENTS),
    Property("known_on", Kind.DAY, _RECORDS | _STATEMENTS),
    Property("figures_then", Kind.JSON, _EVENTS),
    Property("added_later", Kind.COUNT, _RECORDS),
    Property("figures_as_of", Kind.TEXT, _EVENTS),
    Property("killed", Kind.RANGE, _EVENTS | _UCDP),
    Property("injured", Kind.RANGE, _EVENTS),
    Property("casualty_note", Kind.TEXT, _EVENTS | _UCDP),
    Property("contradiction", Kind.TEXT, _RECORDS | _CONTROL | _ZONE | _LINES | _UCDP),
    Property("side_note", Kind.TEXT, _EVENTS),
    Property("caveat", Kind.TEXT, _ALL),
    Property("umbrella", Kind.FLAG, _EVENTS),
    Property("status", Kind.TEXT, _TALKS | _POSITIONS),
    Property("status_code", Kind.TEXT, _POSITIONS),
    Property("last_reported", Kind.TEXT, _POSITIONS),
    Property("variants", Kind.JSON, _POSITIONS),
    Property("inside_claim", Kind.TEXT, _POSITIONS),
    Property("possible_duplicate_of", Kind.TEXT, _POSITIONS),
    Property("counted_otherwise", Kind.JSON, _EVENTS),
    Property("same_as", Kind.TEXT, _UCDP),
    Property("ucdp_version", Kind.TEXT, _UCDP),
    Property("where_prec", Kind.COUNT, _UCDP),
    Property("code_status", Kind.TEXT, _UCDP),
    Property("israel_side", Kind.FLAG, _UCDP),
    Property("holder", Kind.TEXT, _STATEMENTS),
    Property("asserted_by", Kind.TEXT, _STATEMENTS),
    Property("stated_on", Kind.TEXT, _STATEMENTS),
    Property("faded_from", Kind.DAY, _STATEMENTS),
    Property("also_said", Kind.JSON, _STATEMENTS),
    Property("israel_syria", Kind.FLAG, _TALKS),
    Property("venue", Kind.TEXT, _TALKS),
    Property("round_label", Kind.TEXT, _TALKS),
    Property("round_label_by", Kind.TEXT, _TALKS),
    Property("mediator", Kind.TEXT, _TALKS),
    Property("host", Kind.TEXT, _TALKS),
    Property("syrian_delegation", Kind.TEXT, _TALKS),
    Property("israeli_delegation", Kind.TEXT, _TALKS),
    Property("us_delegation", Kind.TEXT, _TALKS),
    Property("others", Kind.TEXT, _TALKS),
    Property("basis", Kind.TEXT, _ZONE | _LINES | _LIMITS | _CONTROL | _STATEMENTS),
    Property("side", Kind.TEXT, _LIMITS),
    Property("limits", Kind.JSON, _LIMITS),
    Property("aliases", Kind.JSON, _PLACES),
    Property("country", Kind.TEXT, _PLACES),
)
"""Every property of features, in the order of their columns."""


def layer_schema(layer_ids: Iterable[LayerId]) -> pa.Schema:
    """Return the columns of a table of some layers.

    Parameters
    ----------
    layer_ids : iterable of LayerId
        The layers.

    Returns
    -------
    pyarrow.Schema
        ``id``, the properties of any of the layers, ``licence``, ``credit``, ``dataset_version`` and ``geometry`` as
        well-known binary, degrees WGS 84, longitude first.
    """
    fields = [pa.field("id", pa.string())]
    for known in _properties(layer_ids):
        kind = ARROW_TYPES[known.kind]
        names = [f"{known.name}_min", f"{known.name}_max"] if known.kind is Kind.RANGE else [known.name]
        fields += [pa.field(name, kind) for name in names]
    fields += [pa.field(name, pa.string()) for name in ("licence", "credit", "dataset_version")]
    return pa.schema([*fields, pa.field(GEOMETRY, pa.binary())])


def layer_table(layers: Iterable[Layer], *, version: str) -> pa.Table:
    """Return the features of some layers as an Arrow table.

    Parameters
    ----------
    layers : iterable of Layer
        Layers, narrowed or whole.
    version : str
        Data set version, in every row.

    Returns
    -------
    pyarrow.Table
        One row a feature, with the columns of :func:`layer_schema`: the same for any filter and for no match.
    """
    listed = list(layers)
    ids = [layer.spec.id for layer in listed]
    known = _properties(ids)
    rows = [_row(feature, layer, known, version) for layer in listed for feature in layer.features]
    return pa.Table.from_pylist(rows, schema=layer_schema(ids))


def _properties(layer_ids: Iterable[LayerId]) -> tuple[Property, ...]:
    wanted = frozenset(layer_ids)
    return tuple(known for known in PROPERTIES if known.layers & wanted)


def _row(feature: Feature, layer: Layer, properties: Iterable[Property], version: str) -> dict[str, Any]:
    row: dict[str, Any] = {"id": feature.id}
    for known in properties:
        row |= _values(known, feature.properties.get(known.name))
    return row | {
        "licence": str(layer.spec.licence),
        "credit": layer.spec.credit,
        "dataset_version": version,
        GEOMETRY: None if feature.geometry is None else shapely.to_wkb(shape(dict(feature.geometry))),
    }


def _values(known: Property, value: Any) -> dict[str, Any]:
    """Return the values of a property by column."""
    match known.kind:
        case Kind.RANGE:
            lowest, highest = value or (None, None)
            return {f"{known.name}_min": lowest, f"{known.name}_max": highest}
        case Kind.DAY:
            return {known.name: date.fromisoformat(value) if value else None}
        case Kind.JSON:
            return {known.name: json_text(value)}
    return {known.name: value}
