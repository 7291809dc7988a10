"""GPX: waypoints, routes and tracks of receivers and phones. Extensions are left out."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

import shapely

from geo.errors import CoordinateError
from geo.readers.features.feature_proposal import feature_reading, propose_features
from geo.readers.features.raw_feature import RawFeature
from geo.readers.guards.html_text import plain_text
from geo.readers.guards.xml_text import child_text, local, parse_xml, text_of
from geo.readers.model.choices import Proposal
from geo.readers.model.messages import file_error
from geo.readers.model.reading import Reading
from geo.readers.model.registry import Request
from geo.text.numbers import parse_number

_PARTS = {"wpt": "waypoints", "rte": "routes", "trk": "tracks"}
_TEXTS = ("name", "cmt", "desc", "src", "sym", "type", "time", "ele")


def read(request: Request) -> Reading:
    """Return the waypoints, routes and tracks of a GPX file.

    Parameters
    ----------
    request : Request
        The file.

    Returns
    -------
    Reading
        One row for each; ``part`` says which it is. The day of a track is that of its first and last time.

    Raises
    ------
    DataError
        If it is damaged, has a DOCTYPE, or passes a limit.
    """
    return feature_reading(request, _read(request), ())


def propose(request: Request) -> Proposal:
    """Return how a GPX file would be read."""
    return propose_features(request, _read(request), ())


def _read(request: Request) -> list[RawFeature]:
    root = parse_xml(request.path.read_bytes(), name=request.name, max_nesting=request.limits.max_nesting)
    numbers: Counter[str] = Counter()
    features, vertices = [], 0
    for element in root:
        part = _PARTS.get(local(element))
        if part is None:
            continue
        numbers[part] += 1
        features.append(_feature(element, numbers[part], part, request.limits.max_cell_chars))
        shape = features[-1].geometry
        vertices += int(shapely.get_num_coordinates(shape)) if shape is not None else 0
        if vertices > request.limits.max_vertices:
            raise file_error(request.name, f"it holds more than the {request.limits.max_vertices:,} vertices allowed")
        if len(features) > request.limits.max_rows:
            raise file_error(request.name, f"it has more than the {request.limits.max_rows:,} items allowed; split it")
    return features


def _feature(element: Element, number: int, part: str, max_chars: int) -> RawFeature:
    feature = RawFeature(number, {}, part=part)
    links = [item.get("href", "") for item in element if local(item) == "link"]
    for name in _TEXTS:
        text = plain_text(child_text(element, name))[0]
        if len(text) > max_chars:
            feature.refusals.append(f"{name}: a text of {len(text):,} characters is longer than {max_chars:,}")
        elif text:
            feature.properties[name] = text
    if any(links):
        feature.properties["link"] = next(filter(None, links))
    lines = [item for item in element.iter() if local(item) in ("trkseg", "rte")]
    try:
        if part == "waypoints":
            feature.point = _position(element)
        else:
            paths = [[_position(point) for point in line if local(point) in ("trkpt", "rtept")] for line in lines]
            drawn = [path for path in paths if len(path) > 1]
            feature.geometry = shapely.MultiLineString(drawn) if drawn else None
    except CoordinateError as error:
        feature.refusals.append(str(error))
    times = [text_of(item) for item in element.iter() if local(item) == "time" and text_of(item)]
    if times:
        feature.properties["time"] = times[0]
        feature.properties["end time"] = times[-1] if part != "waypoints" else ""
    feature.known = {"title": feature.properties.get("name", ""), "summary": feature.properties.get("desc", "")}
    return feature


def _position(element: Element) -> tuple[float, float]:
    lon, lat = (parse_number(element.get(name, ""), name=name) for name in ("lon", "lat"))
    return lon, lat
