"""The zone from the shipped shapes, and line B from a polygon that does not name it."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.zone import Zone, eastern_edge, natural_earth_zone, openstreetmap_zone
from geo.zone.borders import Borders

NAMES = ("line-a", "line-b", "border-syria-lebanon", "border-israel-jordan")


@pytest.mark.parametrize("name", NAMES)
def test_missing_geometry_is_named(geometries: dict[str, BaseGeometry], name: str) -> None:
    rest = {key: value for key, value in geometries.items() if key != name}
    with pytest.raises(DataError) as caught:
        openstreetmap_zone(rest)
    assert name in caught.value.report()


def test_wrong_kind_of_geometry_is_named(geometries: dict[str, BaseGeometry]) -> None:
    with pytest.raises(DataError, match="not one line") as caught:
        openstreetmap_zone({**geometries, "line-a": Point(35.8, 33.0)})
    assert "line-a: is a Point" in caught.value.report()
    with pytest.raises(DataError):
        natural_earth_zone({**geometries, "natural-earth-area-of-separation": Point(35.8, 33.0)})


def test_eastern_edge_finds_line_b_of_openstreetmap(zone: Zone, geometries: dict[str, BaseGeometry]) -> None:
    borders = Borders(lebanon=geometries["border-syria-lebanon"].geoms[0], jordan=geometries["border-syria-jordan"])
    found = eastern_edge(geometries["area-of-separation"], line_a=zone.line_a, borders=borders)
    assert found.hausdorff_distance(zone.line_b) < 0.006  # both closing edges are cut within 500 m
    assert set(zone.line_b.coords[5:-2]) <= set(found.coords)


def test_eastern_edge_needs_a_line_a_of_the_same_polygon(geometries: dict[str, BaseGeometry]) -> None:
    borders = Borders(lebanon=LineString([(0, 1), (1, 1)]), jordan=LineString([(0, 0), (1, 0)]))
    with pytest.raises(DataError) as caught:
        eastern_edge(geometries["area-of-separation"], line_a=LineString([(0, 0), (1, 1)]), borders=borders)
    assert "line A is not a part" in caught.value.report()
