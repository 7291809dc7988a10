"""Tables of known publishers: which column is what, what their codes of precision mean, what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import pytest

from geo.readers import FormatId
from geo.readers.recognition.signatures import GDELT_COLUMNS, UCDP_COLUMNS
from tests.readers.conftest import ReadTable

_ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
ACLED = _ACLED.split()
ACLED_35 = [*ACLED, "population_1km", "population_2km", "population_5km", "population_best"]
ACLED_OLD = [
    "data_id",
    "iso",
    "event_id_cnty",
    "event_id_no_cnty",
    *[name for name in ACLED if name not in {"iso", "event_id_cnty", "disorder_type", "tags", "civilian_targeting"}],
    "iso3",
]
ROW = {
    "event_id_cnty": "SYR1",
    "event_date": "2025-05-16",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Made-up Forces",
    "country": "Syria",
    "location": "Fiq",
    "latitude": "32.7775",
    "longitude": "35.7",
    "geo_precision": "1",
    "source": "Made-up Source; Another",
    "notes": "A made-up note, with a comma.",
    "fatalities": "2",
}


def _csv(columns: Sequence[str], *rows: dict[str, str], separator: str = ",", header: bool = True) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    if header:
        writer.writerow(columns)
    writer.writerows([[row.get(name.lower(), row.get(name, "")) for name in columns] for row in rows])
    return out.getvalue()


@pytest.mark.parametrize("columns", [ACLED, ACLED_35, ACLED_OLD, [name.upper() for name in ACLED_OLD]])
def test_acled_is_read_in_every_layout(read_table: ReadTable, columns: Sequence[str]) -> None:
    done = read_table(_csv(columns, ROW))
    assert done.reading.format_id == FormatId.ACLED
    (row,) = done.events.drop(columns=["row", "part"]).to_dict("records")
    assert row == {
        "status": "accepted",
        "reasons": "",
        "id": "SYR1",
        "title": "Air/drone strike: Fiq",
        "kind": "Air/drone strike",
        "actor": "Made-up Forces",
        "place": "Fiq",
        "lon": 35.7,
        "lat": 32.7775,
        "uncertainty_m": 1000.0,
        "uncertainty_basis": "geo_precision 1: the town that is named; our radius of a settlement",
        "date_from": "2025-05-16",
        "date_to": "2025-05-16",
        "date_precision": "day",
        "killed_min": 2.0,
        "killed_max": 2.0,
        "source": "Made-up Source; Another",
        "url": "",
        "summary": "A made-up note, with a comma.",
    }


def test_all_columns_of_acled_are_kept_as_they_are(read_table: ReadTable) -> None:
    done = read_table(_csv(ACLED_35, ROW))
    assert list(done.original.columns) == ACLED_35
    assert done.original.iloc[0]["notes"] == ROW["notes"]


def test_raw_rows_of_acled_are_not_for_passing_on(read_table: ReadTable) -> None:
    reading = read_table(_csv(ACLED, ROW)).reading
    assert not reading.share_rows
    assert "credit" in reading.licence_note


@pytest.mark.parametrize(
    ("code", "radius", "status"),
    [
        ("1", 1_000.0, "accepted"),
        ("2", 25_000.0, "accepted"),
        ("3", 100_000.0, "accepted_with_warning"),
        ("2.0", 25_000.0, "accepted"),
        ("", None, "accepted"),
        ("9", None, "accepted"),
    ],
)
def test_the_precision_of_acled_becomes_a_radius(
    read_table: ReadTable, code: str, radius: float | None, status: str
) -> None:
    done = read_table(_csv(ACLED, ROW | {"geo_precision": code}))
    assert (done.column("uncertainty_m"), done.column("status")) == ([radius], [status])


def test_a_country_instead_of_a_place_is_refused(read_table: ReadTable) -> None:
    done = read_table(_csv(ACLED, ROW | {"geo_precision": "3", "location": "Syria"}))
    assert done.column("status") == ["refused"]
    assert done.column("lon") == [None]


@pytest.mark.parametrize(
    ("code", "span"),
    [
        ("1", ("2025-05-16", "2025-05-16", "day")),
        ("2", ("2025-05-13", "2025-05-19", "week")),
        ("3", ("2025-05-01", "2025-05-31", "month")),
    ],
)
def test_days_of_acled_widen_with_their_precision(read_table: ReadTable, code: str, span: tuple[str, str, str]) -> None:
    done = read_table(_csv(ACLED, ROW | {"time_precision": code}))
    assert tuple(done.events.iloc[0][["date_from", "date_to", "date_precision"]]) == span


@pytest.mark.parametrize("date", ["2025-05-16", "16 May 2025", "16-May-2025", "2025-05-16T00:00:00", "16 MAY 2025"])
def test_every_way_acled_writes_dates_is_read(read_table: ReadTable, date: str) -> None:
    assert read_table(_csv(ACLED, ROW | {"event_date": date})).column("date_from") == ["2025-05-16"]


def test_weekly_aggregates_are_refused_for_point_tests(read_table: ReadTable) -> None:
    columns = (
        "WEEK REGION COUNTRY ADMIN1 EVENT_TYPE SUB_EVENT_TYPE EVENTS FATALITIES CENTROID_LATITUDE CENTROID_LONGITUDE"
    )
    row = {"week": "2025-05-10", "centroid_latitude": "33.1", "centroid_longitude": "35.9", "events": "3"}
    done = read_table(_csv(columns.split(), row, row))
    assert done.reading.format_id == FormatId.ACLED
    assert done.column("status") == ["refused", "refused"]
    assert "cannot be tested as points" in done.column("reasons")[0]


@pytest.mark.parametrize("wrap", [{"success": True, "count": 1}, None])
def test_answers_of_acleds_interface_are_read(read_table: ReadTable, wrap: dict[str, object] | None) -> None:
    rows = [ROW | {"latitude": 32.7775, "fatalities": 2}]
    content = json.dumps(rows if wrap is None else wrap | {"data": rows})
    done = read_table(content, name="answer.json")
    assert done.reading.format_id == FormatId.ACLED
    assert (done.column("lat"), done.column("killed_min"), done.column("id")) == ([32.7775], [2.0], ["SYR1"])


UCDP = dict(zip(UCDP_COLUMNS, [""] * 49, strict=True)) | {
    "id": "412700",
    "relid": "SYR-2025-1-1-1",
    "year": "2025",
    "type_of_violence": "3",
    "dyad_name": "Made up - Civilians",
    "side_a": "Made up",
    "where_prec": "2",
    "where_coordinates": "Fiq town",
    "latitude": "32.7775",
    "longitude": "35.7",
    "country": "Syria",
    "date_prec": "2",
    "date_start": "2025-05-16 00:00:00.000",
    "date_end": "2025-05-18 00:00:00.000",
    "best": "3",
    "high": "5",
    "low": "1",
    "source_office": "Made-up Office",
}


@pytest.mark.parametrize("header", [True, False])
def test_ucdp_is_read_with_and_without_header(read_table: ReadTable, header: bool) -> None:
    done = read_table(_csv(UCDP_COLUMNS, UCDP, header=header))
    assert done.reading.format_id == FormatId.UCDP
    assert list(done.original.columns) == list(UCDP_COLUMNS)
    row = done.events.iloc[0]
    assert (row["kind"], row["killed_min"], row["killed_max"]) == ("one-sided violence", 1.0, 5.0)
    assert (row["date_from"], row["date_to"], row["date_precision"]) == ("2025-05-16", "2025-05-18", "range")
    assert (row["uncertainty_m"], row["status"]) == (25_000.0, "accepted")


def test_the_row_of_hxl_tags_is_no_event(read_table: ReadTable) -> None:
    tags = {name: f"#x+{name}" for name in UCDP_COLUMNS}
    done = read_table(_csv(UCDP_COLUMNS, tags, UCDP))
    assert done.column("id") == ["412700"]
    assert done.column("row") == [1]
    assert any("HXL" in note for note in done.reading.notes)


def test_answers_of_ucdps_interface_are_read(read_table: ReadTable) -> None:
    done = read_table(json.dumps({"TotalCount": 1, "Result": [UCDP]}), name="answer.json")
    assert (done.reading.format_id, done.column("id")) == (FormatId.UCDP, ["412700"])


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("1", "accepted"),
        ("3", "accepted_with_warning"),
        ("4", "accepted_with_warning"),
        ("5", "accepted_with_warning"),
        ("6", "refused"),
        ("7", "refused"),
    ],
)
def test_what_ucdp_knows_only_as_an_area_is_warned_of_or_refused(read_table: ReadTable, code: str, status: str) -> None:
    assert read_table(_csv(UCDP_COLUMNS, UCDP | {"where_prec": code})).column("status") == [status]


GDELT = {
    "GLOBALEVENTID": "1234567",
    "SQLDATE": "20250516",
    "Actor1Name": "MADE UP",
    "Actor2Name": "NOBODY",
    "EventCode": "190",
    "EventRootCode": "19",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Damascus, Dimashq, Syria",
    "ActionGeo_Lat": "33.5",
    "ActionGeo_Long": "36.3",
    "SOURCEURL": "https://news.example/1",
}


@pytest.mark.parametrize("columns", [61, 58, 57])
def test_gdelt_is_read_by_the_number_of_its_columns(read_table: ReadTable, columns: int) -> None:
    names = GDELT_COLUMNS[columns]
    done = read_table(_csv(names, GDELT, separator="\t", header=False), name="20250516.export.CSV")
    assert (done.reading.format_id, list(done.original.columns)) == (FormatId.GDELT, list(names))
    row = done.events.iloc[0]
    assert (row["lon"], row["lat"], row["date_from"], row["uncertainty_m"]) == (36.3, 33.5, "2025-05-16", 10_000.0)
    assert row["kind"] == "fight (CAMEO 19)"
    assert row["url"] == ("https://news.example/1" if columns > 57 else "")


@pytest.mark.parametrize(("code", "status"), [("1", "refused"), ("5", "accepted_with_warning"), ("0", "accepted")])
def test_centres_of_countries_and_provinces_are_told_apart(read_table: ReadTable, code: str, status: str) -> None:
    content = _csv(GDELT_COLUMNS[61], GDELT | {"ActionGeo_Type": code}, separator="\t", header=False)
    assert read_table(content, name="a.CSV").column("status") == [status]


def test_geoconfirmed_is_read(read_table: ReadTable) -> None:
    content = (
        "Date;Name;Faction;Origin;Latitude;Longitude;PlusCode;Description;Source;Geolocation;Equipment;EquipmentItems;"
        "Units;OrbatUnits;Id\n"
        "2026-09-17;17 SEP 2026;Neutral;PIC;33.1256;35.8239;8G6R4R2F+22 X;Made up;"
        '"https://a.example/1, https://b.example/2";https://c.example;Car;;;;abc\n'
        ";No date;Neutral;PIC;33.1;35.8;;;;;;;;;def\n"
    )
    done = read_table(content)
    assert done.reading.format_id == FormatId.GEOCONFIRMED
    assert done.column("status") == ["accepted", "accepted"]
    assert done.column("date_from") == ["2026-09-17", ""]
    assert done.column("url") == ["https://a.example/1", ""]
    assert done.column("uncertainty_m") == [None, None]


def test_timemap_is_read_as_table_and_as_json(read_table: ReadTable) -> None:
    columns = "id,date,latitude,longitude,location,description,sources,associations"
    table = read_table(
        f'{columns}\n1,4/13/2025,33.1,35.8,Fiq,Made up,"https://a.example/1,https://b.example",Type=Strike\n'
    )
    record = {
        "id": "1",
        "date": "4/13/2025",
        "latitude": "33.1",
        "longitude": "35.8",
        "location": "Fiq",
        "description": "Made up",
        "sources": [{"id": "s", "path": "https://a.example/1", "description": ""}],
        "filters": [{"key": "Type", "value": "Strike"}],
    }
    listed = read_table(json.dumps([record]), name="events.json")
    for done in (table, listed):
        assert done.reading.format_id == FormatId.TIMEMAP
        assert (done.column("date_from"), done.column("url")) == (["2025-04-13"], ["https://a.example/1"])


def test_points_that_stand_for_a_country_are_refused_in_any_table(read_table: ReadTable) -> None:
    done = read_table("lat,lon\n35.0000,38.0000\n33.1256,35.8239\n")
    assert done.column("status") == ["refused", "accepted"]
    assert "Syria as a whole" in done.column("reasons")[0]
