"""As known on a day: what passes equals a computation from the publication dates of the CSV files."""

from __future__ import annotations

import calendar
import csv
import random
from pathlib import Path

import pytest

from geo.atlas import Atlas, build_atlas
from geo.dataset.load import DATA_FOLDER, load_dataset
from geo.query.filters import Filters
from tests.record_folder import RecordFolder

LISTENING = ("strikes", "ground-operations", "un-incidents", "other-incidents", "talks", "positions")
DAYS = 20


def _table(name: str) -> list[dict[str, str]]:
    with (DATA_FOLDER / "records" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _end(part: str) -> str:
    if len(part) == 4:
        return part + "-12-31"
    return part if len(part) == 10 else f"{part}-{calendar.monthrange(int(part[:4]), int(part[5:7]))[1]:02}"


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """Return the first day of a dated source of every event, talk and position that has one."""
    published = {row["id"]: row["published"] for row in _table("sources")}
    ids = {row["id"] for table in ("events", "talks", "positions") for row in _table(table)}
    found: dict[str, str] = {}
    for link in _table("record_sources"):
        part = published[link["source_id"]]
        if link["record_id"] in ids and part:
            found[link["record_id"]] = min(found.get(link["record_id"], "9999"), _end(part))
    return found


def _random_days() -> list[str]:
    rng = random.Random(20241208)
    months = [(2024, 12), *((2025, month) for month in range(1, 13)), *((2026, month) for month in range(1, 12))]
    return sorted(f"{year}-{month:02}-{rng.randint(1, 28):02}" for year, month in rng.sample(months, DAYS))


def _shown(atlas: Atlas, day: str) -> set[str]:
    selection = atlas.select(Filters.from_params({"as_of": day}))
    return {feature.id for name, layer in selection.items() if name in LISTENING for feature in layer.features}


@pytest.mark.parametrize("day", _random_days())
def test_ids_known_on_a_day_are_those_of_the_publication_dates(atlas: Atlas, known: dict[str, str], day: str) -> None:
    assert _shown(atlas, day) == {record_id for record_id, first in known.items() if first <= day}


def test_a_record_without_a_dated_source_is_in_no_such_view_and_says_so(atlas: Atlas, known: dict[str, str]) -> None:
    every = {feature.id for name in LISTENING for feature in atlas.layer(name).features}
    assert every - _shown(atlas, "2099-01-01") == every - known.keys()
    for record_id in sorted(every - known.keys())[:20]:
        feature = atlas.feature(record_id)
        assert feature is not None
        assert "known_on" not in feature.properties


def test_the_paris_talks_on_7_january_2026_are_those_reported_by_then(atlas: Atlas, known: dict[str, str]) -> None:
    selection = atlas.select(Filters.from_params({"as_of": "2026-01-07"}))
    talk = next(f for f in selection["talks"].features if f.id == "talk-2026-01-05-paris-trilateral")
    published = [str(source["published"]) for source in talk.properties["sources"] if source["published"]]
    assert known[talk.id] <= "2026-01-07"
    assert all(_end(part) <= "2026-01-07" for part in published)
    whole = atlas.feature(talk.id)
    assert whole is not None
    added = len(whole.properties["sources"]) - len(talk.properties["sources"])
    assert talk.properties.get("added_later", 0) == added
    assert {f.id for f in selection["talks"].features if f.id.startswith("talk-2026-01-1")} == set()


def test_lines_and_areas_hold_what_held_by_the_day(atlas: Atlas) -> None:
    selection = atlas.select(Filters.from_params({"as_of": "1974-01-01"}))
    assert [feature.id for feature in selection["lines"].features] == []
    assert {f.id for f in selection["control"].features if f.span and f.span.start > "1974-01-01"} == set()


@pytest.fixture
def revised(tmp_path: Path) -> Atlas:
    """Return an atlas in which the figures of an event changed a week after it."""
    folder = RecordFolder(tmp_path / "data").write()
    folder.change("sources", {"published": "2025-01-11"}, row=0)
    folder.add(
        "sources", {"id": "later-1", "publisher": "Later", "url": "https://later.example/", "published": "2025-02"}
    )
    link = {"record_id": "ev-strike", "source_id": "later-1", "role": "report", "seen": "partly", "relay": "no"}
    folder.add("record_sources", link)
    base = {"record_id": "ev-strike", "basis": "North Press"}
    folder.add("revisions", base | {"known_on": "2025-01-11", "killed_min": "1", "killed_max": "1"})
    folder.add("revisions", base | {"known_on": "2025-02-28", "killed_min": "1", "killed_max": "2"})
    return build_atlas(load_dataset(folder.path))


@pytest.mark.parametrize(
    ("day", "killed", "since", "added"),
    [("2025-01-20", [1, 1], "2025-01-11", 1), ("2025-03-01", [1, 2], "2025-02-28", None)],
)
def test_figures_are_those_of_the_day(
    revised: Atlas, day: str, killed: list[int], since: str, added: int | None
) -> None:
    strikes = revised.select(Filters.from_params({"as_of": day}))["strikes"].features
    found = next(feature for feature in strikes if feature.id == "ev-strike").properties
    assert (found["killed"], found["figures_as_of"], found.get("added_later")) == (killed, since, added)


def test_a_page_dated_to_a_month_counts_from_its_last_day(revised: Atlas) -> None:
    strikes = revised.select(Filters.from_params({"as_of": "2025-02-27"}))["strikes"].features
    found = next(feature for feature in strikes if feature.id == "ev-strike").properties
    assert [source["publisher"] for source in found["sources"]] == ["North Press"]


def test_subdistrict_keeps_what_is_filed_there(atlas: Atlas) -> None:
    joined = {row["place_id"] for row in _table("place_subdistricts") if row["subdistrict_id"] == "sy140001"}
    wanted = {row["id"] for row in _table("events") if joined & set(row["place_ids"].split("|"))}
    selection = atlas.select(Filters.from_params({"subdistrict": "sy140001"}))
    assert {f.id for name in LISTENING[:4] for f in selection[name].features} == wanted
    assert wanted
    assert {f.id for f in selection["places"].features} == joined


def test_the_occupied_golan_is_told_apart(atlas: Atlas) -> None:
    occupied = {row.pcode: str(row.occupied) for row in atlas.dataset.records.subdistricts if row.occupied != "none"}
    assert occupied["SY140003"] == occupied["SY140200"] == occupied["SY140201"] == "all"
    assert {row["district_pcode"] for row in _table("subdistricts") if row["pcode"] in occupied} == {"SY1400", "SY1402"}
