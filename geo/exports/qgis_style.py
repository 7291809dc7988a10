"""Styles for QGIS inside a GeoPackage: colour of the layer, names of the columns, and the time of the features.

QGIS applies the row of ``layer_styles`` with ``useAsDefault`` when it loads the layer; its format is QML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from xml.sax.saxutils import quoteattr

import pyarrow as pa

from geo.atlas import LayerSpec
from geo.exports.hues import hue_of

_SYMBOLS: Mapping[str, tuple[str, str, str]] = {
    "point": ("marker", "SimpleMarker", '<prop k="name" v="circle"/><prop k="size" v="2.6"/>'),
    "line": ("line", "SimpleLine", '<prop k="line_width" v="0.7"/>'),
    "area": ("fill", "SimpleFill", '<prop k="outline_width" v="0.3"/>'),
    "mixed": ("fill", "SimpleFill", '<prop k="outline_width" v="0.3"/>'),
}
_STAMP = datetime(2000, 1, 1)  # noqa: DTZ001 - the column has no zone
_TEXTS = ("f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD")


def style_table(specs: Sequence[LayerSpec], columns: Mapping[str, Sequence[str]], *, geometry: str) -> pa.Table:
    """Return the rows of ``layer_styles``.

    Parameters
    ----------
    specs : sequence of LayerSpec
        The layers of the file.
    columns : mapping of str to sequence of str
        Names of the columns by layer id.
    geometry : str
        Name of the geometry column.

    Returns
    -------
    pyarrow.Table
        One row a layer, each the default style of its layer.
    """
    rows = [
        {
            **dict.fromkeys(_TEXTS, ""),
            "f_table_name": str(spec.id),
            "f_geometry_column": geometry,
            "styleName": spec.title,
            "styleQML": _qml(spec, columns[str(spec.id)]),
            "useAsDefault": True,
            "description": spec.note,
            "owner": "Buffer Zone Atlas",
            "ui": "",
            "update_time": _STAMP,
        }
        for spec in specs
    ]
    texts = [(name, pa.string()) for name in _TEXTS]
    more = [("useAsDefault", pa.bool_()), *((name, pa.string()) for name in ("description", "owner", "ui"))]
    schema = pa.schema([*texts, *more, ("update_time", pa.timestamp("ms"))])
    return pa.Table.from_pylist(rows, schema=schema)


def _qml(spec: LayerSpec, columns: Sequence[str]) -> str:
    kind, drawer, more = _SYMBOLS[spec.geometry]
    red, green, blue = (int(hue_of(spec.id)[start : start + 2], 16) for start in (1, 3, 5))
    alpha = 60 if kind == "fill" else 255
    paints = "".join(
        f'<prop k="{name}" v="{red},{green},{blue},{opacity}"/>'
        for name, opacity in (("color", alpha), ("line_color", 255), ("outline_color", 255))
    )
    aliases = "".join(
        f'<alias index="{number}" field={quoteattr(name)} name={quoteattr(name.replace("_", " ").capitalize())}/>'
        for number, name in enumerate(columns)
    )
    temporal = (
        '<temporal enabled="1" mode="2" startField="valid_from" endField="valid_to" fixedDuration="0" accumulate="0" '
        'durationField="" durationUnit="days" limitMode="1">'
        "<fixedRange><start></start><end></end></fixedRange></temporal>"
        if spec.dated
        else ""
    )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        f'<qgis version="3.22.16" styleCategories="AllStyleCategories">{temporal}'
        '<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0"><symbols>'
        f'<symbol type="{kind}" name="0" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="{drawer}" enabled="1" locked="0" pass="0">{paints}{more}</layer></symbol>'
        f"</symbols></renderer-v2><aliases>{aliases}</aliases></qgis>\n"
    )
