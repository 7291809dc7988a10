"""Lines and areas as the map draws them: which rows, how exactly, and what each says."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.shapes import DrawnShapes, draw_shapes
from tests.userdata.rows.own_file import INSIDE, object_array, point, rows_of

LINE = shapely.LineString([(35.75, 33.02), (35.95, 33.05)])
AREA = shapely.box(35.88, 33.2, 35.93, 33.24)
MIXED = shapely.GeometryCollection([AREA, LINE, shapely.Point(35.8, 33.0)])


def _rows(atlas: Atlas, shapes: list[BaseGeometry | None], **first: Any) -> OwnRows:
    rows: list[dict[str, Any]] = [{"title": f"Shape {number}"} for number in range(len(shapes))]
    rows[0] |= first
    return rows_of(atlas, rows, shapes=object_array(shapes))


def _features(drawn: DrawnShapes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(drawn.body)["features"]
    return found


def _wavy(vertices: int) -> shapely.LineString:
    along = np.linspace(0, 1, vertices)
    return shapely.LineString(np.column_stack((35.7 + along / 4, 33 + 0.02 * np.sin(60 * along))))


def _drawn(rows: OwnRows, **most: int) -> DrawnShapes:
    return draw_shapes(rows.events, rows.added, rows.shapes, **most)


def test_a_line_and_an_area_are_drawn_where_they_are(atlas: Atlas) -> None:
    drawn = _rows(atlas, [LINE, AREA]).drawn_shapes
    assert [feature["properties"]["shape"] for feature in _features(drawn)] == ["line", "area"]
    found = [shape(feature["geometry"]) for feature in _features(drawn)]
    assert shapely.equals_exact(found, [LINE, AREA], tolerance=1e-6).all()
    assert (drawn.rows, drawn.rows_in_all, drawn.simplified_m) == (2, 2, 0)


def test_a_collection_is_drawn_without_its_points(atlas: Atlas) -> None:
    drawn = _rows(atlas, [MIXED]).drawn_shapes
    assert [feature["geometry"]["type"] for feature in _features(drawn)] == ["Polygon", "LineString"]
    assert drawn.rows == 1


@pytest.mark.parametrize(
    "left_out", [None, shapely.MultiPoint([INSIDE, (35.9, 33.0)]), shapely.Polygon(), shapely.LineString()]
)
def test_what_is_neither_line_nor_area_is_not_drawn(atlas: Atlas, left_out: BaseGeometry | None) -> None:
    rows = _rows(atlas, [left_out, LINE])
    assert [feature["properties"]["title"] for feature in _features(rows.drawn_shapes)] == ["Shape 1"]


def test_a_refused_row_is_not_drawn(atlas: Atlas) -> None:
    rows = _rows(atlas, [LINE, AREA], status="refused", reasons="no date")
    assert [feature["properties"]["title"] for feature in _features(rows.drawn_shapes)] == ["Shape 1"]


def test_a_file_of_points_has_none(atlas: Atlas) -> None:
    drawn = rows_of(atlas, [point(*INSIDE)]).drawn_shapes
    assert (_features(drawn), drawn.rows_in_all, drawn.bounds) == ([], 0, None)


def test_a_shape_says_how_it_lies_to_the_lines(atlas: Atlas) -> None:
    (feature,) = _features(_rows(atlas, [LINE]).drawn_shapes)
    told = dict(feature["properties"]["more"])
    assert told["Side"].startswith("It has parts")
    assert "inside the area of separation" in told["Side"]
    assert told["Line A"] == "Its nearest part reaches it"


def test_elevations_are_dropped(atlas: Atlas) -> None:
    (feature,) = _features(_rows(atlas, [shapely.LineString([(35.75, 33.02, 9), (35.95, 33.05, 9)])]).drawn_shapes)
    assert [len(place) for place in feature["geometry"]["coordinates"]] == [2, 2]


def test_rows_beyond_the_most_are_counted_and_not_drawn(atlas: Atlas) -> None:
    drawn = _drawn(_rows(atlas, [LINE] * 5), most_rows=3)
    assert (drawn.rows, drawn.rows_in_all, len(_features(drawn))) == (3, 5, 3)


def test_many_vertices_are_simplified_and_it_is_said(atlas: Atlas) -> None:
    wavy = _wavy(5_000)
    drawn = _drawn(_rows(atlas, [wavy]), most_vertices=500)
    (feature,) = _features(drawn)
    found = shape(feature["geometry"])
    assert shapely.get_num_coordinates(found) <= 500
    assert 0 < drawn.simplified_m < 120
    assert shapely.hausdorff_distance(found, wavy) * 111_320 <= drawn.simplified_m + 0.2


@settings(max_examples=15, deadline=None)
@given(sizes=st.lists(st.integers(2, 40), min_size=1, max_size=6), most=st.integers(0, 60))
def test_never_more_vertices_than_allowed(atlas: Atlas, sizes: list[int], most: int) -> None:
    drawn = _drawn(_rows(atlas, [_wavy(size) for size in sizes]), most_vertices=most)
    found = [shape(feature["geometry"]) for feature in _features(drawn)]
    assert int(shapely.get_num_coordinates(found).sum()) <= most
    assert drawn.rows == len(found) <= drawn.rows_in_all == len(sizes)


def test_memory_counts_the_shapes(atlas: Atlas) -> None:
    few, many = (_rows(atlas, [_wavy(vertices)]).size_bytes for vertices in (2, 20_000))
    assert many - few >= 20_000 * 16


def test_the_extent_holds_points_and_shapes(atlas: Atlas) -> None:
    rows = rows_of(atlas, [point(36.5, 32.5), {"title": "A line"}], shapes=object_array([None, LINE]))
    assert rows.extent == (35.75, 32.5, 36.5, 33.05)


def test_nothing_drawn_has_no_extent(atlas: Atlas) -> None:
    assert rows_of(atlas, [{"status": "refused", "reasons": "no place"}]).extent is None
