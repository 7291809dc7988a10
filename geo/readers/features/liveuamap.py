"""Liveuamap's answers as files: events with entities in their names and coordinates as text."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

from geo.readers.features.feature_proposal import feature_reading, propose_features
from geo.readers.features.raw_feature import RawFeature
from geo.readers.geometry.geojson_geometry import Checker, TooManyVerticesError
from geo.readers.guards.html_text import plain_text
from geo.readers.guards.json_text import NotANumber, Parser, as_text, check_extent, harmless, read_json_bytes
from geo.readers.model.choices import Proposal
from geo.readers.model.messages import as_name, file_error
from geo.readers.model.reading import Reading
from geo.readers.model.registry import Request
from geo.text.numbers import parse_number

_LISTS = ("venues", "events", "data", "items", "results", "features")
_LEFT_OUT = ("otherregions", "pics", "img_share")
_TEXTS = ("name", "title", "description")
_KIND = re.compile(r"-\d+$")
_EARLIEST, _LATEST = 0, 4_102_444_800
_LEFT_OUT_NOTE = "other regions and pictures named in it were left out"


def read(request: Request) -> Reading:
    """Return the events of a file of Liveuamap; the day is that of its time stamp in UTC.

    Raises
    ------
    DataError
        If it is not JSON with a list of events, or passes a limit.
    """
    return feature_reading(request, _read(request), (_LEFT_OUT_NOTE,))


def propose(request: Request) -> Proposal:
    """Return how a file of Liveuamap would be read."""
    return propose_features(request, _read(request), ())


def _read(request: Request) -> list[RawFeature]:
    limits = request.limits
    parser = Parser()
    try:
        content, _ = read_json_bytes(request.path)
        check_extent(
            content,
            name=request.name,
            max_nesting=limits.max_nesting,
            max_vertices=limits.max_vertices,
            max_rows=limits.max_rows,
        )
        document = parser.parse(content.decode())
    except ValueError as error:
        raise file_error(request.name, f"it is not JSON: {error}") from error
    items = _items(document)
    if items is None:
        raise file_error(request.name, "there is no list of events in it; save the answer of the service as it came")
    if len(items) > limits.max_rows:
        raise file_error(request.name, f"it has {len(items):,} events, {limits.max_rows:,} are allowed; split it")
    checker = Checker(max_vertices=limits.max_vertices)
    try:
        return [_event(item, number, checker, limits.max_cell_chars) for number, item in enumerate(items, start=1)]
    except TooManyVerticesError as error:
        raise file_error(request.name, f"{error}; simplify or split it") from error


def _items(document: Any) -> list[Any] | None:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        return next((document[name] for name in _LISTS if isinstance(document.get(name), list)), None)
    return None


def _event(item: Any, number: int, checker: Checker, longest: int) -> RawFeature:
    feature = RawFeature(number, {})
    if not isinstance(item, dict):
        feature.refusals.append(f"event {number} is not an object")
        return feature
    fields = item["properties"] if isinstance(item.get("properties"), dict) else item
    for name, value in fields.items():
        if name in _LEFT_OUT or (name == "geometry" and fields is item):
            continue
        try:
            text = as_text(value, longest=longest)
        except ValueError as error:
            feature.refusals.append(f"{as_name(name)}: {error}")
            continue
        feature.properties[harmless(name)] = plain_text(html.unescape(text))[0] if name in _TEXTS else text
    _locate(feature, item, fields, checker)
    _date(feature, fields.get("timestamp"))
    properties = feature.properties
    feature.known |= {
        "id": properties.get("id", ""),
        "title": properties.get("name", "") or properties.get("title", ""),
        "kind": _KIND.sub("", properties.get("svimg", "")),
        "place": properties.get("location", "") or properties.get("city", ""),
        "url": properties.get("source", "") or properties.get("link", ""),
        "source": properties.get("viaSource", ""),
    }
    return feature


def _locate(feature: RawFeature, item: dict[str, Any], fields: dict[str, Any], checker: Checker) -> None:
    if isinstance(item.get("geometry"), dict):
        feature.geometry = checker.check(item["geometry"])
        feature.refusals.extend(checker.faults)
        feature.warnings.extend(checker.warnings)
        return
    lat, lon = (fields.get(name, fields.get(other)) for name, other in (("lat", "latitude"), ("lng", "longitude")))
    if lat in (None, "") and lon in (None, ""):
        return
    try:
        feature.point = (_degrees(lon, "lng"), _degrees(lat, "lat"))
    except ValueError as error:
        feature.refusals.append(str(error))


def _degrees(value: Any, name: str) -> float:
    if isinstance(value, bool | NotANumber) or not isinstance(value, str | int | float):
        raise ValueError(f"{name} is not a number; write it like 35.8239")
    try:
        return parse_number(value, name=name) if isinstance(value, str) else float(value)
    except Exception as error:
        raise ValueError(f"{name} is not a number; write it like 35.8239") from error


def _date(feature: RawFeature, stamp: Any) -> None:
    try:
        seconds = int(stamp) if isinstance(stamp, str | int | float) and not isinstance(stamp, bool) else -1
    except (ValueError, OverflowError):
        seconds = -1
    if not _EARLIEST < seconds < _LATEST:
        if stamp not in (None, ""):
            feature.warnings.append("its time stamp is not a time since 1970; it has no date")
        return
    day = datetime.fromtimestamp(seconds, UTC).date().isoformat()
    feature.known |= {"date_from": day, "date_to": day, "date_precision": "day"}
