"""GeoJSON: what RFC 7946 allows is read, what it forbids is named with its member, nothing passes silently."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import DataError
from geo.readers import (
    EVENT_COLUMNS,
    NOT_LOCATED,
    Batch,
    Choices,
    DateOrder,
    FormatId,
    Limits,
    QuestionsOpen,
    propose,
    read_events,
)
from geo.readers.guards.json_text import as_text, harmless, measure

POINT = {"type": "Point", "coordinates": [35.8239, 33.1256]}


def _write(folder: Path, content: object, name: str = "events.geojson") -> Path:
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def _read(folder: Path, content: object, **options: Any) -> Batch:
    (batch,) = read_events(_write(folder, content), **options).batches
    return batch


def _refused(folder: Path, content: object, **options: Any) -> str:
    with pytest.raises(DataError) as caught:
        list(read_events(_write(folder, content), **options).batches)
    return caught.value.report()


def _feature(geometry: object = None, **members: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": {}, **members}


def _collection(*features: object, **members: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def _only(batch: Batch) -> pd.Series:
    assert len(batch.events) == 1
    return batch.events.iloc[0]


def test_a_feature_becomes_an_event_and_keeps_its_properties(tmp_path: Path) -> None:
    properties = {"Name": "Raid", "date": "2025-07-16", "fatalities": 3, "tags": ["a", "b"], "sure": True}
    batch = _read(tmp_path, _collection(_feature(POINT, id=7, properties=properties)))
    event = _only(batch)
    assert (event["id"], event["title"], event["lon"], event["lat"]) == ("7", "Raid", 35.8239, 33.1256)
    assert (event["date_from"], event["date_precision"], event["killed_min"]) == ("2025-07-16", "day", 3.0)
    assert batch.original.iloc[0].to_dict() == {
        "Name": "Raid",
        "date": "2025-07-16",
        "fatalities": "3",
        "tags": '["a", "b"]',
        "sure": "true",
    }
    assert {name: str(batch.events[name].dtype) for name in EVENT_COLUMNS} == dict(EVENT_COLUMNS)


def test_lines_and_areas_are_shapes_without_a_point(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[35.8, 33.1], [35.9, 33.2, 700]]}
    batch = _read(tmp_path, _collection(_feature(line), _feature(POINT)))
    assert batch.shapes is not None
    assert batch.shapes[0].wkt == "LINESTRING (35.8 33.1, 35.9 33.2)"
    assert (math.isnan(batch.events["lon"][0]), batch.shapes[1]) == (True, None)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "MultiPoint", "coordinates": [POINT["coordinates"]]},
        {"type": "GeometryCollection", "geometries": [POINT]},
    ],
)
def test_a_collection_of_one_point_is_that_point(tmp_path: Path, geometry: object) -> None:
    batch = _read(tmp_path, geometry)
    assert (_only(batch)["lon"], batch.shapes) == (35.8239, None)


def test_a_feature_without_geometry_is_listed_with_a_warning(tmp_path: Path) -> None:
    event = _only(_read(tmp_path, _collection(_feature(None))))
    assert (event["status"], event["reasons"]) == ("accepted_with_warning", NOT_LOCATED)


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ({"coordinates": [1, 2]}, "geometry.type is missing"),
        ({"type": "point", "coordinates": [1, 2]}, "geometry.type is the text 'point'"),
        ({"type": "Point"}, "geometry.coordinates is missing"),
        ({"type": "Point", "coordinates": [1]}, "geometry.coordinates has fewer than two numbers"),
        ({"type": "Point", "coordinates": ["1", 2]}, "geometry.coordinates must hold numbers only, not the text '1'"),
        ({"type": "Point", "coordinates": [[1, 2]]}, "nested too deeply"),
        ({"type": "Point", "coordinates": [10**400, 2]}, "too large"),
        ({"type": "Point", "coordinates": [500000.5, 3600000.5]}, "EPSG:4326"),
        ({"type": "LineString", "coordinates": [[1, 2]]}, "geometry.coordinates has 1 position(s)"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}, "geometry.coordinates[0] has 3 position(s)"),
        ({"type": "Polygon", "coordinates": [5]}, "must be a list of positions, not a number"),
        ({"type": "MultiPolygon", "coordinates": [1.5]}, "must be a list of rings, not a number"),
        ({"type": "GeometryCollection", "geometries": [False]}, "geometry.geometries[0] must be a geometry object"),
        ("POINT (1 2)", "must be a geometry object or null, not a text"),
    ],
)
def test_a_faulty_geometry_is_refused_with_its_member(tmp_path: Path, geometry: object, reason: str) -> None:
    event = _only(_read(tmp_path, _collection(_feature(geometry))))
    assert event["status"] == "refused"
    assert reason in event["reasons"]


@pytest.mark.parametrize(
    ("feature", "reason"),
    [
        (_feature(POINT, bbox="x"), "bbox must be a list of numbers, not a text"),
        (_feature(POINT, bbox=[1, 2, 3, "4"]), "bbox must hold numbers only"),
        (_feature(POINT, bbox=[1, 2, 3]), "bbox has 3 numbers"),
        (_feature(POINT, coordinates=None), "coordinates does not belong in a Feature"),
        (_feature({**POINT, "properties": {}}), "geometry.properties does not belong"),
        (_feature({"type": "Point", "coordinates": [1, 2, 3, 4]}), "has 4 numbers"),
        (_feature(POINT, id={}), "id must be a text or a number"),
        (_feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}), "closed"),
        (_feature({"type": "Point", "coordinates": [0, 0]}), "where a place is unknown"),
        (_feature({"type": "LineString", "coordinates": [[0, 0], [0, -95]]}), "-90 to 90"),
        (_feature(POINT, properties={"date": "2025-02-31"}), "not a day of the calendar"),
        ({"type": "Feature", "properties": None}, "geometry is missing"),
    ],
)
def test_what_can_be_read_all_the_same_is_a_warning(tmp_path: Path, feature: object, reason: str) -> None:
    event = _only(_read(tmp_path, _collection(feature)))
    assert event["status"] == "accepted_with_warning"
    assert reason in event["reasons"]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ('{"type": "Feature", "geometry": nul', "not JSON"),
        ('{"type": "FeatureCollection", "features": {}}', "features: must be a list, not an object"),
        ('{"type": "FeatureCollection", "features": [], "features": []}', "features: is duplicated"),
        ('{"type": "featurecollection", "features": []}', "type: is the text 'featurecollection'"),
        ('{"geometry": null}', "type: is missing"),
        (_collection(_feature(POINT), crs={"type": "name", "properties": {"name": "EPSG:99999"}}), "not understood"),
        (_collection(_feature(POINT), crs={"type": "link", "properties": {"href": "http://x/"}}), "crs"),
    ],
)
def test_a_faulty_document_is_refused_with_its_member(tmp_path: Path, document: object, reason: str) -> None:
    assert reason in _refused(tmp_path, document)


@pytest.mark.parametrize("called", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
def test_an_old_member_that_names_wgs84_is_noted(tmp_path: Path, called: str) -> None:
    content = _collection(_feature(POINT), crs={"type": "name", "properties": {"name": called}})
    reading = read_events(_write(tmp_path, content))
    assert any("crs" in note for note in reading.notes)


def test_an_order_of_dates_that_nothing_decides_is_asked(tmp_path: Path) -> None:
    content = _collection(*[_feature(POINT, properties={"date": "03/04/2025"})] * 2)
    with pytest.raises(QuestionsOpen) as caught:
        read_events(_write(tmp_path, content))
    assert [question.id for question in caught.value.questions] == ["date_order"]
    event = _read(tmp_path, content, choices=Choices(date_order=DateOrder.DAY_FIRST)).events.iloc[0]
    assert event["date_from"] == "2025-04-03"


def test_an_order_of_dates_that_one_date_decides_is_noted(tmp_path: Path) -> None:
    features = [_feature(POINT, properties={"date": date}) for date in ("03/04/2025", "16/04/2025")]
    reading = read_events(_write(tmp_path, _collection(*features)))
    assert any("day first" in note for note in reading.notes)
    assert list(next(reading.batches).events["date_from"]) == ["2025-04-03", "2025-04-16"]


def test_places_that_have_changed_coordinates_are_asked_about(tmp_path: Path) -> None:
    content = _collection(_feature({"type": "Point", "coordinates": [33.1256, 35.8239]}))
    assert [question.id for question in propose(_write(tmp_path, content)).questions] == ["swap_coordinates"]
    with pytest.raises(QuestionsOpen):
        read_events(_write(tmp_path, content))
    for swap, lon in ((True, 35.8239), (False, 33.1256)):
        assert _only(_read(tmp_path, content, choices=Choices(swap_coordinates=swap)))["lon"] == lon


def test_a_radius_for_the_whole_file_fills_what_is_unknown(tmp_path: Path) -> None:
    content = _collection(_feature(POINT, properties={"precision_m": "200"}), _feature(POINT), _feature(None))
    events = _read(tmp_path, content, choices=Choices(uncertainty_m=500)).events
    assert events["uncertainty_m"].fillna(-1).tolist() == [200, 500, -1]
    assert list(events["uncertainty_basis"]) == [
        "the property precision_m of the file",
        "chosen for the whole file",
        "",
    ]


def test_a_clockwise_area_is_noted_once(tmp_path: Path) -> None:
    area = {"type": "Polygon", "coordinates": [[[100, 0], [100, 1], [101, 1], [101, 0], [100, 0]]]}
    reading = read_events(_write(tmp_path, _collection(_feature(area), _feature(area))))
    assert [note for note in reading.notes if note.startswith("2 area(s) run clockwise")]


def test_not_a_number_is_named_and_not_taken(tmp_path: Path) -> None:
    text = '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,1]},"properties":{"a":1}},{"type":"Feature","geometry":null,"properties":{"a":Infinity}}]}'  # noqa: E501
    batch = _read(tmp_path, text)
    assert list(batch.events["status"]) == ["refused", "accepted_with_warning"]
    assert "'a' is Infinity" in batch.events["reasons"][1]
    assert batch.original["a"][1] == ""


def test_a_name_that_is_duplicated_is_refused_where_it_decides_and_warned_where_not(tmp_path: Path) -> None:
    point = '{"type":"Point","coordinates":[1,2],"coordinates":[3,4]}'
    text = f'{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{point},"properties":{{}}}},{{"type":"Feature","geometry":null,"properties":{{"a":1,"a":2}}}}]}}'  # noqa: E501
    batch = _read(tmp_path, text)
    assert list(batch.events["status"]) == ["refused", "accepted_with_warning"]
    assert "'a' is duplicated" in batch.events["reasons"][1]


@pytest.mark.parametrize("glue", ["\n", "\r\n"])
def test_one_object_a_line_is_read(tmp_path: Path, glue: str) -> None:
    lines = [json.dumps(_feature(POINT)), "{broken", json.dumps(POINT), ""]
    batch = _read(tmp_path, glue.join(lines))
    assert list(batch.events["status"]) == ["accepted", "refused", "accepted"]


def test_a_text_sequence_is_read(tmp_path: Path) -> None:
    text = "".join(f"\x1e{json.dumps(_feature(POINT), indent=1)}\n" for _ in range(3))
    assert len(_read(tmp_path, text).events) == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(tmp_path: Path, encoding: str) -> None:
    content = json.dumps(_feature(POINT, properties={"name": "قنيطرة"}), ensure_ascii=False).encode(encoding)
    assert _only(_read(tmp_path, content))["title"] == "قنيطرة"


def test_bytes_that_are_no_text_are_refused_with_their_place(tmp_path: Path) -> None:
    content = b'{"type":"Feature","geometry":null,"properties":{"a":"\xff\xfe"}}'
    assert "byte 53" in _refused(tmp_path, content)


def test_half_a_character_is_kept_harmless(tmp_path: Path) -> None:
    batch = _read(tmp_path, '{"type":"Feature","geometry":null,"properties":{"name\\udfff":"a\\ud800b"}}')
    assert batch.original.iloc[0].to_dict() == {"name\ufffd": "a\ufffdb"}


@pytest.mark.parametrize(
    ("content", "limits", "reason"),
    [
        ('{"type":"Feature","geometry":' + "[" * 200_000, Limits(), "nested 200,001 deep"),
        ('{"type":"Feature","geometry":' + '{"a":' * 200_000, Limits(), "nested 200,001 deep"),
        (_collection(_feature(POINT), _feature(POINT)), Limits(max_rows=1), "2 features, 1 are allowed"),
        (_feature({"type": "LineString", "coordinates": [[0, 0]] * 50}), Limits(max_vertices=20), "20 vertices"),
        (_feature({"type": "MultiPoint", "coordinates": [[0, 0]] * 900}), Limits(max_vertices=9, max_rows=9), "9 vert"),
        (_feature(properties={str(n): 1 for n in range(9)}), Limits(max_columns=8), "more than 8 different"),
    ],
)
def test_what_passes_a_limit_is_refused(tmp_path: Path, content: object, limits: Limits, reason: str) -> None:
    assert reason in _refused(tmp_path, content, limits=limits)


def test_a_long_text_is_refused_with_its_row(tmp_path: Path) -> None:
    event = _only(_read(tmp_path, _feature(properties={"a": "x" * 30}), limits=Limits(max_cell_chars=20)))
    assert (event["status"], "30 characters" in event["reasons"]) == ("refused", True)


def test_batches_go_on_counting(tmp_path: Path) -> None:
    path = _write(tmp_path, _collection(*[_feature(POINT, properties={f"p{n}": n}) for n in range(5)]))
    reading = read_events(path, batch_rows=2)
    batches = list(reading.batches)
    assert [list(batch.events.index) for batch in batches] == [[0, 1], [2, 3], [4]]
    assert {tuple(batch.original.columns) for batch in batches} == {("p0", "p1", "p2", "p3", "p4")}
    assert (reading.format_id, reading.rows_total) == (FormatId.GEOJSON, 5)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@given(value=JSON)
@settings(max_examples=80)
def test_depth_and_counts_are_those_of_the_parsed_value(value: object) -> None:
    def walk(thing: object) -> tuple[int, int, int]:
        if not isinstance(thing, list | dict):
            return 0, 0, 0
        inner = [walk(item) for item in (thing if isinstance(thing, list) else thing.values())]
        depth = 1 + max((item[0] for item in inner), default=0)
        lists, objects = sum(item[1] for item in inner), sum(item[2] for item in inner)
        return depth, lists + isinstance(thing, list), objects + isinstance(thing, dict)

    found = measure(json.dumps(value, ensure_ascii=True).encode())
    assert (found.depth, found.lists, found.objects) == walk(value)


def test_an_escape_across_two_blocks_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    content = json.dumps({"a": '\\"[[[\\\\', "b": [1]}).encode()
    for size in range(1, len(content) + 1):
        monkeypatch.setattr("geo.readers.guards.json_text._CHUNK", size)
        assert measure(content).depth == 2


GEOMETRY_LIKE = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["Point", "MultiPoint", "LineString", "Polygon", "MultiPolygon", "GeometryCollection"]),
        "coordinates": st.recursive(
            st.floats() | st.none() | st.text(max_size=2), lambda inner: st.lists(inner, max_size=4), max_leaves=12
        ),
        "geometries": JSON,
        "bbox": JSON,
    },
)


@given(geometries=st.lists(GEOMETRY_LIKE | JSON, max_size=4))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_feature_ends_with_a_status_and_only_good_ones_have_a_place(
    tmp_path: Path, geometries: list[object]
) -> None:
    content = _collection(*[_feature(geometry) for geometry in geometries])
    batches = list(read_events(_write(tmp_path, content)).batches)
    events = pd.concat([batch.events for batch in batches]) if batches else pd.DataFrame(columns=list(EVENT_COLUMNS))
    assert len(events) == len(geometries)
    assert set(events["status"]) <= {"accepted", "accepted_with_warning", "refused"}
    refused = events[events["status"] == "refused"]
    assert refused["lon"].isna().all()
    assert (refused["reasons"] != "").all()
    assert events.loc[events["lon"].notna(), "lon"].abs().le(180).all()


@given(text=st.text(alphabet=st.characters(categories=None), max_size=20))
def test_harmless_text_can_be_encoded_and_good_text_stays(text: str) -> None:
    made = harmless(text)
    assert made.encode().decode() == made
    if not any(0xD800 <= ord(char) < 0xE000 for char in text):
        assert made == text


def test_a_huge_whole_number_is_text() -> None:
    assert as_text(10**30, longest=100) == "1e+30"
