"""The figures in docs/method.md are the ones that the code gives."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from geo.zone import (
    BANDS,
    LINE_ACCURACY_M,
    Side,
    Zone,
    area_km2,
    compare_published,
    limits_of,
    locate,
    measure_zone,
)

ROOT = Path(__file__).resolve().parents[2]
LINE_OF_2017 = ROOT.parent / "shared" / "reference" / "geometry" / "line_a_geomaps2017.geojson"


@pytest.fixture(scope="module")
def page() -> str:
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", text.replace("**", ""))


def _distances_m(zone: Zone, line: LineString, other: LineString) -> np.ndarray:
    """Return how far places every 50 m along a line are from another line."""
    drawn = zone.plane.project_geometry(line)
    places = shapely.line_interpolate_point(drawn, np.arange(0, drawn.length, 50.0))
    return shapely.distance(zone.plane.project_geometry(other), places)


def test_sizes_of_both_geometries(
    page: str, zone: Zone, natural_earth: Zone, geometries: dict[str, BaseGeometry]
) -> None:
    ours, theirs = measure_zone(zone), measure_zone(natural_earth)
    drawn_km2 = area_km2(geometries["natural-earth-area-of-separation"])
    assert f"| {ours.area_km2:.1f} km² | {drawn_km2:.1f} km² |" in page
    assert f"| {ours.narrowest.width_m:.0f} m | {theirs.narrowest.width_m:.0f} m |" in page
    east_km = [m.widest_west_east.width_m / 1000 for m in (ours, theirs)]
    assert f"| {east_km[0]:.1f} km | {east_km[1]:.1f} km |" in page
    hermon_km = [m.widest_between_lines.width_m / 1000 for m in (ours, theirs)]
    assert f"| {hermon_km[0]:.1f} km | {hermon_km[1]:.1f} km at its widest" in page
    assert f"| {ours.edge_with_jordan_km:.2f} km | {theirs.edge_with_jordan_km:.2f} km |" in page
    assert f"{theirs.area_km2:.1f} of its {drawn_km2:.1f} km² remain" in page
    assert f"{ours.line_a_km:.1f}; {ours.line_b_km:.1f} km" in page
    assert f"({ours.edge_with_lebanon_km:.1f} km of edge)" in page
    assert f"| length | {ours.length_km:.1f} km |" in page


def test_vertices(page: str, zone: Zone, natural_earth: Zone) -> None:
    for name in ("line_a", "line_b"):
        cells = []
        for either in (zone, natural_earth):
            line = getattr(either, name)
            drawn = shapely.get_coordinates(either.plane.project_geometry(line))
            assert len(drawn) > len(line.coords)
            vertices = np.column_stack(either.plane.project(*shapely.get_coordinates(line).T))
            gaps_km = np.hypot(*np.diff(vertices, axis=0).T) / 1000
            cells.append(f"{len(line.coords)}; {gaps_km.mean():.1f} and {gaps_km.max():.1f} km")
        assert f"| {cells[0]} | {cells[1]} |" in page


def test_places_that_decide(page: str, zone: Zone, natural_earth: Zone, reference_points: list[dict[str, str]]) -> None:
    places = {row["name"].split(" (")[0]: (float(row["lon"]), float(row["lat"])) for row in reference_points}
    found = locate(zone, *zip(*places.values(), strict=True))
    other = locate(natural_earth, *zip(*places.values(), strict=True))
    row = {name: number for number, name in enumerate(places)}
    for name, words in {
        "Hader": f"east of B by {found.distance_to_b_m[row['Hader']]:.0f} m",
        "Bir Ajam": f"inside, {-found.distance_to_b_m[row['Bir Ajam']]:.0f} m from B",
        "al-Qahtaniyah": f"inside, {found.distance_to_a_m[row['al-Qahtaniyah']]:.0f} m from A",
        "Quneitra": f"inside, {found.distance_to_a_m[row['Quneitra']]:.0f} m from A",
        "Khan Arnabah": f"east of B by {found.distance_to_b_m[row['Khan Arnabah']]:.0f} m",
        "Majdal Shams": f"west of A by {-found.distance_to_a_m[row['Majdal Shams']]:.0f} m",
    }.items():
        assert re.search(rf"\| {name} \| [^|]+ \| {words} \|", page)
    assert f"inside by {-other.distance_to_b_m[row['Hader']]:.0f} m" in page
    assert f"inside by {other.distance_to_a_m[row['Majdal Shams']]:.0f} m" in page
    assert f"Qatana, is {found.distance_to_b_m[row['Qatana']] / 1000:.1f} km east of B" in page
    damascus = locate(zone, 36.2765, 33.5138)
    assert f"Damascus ({damascus.distance_to_b_m[0] / 1000:.1f} km east of B)" in page


def test_how_far_the_two_geometries_differ(
    page: str, zone: Zone, natural_earth: Zone, geometries: dict[str, BaseGeometry]
) -> None:
    a_m = _distances_m(zone, zone.line_a, natural_earth.line_a)
    b_m = _distances_m(zone, zone.line_b, natural_earth.line_b)
    assert f"is {a_m.mean():.0f} m away on average and {a_m.max():,.0f} m at most" in page
    assert f"along line B {b_m.mean():.0f} m and {b_m.max():.0f} m" in page
    along = shapely.line_interpolate_point(zone.line_a, np.linspace(0, zone.line_a.length, 1500))
    assert shapely.contains(natural_earth.area_of_separation, along).mean() > 0.9  # "nearly always to the west"
    ours, theirs = geometries["area-of-separation"], geometries["natural-earth-area-of-separation"]
    shared = area_km2(ours.intersection(theirs)) / area_km2(ours.union(theirs))
    assert f"share {shared * 100:.0f} % of their union" in page
    assert f"{area_km2(theirs.difference(ours)):.1f} km² are only in Natural Earth's" in page
    assert f"{area_km2(ours.difference(theirs)):.1f} km² only in OpenStreetMap's" in page


def test_areas_of_the_bands_and_the_region(page: str, zone: Zone) -> None:
    for band in BANDS:
        west, east = (area_km2(zone.limitation_area(side, band).geometry) for side in (Side.WEST_OF_A, Side.EAST_OF_B))
        assert f"| {band} km | {west:.0f} km² | {east:,.0f} km² |" in page
    assert f"{area_km2(zone.region):,.0f} km²" in page


def test_published_figures(page: str, zone: Zone) -> None:
    for comparison in compare_published(measure_zone(zone)):
        assert comparison.figure.speaker.split(",")[0].removeprefix("UN Secretary-General")[:8] in page
        assert comparison.figure.url is None or comparison.figure.url in page
        assert f"| {comparison.verdict} |" in page


def test_limits(page: str) -> None:
    for band in BANDS:
        for limit in limits_of(band).limits:
            assert limit.source_url in page
            if limit.maximum:
                number = "two brigades" if limit.maximum == 2 else f"{limit.maximum:,}"
                assert number in page


def test_share_that_cannot_be_told(page: str) -> None:
    sides: Counter[str] = Counter()
    depends = 0
    for path in sorted((ROOT / "data" / "layers").glob("*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            position = feature["properties"].get("position")
            if position:
                sides[position["side"]] += 1
                depends += position["depends_on_geometry"]
    total, unknown, outside = sides.total(), sides["cannot_tell"], sides["outside_region"]
    assert (
        f"Of the {total} points in its layers, {unknown} ({unknown / total * 100:.0f} %) answer "
        f'"cannot tell", {outside} lie outside the region, {sides["east_of_b"]} east of B, {sides["inside"]} '
        f"inside, {sides['west_of_a']} west of A; for {depends} the answer depends on the geometry. Of those not "
        f"outside the region, {unknown / (total - outside) * 100:.0f} % cannot be told"
    ) in page


def test_line_accuracy_covers_the_line_of_2017(page: str, zone: Zone) -> None:
    if not LINE_OF_2017.exists():
        pytest.skip("the line of 2017 is not shipped")
    document = json.loads(LINE_OF_2017.read_text(encoding="utf-8"))
    line = shape(document["features"][0]["geometry"])
    apart_m = _distances_m(zone, line, zone.line_a)
    assert f"{apart_m.mean():.0f} m on average and {apart_m.max():.0f} m at most" in page
    assert apart_m.max() < LINE_ACCURACY_M < apart_m.max() + 50
