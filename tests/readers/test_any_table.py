"""Tables of anybody: how they are written, which column is what, what is asked instead of guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.errors import DataError, UsageError
from geo.readers import Choices, DateOrder, FormatId, PlaceCandidate, QuestionsOpen, propose, read_events
from geo.readers.model.resource_limits import Limits
from tests.readers.conftest import ReadTable

POINT = {"lat": 33.1256, "lon": 35.8239}


# How the text is written


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(read_table: ReadTable, separator: str, newline: str) -> None:
    lines = [["lat", "lon", "title"], ["33.1256", "35.8239", "a"], ["33.2", "35.9", "b"]]
    done = read_table(newline.join(separator.join(line) for line in lines))
    assert (done.column("lat"), done.column("title")) == ([33.1256, 33.2], ["a", "b"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_whatever_its_form(read_table: ReadTable, encoding: str) -> None:
    done = read_table("lat,lon,الاسم\n33.1256,35.8239,قرية\n".encode(encoding))
    assert done.column("title") == ["قرية"]
    assert list(done.original.columns) == ["lat", "lon", "الاسم"]


def test_western_text_is_read_as_such_and_said_to_be(read_table: ReadTable) -> None:
    done = read_table("lat,lon,title\n33.1,35.8,Café déjà vu\n".encode("windows-1252"))
    assert done.column("title") == ["Café déjà vu"]
    assert any("windows-1252" in note for note in done.reading.notes)


def test_a_script_of_one_byte_a_letter_is_asked_about(read_table: ReadTable) -> None:
    content = "lat,lon,title\n33.1,35.8,قرية الحرية\n".encode("windows-1256")
    with pytest.raises(QuestionsOpen) as caught:
        read_table(content)
    (question,) = caught.value.questions
    assert question.id == "encoding"
    assert {option.value: option.sample for option in question.options}["windows-1256"].endswith("الحرية")
    assert read_table(content, choices=Choices(encoding="windows-1256")).column("title") == ["قرية الحرية"]


def test_quoted_cells_keep_line_ends_quotes_and_separators(read_table: ReadTable) -> None:
    done = read_table('lat,lon,title\n33.1,35.8,"one, ""two""\nthree"\n33.2,35.9,b\n')
    assert done.column("title") == ['one, "two"\nthree', "b"]


def test_a_row_with_missing_cells_is_warned_of_and_one_with_too_many_refused(read_table: ReadTable) -> None:
    done = read_table("lat,lon,title\n33.1,35.8,a\n33.2,35.9\n33.3,35.9,c,d,e\n33.4,36,f\n")
    assert done.column("status") == ["accepted", "accepted_with_warning", "refused", "accepted"]
    assert done.column("row") == [1, 2, 3, 4]
    assert done.column("reasons")[1:3] == [
        "2 cells where the table has 3 columns; those that are missing are taken as empty",
        "5 cells where the table has 3 columns",
    ]
    assert done.original.to_numpy().tolist()[1:3] == [["33.2", "35.9", ""], ["33.3", "35.9", "c,d,e"]]


def test_a_quotation_mark_that_is_never_closed_is_named(read_table: ReadTable) -> None:
    done = read_table('lat,lon,title\n33.1,35.8,a\n33.2,35.9,"b\n33.3,36,c\n33.4,36,d\n')
    assert done.column("status") == ["accepted", "refused"]
    assert done.column("reasons")[1] == "a quotation mark is never closed; the 3 lines after it went into one cell"


def test_names_of_columns_are_each_used_once(read_table: ReadTable) -> None:
    done = read_table("lat,lon,note,,note\n33.1,35.8,a,b,c\n")
    assert list(done.original.columns) == ["lat", "lon", "note", "column 4", "note (2)"]


def test_a_table_without_header_asks_for_its_columns(read_table: ReadTable) -> None:
    content = "33.1256,35.8239,2025-05-16\n33.2,35.9,2025-05-17\n"
    with pytest.raises(QuestionsOpen, match="latitude") as caught:
        read_table(content)
    assert [question.id for question in caught.value.questions] == ["columns"]
    done = read_table(content, choices=Choices(columns={"lat": "column 1", "lon": "column 2", "date_from": "column 3"}))
    assert (done.column("lat"), done.column("date_from")) == ([33.1256, 33.2], ["2025-05-16", "2025-05-17"])


def test_rows_come_in_batches_in_file_order(read_table: ReadTable) -> None:
    rows = "".join(f"33.{at:03d},35.8,{at}\n" if at % 7 else f"{at}\n" for at in range(1, 101))
    done = read_table("lat,lon,id\n" + rows, batch_rows=9)
    assert done.column("row") == list(range(1, 101))
    assert max(len(batch.events) for batch in done.batches) <= 9 + 9 // 7 + 1
    assert done.column("status").count("refused") == 100 // 7


# Where rows lie


@pytest.mark.parametrize(
    "header",
    [
        "Latitude,Longitude",
        "LAT,LNG",
        "y,x",
        "lat (WGS84),long (WGS84)",
        "Breite,Länge",
        "خط العرض,خط الطول",
        "קו רוחב,קו אורך",
        "decimalLatitude,decimalLongitude",
    ],
)
def test_coordinates_are_found_under_many_names(read_table: ReadTable, header: str) -> None:
    done = read_table(f"{header}\n33.1256,35.8239\n")
    assert (done.column("lat"), done.column("lon")) == ([33.1256], [35.8239])


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ('"33,1256"', '"35,8239"'),
        ("33.1256°", "35.8239°"),
        ("33.1256 N", "E 35.8239"),
        ('33°7\'32.16"" N', '35°49\'26.04""E'),
        ("+33.1256", "3.58239e1"),
        ("٣٣.١٢٥٦", "٣٥.٨٢٣٩"),
    ],
)
def test_degrees_are_read_as_people_write_them(read_table: ReadTable, lat: str, lon: str) -> None:
    quoted = ['"' + text + '"' if '""' in text else text for text in (lat, lon)]
    done = read_table(f"lat,lon\n{','.join(quoted)}\n")
    assert done.column("lat") == [pytest.approx(33.1256)]
    assert done.column("lon") == [pytest.approx(35.8239)]


@pytest.mark.parametrize(
    "cell", ['"33.1256, 35.8239"', '"(33.1256,35.8239)"', '"33,1256; 35,8239"', "33.1256 35.8239", "33.1256;35.8239"]
)
def test_both_coordinates_in_one_cell(read_table: ReadTable, cell: str) -> None:
    done = read_table(f"title,coordinates\na,{cell}\n")
    assert (done.column("lat"), done.column("lon")) == ([33.1256], [35.8239])


def test_well_known_text_gives_points_and_shapes(read_table: ReadTable) -> None:
    done = read_table(
        'title,WKT\na,POINT (35.8239 33.1256)\nb,"LINESTRING (35.8 33.1, 35.9 33.2)"\n'
        "c,SRID=4326;POINT Z (35.8 33.1 5)\n"
    )
    assert done.column("lon") == [35.8239, None, 35.8]
    (batch,) = done.batches
    assert batch.shapes is not None
    assert [shape and shape.wkt for shape in batch.shapes] == [None, "LINESTRING (35.8 33.1, 35.9 33.2)", None]
    assert done.column("status") == ["accepted"] * 3


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT EMPTY",
        "POINT (x y)",
        "SRID=2039;POINT (200000 700000)",
        "POINT (200 33)",
        '"LINESTRING (0 0, 0 91)"',
        "{}",
    ],
)
def test_well_known_text_that_cannot_be_used_is_refused(read_table: ReadTable, wkt: str) -> None:
    done = read_table(f"title,wkt\na,POINT (35.8 33.1)\nc,POINT (35.8 33.1)\nb,{wkt}\n")
    assert done.column("status") == ["accepted", "accepted", "refused"]
    assert done.column("reasons")[2]


def test_plus_codes_give_points_with_the_size_of_their_cell(read_table: ReadTable) -> None:
    done = read_table("title,plus code\na,8G6R4RGF+6H\nb,4RGF+6H Quneitra\n")
    assert done.column("status") == ["accepted", "accepted_with_warning"]
    assert done.column("uncertainty_m")[0] == pytest.approx(9.84, abs=0.01)
    assert done.column("lat")[1] is None


@pytest.mark.parametrize(
    ("lat", "lon", "status"),
    [
        ("", "", "accepted_with_warning"),
        ("NaN", "nan", "accepted_with_warning"),
        ("n/a", "-", "accepted_with_warning"),
        ("33.1", "", "refused"),
        ("somewhere", "35.8", "refused"),
        ("91", "35.8", "refused"),
        ("33.1", "181", "refused"),
        ("inf", "-inf", "refused"),
        ("0", "0.0", "refused"),
        ("1e400", "3", "refused"),
    ],
)
def test_points_that_cannot_be_say_why(read_table: ReadTable, lat: str, lon: str, status: str) -> None:
    done = read_table("lat,lon,id\n" + "33.1,35.8,a\n" * 3 + f"{lat},{lon},b\n")
    assert done.column("status")[3] == status
    assert done.column("reasons")[3]
    assert done.column("lat")[3] is None


def test_most_points_swapped_is_asked_about(read_table: ReadTable) -> None:
    content = "lat,lon\n35.8,33.1\n35.9,33.2\n33.1,35.8\n"
    with pytest.raises(QuestionsOpen) as caught:
        read_table(content)
    (question,) = caught.value.questions
    assert question.id == "swap_coordinates"
    assert question.options[0].sample.startswith("latitude 33.1, longitude 35.8")
    kept = read_table(content, choices=Choices(swap_coordinates=False))
    assert kept.column("lat") == [35.8, 35.9, 33.1]
    turned = read_table(content, choices=Choices(swap_coordinates=True))
    assert turned.column("lat") == [33.1, 33.2, 35.8]


def test_a_single_swapped_point_is_warned_of_and_kept(read_table: ReadTable) -> None:
    done = read_table("lat,lon\n33.1,35.8\n33.2,35.9\n35.8,33.1\n")
    assert done.column("status") == ["accepted", "accepted", "accepted_with_warning"]
    assert done.column("lat")[2] == 35.8


def test_rows_are_never_left_out_by_their_country(read_table: ReadTable) -> None:
    done = read_table("lat,lon,country\n33.1,35.8,Israel\n33.1,35.8,Syria\n48.9,2.3,France\n")
    assert done.column("status") == ["accepted"] * 3


def _places(text: str) -> tuple[PlaceCandidate, ...]:
    return (PlaceCandidate("pl-fiq", "Fiq", 35.7, 32.7775, 1000.0),) if text == "Fiq" else ()


def test_names_of_places_are_proposed_and_used_only_when_confirmed(read_table: ReadTable, tmp_path: Path) -> None:
    content = "village,date\nFiq,2025-05-16\nFiq,2025-05-17\nElsewhere,2025-05-18\n"
    unconfirmed = read_table(content, resolve_place=_places)
    assert unconfirmed.column("lat") == [None] * 3
    proposal = propose(tmp_path / "rows.csv", resolve_place=_places)
    assert [(place.text, place.rows, len(place.candidates)) for place in proposal.places] == [
        ("Fiq", 2, 1),
        ("Elsewhere", 1, 0),
    ]
    done = read_table(content, resolve_place=_places, choices=Choices(place_names={"Fiq": "pl-fiq"}))
    assert done.column("lat") == [32.7775, 32.7775, None]
    assert done.column("uncertainty_m") == [1000.0, 1000.0, None]
    assert done.column("status") == ["accepted_with_warning"] * 3


# Dates, radii and counts


def test_the_order_of_day_and_month_is_asked_when_nothing_decides(read_table: ReadTable) -> None:
    content = "lat,lon,date\n33.1,35.8,03/04/2025\n33.1,35.8,05/05/2025\n"
    with pytest.raises(QuestionsOpen) as caught:
        read_table(content)
    (question,) = caught.value.questions
    assert [option.sample for option in question.options] == ["03/04/2025 is 2025-04-03", "03/04/2025 is 2025-03-04"]
    done = read_table(content, choices=Choices(date_order=DateOrder.MONTH_FIRST))
    assert done.column("date_from") == ["2025-03-04", "2025-05-05"]


def test_one_date_anywhere_decides_the_order(read_table: ReadTable) -> None:
    rows = "".join("33.1,35.8,03/04/2025\n" for _ in range(12_000))
    done = read_table(f"lat,lon,date\n{rows}33.1,35.8,16/05/2025\n")
    assert set(done.column("date_from")) == {"2025-04-03", "2025-05-16"}
    assert any("day first" in note and "16/05/2025" in note for note in done.reading.notes)


def test_dates_that_contradict_each_other_are_asked_about(read_table: ReadTable) -> None:
    with pytest.raises(QuestionsOpen, match=r"16/04/2025.*05/16/2025"):
        read_table("lat,lon,date\n33.1,35.8,16/04/2025\n33.1,35.8,05/16/2025\n")


def test_a_day_that_is_not_in_the_calendar_is_not_moved(read_table: ReadTable) -> None:
    done = read_table("lat,lon,date\n33.1,35.8,2025-02-31\n33.1,35.8,2025-02-28\n")
    assert done.column("date_from") == ["", "2025-02-28"]
    assert done.column("status") == ["accepted_with_warning", "accepted"]


def test_an_event_that_ends_before_it_begins_has_no_date(read_table: ReadTable) -> None:
    done = read_table("lat,lon,date_start,date_end\n33.1,35.8,2025-05-16,2025-05-15\n33.1,35.8,2025-05-16,\n")
    assert done.column("date_from") == ["", "2025-05-16"]
    assert done.column("date_to") == ["", "2025-05-16"]


def test_a_column_of_radii_and_a_radius_for_the_rest(read_table: ReadTable) -> None:
    content = 'lat,lon,uncertainty_m\n33.1,35.8,250\n33.1,35.8,2 km\n33.1,35.8,"1,500 m"\n33.1,35.8,\n33.1,35.8,big\n'
    assert read_table(content).column("uncertainty_m") == [250.0, 2000.0, 1500.0, None, None]
    chosen = read_table(content, choices=Choices(uncertainty_m=5000.0))
    assert chosen.column("uncertainty_m")[3:] == [5000.0, 5000.0]
    assert chosen.column("uncertainty_basis")[3] == "chosen for the whole file"


def test_an_empty_row_is_refused_as_empty(read_table: ReadTable) -> None:
    done = read_table("lat,lon\n33.1,35.8\n,\n")
    assert done.column("reasons") == ["", "the row is empty"]


def test_counts_keep_their_ends(read_table: ReadTable) -> None:
    done = read_table(
        'lat,lon,killed\n33.1,35.8,3\n33.1,35.8,"1,234"\n33.1,35.8,10-15\n33.1,35.8,5+\n33.1,35.8,several\n'
    )
    assert done.column("killed_min") == [3.0, 1234.0, 10.0, 5.0, None]
    assert done.column("killed_max") == [3.0, 1234.0, 15.0, None, None]
    assert done.column("status")[4] == "accepted_with_warning"


# Choices, JSON, limits


def test_a_choice_that_does_not_fit_the_file_is_a_usage_error(read_table: ReadTable) -> None:
    for choices in (Choices(columns={"lat": "nowhere"}), Choices(columns={"latitude": "lat"}), Choices(encoding="x")):
        with pytest.raises(UsageError):
            read_table("lat,lon\n33.1,35.8\n", choices=choices)


def test_a_column_left_out_on_purpose_is_left_out(read_table: ReadTable) -> None:
    done = read_table("lat,lon,name\n33.1,35.8,a\n", choices=Choices(columns={"title": ""}))
    assert done.column("title") == [""]


def test_records_in_json_are_read_as_a_table(read_table: ReadTable) -> None:
    records = [
        {"lat": 33.1256, "lng": "35.8239", "title": "a", "tags": ["x", "y"]},
        {"title": "b", "extra": {"k": None}},
    ]
    one = read_table(json.dumps(records), name="a.json")
    lines = read_table("\n".join(map(json.dumps, records)), name="a.ndjson")
    for done in (one, lines):
        assert done.reading.format_id == FormatId.TABLE
        assert done.column("status") == ["accepted", "accepted_with_warning"]
        assert done.original.to_dict("records")[0] == {
            "lat": "33.1256",
            "lng": "35.8239",
            "title": "a",
            "tags": "x, y",
            "extra.k": "",
        }


@pytest.mark.parametrize("content", ["[]", '{"data": []}', '{"a": 1}', "[1, 2", '{"data": 3}', "[" * 300 + "]" * 300])
def test_json_without_records_names_its_fault(read_table: ReadTable, content: str) -> None:
    with pytest.raises(DataError) as caught:
        read_table(content, name="a.json")
    assert "a.json" in caught.value.report()


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        ("lat,lon\n" + "33.1,35.8\n" * 11, Limits(max_rows=10)),
        ("lat,lon,a\n33.1,35.8,1\n", Limits(max_columns=2)),
        ("lat,lon\n33.1,35.8\n", Limits(max_bytes=10)),
        ("lat,lon\n" + "1\n" * 11, Limits(max_rows=10)),
    ],
)
def test_more_than_is_taken_is_refused(read_table: ReadTable, content: str, limits: Limits) -> None:
    with pytest.raises(DataError, match="allowed"):
        read_table(content, limits=limits)


def test_a_cell_that_is_too_long_refuses_its_row_only(read_table: ReadTable) -> None:
    done = read_table(f"lat,lon,title\n33.1,35.8,{'x' * 101}\n33.1,35.8,b\n", limits=Limits(max_cell_chars=100))
    assert done.column("status") == ["refused", "accepted"]


@pytest.mark.parametrize(
    "content", ["lat,lon", "lat,lon\n", "\n\n", "", "lat,lon\n" + "x" * 3_000_000, '"' + "1,2\n" * 500_000]
)
def test_a_file_without_rows_or_with_endless_ones_names_its_fault(read_table: ReadTable, content: str) -> None:
    with pytest.raises(DataError) as caught:
        read_table(content)
    assert caught.value.report().startswith("rows.csv:")


def test_a_format_can_be_chosen_if_the_content_can_be_it(read_table: ReadTable) -> None:
    content = "latitude,longitude,geo_precision\n33.1,35.8,2\n"
    assert read_table(content, choices=Choices(format=FormatId.ACLED)).column("uncertainty_m") == [25_000.0]
    with pytest.raises(UsageError, match="cannot be read as kml"):
        read_table(content, choices=Choices(format=FormatId.KML))


def test_a_reading_can_be_left_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("lat,lon\n" + "33.1,35.8\n" * 500_000, encoding="utf-8")
    batches = read_events(path, batch_rows=1_000).batches
    assert len(next(batches).events) == 1_000
    del batches
    path.unlink()


def test_a_column_of_spans_keeps_both_ends(read_table: ReadTable) -> None:
    done = read_table("lat,lon,date\n33.1,35.8,2025-05-16 - 2025-05-18\n33.1,35.8,2025-05-16 10:00:00\n")
    assert done.column("date_to") == ["2025-05-18", "2025-05-16"]


@pytest.mark.parametrize(
    "title", ["Made-up report 2025\n", "Made-up report\n\nFor nobody\n\n", "\n\nMade-up report\n", '"Two\nlines"\n']
)
def test_a_title_above_the_header_is_left_out(read_table: ReadTable, title: str) -> None:
    done = read_table(title + "lat,lon,title\n33.1,35.8,a\n33.2,35.9,b\n33.3,35.9\n33.4,35.9,d\n")
    assert done.column("title") == ["a", "b", "", "d"]
    assert done.column("row") == [1, 2, 3, 4]
    assert any("above the header" in note for note in done.reading.notes)


def test_a_header_with_years_or_repeated_names_is_a_header(read_table: ReadTable) -> None:
    done = read_table("lat,lon,2024,lat\n33.1,35.8,1,33.1\n")
    assert list(done.original.columns) == ["lat", "lon", "2024", "lat (2)"]


def test_decimal_commas_do_not_hide_the_separator(read_table: ReadTable) -> None:
    done = read_table("lat;lon\n33,1;35,8\n33,2;35,9\n33,3\n33,4;36,0\n")
    assert done.column("lat") == [33.1, 33.2, None, 33.4]


def test_blank_lines_above_the_header_are_no_rows(read_table: ReadTable) -> None:
    done = read_table("\n\nlat,lon,title\n\n33.1,35.8,a\n\n33.2\n33.3,35.9,c\n")
    assert (done.column("row"), done.column("title")) == ([1, 2, 3], ["a", "", "c"])
