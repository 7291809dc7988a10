"""What holds for any point, any radius and any way of writing the same lines."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geo.zone import ANSWERS, Side, Zone, build_zone, join_borders, locate, position_json
from geo.zone.geometries import JORDAN_BORDER, LEBANON_BORDER

lons = st.floats(min_value=35.3, max_value=36.4)
lats = st.floats(min_value=32.4, max_value=33.8)
radii_m = st.floats(min_value=0, max_value=40_000)
GEOD = Geod(ellps="WGS84")
HAIR_M = 0.01


def _edge_distance_m(zone: Zone, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    x, y = zone.plane.project(lon, lat)
    return shapely.distance(zone.index.edges, shapely.points(x, y))


@given(lon=lons, lat=lats)
def test_sides_part_the_region(zone: Zone, lon: float, lat: float) -> None:
    point = shapely.Point(lon, lat)
    # An edge between vertices is cut finer for the test than it is drawn: leave out what lies on it.
    if _edge_distance_m(zone, np.array([lon]), np.array([lat]))[0] < 1.0:
        return
    holders = [Side.INSIDE] if zone.area_of_separation.contains(point) else []
    areas = [area for area in zone.areas_of_limitation if area.geometry.contains(point)]
    holders += [area.side for area in areas]
    answer = position_json(zone, lon, lat)
    assert len(holders) <= 1
    assert answer["side"] == (holders[0] if holders else Side.OUTSIDE_REGION)
    assert answer["band"] == (areas[0].band if areas else None)


@given(lon=lons, lat=lats)
def test_radius_zero_always_answers(zone: Zone, lon: float, lat: float) -> None:
    answer = position_json(zone, lon, lat)
    assert answer["side"] != "cannot_tell"
    assert answer["possible"] == [answer["side"]]


@given(lon=lons, lat=lats, radii=st.tuples(radii_m, radii_m))
def test_a_wider_circle_never_knows_more(zone: Zone, lon: float, lat: float, radii: tuple[float, float]) -> None:
    narrow, wide = sorted(radii)
    found = locate(zone, [lon, lon], [lat, lat], uncertainty_m=[narrow, wide])
    assert set(found.possible(0)) <= set(found.possible(1))
    if found.side_of(0) is Side.CANNOT_TELL:
        assert found.side_of(1) is Side.CANNOT_TELL
    if found.band_code[0] == -1:
        assert found.band_code[1] == -1


@given(lon=lons, lat=lats, radius_m=radii_m, bearing_deg=st.floats(0, 360), share=st.floats(0, 0.999))
def test_every_side_in_the_circle_is_possible(
    zone: Zone, lon: float, lat: float, radius_m: float, bearing_deg: float, share: float
) -> None:
    within = GEOD.fwd(lon, lat, bearing_deg, radius_m * share)
    side = position_json(zone, within[0], within[1])["side"]
    if _edge_distance_m(zone, np.array([within[0]]), np.array([within[1]]))[0] > 5.0:
        assert side in locate(zone, lon, lat, uncertainty_m=radius_m).possible(0)


@given(lon=lons, lat=lats, radius_m=st.floats(min_value=1, max_value=40_000))
def test_every_possible_side_is_reached_by_the_circle(zone: Zone, lon: float, lat: float, radius_m: float) -> None:
    found = locate(zone, lon, lat, uncertainty_m=radius_m)
    x, y = zone.plane.project(np.array([lon]), np.array([lat]))
    point = shapely.Point(x[0], y[0])
    index = zone.index
    areas = dict(
        zip(
            ANSWERS,
            (
                index.parts[0],
                shapely.union_all(index.parts[1:4]),
                shapely.union_all(index.parts[4:]),
                index.surroundings,
            ),
            strict=True,
        )
    )
    for side in found.possible(0):
        nearest = shapely.get_coordinates(shapely.shortest_line(areas[Side(side)], point))[:1]
        to_lon, to_lat = zone.plane.unproject(nearest[:, 0], nearest[:, 1])
        assert GEOD.inv(lon, lat, to_lon[0], to_lat[0])[2] <= radius_m * 1.0001 + HAIR_M


@pytest.fixture(scope="module")
def many_points(zone: Zone) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(11)
    lon, lat = random.uniform(35.4, 36.3, 3000), random.uniform(32.5, 33.7, 3000)
    clear = _edge_distance_m(zone, lon, lat) > 2 * HAIR_M
    return lon[clear], lat[clear]


@settings(max_examples=4, deadline=None)
@given(cuts=st.lists(st.floats(0.0001, 0.9999), max_size=40), reverse=st.booleans())
def test_splitting_or_reversing_a_line_changes_nothing(
    zone: Zone,
    geometries: dict[str, BaseGeometry],
    many_points: tuple[np.ndarray, np.ndarray],
    cuts: list[float],
    reverse: bool,
) -> None:
    borders = join_borders(
        lebanon=[geometries[name] for name in LEBANON_BORDER],
        jordan=[geometries[name] for name in JORDAN_BORDER],
    )
    lines = [_cut(line, cuts) for line in (zone.line_a, zone.line_b)]
    if reverse:
        lines = [line.reverse() for line in lines]
    again = build_zone(line_a=lines[0], line_b=lines[1], borders=borders)
    expected, found = (locate(either, *many_points, uncertainty_m=0) for either in (zone, again))
    assert np.array_equal(expected.side_code, found.side_code)
    assert np.array_equal(expected.band_code, found.band_code)
    assert found.distance_to_a_m == pytest.approx(expected.distance_to_a_m, abs=HAIR_M)
    assert found.distance_to_b_m == pytest.approx(expected.distance_to_b_m, abs=HAIR_M)


def _cut(line: LineString, cuts: list[float]) -> LineString:
    """Return the same line with further vertices on it."""
    coordinates = [*line.coords]
    for cut in cuts:
        piece = int(cut * (len(coordinates) - 1))
        share = cut * (len(coordinates) - 1) - piece
        (x_0, y_0), (x_1, y_1) = coordinates[piece : piece + 2]
        coordinates.insert(piece + 1, (x_0 + share * (x_1 - x_0), y_0 + share * (y_1 - y_0)))
    return LineString(coordinates)
