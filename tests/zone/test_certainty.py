"""The third grade at 20 points, with and without radius, against a computation that shares no code with ours."""

from __future__ import annotations

import pytest
from pyproj import CRS, Transformer
from shapely.geometry import LineString, Point

from geo.zone import Zone, locate

POINTS = (
    (35.8239, 33.1256),
    (35.83028, 33.27944),
    (35.86712, 33.05324),
    (35.89158, 33.18378),
    (35.69139, 32.99194),
    (35.8215, 33.1256),
    (35.8190, 33.1256),
    (35.8165, 33.1256),
    (35.8765, 33.1256),
    (35.8735, 33.1256),
    (35.8790, 33.0),
    (35.85, 32.95),
    (35.83, 32.90),
    (35.82, 32.80),
    (35.70, 33.05),
    (35.95, 33.10),
    (36.10, 33.10),
    (35.56, 33.06),
    (36.2765, 33.5138),
    (2.3522, 48.8566),
)


def _distance_m(line: LineString, lon: float, lat: float) -> float:
    """Return metres in an azimuthal plane around the point, where distances from its centre are exact."""
    plane = Transformer.from_crs(4326, CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon}"), always_xy=True)
    east, north = plane.transform(*line.segmentize(0.005).xy)
    return float(LineString(zip(east, north, strict=True)).distance(Point(0, 0)))


def _grade(zone: Zone, lon: float, lat: float, radius_m: float, side: str) -> str:
    to_a, to_b = _distance_m(zone.line_a, lon, lat), _distance_m(zone.line_b, lon, lat)
    reach = radius_m + 250
    outer = abs((to_a if lon < 35.82 else to_b) - 25_000)
    crossing = {"inside": min(to_a, to_b), "outside_region": outer}.get(side, min(to_a, to_b, outer))
    return "line_doubt" if crossing <= reach else "clear"


@pytest.mark.parametrize("radius_m", [0.0, 500.0])
@pytest.mark.parametrize(("lon", "lat"), POINTS)
def test_grade_agrees(zone: Zone, lon: float, lat: float, radius_m: float) -> None:
    found = locate(zone, lon, lat, uncertainty_m=radius_m).to_json(0)
    side = str(found["side"])
    expected = "cannot_tell" if side == "cannot_tell" else _grade(zone, lon, lat, radius_m, side)
    assert found["certainty"] == expected


def test_all_three_grades_occur(zone: Zone) -> None:
    grades = {str(locate(zone, *point, uncertainty_m=500).to_json(0)["certainty"]) for point in POINTS}
    assert grades == {"clear", "line_doubt", "cannot_tell"}
