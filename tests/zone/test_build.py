"""The area of separation, the bands and the region, built from two lines and two borders."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
import shapely
from shapely.affinity import translate
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.zone import BAND_EDGES_M, BANDS, Band, Borders, Side, Zone, area_km2, build_zone, join_borders
from geo.zone.geometries import JORDAN_BORDER, LEBANON_BORDER

EDGE_PLACES = 1000


@pytest.fixture(scope="module")
def borders(geometries: dict[str, BaseGeometry]) -> Borders:
    return join_borders(
        lebanon=[geometries[name] for name in LEBANON_BORDER],
        jordan=[geometries[name] for name in JORDAN_BORDER],
    )


def test_area_of_separation_is_the_one_openstreetmap_draws(zone: Zone, geometries: dict[str, BaseGeometry]) -> None:
    drawn = geometries["area-of-separation"]
    astray_km2 = area_km2(zone.area_of_separation.symmetric_difference(drawn))
    assert astray_km2 < 0.001 * area_km2(drawn)
    assert area_km2(zone.area_of_separation) == pytest.approx(232.0, rel=0.01)


def test_the_alternative_is_the_polygon_of_natural_earth_without_lebanon(
    natural_earth: Zone, geometries: dict[str, BaseGeometry]
) -> None:
    drawn = geometries["natural-earth-area-of-separation"]
    astray_km2 = area_km2(natural_earth.area_of_separation.symmetric_difference(drawn))
    assert astray_km2 < 0.02 * area_km2(drawn)


def test_bands_and_separation_never_overlap_and_make_up_the_region(zone: Zone) -> None:
    parts = [zone.area_of_separation, *(area.geometry for area in zone.areas_of_limitation)]
    assert all(part.is_valid and not part.is_empty for part in parts)
    for one, other in combinations(parts, 2):
        assert area_km2(one.intersection(other)) < 1e-6
    assert sum(area_km2(part) for part in parts) == pytest.approx(area_km2(zone.region), rel=1e-9)


def test_every_side_has_its_three_bands(zone: Zone) -> None:
    found = [(area.side, area.band) for area in zone.areas_of_limitation]
    assert found == [(side, band) for side in (Side.WEST_OF_A, Side.EAST_OF_B) for band in BANDS]
    assert zone.limitation_area(Side.EAST_OF_B, Band.KM_10_20).band is Band.KM_10_20
    with pytest.raises(KeyError):
        zone.limitation_area(Side.INSIDE, Band.KM_0_10)


def test_held_golan_lies_west_of_line_a_within_the_bands(zone: Zone, geometries: dict[str, BaseGeometry]) -> None:
    golan = geometries["golan-held"]
    west = [area.geometry for area in zone.areas_of_limitation if area.side is Side.WEST_OF_A]
    assert area_km2(golan.difference(shapely.union_all(west))) < 0.001 * area_km2(golan)


def test_band_edges_lie_at_their_distance(
    zone: Zone, brute_force_m: Callable[[LineString, np.ndarray, np.ndarray], np.ndarray]
) -> None:
    random = np.random.default_rng(20)
    lines = {Side.WEST_OF_A: zone.line_a, Side.EAST_OF_B: zone.line_b}
    for side, line in lines.items():
        lon, lat = _places_on_band_edges(zone, side, count=EDGE_PLACES // len(lines), random=random)
        distance_m = brute_force_m(line, lon, lat)
        edges_m = np.array(BAND_EDGES_M)
        nearest_edge_m = edges_m[np.abs(distance_m[:, np.newaxis] - edges_m).argmin(axis=1)]
        assert set(nearest_edge_m) == set(BAND_EDGES_M)
        assert np.abs(distance_m / nearest_edge_m - 1).max() < 0.001


def _places_on_band_edges(
    zone: Zone, side: Side, *, count: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return random places on the offset edges of one side, none on a border or on the lines."""
    areas = [area.geometry for area in zone.areas_of_limitation if area.side is side]
    bands = [zone.plane.project_geometry(area) for area in areas]
    lines = shapely.get_parts([shapely.boundary(band) for band in bands])
    others = shapely.union_all([shapely.boundary(half) for half in zone.index.halves.polygons])
    places: list[BaseGeometry] = []
    while len(places) < count:
        line = lines[random.choice(len(lines), p=shapely.length(lines) / shapely.length(lines).sum())]
        place = line.interpolate(random.uniform(0, line.length))
        if place.distance(others) > 5.0:
            places.append(place)
    coordinates = shapely.get_coordinates(places)
    return zone.plane.unproject(coordinates[:, 0], coordinates[:, 1])


def test_direction_of_the_lines_does_not_matter(zone: Zone, borders: Borders) -> None:
    turned = build_zone(line_a=zone.line_a.reverse(), line_b=zone.line_b.reverse(), borders=borders)
    assert turned.area_of_separation.equals(zone.area_of_separation)
    assert turned.region.equals(zone.region)


def test_border_pieces_join_in_any_order_and_direction(borders: Borders, geometries: dict[str, BaseGeometry]) -> None:
    pieces = [geometries[name].reverse() for name in reversed(JORDAN_BORDER)]
    joined = join_borders(lebanon=[borders.lebanon], jordan=pieces)
    assert joined.jordan.equals(borders.jordan)
    assert joined.jordan.coords[0] == borders.jordan.coords[0]


def test_lines_that_cross_are_refused(zone: Zone, borders: Borders) -> None:
    with pytest.raises(DataError) as caught:
        build_zone(line_a=zone.line_b, line_b=zone.line_a, borders=borders)
    assert "cross or do not part" in caught.value.report()


def test_line_that_stops_short_of_a_border_is_refused(zone: Zone, borders: Borders) -> None:
    short = LineString(zone.line_b.coords[5:-5])
    with pytest.raises(DataError) as caught:
        build_zone(line_a=zone.line_a, line_b=short, borders=borders)
    assert [fault.field for fault in caught.value.faults] == ["line_b", "line_b"]
    assert "short of the border" in caught.value.report()


def test_line_that_crosses_itself_is_refused(zone: Zone, borders: Borders) -> None:
    north, *rest = zone.line_a.coords
    looped = LineString([north, *rest[10:20], *rest[:10], *rest[20:]])
    with pytest.raises(DataError):
        build_zone(line_a=looped, line_b=zone.line_b, borders=borders)


def test_border_that_leaves_the_frame_is_refused(zone: Zone, borders: Borders) -> None:
    astray = Borders(lebanon=borders.lebanon, jordan=translate(borders.jordan, yoff=-5))
    with pytest.raises(DataError) as caught:
        build_zone(line_a=zone.line_a, line_b=zone.line_b, borders=astray)
    assert "jordan" in caught.value.report()


def test_missing_border_is_refused() -> None:
    with pytest.raises(DataError):
        join_borders(lebanon=[], jordan=[LineString([(0, 0), (1, 1)])])
