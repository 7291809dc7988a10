"""Distances against geodesics by brute force over finely cut lines."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import LineString

from geo.zone import Zone, locate
from geo.zone.plane.crs import local_plane

BruteForce = Callable[[LineString, np.ndarray, np.ndarray], np.ndarray]


@pytest.mark.parametrize(
    "box",
    [
        pytest.param((35.1, 32.2, 36.6, 34.0), id="60 km around"),
        pytest.param((35.7, 32.72, 35.98, 33.45), id="near the lines"),
    ],
)
def test_distances_agree_with_brute_force(
    zone: Zone, brute_force_m: BruteForce, box: tuple[float, float, float, float]
) -> None:
    random = np.random.default_rng(60)
    west, south, east, north = box
    lon, lat = random.uniform(west, east, 400), random.uniform(south, north, 400)
    found = locate(zone, lon, lat)
    for line, ours_m in ((zone.line_a, found.distance_to_a_m), (zone.line_b, found.distance_to_b_m)):
        true_m = brute_force_m(line, lon, lat)
        within = true_m <= 60_000
        assert within.sum() > 200
        assert np.abs(np.abs(ours_m) - true_m)[within].max() < 0.01


def test_distances_beyond_the_grid(zone: Zone) -> None:
    random = np.random.default_rng(61)
    lon = random.uniform(-180, 180, 100)
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, 100)))
    found = locate(zone, lon, lat, check_swapped=False)
    vertices = shapely.get_coordinates(shapely.segmentize(zone.line_b, 0.0005))
    many = np.ones(len(vertices))
    for row in range(100):
        true_m = Geod(ellps="WGS84").inv(lon[row] * many, lat[row] * many, vertices[:, 0], vertices[:, 1])[2].min()
        assert abs(found.distance_to_b_m[row]) == pytest.approx(true_m, abs=1.0, rel=1e-5)


def test_distances_do_not_jump_at_the_edge_of_the_grid(zone: Zone) -> None:
    grid = zone.index.grid
    y = grid.y_0 + 1000.0 * np.arange(1, grid.rows)
    sides = [zone.plane.unproject(np.full(len(y), grid.x_0 + shift), y) for shift in (-0.01, 0.01)]
    beyond, within = (locate(zone, lon, lat, check_swapped=False) for lon, lat in sides)
    assert (within.distance_to_a_m - beyond.distance_to_a_m) == pytest.approx(0, abs=0.6)


def test_plane_without_its_correction_would_err_by_more() -> None:
    plane = local_plane(35.85, 33.08)
    lon, lat = np.array([35.85, 36.49]), np.array([33.08, 33.08])
    x, y = plane.project(lon, lat)
    drawn_m = float(np.hypot(np.diff(x), np.diff(y))[0])
    true_m = Geod(ellps="WGS84").inv(lon[0], lat[0], lon[1], lat[1])[2]
    scale = plane.mean_scale(x[:1], x[1:])
    assert drawn_m - true_m > 0.5
    assert drawn_m / float(scale[0]) == pytest.approx(true_m, abs=0.001)
