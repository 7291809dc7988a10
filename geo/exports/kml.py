"""Features as KML 2.2: a folder a layer, every property as ExtendedData, text that no viewer takes for markup.

A description is HTML to its viewer, so text in it is escaped as HTML and then as XML. The balloon shows the description
only: other viewers would write the extended data into it unescaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from geo.atlas import Feature, Layer
from geo.exports.cells import json_text, source_text

BALLOON = "plain"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile("[A-Za-z][A-Za-z0-9._-]*")
"""What may be an identifier in XML as it is; others get a low line before them."""
_QUOTE = {'"': "&quot;"}


Geometry = Mapping[str, Any]


def kml_bytes(layers: Iterable[Layer], *, version: str) -> bytes:
    """Return the features of the layers as one KML document.

    Parameters
    ----------
    layers : iterable of Layer
        Layers, narrowed or whole.
    version : str
        Data set version; is in the document and in every placemark.
    """
    listed = list(layers)
    credit = "; ".join(
        dict.fromkeys(f"{layer.spec.title}: {layer.spec.credit} ({layer.spec.licence})" for layer in listed)
    )
    parts = [head("Buffer Zone Atlas", [f"Data set version {version}.", credit])]
    for layer in listed:
        about = [layer.spec.note, f"Credit: {layer.spec.credit}.", f"Licence: {layer.spec.licence}."]
        parts.append(f"<Folder><name>{text(layer.spec.title)}</name><description>{lines(about)}</description>\n")
        parts += [_placemark(feature, layer, version) for feature in layer.features]
        parts.append("</Folder>\n")
    parts.append(TAIL)
    return "".join(parts).encode()


def head(name: str, about: Sequence[str]) -> str:
    """Return the beginning of a document; ``about`` is its description, line by line."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
        f"<name>{text(name)}</name><description>{lines(about)}</description>\n"
        f'<Style id="{BALLOON}"><BalloonStyle><text>$[description]</text></BalloonStyle></Style>\n'
    )


TAIL = "</Document></kml>\n"
"""The end of a document."""


def placemark(
    name: str,
    about: Sequence[str],
    *,
    data: Mapping[str, Any],
    geometry: Geometry | None,
    begin: str = "",
    end: str = "",
    identity: str = "",
) -> str:
    """Return one placemark.

    Parameters
    ----------
    name : str
        Its name.
    about : sequence of str
        Its description, line by line.
    data : mapping
        Extended data; empty values are left out.
    geometry : mapping or None
        GeoJSON geometry, WGS 84, lon lat; None where the place is unknown.
    begin, end : str
        First and last day, ISO 8601; empty where unknown.
    identity : str
        Identifier within the document, a name as XML has it; none if empty.
    """
    named = f" id={quoteattr(identity)}" if identity else ""
    values = "".join(
        f'<Data name="{escape(_NOT_XML.sub("", key), _QUOTE)}"><value>{text(value)}</value></Data>'
        for key, value in data.items()
        if value is not None and value != ""
    )
    return (
        f"<Placemark{named}><name>{text(name)}</name><description>{lines([name, *about])}</description>"
        f"{time_xml(begin, end)}<styleUrl>#{BALLOON}</styleUrl>"
        f"<ExtendedData>{values}</ExtendedData>{geometry_xml(geometry) if geometry else ''}</Placemark>\n"
    )


def time_xml(begin: str, end: str) -> str:
    """Return the days of a placemark: an instant for one day, a span for several, nothing where none is known.

    Examples
    --------
    >>> time_xml("2025-01-01", "2025-01-01")
    '<TimeStamp><when>2025-01-01</when></TimeStamp>'
    """
    if begin and begin == end:
        return f"<TimeStamp><when>{text(begin)}</when></TimeStamp>"
    span = "".join(f"<{tag}>{text(day)}</{tag}>" for tag, day in (("begin", begin), ("end", end)) if day)
    return f"<TimeSpan>{span}</TimeSpan>" if span else ""


def text(value: Any) -> str:
    """Return a value as XML text: markup escaped, characters that XML forbids left out.

    Examples
    --------
    >>> text("a < b" + chr(0))
    'a &lt; b'
    """
    return escape(_NOT_XML.sub("", str(value)))


def lines(parts: Iterable[str]) -> str:
    """Return lines as the text of a description, which a viewer reads as HTML.

    Examples
    --------
    >>> lines(["a < b", "c"])
    'a &amp;lt; b&lt;br&gt;c'
    """
    return text("<br>".join(html.escape(part) for part in parts if part))


def geometry_xml(geometry: Geometry) -> str:
    """Return a GeoJSON geometry as KML; the parts of a collection are in a MultiGeometry."""
    kind = geometry["type"]
    if kind == "GeometryCollection":
        return f"<MultiGeometry>{''.join(map(geometry_xml, geometry['geometries']))}</MultiGeometry>"
    if kind.startswith("Multi"):
        parts = ({"type": kind.removeprefix("Multi"), "coordinates": part} for part in geometry["coordinates"])
        return f"<MultiGeometry>{''.join(map(geometry_xml, parts))}</MultiGeometry>"
    if kind == "Polygon":
        outer, *inner = (f"<LinearRing>{_coordinates(ring)}</LinearRing>" for ring in geometry["coordinates"])
        holes = "".join(f"<innerBoundaryIs>{ring}</innerBoundaryIs>" for ring in inner)
        return f"<Polygon><outerBoundaryIs>{outer}</outerBoundaryIs>{holes}</Polygon>"
    points = [geometry["coordinates"]] if kind == "Point" else geometry["coordinates"]
    return f"<{kind}>{_coordinates(points)}</{kind}>"


def _coordinates(points: Iterable[Sequence[float]]) -> str:
    return f"<coordinates>{' '.join(f'{point[0]!r},{point[1]!r}' for point in points)}</coordinates>"


def _placemark(feature: Feature, layer: Layer, version: str) -> str:
    known = feature.properties
    data = {"record_id": feature.id, **{name: json_text(value) for name, value in known.items()}}
    data |= {"licence": str(layer.spec.licence), "credit": layer.spec.credit, "dataset_version": version}
    sources = [source_text(source) for source in known.get("sources", ())]
    return placemark(
        str(known.get("title") or feature.id),
        [str(known.get("summary") or ""), *(f"Source: {source}" for source in sources)],
        data=data,
        geometry=feature.geometry,
        begin=known.get("valid_from") or known.get("attested_from") or "",
        end=known.get("valid_to") or "",
        identity=feature.id if _NAME.fullmatch(feature.id) else f"_{feature.id}",
    )
