"""Files of every format, damaged at random: each ends as rows or as a message. The long run is in bench/."""

from __future__ import annotations

import json
import math
from pathlib import Path

import geopandas
import pytest
import shapely

from bench.fuzz_readers import pack, work
from geo.errors import DataError
from geo.readers import read_events

FRAME = geopandas.GeoDataFrame(
    {"name": ["Post", "Area"], "date": ["2025-07-16", "16/07/2025"], "killed": [1, None]},
    geometry=[shapely.Point(35.8, 33.1), shapely.box(35.8, 33.1, 35.9, 33.2)],
    crs=4326,
)
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>a</name><Placemark><name>x</name>'
    "<description><![CDATA[<b>b</b>]]></description><TimeStamp><when>2025-07</when></TimeStamp>"
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs>"
    "</Polygon></Placemark></Folder></Document></kml>"
)
LIVE = [{"id": 1, "name": "a &amp; b", "timestamp": 1752650000, "lat": "33.1", "lng": "35.9", "svimg": "bomb-5"}]


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small file of each format."""
    folder = tmp_path_factory.mktemp("whole")
    FRAME.to_file(folder / "a.gpkg", layer="events")
    FRAME.to_parquet(folder / "a.parquet")
    FRAME.iloc[1:].to_file(folder / "a.shp")
    (folder / "a.geojson").write_text(FRAME.to_json(), encoding="utf-8")
    (folder / "a.kml").write_text(KML, encoding="utf-8")
    (folder / "a.kmz").write_bytes(pack({"doc.kml": KML.encode()}))
    (folder / "a.csv").write_text("name,lat,lon,date\nPost,33.1,35.8,2025-07-16\n" * 5, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(LIVE), encoding="utf-8")
    return folder


def test_damaged_files_end_as_rows_or_a_message(whole_files: Path, tmp_path: Path) -> None:
    ends = work(whole_files, tmp_path, seed=20_260_320, seconds=math.inf, count=400)
    found = tmp_path / "findings.txt"
    assert not found.exists(), found.read_text(encoding="utf-8")
    assert ends["rows"] + ends["message"] == 400
    assert min(ends["rows"], ends["message"]) > 20


@pytest.mark.parametrize("name", ["a.json", "a.geojson"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
def test_json_that_is_not_utf_8_is_named(tmp_path: Path, name: str, mark: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(
        mark + b'["\xed\xa0\x80"]' if name == "a.json" else mark + b'{"type":"Feature","a":"\xed\xa0\x80"}'
    )
    with pytest.raises(DataError) as caught:
        read_events(path)
    assert "not UTF-8" in caught.value.report()
