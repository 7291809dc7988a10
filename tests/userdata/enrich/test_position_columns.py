"""Sides, bands and distances of a person's rows: the position test's own answers, and its limits kept."""

from __future__ import annotations

import csv

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.userdata.enrich import ADDED_COLUMNS, EnrichOptions, enrich
from geo.zone import Side
from tests.conftest import ROOT
from tests.userdata.enrich.conftest import MakeBatch

INSIDE = {"lon": 35.8239, "lat": 33.1256}
Points = tuple[np.ndarray, np.ndarray]
UCDP = ROOT.parent / "shared" / "corpora" / "ucdp-ged-sample" / "ged_49col.csv"


def test_columns_come_in_the_documented_order(atlas: Atlas, make_batch: MakeBatch) -> None:
    assert list(enrich(make_batch([INSIDE]), atlas).columns) == list(ADDED_COLUMNS)


def test_index_is_that_of_the_events(atlas: Atlas, make_batch: MakeBatch) -> None:
    assert list(enrich(make_batch([INSIDE, INSIDE], start=50), atlas).index) == [50, 51]


@settings(max_examples=15)
@given(
    rows=st.lists(
        st.tuples(st.floats(35.3, 36.4), st.floats(32.4, 33.8), st.sampled_from([0.0, 300.0, 1000.0, 5000.0, 25000.0])),
        min_size=1,
        max_size=8,
    )
)
def test_answers_are_those_of_the_position_test(
    atlas: Atlas, make_batch: MakeBatch, rows: list[tuple[float, float, float]]
) -> None:
    batch = make_batch([{"lon": lon, "lat": lat, "uncertainty_m": radius} for lon, lat, radius in rows])
    found = enrich(batch, atlas)
    wanted = atlas.test.answers(*(list(column) for column in zip(*rows, strict=True)))
    assert list(found["side"]) == [answer["side"] for answer in wanted]
    assert list(found["possible_sides"]) == ["|".join(answer["possible"]) for answer in wanted]
    assert list(found["band"]) == [answer["band"] or "" for answer in wanted]
    assert list(found["distance_to_a_m"]) == [answer["distance_to_a_m"] for answer in wanted]
    assert list(found["distance_to_b_m"]) == [answer["distance_to_b_m"] for answer in wanted]
    assert list(found["depends_on_geometry"]) == [answer["depends_on_geometry"] for answer in wanted]


@settings(max_examples=15)
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=6))
def test_point_itself_always_has_a_side(atlas: Atlas, make_batch: MakeBatch, rows: list[tuple[float, float]]) -> None:
    batch = make_batch([{"lon": lon, "lat": lat, "uncertainty_m": 400_000} for lon, lat in rows])
    assert "cannot_tell" not in set(enrich(batch, atlas)["side_of_point"])


def test_unknown_uncertainty_stays_unknown(atlas: Atlas, make_batch: MakeBatch) -> None:
    row = enrich(make_batch([INSIDE]), atlas).iloc[0]
    assert (row["side"], row["no_side_reason"]) == ("cannot_tell", "uncertainty_unknown")
    assert (row["possible_sides"], row["band"]) == ("", "")
    assert pd.isna(row["depends_on_geometry"])
    assert pd.isna(row["uncertainty_used_m"])


def test_unknown_uncertainty_still_tells_the_side_of_the_point(atlas: Atlas, make_batch: MakeBatch) -> None:
    row = enrich(make_batch([INSIDE]), atlas).iloc[0]
    answer = atlas.test.answer(**INSIDE)
    assert (row["side_of_point"], row["distance_to_a_m"]) == (answer["side"], answer["distance_to_a_m"])


def test_radius_for_rows_without_one_is_used_for_them_only(atlas: Atlas, make_batch: MakeBatch) -> None:
    batch = make_batch([INSIDE, {**INSIDE, "uncertainty_m": 7000.0}])
    found = enrich(batch, atlas, options=EnrichOptions(uncertainty_m=10.0))
    assert list(found["uncertainty_used_m"]) == [10.0, 7000.0]
    assert list(found["side"]) == ["inside", "cannot_tell"]


@pytest.mark.parametrize(
    "row",
    [
        {**INSIDE, "status": "refused"},
        {"lon": float("nan"), "lat": 33.1},
        {"lon": 35.8, "lat": float("inf")},
        {"lon": 200.0, "lat": 33.1},
    ],
    ids=["refused", "no longitude", "infinite", "out of range"],
)
def test_row_without_a_place_gets_empty_columns(atlas: Atlas, make_batch: MakeBatch, row: dict[str, object]) -> None:
    found = enrich(make_batch([row]), atlas).iloc[0]
    assert [
        name for name in found.index if name != "file_row" and not (pd.isna(found[name]) or found[name] == "")
    ] == []


def test_coordinates_that_look_swapped_are_no_error(atlas: Atlas, make_batch: MakeBatch) -> None:
    swapped = make_batch([{"lon": INSIDE["lat"], "lat": INSIDE["lon"], "uncertainty_m": 0.0}])
    assert enrich(swapped, atlas)["side"].tolist() == ["outside_region"]


def test_no_row_gives_no_row(atlas: Atlas, make_batch: MakeBatch) -> None:
    assert len(enrich(make_batch([]), atlas)) == 0


def _drawn_sides(atlas: Atlas, lon: np.ndarray, lat: np.ndarray) -> list[str]:
    """Return the sides by GeoPandas: which of the drawn polygons a point lies in."""
    import geopandas

    zone = atlas.test.zone
    areas = [(str(Side.INSIDE), zone.area_of_separation)]
    areas += [(str(area.side), area.geometry) for area in zone.areas_of_limitation]
    drawn = geopandas.GeoDataFrame({"side": [side for side, _ in areas]}, geometry=[a for _, a in areas], crs=4326)
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat), crs=4326)
    joined = points.sjoin(drawn, predicate="intersects", how="left")
    return list(joined[~joined.index.duplicated()]["side"].fillna("outside_region"))


@pytest.fixture(scope="module")
def real_points() -> Points:
    """Return the points of the real UCDP rows beside the checkout, and as many about the lines."""
    if not UCDP.is_file():
        pytest.skip("the corpora are not here")
    with UCDP.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    random = np.random.default_rng(1974)
    lon = [float(row["longitude"]) for row in rows], random.uniform(35.4, 36.3, len(rows))
    lat = [float(row["latitude"]) for row in rows], random.uniform(32.5, 33.7, len(rows))
    return np.concatenate(lon), np.concatenate(lat)


def test_sides_of_real_rows_are_those_of_the_polygons(atlas: Atlas, make_batch: MakeBatch, real_points: Points) -> None:
    rows = [{"lon": lon, "lat": lat, "uncertainty_m": 0.0} for lon, lat in zip(*real_points, strict=True)]
    assert list(enrich(make_batch(rows), atlas)["side"]) == _drawn_sides(atlas, *real_points)


def test_sides_of_real_rows_hold_within_the_circle(atlas: Atlas, make_batch: MakeBatch, real_points: Points) -> None:
    rows = [{"lon": lon, "lat": lat, "uncertainty_m": 2500.0} for lon, lat in zip(*real_points, strict=True)]
    found = enrich(make_batch(rows), atlas)["side"].to_numpy()
    told = np.flatnonzero(found != "cannot_tell")
    lon, lat = (axis[told] for axis in real_points)
    moved = [
        _drawn_sides(atlas, lon + 0.02 * np.cos(angle), lat + 0.02 * np.sin(angle))
        for angle in np.linspace(0, 2 * np.pi, 8, endpoint=False)
    ]
    assert [sides for sides in moved if sides != list(found[told])] == []
