"""Lines and areas against the 1974 geometry."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.userdata.enrich import enrich
from geo.zone import Side
from tests.userdata.enrich.conftest import MakeBatch


def _row(atlas: Atlas, make_batch: MakeBatch, shape: BaseGeometry) -> pd.Series:
    return enrich(make_batch([{}], shapes=[shape]), atlas).iloc[0]


def _around(atlas: Atlas, width_deg: float) -> BaseGeometry:
    middle = atlas.test.zone.area_of_separation.representative_point()
    return middle.buffer(width_deg)


def test_small_area_within_lies_inside(atlas: Atlas, make_batch: MakeBatch) -> None:
    row = _row(atlas, make_batch, _around(atlas, 0.0005))
    assert (row["side"], row["shape_relation"], row["no_side_reason"]) == ("inside", "inside", "")


def test_the_area_of_separation_itself_lies_inside(atlas: Atlas, make_batch: MakeBatch) -> None:
    row = _row(atlas, make_batch, atlas.test.zone.area_of_separation)
    assert (row["side"], row["possible_sides"]) == ("inside", "inside")


def test_large_area_spans_all_sides(atlas: Atlas, make_batch: MakeBatch) -> None:
    row = _row(atlas, make_batch, _around(atlas, 1.0))
    assert (row["side"], row["no_side_reason"], row["shape_relation"]) == ("several", "shape_spans", "touches")
    assert row["possible_sides"] == "east_of_b|inside|outside_region|west_of_a"
    assert (row["distance_to_a_m"], row["distance_to_b_m"]) == (0, 0)


@pytest.mark.parametrize("side", [Side.WEST_OF_A, Side.EAST_OF_B])
def test_each_band_lies_on_its_side(atlas: Atlas, make_batch: MakeBatch, side: Side) -> None:
    bands = [area.geometry for area in atlas.test.zone.areas_of_limitation if area.side is side]
    found = enrich(make_batch([{}] * len(bands), shapes=bands), atlas)
    assert list(found["side"]) == [str(side)] * len(bands)
    assert list(found["shape_relation"]) == ["apart"] * len(bands)


def test_line_along_line_a_has_no_distance_to_it(atlas: Atlas, make_batch: MakeBatch) -> None:
    assert _row(atlas, make_batch, atlas.test.zone.line_a)["distance_to_a_m"] == 0


def test_line_from_damascus_to_the_golan_reaches_every_side_on_its_way(atlas: Atlas, make_batch: MakeBatch) -> None:
    row = _row(atlas, make_batch, shapely.LineString([(36.3, 33.5), (35.75, 33.0)]))
    assert row["possible_sides"] == "east_of_b|inside|outside_region|west_of_a"


def test_distance_of_a_small_shape_is_that_of_its_point(atlas: Atlas, make_batch: MakeBatch) -> None:
    lon, lat = 36.2, 32.9
    row = _row(atlas, make_batch, shapely.Point(lon, lat).buffer(1e-7))
    answer = atlas.test.answer(lon, lat)
    assert row["distance_to_a_m"] == pytest.approx(answer["distance_to_a_m"], abs=1)
    assert row["distance_to_b_m"] == pytest.approx(answer["distance_to_b_m"], abs=1)


def test_distance_west_of_the_line_is_negative(atlas: Atlas, make_batch: MakeBatch) -> None:
    assert _row(atlas, make_batch, shapely.Point(35.7, 33.0).buffer(1e-5))["distance_to_a_m"] < 0


def test_shape_on_the_other_side_of_the_earth(atlas: Atlas, make_batch: MakeBatch) -> None:
    row = _row(atlas, make_batch, shapely.box(-170, -40, -160, -30))
    assert row["side"] == "outside_region"
    assert pd.isna(row["distance_to_a_m"])


def test_shape_that_crosses_itself_is_placed(atlas: Atlas, make_batch: MakeBatch) -> None:
    bow = shapely.Polygon([(35.0, 32.0), (36.5, 34.0), (36.5, 32.0), (35.0, 34.0)])
    assert _row(atlas, make_batch, bow)["side"] == "several"


@pytest.mark.parametrize("shape", [None, shapely.Polygon()], ids=["none", "empty"])
def test_no_shape_gives_no_side(atlas: Atlas, make_batch: MakeBatch, shape: BaseGeometry | None) -> None:
    assert _row(atlas, make_batch, shape)["side"] == ""


def test_points_and_shapes_of_one_batch_keep_their_rows(atlas: Atlas, make_batch: MakeBatch) -> None:
    rows = [
        {"lon": 36.3, "lat": 33.5, "uncertainty_m": 0.0},
        {},
        {"lon": 35.8239, "lat": 33.1256, "uncertainty_m": 0.0},
    ]
    found = enrich(make_batch(rows, shapes=[None, _around(atlas, 0.0005), None]), atlas)
    assert list(found["side_of_point"]) == ["outside_region", "", "inside"]
    assert list(found["shape_relation"]) == ["", "inside", ""]
