"""Files in archives, and the formats that have no test module of their own: GPX, Esri JSON, grids, nested records."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from geo.errors import DataError
from geo.readers import Choices, QuestionsOpen
from geo.readers.intake.upload import parse_upload
from geo.readers.model.resource_limits import Limits
from tests.readers.conftest import ReadTable

TABLE = "lat,lon,date\n33.1256,35.8239,2025-05-16\n"
GPX = (
    '<gpx version="1.1"><wpt lat="33.1" lon="35.8"><name>a</name><time>2025-05-16T10:00:00Z</time></wpt>'
    '<trk><trkseg><trkpt lat="33.1" lon="35.8"/><trkpt lat="33.2" lon="35.9"/></trkseg></trk></gpx>'
)


def _zip(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("_", ".")), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv.gz", gzip.compress(TABLE.encode(), mtime=0)),
        ("a.zip", _zip(events_csv=TABLE)),
        ("a.zip", _zip(events_tsv=TABLE.replace(",", "\t"), readme_txt="about")),
    ],
)
def test_one_packed_table_is_read(read_table: ReadTable, name: str, content: bytes) -> None:
    assert read_table(content, name=name).column("date_from") == ["2025-05-16"]


def test_a_packed_table_is_read_in_the_process_of_an_upload() -> None:
    intake = parse_upload(gzip.compress(TABLE.encode(), mtime=0), name="a.csv.gz")
    assert sum(len(batch.events) for batch in intake.batches) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.zip", _zip(one_csv=TABLE, two_csv=TABLE), "2 tables"),
        ("a.gz", gzip.compress(TABLE.encode(), mtime=0), "events.csv.gz"),
        ("a.csv.gz", gzip.compress(TABLE.encode(), mtime=0)[:30], "damaged or cut off"),
    ],
)
def test_other_archives_name_the_cure(read_table: ReadTable, name: str, content: bytes, words: str) -> None:
    with pytest.raises(DataError, match=words):
        read_table(content, name=name)


def test_what_grows_too_much_is_refused(read_table: ReadTable) -> None:
    packed = gzip.compress(TABLE.encode() * 5_000, mtime=0)
    with pytest.raises(DataError, match="come out of the archive"):
        read_table(packed, name="a.csv.gz", limits=Limits(max_unzipped_bytes=10_000))


def test_gpx_has_waypoints_and_tracks(read_table: ReadTable) -> None:
    done = read_table(GPX, name="a.gpx")
    assert (done.column("part"), done.column("date_from")) == (["waypoints", "tracks"], ["2025-05-16", ""])


def test_esri_areas_have_their_holes_and_are_converted(read_table: ReadTable) -> None:
    ring = [[0, 0], [0, 9000], [9000, 9000], [9000, 0], [0, 0]]
    hole = [[10, 10], [20, 10], [20, 20], [10, 20], [10, 10]]
    answer = {
        "geometryType": "esriGeometryPolygon",
        "spatialReference": {"wkid": 102100},
        "features": [{"attributes": {"name": "a"}, "geometry": {"rings": [ring, hole]}}],
    }
    (batch,) = read_table(json.dumps(answer), name="a.json").batches
    assert batch.shapes is not None
    assert (len(batch.shapes[0].interiors), batch.shapes[0].bounds[2] < 1) == (1, True)


def test_the_grid_of_metres_is_asked_for(read_table: ReadTable) -> None:
    table = "x,y\n763466,3668761\n"
    with pytest.raises(QuestionsOpen, match="reference system"):
        read_table(table)
    assert read_table(table, choices=Choices(crs="EPSG:32636")).column("lat") == [pytest.approx(33.1256, abs=1e-4)]


def test_places_in_nested_records_of_any_wrapping_are_found(read_table: ReadTable) -> None:
    record = {"id": 1, "location_information": {"latitude": 33.1, "longitude": 35.8}, "date": "2025-05-16"}
    done = read_table(json.dumps({"name": "channel", "messages": [record]}), name="a.json")
    assert (done.column("lat"), done.column("lon")) == ([33.1], [35.8])
