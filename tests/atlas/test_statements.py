"""Statements on control and UCDP's events: what is shown on a day equals a computation from the CSV files."""

from __future__ import annotations

import calendar
import csv
from datetime import date

import pytest

from geo.atlas import Atlas
from geo.dataset.load import DATA_FOLDER
from geo.query.filters import Filters

DAYS = ("2025-02-01", "2025-10-01", "2026-11-01")


def _table(name: str) -> list[dict[str, str]]:
    with (DATA_FOLDER / "records" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _stated(row: dict[str, str]) -> date:
    part = row["stated_on"]
    if len(part) == 7:
        part += f"-{calendar.monthrange(int(part[:4]), int(part[5:]))[1]:02}"
    return date.fromisoformat(part)


def _age(row: dict[str, str], day: str) -> int:
    return (date.fromisoformat(day) - _stated(row)).days


def _select(atlas: Atlas, params: dict[str, str]) -> set[str]:
    selection = atlas.select(Filters.from_params(params))
    return {feature.id for feature in selection["control-assertions"].features}


@pytest.mark.parametrize("day", DAYS)
def test_statements_of_a_day_are_those_made_by_then(atlas: Atlas, day: str) -> None:
    rows = [row for row in _table("control_assertions") if row["stated_on"]]
    assert _select(atlas, {"from": day, "to": day}) == {row["id"] for row in rows if 0 <= _age(row, day) <= 180}
    assert _select(atlas, {"to": day, "statements": "all"}) == {row["id"] for row in rows if _age(row, day) >= 0}


@pytest.mark.parametrize("day", DAYS)
def test_points_shown_are_those_of_the_gazetteer(atlas: Atlas, day: str) -> None:
    places = {row["id"]: row for row in _table("places")}
    wanted = {
        row["id"]: (float(places[row["place_id"]]["lon"]), float(places[row["place_id"]]["lat"]))
        for row in _table("control_assertions")
        if row["place_id"] and places[row["place_id"]]["lon"] and 0 <= _age(row, day) <= 180
    }
    shown = atlas.select(Filters.from_params({"to": day}))["control-assertions"].features
    assert {f.id: tuple(f.geometry["coordinates"]) for f in shown if f.geometry} == wanted
    assert {f.geometry["type"] for f in shown if f.geometry} <= {"Point"}


@pytest.mark.parametrize("day", DAYS)
def test_stale_statements_are_marked(atlas: Atlas, day: str) -> None:
    rows = {row["id"]: row for row in _table("control_assertions")}
    shown = atlas.select(Filters.from_params({"to": day}))["control-assertions"].features
    stale = {feature.id for feature in shown if feature.properties["faded_from"] <= day}
    assert stale == {feature.id for feature in shown if _age(rows[feature.id], day) > 45}


def test_a_raid_is_not_control(atlas: Atlas) -> None:
    kinds = {row["kind"] for row in _table("control_assertions")}
    assert "entered" in kinds
    layer = atlas.layer("control-assertions")
    assert all(": held, says" in str(f.properties["title"]) for f in layer.features if f.properties["kind"] == "held")
    assert not any(": held" in str(f.properties["title"]) for f in layer.features if f.properties["kind"] == "entered")


def test_rivals_for_one_place_are_read_next_to_each_other(atlas: Atlas) -> None:
    by_place: dict[str, list[str]] = {}
    for row in _table("control_assertions"):
        by_place.setdefault(row["place_id"], []).append(row["id"])
    for place, ids in by_place.items():
        for record_id in ids:
            feature = atlas.feature(record_id)
            assert feature is not None
            assert len(feature.properties.get("also_said", ())) == (len(ids) - 1 if place else 0)


def test_wikipedia_is_in_no_layer(atlas: Atlas) -> None:
    apart = {row["id"] for row in _table("control_assertions_wikipedia")}
    assert apart
    assert not [record_id for record_id in apart if atlas.feature(record_id)]


def test_ucdp_rows_without_a_near_place_have_no_pin(atlas: Atlas) -> None:
    for row in _table("ucdp_events"):
        feature = atlas.feature(row["id"])
        assert feature is not None
        assert (feature.geometry is not None) == (row["where_prec"] in {"1", "2"}), row["id"]


def test_ucdp_against_ours_is_a_contradiction_on_both_cards(atlas: Atlas) -> None:
    theirs, ours = atlas.feature("ucdp-605621"), atlas.feature("ev-20251128-beit-jinn")
    assert theirs is not None
    assert ours is not None
    assert "UCDP counts 15 killed" in str(theirs.properties["contradiction"])
    assert "our record 13" in str(theirs.properties["contradiction"])
    assert any("UCDP counts 15 killed" in words for words in ours.properties["counted_otherwise"])


def test_ucdp_is_credited_and_never_counted_with_our_records(atlas: Atlas) -> None:
    layer = atlas.layer("ucdp-events")
    assert "UCDP" in layer.spec.credit
    assert "CC BY 4.0" in layer.spec.credit
    assert str(layer.spec.role) == "outside"
    assert layer.spec.default_on is False
