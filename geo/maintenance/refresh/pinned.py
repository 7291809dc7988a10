"""The pinned file ``data/geometry/openstreetmap.geojson``: read, and written in the very same layout."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shapely.geometry import LineString, Polygon, mapping

from geo.dataset.geometry_files import read_geometries
from geo.errors import DataError, Fault

PINNED_NAME = "openstreetmap.geojson"
DECIMALS = 6
"""Of a degree in the file: 0.1 m."""
_ELEMENT = re.compile(r"(?:way|relation)/\d+")


@dataclass(frozen=True, slots=True)
class Pinned:
    """One feature of the file.

    Attributes
    ----------
    id : str
        Such as ``line-a``.
    properties : Mapping
        As in the file; ``osm`` lists the elements that it is made of.
    geometry : LineString or Polygon
        Degrees WGS 84, lon lat.
    """

    id: str
    properties: Mapping[str, Any]
    geometry: LineString | Polygon

    @property
    def title(self) -> str:
        """Title for people."""
        return str(self.properties["title"])

    @property
    def elements(self) -> tuple[str, ...]:
        """The OpenStreetMap elements that it is made of, such as ``way/95034190``."""
        return tuple(self.properties["osm"])

    @property
    def version(self) -> str | None:
        """Version of the relation; None for lines of several ways."""
        version = self.properties["osm_version"]
        return None if version is None else str(version)

    @property
    def day(self) -> str:
        """Day of the last edit of the relation, or of the latest way."""
        return str(self.properties["osm_date"])

    def renewed(self, geometry: LineString | Polygon, *, version: str | None, day: str) -> Pinned:
        """Return the feature with another geometry, version and day."""
        properties = {**self.properties, "osm_version": version, "osm_date": day}
        return replace(self, properties=properties, geometry=geometry)


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """The whole file: its head members, and its features in their order."""

    head: Mapping[str, Any]
    features: tuple[Pinned, ...]

    def to_bytes(self) -> bytes:
        """Return the file: head members one a line, then features one a line, without spaces."""
        head = [f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}," for name, value in self.head.items()]
        features = ",\n".join(_feature_text(feature) for feature in self.features)
        return "\n".join(("{", *head, '"features": [', features, "]", "}", "")).encode()


def read_pinned(path: Path) -> PinnedFile:
    """Read the pinned file.

    Raises
    ------
    DataError
        If it is broken, or a feature does not say which elements it is made of.
    """
    shapes = read_geometries(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    features = []
    for number, feature in enumerate(document["features"], start=1):
        found = Pinned(str(feature["id"]), feature.get("properties") or {}, shapes[str(feature["id"])])  # type: ignore[arg-type]
        if not _is_complete(found):
            reason = "needs title, osm (ways for a line, one relation for a polygon), osm_version and osm_date"
            raise DataError([Fault(path.name, number, "properties", reason)])
        features.append(found)
    head = {name: value for name, value in document.items() if name != "features"}
    return PinnedFile(head, tuple(features))


def _is_complete(feature: Pinned) -> bool:
    elements = feature.properties.get("osm")
    if not {"title", "osm_version", "osm_date"} <= feature.properties.keys() or not isinstance(elements, list):
        return False
    if not elements or not all(isinstance(name, str) and _ELEMENT.fullmatch(name) for name in elements):
        return False
    if isinstance(feature.geometry, Polygon):
        return len(elements) == 1 and elements[0].startswith("relation/")
    return isinstance(feature.geometry, LineString) and all(name.startswith("way/") for name in elements)


def _feature_text(feature: Pinned) -> str:
    member = {
        "type": "Feature",
        "id": feature.id,
        "properties": dict(feature.properties),
        "geometry": mapping(feature.geometry),
    }
    return json.dumps(member, ensure_ascii=False, separators=(",", ":"))
