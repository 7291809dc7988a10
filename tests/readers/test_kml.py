"""KML and KMZ: all folders, dates, data and links are read; nothing is followed; what is wrong is named."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import DataError, UsageError
from geo.readers import NOT_LOCATED, Batch, Choices, FormatId, Limits, Reading, read_events
from geo.readers.guards.html_text import plain_text

_HEAD = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
_OPEN_RING = "<LinearRing><coordinates>0,0 1,0 1,1</coordinates></LinearRing>"
_POINT = "<Point><coordinates>35.8239,33.1256,900</coordinates></Point>"
_EVENT = (
    """<Placemark><name>15 JUL 2025</name>
<description><![CDATA[Strike<br><a href="https://x.example/1">post</a>]]></description>
<styleUrl>#api/icons/E00000/False/icons/Syria/radar_4.png</styleUrl>"""
    + _POINT
    + "</Placemark>"
)


def _open(folder: Path, body: str, *, limits: Limits | None = None) -> Reading:
    path = folder / "map.kml"
    path.write_text(f"{_HEAD}{body}</kml>", encoding="utf-8")
    return read_events(path, limits=limits)


def _read(folder: Path, body: str) -> Batch:
    (batch,) = _open(folder, body).batches
    return batch


def _only(batch: Batch) -> pd.Series:
    assert len(batch.events) == 1
    return batch.events.iloc[0]


def _reason(path: Path, **options: Any) -> str:
    with pytest.raises(DataError) as caught:
        list(read_events(path, **options).batches)
    return caught.value.report()


def test_a_map_of_google_is_read_with_all_its_folders(tmp_path: Path) -> None:
    body = f"""<Document><name>My map</name><Style id="icon-1899-E65100"/>
    <Folder><name>Posts</name><Placemark id="a"><name><![CDATA[Post <1>]]></name>{_POINT}
    <ExtendedData><Data name="Actor"><value>IDF</value></Data></ExtendedData></Placemark></Folder>
    <Folder><name>Roads</name><Folder><name>New</name><Placemark><LineString><tessellate>1</tessellate><coordinates>
      35.8, 33.1,0
      35.9,33.2,0 </coordinates></LineString></Placemark></Folder>
    <Placemark><address>Khan Arnabah, Syria</address></Placemark></Folder></Document>"""
    batch = _read(tmp_path, body)
    assert list(batch.events["part"]) == ["Posts", "Roads / New", "Roads"]
    assert list(batch.events["row"]) == [1, 1, 1]
    first = batch.events.iloc[0]
    assert (first["id"], first["lon"], first["lat"], first["actor"]) == ("a", 35.8239, 33.1256, "IDF")
    assert batch.shapes is not None
    assert batch.shapes[1].wkt == "LINESTRING (35.8 33.1, 35.9 33.2)"
    assert (batch.events["place"][2], batch.events["reasons"][2]) == ("Khan Arnabah, Syria", NOT_LOCATED)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("<TimeStamp><when>2025-07-16T23:30:00Z</when></TimeStamp>", ("2025-07-16", "2025-07-16", "day")),
        ("<TimeStamp><when>2025-07</when></TimeStamp>", ("2025-07-01", "2025-07-31", "month")),
        ("<TimeStamp><when>1994</when></TimeStamp>", ("1994-01-01", "1994-12-31", "year")),
        (
            "<TimeSpan><begin>2025-07-01</begin><end>2025-07-03</end></TimeSpan>",
            ("2025-07-01", "2025-07-03", "range"),
        ),
        ("<TimeStamp><when>soon</when></TimeStamp>", ("", "", "unknown")),
        ("<TimeSpan><begin>2025-07-03</begin><end>2025-07-01</end></TimeSpan>", ("", "", "unknown")),
    ],
)
def test_times_become_days(tmp_path: Path, time: str, expected: tuple[str, str, str]) -> None:
    event = _only(_read(tmp_path, f"<Placemark>{time}{_POINT}</Placemark>"))
    assert (event["date_from"], event["date_to"], event["date_precision"] or "unknown") == expected


def test_a_track_is_a_line_with_its_days(tmp_path: Path) -> None:
    track = "<gx:Track><when>2025-07-01T05:00Z</when><when>2025-07-02T05:00Z</when><gx:coord>35.8 33.1 0</gx:coord><gx:coord>35.9 33.2 0</gx:coord></gx:Track>"  # noqa: E501
    batch = _read(tmp_path, f"<Placemark>{track}</Placemark>")
    assert batch.shapes is not None
    assert batch.shapes[0].wkt == "LINESTRING (35.8 33.1, 35.9 33.2)"
    assert (_only(batch)["date_from"], _only(batch)["date_to"]) == ("2025-07-01", "2025-07-02")


@pytest.mark.parametrize(
    ("geometry", "status", "words"),
    [
        ("<Point><coordinates>no,no</coordinates></Point>", "refused", "'no,no'"),
        ("<Point><coordinates>35.8</coordinates></Point>", "refused", "not longitude,latitude"),
        ("<Point><coordinates>nan,inf</coordinates></Point>", "refused", "not longitude,latitude"),
        ("<Point><coordinates>135,95</coordinates></Point>", "refused", "outside"),
        ("<LineString><coordinates>1,1</coordinates></LineString>", "refused", "a line needs 2"),
        ("<Point/>", "accepted_with_warning", "no coordinates"),
        (f"{_POINT}{_POINT}", "accepted_with_warning", "2 geometries"),
        (
            f"<Polygon><outerBoundaryIs>{_OPEN_RING}</outerBoundaryIs></Polygon>",
            "accepted_with_warning",
            "closed",
        ),
    ],
)
def test_odd_geometry_is_named(tmp_path: Path, geometry: str, status: str, words: str) -> None:
    event = _only(_read(tmp_path, f"<Placemark>{geometry}</Placemark>"))
    assert (event["status"], words in event["reasons"]) == (status, True)


def test_what_is_not_followed_is_noted(tmp_path: Path) -> None:
    body = "<Document><NetworkLink><Link><href>http://127.0.0.1:1/x.kml</href></Link></NetworkLink><GroundOverlay/></Document>"
    reading = _open(tmp_path, body)
    assert [note.split(";")[0] for note in reading.notes] == [
        "1 link(s) to files elsewhere (NetworkLink) were not followed",
        "1 picture(s) laid on the ground were left out",
        "there is no placemark in it",
    ]


def test_geoconfirmed_repeats_an_event_in_folders_of_time(tmp_path: Path) -> None:
    body = (
        f"<Document><Folder><name>Last week</name>{_EVENT}</Folder><Folder><name>All</name>{_EVENT}</Folder></Document>"
    )
    reading = _open(tmp_path, body)
    (batch,) = reading.batches
    assert reading.format_id == FormatId.GEOCONFIRMED
    assert "credit" in reading.licence_note
    assert list(batch.events["status"]) == ["accepted", "refused"]
    first = batch.events.iloc[0]
    assert (first["date_from"], first["url"]) == ("2025-07-15", "https://x.example/1")
    assert first["summary"] == "Strike\npost (https://x.example/1)"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_doctype_is_refused_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    name = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "latin-1": "ISO-8859-1"}[encoding]
    path = tmp_path / "x.kml"
    text = f'<?xml version="1.0" encoding="{name}"?><!DOCTYPE kml [<!ENTITY a "b">]><kml><Placemark/></kml>'
    path.write_bytes(text.encode(encoding))
    assert "DOCTYPE" in _reason(path)


def test_damage_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.kml"
    path.write_text(f"{_HEAD}\n<Document>\n<Placemark>", encoding="utf-8")
    assert "line 3" in _reason(path)


@pytest.mark.parametrize(
    ("body", "limits", "words"),
    [
        ("<Folder>" * 100_000, Limits(), "nested more than 64"),
        (f"<Placemark>{_POINT}</Placemark>" * 3, Limits(max_rows=2), "2 placemarks"),
        (f"<Placemark>{_POINT}</Placemark>" * 3, Limits(max_vertices=2), "2 vertices"),
    ],
)
def test_what_passes_a_limit_is_refused(tmp_path: Path, body: str, limits: Limits, words: str) -> None:
    path = tmp_path / "x.kml"
    path.write_text(f"{_HEAD}{body}{'' if 'Folder' in body else '</kml>'}", encoding="utf-8")
    assert words in _reason(path, limits=limits)


def test_all_documents_of_an_archive_are_read(tmp_path: Path) -> None:
    path = tmp_path / "map.kmz"
    with zipfile.ZipFile(path, "w") as out:
        for name in ("doc.kml", "files/other.kml", "images/icon.png"):
            out.writestr(name, f"{_HEAD}<Placemark>{_POINT}</Placemark></kml>")
    (batch,) = read_events(path).batches
    assert list(batch.events["part"]) == ["doc.kml", "files/other.kml"]


@pytest.mark.parametrize(
    ("markup", "text", "links"),
    [
        ("plain &amp; simple", "plain & simple", ()),
        ("a<br/>b<p>c</p>", "a\nb\nc", ()),
        ('<a href="javascript:alert(1)">x</a>', "x", ()),
        (
            '<a href="https://a.example/?q=1&amp;r=2">x</a>',
            "x (https://a.example/?q=1&r=2)",
            ("https://a.example/?q=1&r=2",),
        ),
        ("see https://a.example/x.", "see https://a.example/x.", ("https://a.example/x",)),
        ('<img src="http://a.example/i.png" onerror="alert(1)">', "", ("http://a.example/i.png",)),
        ("<script>alert(1)</script>b<style>c</style>", "b", ()),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4", ()),
        ("<script>never closed", "", ()),
        ("&lt;b&gt;", "<b>", ()),
    ],
)
def test_html_becomes_plain_text(markup: str, text: str, links: tuple[str, ...]) -> None:
    assert plain_text(markup) == (text, links)


@pytest.mark.parametrize("piece", ["<", "<!", "<a href='", "<script>", "<a ", "&", "https://", "<a href=https://a.b>"])
def test_hostile_html_takes_no_time(piece: str) -> None:
    assert len(plain_text(piece * (200_000 // len(piece)))[0]) <= 1_200_000


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=100)
def test_links_are_only_of_the_web(text: str) -> None:
    links = plain_text(f'<a href="{text}">x</a>{text}')[1]
    assert all(link.lower().startswith(("http://", "https://")) for link in links)


_TWO_FOLDERS = (
    f"<Document><Folder><name>Posts</name><Placemark><name>A</name>{_POINT}</Placemark></Folder>"
    f"<Folder><name>Roads</name><Placemark><name>B</name>{_POINT}</Placemark></Folder></Document>"
)


def test_one_folder_can_be_chosen(tmp_path: Path) -> None:
    _open(tmp_path, _TWO_FOLDERS)
    reading = read_events(tmp_path / "map.kml", choices=Choices(part="Roads"))
    assert (reading.rows_total, [title for batch in reading.batches for title in batch.events["title"]]) == (1, ["B"])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    _open(tmp_path, _TWO_FOLDERS)
    with pytest.raises(UsageError, match="no part 'Rods'; it has Posts, Roads"):
        read_events(tmp_path / "map.kml", choices=Choices(part="Rods"))
