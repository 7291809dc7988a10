"""What moved between the pinned and the present geometry, in metres and square kilometres."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.maintenance.refresh.pinned import Pinned
from geo.zone import area_km2, length_km
from geo.zone.plane.crs import LocalPlane

SAMPLE_M = 25.0
"""Distances are taken at every vertex and at points this far apart on either line."""


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one feature.

    Attributes
    ----------
    id, title : str
        Of the feature.
    osm : tuple of str
        The elements that it is made of.
    version_before, version_now : str or None
        Of the relation.
    day_before, day_now : str
        Of the last edit of the relation, or of the latest way.
    last_edit : str
        Day of the latest edit of anything in it, its nodes included.
    moved_max_m, moved_mean_m : float
        Greatest (Hausdorff) and mean distance between the two lines or edges, both ways, in metres.
    area_before_km2, area_now_km2 : float or None
        On the ellipsoid; None for a line.
    length_before_km, length_now_km : float
        Of the line, or of the whole edge, on the ellipsoid.
    vertices_before, vertices_now : int
        A ring's first vertex counts once.
    """

    id: str
    title: str
    osm: tuple[str, ...]
    version_before: str | None
    version_now: str | None
    day_before: str
    day_now: str
    last_edit: str
    moved_max_m: float
    moved_mean_m: float
    area_before_km2: float | None
    area_now_km2: float | None
    length_before_km: float
    length_now_km: float
    vertices_before: int
    vertices_now: int

    @property
    def changed(self) -> bool:
        """Whether anything that the file keeps is different."""
        kept = (self.version_before, self.day_before, self.vertices_before)
        return self.moved_max_m > 0 or kept != (self.version_now, self.day_now, self.vertices_now)

    def to_json(self) -> dict[str, Any]:
        """Return the members as a JSON object."""
        return {**asdict(self), "osm": list(self.osm)}


def compare(before: Pinned, now: Pinned, *, last_edit: str, plane: LocalPlane) -> Move:
    """Compare a feature with what it is now.

    Parameters
    ----------
    before, now : Pinned
        The pinned feature and the rebuilt one.
    last_edit : str
        See `Move`.
    plane : LocalPlane
        The metric plane in which distances are taken; at most 1 m wrong at 60 km from its meridian.
    """
    apart_m = _distances_m(before.geometry, now.geometry, plane=plane)
    polygon = isinstance(before.geometry, Polygon)
    return Move(
        id=before.id,
        title=before.title,
        osm=before.elements,
        version_before=before.version,
        version_now=now.version,
        day_before=before.day,
        day_now=now.day,
        last_edit=last_edit,
        moved_max_m=round(float(apart_m.max()), 1),
        moved_mean_m=round(float(apart_m.mean()), 1),
        area_before_km2=round(area_km2(before.geometry), 3) if polygon else None,
        area_now_km2=round(area_km2(now.geometry), 3) if polygon else None,
        length_before_km=round(length_km(_edge(before.geometry)), 3),
        length_now_km=round(length_km(_edge(now.geometry)), 3),
        vertices_before=_vertices(before.geometry),
        vertices_now=_vertices(now.geometry),
    )


def _distances_m(one: BaseGeometry, other: BaseGeometry, *, plane: LocalPlane) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return distances from points on either line to the other line, in metres."""
    lines = [plane.project_geometry(_edge(geometry)) for geometry in (one, other)]
    if shapely.equals_exact(_edge(one), _edge(other), tolerance=0.0):
        return np.zeros(1)
    apart = []
    for line, target in (lines, reversed(lines)):
        points = shapely.points(shapely.get_coordinates(shapely.segmentize(line, SAMPLE_M)))
        shapely.prepare(target)
        apart.append(shapely.distance(points, target))
    return np.concatenate(apart)


def _edge(geometry: BaseGeometry) -> BaseGeometry:
    return geometry.boundary if isinstance(geometry, Polygon) else geometry


def _vertices(geometry: BaseGeometry) -> int:
    rings = 1 + len(geometry.interiors) if isinstance(geometry, Polygon) else 0
    return len(shapely.get_coordinates(geometry)) - rings
