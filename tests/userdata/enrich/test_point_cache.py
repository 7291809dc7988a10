"""Points that were worked out already give the same answers as new ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.userdata.enrich import SeenRows, make_enricher, point_cache
from tests.userdata.enrich.conftest import MakeBatch

SPOTS = [(35.8239, 33.1256), (36.3, 33.5), (35.75, 33.0), (35.9, 32.8), (0.0, 0.0), (-0.0, 0.0)]
ROWS = st.builds(
    lambda spot, radius: {"lon": spot[0], "lat": spot[1], "uncertainty_m": radius},
    st.sampled_from(SPOTS),
    st.sampled_from([0.0, 900.0, float("nan")]),
)


@settings(max_examples=20)
@given(st.lists(st.lists(ROWS, max_size=5), min_size=1, max_size=5), st.sampled_from([0, 2, 1000]))
def test_answers_do_not_depend_on_what_is_known(
    atlas: Atlas, make_batch: MakeBatch, batches: list[list[dict[str, Any]]], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(point_cache, "MOST_POINTS", most)
        keeping = make_enricher(atlas)
        for rows in batches:
            batch = make_batch(rows)
            assert keeping.table(batch, SeenRows()).equals(make_enricher(atlas).table(batch, SeenRows()))


def test_a_point_is_worked_out_once(atlas: Atlas, make_batch: MakeBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    enricher, asked = make_enricher(atlas), []
    real = enricher._of_points
    batch = make_batch([{"lon": lon, "lat": lat} for lon, lat in SPOTS[:3]])
    points = point_cache.KnownPoints()
    from geo.userdata.enrich.rows import distinct_points

    for _ in range(3):
        points.columns_of(
            distinct_points(batch, uncertainty_m=None), lambda new: (asked.append(len(new.lon)), real(new))[1]
        )
    assert asked == [3]
