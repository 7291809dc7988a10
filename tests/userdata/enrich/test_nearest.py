"""Nearest place and positions, and our records near a row, beside a search through all of them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.atlas import Atlas
from geo.dataset.records.models import Position
from geo.errors import UsageError
from geo.text.dates import first_day, last_day
from geo.userdata.enrich import Enricher, EnrichOptions, SeenRows, enrich
from geo.userdata.enrich.targets import ISRAELI_KINDS, UN_KINDS
from tests.userdata.enrich.conftest import MakeBatch

GEOD = Geod(ellps="WGS84")
POINTS = st.lists(st.tuples(st.floats(35.3, 37.0), st.floats(32.3, 34.0)), min_size=1, max_size=5)
DAYS = st.dates(date(2012, 1, 1), date(2026, 6, 1)).map(date.isoformat)


def _metres(lon: float, lat: float, other: object) -> float:
    return float(GEOD.inv(lon, lat, other.lon, other.lat)[2])  # type: ignore[attr-defined]


@settings(max_examples=15)
@given(POINTS)
def test_nearest_place_is_that_of_the_position_test(
    atlas: Atlas, make_batch: MakeBatch, points: list[tuple[float, float]]
) -> None:
    found = enrich(make_batch([{"lon": lon, "lat": lat} for lon, lat in points]), atlas)
    wanted = [atlas.test.answer(lon, lat)["nearest_place"] for lon, lat in points]
    assert list(found["nearest_place_id"]) == [place["id"] if place else "" for place in wanted]
    assert list(found["nearest_place_m"].dropna()) == [place["distance_m"] for place in wanted if place]


def _held(position: Position, day: str) -> bool:
    began = not position.valid_from or first_day(position.valid_from) <= day
    return began and (not position.valid_to or last_day(position.valid_to) >= day)


@settings(max_examples=20)
@given(POINTS, DAYS)
@pytest.mark.parametrize(
    ("name", "kinds"), [("nearest_un_position", UN_KINDS), ("nearest_israeli_position", ISRAELI_KINDS)]
)
def test_nearest_position_held_on_the_day(
    atlas: Atlas, make_batch: MakeBatch, name: str, kinds: frozenset[str], points: list[tuple[float, float]], day: str
) -> None:
    rows = [{"lon": lon, "lat": lat, "date_from": day, "date_to": day} for lon, lat in points]
    found = enrich(make_batch(rows), atlas)
    held = [
        position
        for position in atlas.dataset.records.positions
        if position.kind in kinds and position.draw and position.lon is not None and _held(position, day)
    ]
    nearest = [min((_metres(lon, lat, position) for position in held), default=np.inf) for lon, lat in points]
    assert list(found[f"{name}_m"]) == [round(metres) if metres <= 100_000 else pd.NA for metres in nearest]


def test_position_of_a_row_without_a_date_may_have_held_at_any_time(atlas: Atlas, make_batch: MakeBatch) -> None:
    post = next(p for p in atlas.dataset.records.positions if p.kind in ISRAELI_KINDS and p.lon is not None)
    row = enrich(make_batch([{"lon": post.lon, "lat": post.lat}]), atlas).iloc[0]
    assert (row["nearest_israeli_position_id"], row["nearest_israeli_position_m"]) == (post.id, 0)


@settings(max_examples=25)
@given(
    points=POINTS,
    start=st.dates(date(2024, 12, 1), date(2026, 3, 1)),
    length=st.integers(0, 40),
    near_km=st.sampled_from([1.0, 5.0, 20.0]),
    near_days=st.integers(0, 10),
)
def test_records_near_a_row_are_those_of_a_search_through_all(
    atlas: Atlas,
    make_batch: MakeBatch,
    points: list[tuple[float, float]],
    start: date,
    length: int,
    near_km: float,
    near_days: int,
) -> None:
    end = start + timedelta(days=length)
    span = {"date_from": start.isoformat(), "date_to": end.isoformat()}
    options = EnrichOptions(near_km=near_km, near_days=near_days)
    found = enrich(make_batch([{"lon": lon, "lat": lat, **span} for lon, lat in points]), atlas, options=options)
    earliest = (start - timedelta(days=near_days)).isoformat()
    latest = (end + timedelta(days=near_days)).isoformat()
    wanted = [
        {
            event.id
            for event in atlas.dataset.records.events
            if event.lon is not None
            and not event.umbrella
            and event.span.overlaps(earliest, latest)
            and _metres(lon, lat, event) <= near_km * 1000
        }
        for lon, lat in points
    ]
    assert list(found["near_records"]) == [len(ids) for ids in wanted]
    assert all(
        set(filter(None, text.split("|"))) <= ids for text, ids in zip(found["near_record_ids"], wanted, strict=True)
    )


def _one_event(atlas: Atlas) -> dict[str, object]:
    """Return a row that is one of our records of a known day, alone in its place and days."""
    event = next(
        event
        for event in atlas.dataset.records.events
        if event.lon is not None
        and event.date_precision == "day"
        and event.category == "airstrike"
        and not event.date_end
    )
    day = event.date_start
    return {
        "lon": event.lon,
        "lat": event.lat,
        "date_from": day,
        "date_to": day,
        "kind": "Air/drone strike",
        "id": event.id,
    }


def test_the_same_event_scores_a_hundred(atlas: Atlas, make_batch: MakeBatch) -> None:
    row = _one_event(atlas)
    found = enrich(make_batch([row]), atlas).iloc[0]
    best = found["near_record_ids"].split("|")[0]
    assert found["near_record_score"] == 100
    assert found["near_record_why"] == (
        f"possible duplicate of {best}: 0.0 km apart (50 of 50), same day (30 of 30), same kind (20 of 20); 100 of 100"
    )


def test_a_month_is_never_taken_for_a_day(atlas: Atlas, make_batch: MakeBatch) -> None:
    row = _one_event(atlas)
    month = str(row["date_from"])[:7]
    found = enrich(make_batch([{**row, "date_from": first_day(month), "date_to": last_day(month)}]), atlas).iloc[0]
    assert found["near_record_score"] <= 71
    assert "same day" not in found["near_record_why"]


def test_a_kind_that_says_nothing_is_not_compared(atlas: Atlas, make_batch: MakeBatch) -> None:
    found = enrich(make_batch([{**_one_event(atlas), "kind": "Strategic developments"}]), atlas).iloc[0]
    assert "kinds cannot be compared (0 of 20)" in found["near_record_why"]


def test_a_row_without_a_date_is_not_compared(atlas: Atlas, make_batch: MakeBatch) -> None:
    found = enrich(make_batch([{**_one_event(atlas), "date_from": "", "date_to": ""}]), atlas).iloc[0]
    assert pd.isna(found["near_records"])
    assert found["near_record_why"] == ""


def test_hostile_text_does_not_reach_the_explanation(enricher: Enricher, atlas: Atlas, make_batch: MakeBatch) -> None:
    row = {**_one_event(atlas), "kind": "<script>alert(1)</script>", "title": "=1+1"}
    found = enricher.table(make_batch([row]), SeenRows()).to_pandas().iloc[0]
    assert "script" not in found["near_record_why"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"near_km": 0},
        {"near_km": 51},
        {"near_days": -1},
        {"near_days": 400},
        {"uncertainty_m": -1},
        {"uncertainty_m": float("nan")},
    ],
    ids=str,
)
def test_options_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError, match=next(iter(wrong))):
        EnrichOptions(**wrong)  # type: ignore[arg-type]
