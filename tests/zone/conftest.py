"""Zones built from the shipped geometry, and distances by brute force to hold ours against."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geo.dataset.geometry_files import read_geometries
from geo.zone import Zone, natural_earth_zone, openstreetmap_zone

GEOMETRY_FOLDER = Path(__file__).resolve().parents[2] / "data" / "geometry"
FILES = ("openstreetmap.geojson", "natural_earth.geojson", "borders_openstreetmap.geojson")


@pytest.fixture(scope="session")
def geometries() -> dict[str, BaseGeometry]:
    shapes: dict[str, BaseGeometry] = {}
    for name in FILES:
        shapes.update(read_geometries(GEOMETRY_FOLDER / name))
    return shapes


@pytest.fixture(scope="session")
def zone(geometries: dict[str, BaseGeometry]) -> Zone:
    return openstreetmap_zone(geometries)


@pytest.fixture(scope="session")
def natural_earth(geometries: dict[str, BaseGeometry]) -> Zone:
    return natural_earth_zone(geometries)


@pytest.fixture(scope="session")
def reference_points() -> list[dict[str, str]]:
    """Places whose side is published; coordinates from GeoNames, Who's On First and the pages named."""
    with Path(__file__).with_name("reference_points.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def brute_force_m() -> Callable[[LineString, np.ndarray, np.ndarray], np.ndarray]:
    """Geodesic distance to a line by trying places along it: 50 m apart, then finely near the best."""
    geod = Geod(ellps="WGS84")

    def to_vertices_m(lon: float, lat: float, vertices: np.ndarray) -> np.ndarray:
        many = np.full(len(vertices), 1.0)
        return geod.inv(lon * many, lat * many, vertices[:, 0], vertices[:, 1])[2]

    def distance_m(line: LineString, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        vertices = shapely.get_coordinates(shapely.segmentize(line, 0.0005))
        share = np.linspace(0, 1, 250)[:, np.newaxis]
        nearest = []
        for x, y in zip(lon, lat, strict=True):
            coarse_m = to_vertices_m(x, y, vertices)
            # A place between two vertices is at most half their gap nearer than the nearer of them.
            close = np.flatnonzero(coarse_m < coarse_m.min() + 30)
            starts = np.unique(np.concatenate((close, close - 1)).clip(0, len(vertices) - 2))
            fine = [vertices[i] + share * (vertices[i + 1] - vertices[i]) for i in starts]
            nearest.append(to_vertices_m(x, y, np.concatenate(fine)).min())
        return np.array(nearest)

    return distance_m
