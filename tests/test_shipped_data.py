"""The shipped data: nothing of the reference pack is lost, everything has a source, the zone measures right."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from pyproj import Geod
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.dataset.load import DATA_FOLDER, Dataset
from geo.dataset.records import TABLES
from geo.vocab import LAYER_OF_CATEGORY, Attribution, Decision

ROWS = {"events": 416, "talks": 45, "positions": 45, "claims": 41, "control_timeline": 28, "reference_points": 20}
LATER_ROUND = "2026-11/"
OUTSIDE = {
    "ucdp_rows": "ucdp_events",
    "yardsticks": "yardsticks",
    "control_assertions": "control_assertions",
    "control_assertions_wikipedia": "control_assertions_wikipedia",
    "subdistricts_south": "subdistricts",
}
"""Tables of the later round about what others count and say, and where their rows went."""
REFERENCE_IDS = {"events": "event_id", "talks": "talk_id", "positions": "position_id", "claims": "claim_id"}
HOME_OF = {
    "events": "events",
    "talks": "talks",
    "positions": "positions",
    "claims": "claims",
    "control_timeline": "control_changes",
    "reference_points": "places",
}
LATER_IDS = {
    "events": "event_id",
    "events_2": "event_id",
    "events_3a": "event_id",
    "events_3b": "event_id",
    "talks": "talk_id",
    "talks_2": "talk_id",
    "claims": "claim_id",
    "positions": "position_id",
    "control": "",
    "corrections": "",
    "link_checks": "",
    "second_origins": "",
}
"""Tables of the second round, each with its column of ids; rows of a table without one are counted from 1."""
AREA_KM2 = 232.0


@pytest.fixture(scope="module")
def dataset(atlas: Atlas) -> Dataset:
    """Return the shipped data set."""
    return atlas.dataset


def _reference_rows(folder: Path, table: str) -> list[dict[str, str]]:
    whole = folder / "events"
    paths = sorted(whole.glob("*.csv")) if table == "events" and whole.is_dir() else [folder / f"{table}.csv"]
    rows = []
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows += list(csv.DictReader(lines))
    return rows


@pytest.mark.parametrize(("table", "count"), ROWS.items())
def test_every_reference_row_is_counted(dataset: Dataset, table: str, count: int) -> None:
    assert sum(row.table == table for row in dataset.records.reference_rows) == count


def test_no_reference_row_stands_twice(dataset: Dataset) -> None:
    counts = Counter((row.table, row.reference) for row in dataset.records.reference_rows)
    assert [row for row, count in counts.items() if count > 1] == []


def test_no_other_table_is_accounted_for(dataset: Dataset) -> None:
    tables = {row.table for row in dataset.records.reference_rows}
    later = {LATER_ROUND + table for table in (*LATER_IDS, *OUTSIDE)}
    assert tables - later == set(ROWS)


@pytest.mark.parametrize("stem", OUTSIDE)
def test_every_row_of_what_others_say_is_accounted_for(dataset: Dataset, reference: Path, stem: str) -> None:
    rows = {row.reference: row for row in dataset.records.reference_rows if row.table == LATER_ROUND + stem}
    known = {record.id for record in getattr(dataset.records, OUTSIDE[stem])}
    with (reference / "2026-11" / f"{stem}.csv").open(encoding="utf-8-sig", newline="") as lines:
        key = "pcode" if stem == "subdistricts_south" else "id"
        assert {row[key] for row in csv.DictReader(lines)} == rows.keys()
    assert {row.record_id for row in rows.values() if row.decision is not Decision.LEFT_OUT} == known


@pytest.mark.parametrize("table", LATER_IDS)
def test_every_later_row_is_accounted_for(dataset: Dataset, reference: Path, table: str) -> None:
    column, rows = LATER_IDS[table], _reference_rows(reference / LATER_ROUND, table)
    known = {row[column] for row in rows} if column else {f"row-{number}" for number in range(1, len(rows) + 1)}
    accounted = [row.reference for row in dataset.records.reference_rows if row.table == LATER_ROUND + table]
    assert sorted(known) == sorted(accounted)


def test_every_row_that_was_not_taken_as_it_is_has_its_reason(dataset: Dataset) -> None:
    without = (Decision.LEFT_OUT, Decision.MERGED, Decision.REFUSED)
    rows = [
        row for row in dataset.records.reference_rows if row.table.startswith(LATER_ROUND) and row.decision in without
    ]
    assert [row.reference for row in rows if not row.reason] == []


@pytest.mark.parametrize("table", REFERENCE_IDS)
def test_every_reference_id_is_accounted_for(dataset: Dataset, reference: Path, table: str) -> None:
    accounted = {row.reference for row in dataset.records.reference_rows if row.table == table}
    assert {row[REFERENCE_IDS[table]] for row in _reference_rows(reference, table)} == accounted


@pytest.mark.parametrize(("table", "name"), [("control_timeline", "{}"), ("reference_points", "R{:02}")])
def test_every_numbered_reference_row_is_accounted_for(
    dataset: Dataset, reference: Path, table: str, name: str
) -> None:
    accounted = {row.reference for row in dataset.records.reference_rows if row.table == table}
    assert {name.format(n + 1) for n in range(len(_reference_rows(reference, table)))} == accounted


@pytest.mark.parametrize("table", HOME_OF)
def test_kept_rows_lead_to_records_of_their_kind(dataset: Dataset, table: str) -> None:
    known = {record.id for record in getattr(dataset.records, HOME_OF[table])}
    kept = [row.record_id for row in dataset.records.reference_rows if row.table == table and row.record_id]
    assert [record_id for record_id in kept if record_id not in known] == []


@pytest.mark.parametrize("table", ["events", "talks", "positions", "claims"])
def test_two_rows_are_not_kept_as_one_record(dataset: Dataset, table: str) -> None:
    kept = Counter(
        row.record_id for row in dataset.records.reference_rows if row.table == table and row.decision is Decision.KEPT
    )
    assert [record_id for record_id, count in kept.items() if count > 1] == []


@pytest.mark.parametrize("table", [table.name for table in TABLES if table.sourced])
def test_every_record_has_a_web_source(dataset: Dataset, table: str) -> None:
    unsourced = [
        record.id
        for record in getattr(dataset.records, table)
        if not any(
            re.match(r"https?://[^/\s]+", dataset.sources[link.source_id].url) for link in dataset.links[record.id]
        )
    ]
    assert unsourced == []


def test_no_link_stands_twice(dataset: Dataset) -> None:
    counts = Counter((link.record_id, link.source_id, link.role) for link in dataset.records.record_sources)
    assert [link for link, count in counts.items() if count > 1] == []


def test_event_dates_in_ids_are_those_of_the_events(dataset: Dataset) -> None:
    wrong = [
        event.id
        for event in dataset.records.events
        if (found := re.match(r"ev-(\d{4})(\d{2})(\d{2})-", event.id)) is None
        or "-".join(found.groups())[: len(event.date_start)] != event.date_start
    ]
    assert wrong == []


def test_every_event_category_has_its_layer(atlas: Atlas) -> None:
    misplaced = [
        event.id
        for event in atlas.dataset.records.events
        if event.id not in {f.id for f in atlas.layer(LAYER_OF_CATEGORY[event.category]).features}
    ]
    assert misplaced == []


def test_events_that_are_not_israeli_actions_stay(dataset: Dataset) -> None:
    assert {event.attribution for event in dataset.records.events} == set(Attribution)


def test_no_event_lies_after_the_last_report(dataset: Dataset) -> None:
    assert [event.id for event in dataset.records.events if event.span.start > dataset.about.as_of] == []


def test_no_event_point_comes_from_openstreetmap(dataset: Dataset) -> None:
    located = [*dataset.records.events, *dataset.records.talks, *dataset.records.positions]
    assert [record.id for record in located if re.search("openstreetmap|osm", record.coord_source, re.I)] == []


def test_every_place_has_a_name_in_arabic_or_lies_abroad(dataset: Dataset) -> None:
    assert [place.id for place in dataset.records.places if place.country == "SY" and not place.name_ar] == []


def test_spellings_say_where_they_come_from(dataset: Dataset) -> None:
    wrong = [
        place.id
        for place in dataset.records.places
        if bool(place.name_ar) != (place.name_ar_basis is not None)
        or bool(place.name_he) != (place.name_he_basis is not None)
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def separation(atlas: Atlas) -> BaseGeometry:
    """Return the area of separation as the layer has it."""
    (feature,) = atlas.layer("area-of-separation").features
    return shape(feature.geometry)


def test_area_of_separation_measures_232_km2(separation: BaseGeometry) -> None:
    area_m2, _ = Geod(ellps="WGS84").geometry_area_perimeter(separation)
    assert abs(area_m2) / 1e6 == pytest.approx(AREA_KM2, rel=0.01)


@pytest.mark.parametrize(
    ("place_id", "inside"), [("quneitra-city", True), ("majdal-shams", False), ("khan-arnabah", False)]
)
def test_area_of_separation_holds_the_right_towns(
    dataset: Dataset, separation: BaseGeometry, place_id: str, inside: bool
) -> None:
    place = dataset.places[place_id]
    assert separation.contains(Point(place.lon, place.lat)) is inside


def test_base_map_is_at_most_250_kb_in_gzip() -> None:
    body = (DATA_FOLDER / "basemap" / "basemap.json").read_bytes()
    assert len(gzip.compress(body, 9)) <= 250_000


@pytest.mark.parametrize("path", sorted(DATA_FOLDER.glob("records/*.csv")), ids=lambda path: path.name)
def test_record_files_have_plain_line_ends_and_no_mark(path: Path) -> None:
    body = path.read_bytes()
    assert (body.startswith(b"\xef\xbb\xbf"), b"\r" in body, body.endswith(b"\n")) == (False, False, True)
