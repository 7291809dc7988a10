"""What a file is: content and ending must say the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.readers import FormatId
from geo.readers.model.formats import BODIES, Body
from geo.readers.recognition.recognise import recognise

VRT = (
    "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>secret.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
)
GDALG = '{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read secret.csv"}'
WFS = "<OGRWFSDataSource><URL>http://127.0.0.1:9/</URL></OGRWFSDataSource>"
EVERY_ENDING = sorted({ending for spec in BODIES.values() for ending in spec.endings})


def _zip(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return out.getvalue()


def _file(folder: Path, content: str | bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "format_id"),
    [
        ("a.csv", "lat,lon\n33.1,35.8\n", FormatId.TABLE),
        ("a.TSV", "lat\tlon\n33.1\t35.8\n", FormatId.TABLE),
        ("a", "lat,lon\n33.1,35.8\n", FormatId.TABLE),
        ("a.csv", "event_id_cnty,event_date\nSYR1,2025-05-16\n", FormatId.ACLED),
        ("a.csv", "\ufeffEVENT_ID_CNTY;EVENT_DATE\nSYR1;2025-05-16\n", FormatId.ACLED),
        ("a.xlsx", _zip("xl/workbook.xml"), FormatId.TABLE),
        ("a.kmz", _zip("doc.kml"), FormatId.KML),
        ("a.zip", _zip("x/roads.shp", "x/roads.dbf"), FormatId.SHAPEFILE),
        ("a.gpkg", b"SQLite format 3\0" + bytes(84), FormatId.GEOPACKAGE),
        ("a.parquet", b"PAR1" + bytes(20) + b"PAR1", FormatId.GEOPARQUET),
        ("a.geojson", '{"type": "FeatureCollection", "features": []}', FormatId.GEOJSON),
        ("a.json", '\ufeff {"features": [], "type": "FeatureCollection"}', FormatId.GEOJSON),
        ("a.geojson", '{"type": "featurecollection"}', FormatId.GEOJSON),
        ("a.json", '{"data": [{"event_id_cnty": "SYR1"}]}', FormatId.ACLED),
        ("a.json", '{"Result": [{"where_prec": 1}]}', FormatId.UCDP),
        ("a.json", '[{"id": "1", "svimg": "speech-5"}]', FormatId.LIVEUAMAP),
        ("a.json", '[{"id": "1", "filters": []}]', FormatId.TIMEMAP),
        ("a.json", '[{"lat": 1}]', FormatId.TABLE),
        ("a.kml", "<?xml version='1.0'?><!-- x --><kml:kml xmlns:kml='k'/>", FormatId.KML),
    ],
)
def test_content_and_ending_together_tell_the_format(
    tmp_path: Path, name: str, content: str | bytes, format_id: FormatId
) -> None:
    seen = recognise(_file(tmp_path, content), name=name)
    assert seen.format_id == format_id
    assert seen.why


@pytest.mark.parametrize("ending", EVERY_ENDING)
@pytest.mark.parametrize(
    "content", [VRT, GDALG, WFS, " \n" + VRT, "\ufeff" + GDALG], ids=["vrt", "gdalg", "wfs", "blank", "bom"]
)
def test_what_would_make_a_reader_read_elsewhere_is_refused_under_every_ending(
    tmp_path: Path, ending: str, content: str
) -> None:
    with pytest.raises(DataError):
        recognise(_file(tmp_path, content), name=f"upload{ending}")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.geojson", "<kml/>", (".geojson", "KML")),
        ("a.csv", '{"type": "FeatureCollection"}', (".csv", "JSON")),
        ("a.kml", "lat,lon\n1,2\n", (".kml", "text table")),
        ("a.xlsx", _zip("doc.kml"), (".xlsx", "KMZ")),
        ("a.gpkg", "lat,lon\n1,2\n", (".gpkg", "text table")),
        ("a.csv", b"\xd0\xcf\x11\xe0" + bytes(50), (".xls", "old Excel workbook")),
        ("a.csv", b"%PDF-1.7", ("PDF",)),
        ("a.csv", "<!DOCTYPE html><html>", ("web page",)),
        ("a.zip", _zip("a.csv"), ("unpack",)),
        ("a.zip", b"PK\x03\x04 and no more", ("zip",)),
        ("a.csv", bytes(range(256)) * 4, ("neither text",)),
        ("a.csv", " \n\t\n", ("blanks",)),
        ("a.json", '{"type": "Topology", "objects": {}}', ("TopoJSON",)),
    ],
)
def test_a_contradiction_is_refused_and_both_are_named(
    tmp_path: Path, name: str, content: str | bytes, words: tuple[str, ...]
) -> None:
    with pytest.raises(DataError) as caught:
        recognise(_file(tmp_path, content), name=name)
    assert [word for word in words if word not in caught.value.report()] == []


def test_every_kind_of_content_has_an_ending() -> None:
    assert set(BODIES) == set(Body)
