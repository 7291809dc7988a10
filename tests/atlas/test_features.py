"""Features: what GeoJSON carries for each kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from geo.atlas import Atlas, Feature, build, build_atlas
from geo.atlas.building.places import place_feature
from geo.dataset.load import load_dataset
from geo.errors import DataError
from geo.vocab import LayerId
from tests.record_folder import RecordFolder

CONTRACT = ("title", "layer", "valid_from", "valid_to", "precision_m", "confidence", "sources")


def _properties(folder: RecordFolder, record_id: str) -> Mapping[str, Any]:
    return _feature(folder, record_id).properties


def _feature(folder: RecordFolder, record_id: str) -> Feature:
    """Return the feature of a record, without the position test, which takes long to set up."""
    dataset = load_dataset(folder.path)
    records = dataset.records
    makers = (
        (records.events, lambda event: build.event_feature(dataset, event, layer=LayerId.STRIKES)),
        (records.talks, lambda talk: build.talk_feature(dataset, talk)),
        (records.positions, lambda position: build.position_feature(dataset, position)),
        (records.areas, lambda area: build.drawn_feature(dataset, area)),
        (records.places, lambda place: place_feature(dataset, place)),
    )
    return next(make(record) for found, make in makers for record in found if record.id == record_id)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Return the atlas of the small data folder."""
    return build_atlas(load_dataset(RecordFolder(tmp_path_factory.mktemp("small") / "data").write().path))


@pytest.fixture(scope="module")
def features(atlas: Atlas) -> list[Feature]:
    """Return every shipped feature."""
    return [feature for layer in atlas.layers.values() for feature in layer.features]


@pytest.mark.parametrize("name", CONTRACT)
def test_every_feature_has_the_properties_of_the_contract(features: list[Feature], name: str) -> None:
    assert [feature.id for feature in features if name not in feature.properties] == []


def test_every_event_says_whose_action_it_is(atlas: Atlas) -> None:
    layers = ("strikes", "ground-operations", "un-incidents", "other-incidents")
    events = [feature for name in layers for feature in atlas.layer(name).features]
    assert [feature.id for feature in events if "attribution" not in feature.properties] == []


def test_dates_are_plain_iso_days(features: list[Feature]) -> None:
    days = [feature.properties[name] for feature in features for name in ("valid_from", "valid_to")]
    assert [day for day in days if day is not None and date.fromisoformat(day).isoformat() != day] == []


def test_no_feature_ends_before_it_begins(features: list[Feature]) -> None:
    spans = [(feature.properties["valid_from"], feature.properties["valid_to"]) for feature in features]
    assert [span for span in spans if None not in span and span[0] > span[1]] == []


def test_a_feature_without_geometry_has_no_radius(atlas: Atlas) -> None:
    points = [feature for name in ("strikes", "talks", "positions") for feature in atlas.layer(name).features]
    assert [f.id for f in points if f.geometry is None and f.properties["precision_m"] is not None] == []


def test_every_source_says_how_it_was_seen(features: list[Feature]) -> None:
    known = {"opened", "partly", "digest", "mirror", "not_opened"}
    sources = [source for feature in features for source in feature.properties["sources"]]
    assert [source for source in sources if source["seen"] not in known] == []


def test_every_source_has_the_members_of_the_contract(features: list[Feature]) -> None:
    wanted = {"title", "publisher", "url", "published", "seen"}
    assert [f.id for f in features for source in f.properties["sources"] if not wanted <= set(source)] == []


def test_every_source_is_a_web_address(features: list[Feature]) -> None:
    addresses = [source["url"] for feature in features for source in feature.properties["sources"]]
    assert [address for address in addresses if not address.startswith(("http://", "https://"))] == []


def test_ids_are_unique_across_layers(features: list[Feature]) -> None:
    ids = [feature.id for feature in features]
    assert len(ids) == len(set(ids))


def test_layer_property_is_the_layer(atlas: Atlas) -> None:
    wrong = [
        f.id for layer_id, layer in atlas.layers.items() for f in layer.features if f.properties["layer"] != layer_id
    ]
    assert wrong == []


def test_event_has_its_figures_as_ranges(record_folder: RecordFolder) -> None:
    assert _properties(record_folder, "ev-strike")["killed"] == [1, 2]


def test_unknown_end_of_a_range_is_null(record_folder: RecordFolder) -> None:
    assert _properties(record_folder, "ev-raid")["injured"] == [3, None]


def test_figures_that_nobody_reported_are_left_out(record_folder: RecordFolder) -> None:
    assert "injured" not in _properties(record_folder, "ev-strike")


def test_reported_zero_is_kept(record_folder: RecordFolder) -> None:
    record_folder.change("events", {"killed_min": "0", "killed_max": "0"})
    assert _properties(record_folder, "ev-strike")["killed"] == [0, 0]


def test_event_without_point_has_geometry_null(record_folder: RecordFolder) -> None:
    assert _feature(record_folder, "ev-raid").geometry is None


def test_point_is_lon_lat(record_folder: RecordFolder) -> None:
    assert _feature(record_folder, "ev-strike").geometry == {
        "type": "Point",
        "coordinates": [35.82461, 33.12595],
    }


def test_month_spans_its_days(record_folder: RecordFolder) -> None:
    properties = _properties(record_folder, "ev-raid")
    assert (properties["valid_from"], properties["valid_to"]) == ("2025-02-01", "2025-02-28")


def test_imprecise_date_says_so(record_folder: RecordFolder) -> None:
    assert _properties(record_folder, "ev-raid")["date_precision"] == "month"


def test_week_is_three_days_either_way(record_folder: RecordFolder) -> None:
    record_folder.change("events", {"date_precision": "week"})
    properties = _properties(record_folder, "ev-strike")
    assert (properties["valid_from"], properties["valid_to"]) == ("2025-01-07", "2025-01-13")


@pytest.mark.parametrize(("marker", "radius"), [("site", 500), ("settlement", 1000), ("proxy", 5000), ("area", 10000)])
def test_radius_follows_the_marker(record_folder: RecordFolder, marker: str, radius: int) -> None:
    record_folder.change("events", {"marker": marker})
    assert _properties(record_folder, "ev-strike")["precision_m"] == radius


def test_own_radius_outweighs_the_marker(record_folder: RecordFolder) -> None:
    record_folder.change("events", {"precision_m": "3000"})
    assert _properties(record_folder, "ev-strike")["precision_m"] == 3000


def test_position_that_is_not_drawn_has_no_geometry(record_folder: RecordFolder) -> None:
    record_folder.change("positions", {"draw": "no"})
    assert _feature(record_folder, "pos-hill").geometry is None


def test_position_is_open_ended(record_folder: RecordFolder) -> None:
    properties = _properties(record_folder, "pos-hill")
    assert (properties["valid_from"], properties["valid_to"]) == ("2025-01-01", None)


def test_position_of_unknown_date_has_no_date(record_folder: RecordFolder) -> None:
    record_folder.change("positions", {"valid_from": ""})
    properties = _properties(record_folder, "pos-hill")
    assert (properties["valid_from"], properties["valid_to"]) == (None, None)


def test_position_known_only_to_have_ended_has_no_invented_start(record_folder: RecordFolder) -> None:
    record_folder.change("positions", {"valid_from": "", "valid_to": "2025-05"})
    properties = _properties(record_folder, "pos-hill")
    assert (properties["valid_from"], properties["valid_to"]) == (None, "2025-05-31")


def test_place_carries_its_scripts(record_folder: RecordFolder) -> None:
    assert _properties(record_folder, "quneitra")["place_ar"] == "القنيطرة"


def test_event_names_its_places(record_folder: RecordFolder) -> None:
    assert _properties(record_folder, "ev-strike")["place"] == "Quneitra"


def test_area_without_geometry_is_a_note(record_folder: RecordFolder) -> None:
    note = {
        "id": "note",
        "title": "A note",
        "layer": "control",
        "summary": "No line is open.",
        "kind": "no_geometry",
    }
    record_folder.add("areas", note | {"valid_from": "1967", "valid_to": "1974", "confidence": "low"})
    record_folder.add(
        "record_sources",
        {"record_id": "note", "source_id": "un-1", "role": "report", "seen": "partly", "relay": "no"},
    )
    assert _feature(record_folder, "note").geometry is None


@pytest.mark.parametrize(
    ("record_id", "side"),
    [("ev-strike", "cannot_tell"), ("ev-shots", "outside_region"), ("talk-paris", "outside_region")],
)
def test_located_point_says_where_it_lies_against_the_lines(small: Atlas, record_id: str, side: str) -> None:
    feature = small.feature(record_id)
    assert feature is not None
    assert feature.properties["position"]["side"] == side


@pytest.mark.parametrize("record_id", ["ev-raid", "talk-call", "lost-hill", "line-a", "paris"])
def test_what_has_no_point_of_known_precision_is_not_placed(small: Atlas, record_id: str) -> None:
    feature = small.feature(record_id)
    assert feature is not None
    assert "position" not in feature.properties


def test_data_without_a_located_place_is_a_named_fault(record_folder: RecordFolder) -> None:
    for row in range(2):
        record_folder.change("places", {"lon": "", "lat": ""}, row=row)
    with pytest.raises(DataError, match="no place near the zone") as caught:
        build_atlas(load_dataset(record_folder.path))
    assert caught.value.faults[0].file == "places.csv"
