"""What a file is: its content and its ending must say the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from geo.errors import DataError, Fault
from geo.readers.guards.archives import Bounds, check_directory
from geo.readers.model.reading import FormatId
from geo.readers.recognition.signatures import NAMED_TABLES, format_of_header
from geo.readers.recognition.sniff import HEAD_BYTES, Text, decode_head, sniff_text


class Body(StrEnum):
    """What the bytes of a file are, whatever it is called."""

    TEXT = "a text table"
    XLSX = "an Excel workbook"
    JSON = "JSON"
    KML = "KML"
    KMZ = "a KMZ archive"
    ZIPPED_SHAPEFILE = "a zipped Shapefile"
    SQLITE = "an SQLite database"
    PARQUET = "Parquet"


@dataclass(frozen=True)
class Recognised:
    """What a file was recognised as.

    Attributes
    ----------
    format_id : FormatId
        The format.
    body : Body
        What its bytes are.
    why : str
        What it was recognised by, in a sentence.
    """

    format_id: FormatId
    body: Body
    why: str


ENDINGS: dict[Body, tuple[str, ...]] = {
    Body.TEXT: (".csv", ".tsv", ".tab", ".txt", ".psv"),
    Body.XLSX: (".xlsx",),
    Body.JSON: (".json", ".geojson", ".geojsonl", ".geojsons", ".ndjson", ".jsonl"),
    Body.KML: (".kml",),
    Body.KMZ: (".kmz",),
    Body.ZIPPED_SHAPEFILE: (".zip", ".shz"),
    Body.SQLITE: (".gpkg",),
    Body.PARQUET: (".parquet", ".geoparquet"),
}
"""Endings under which each kind of content is read."""

TABLES = (*NAMED_TABLES, FormatId.TABLE)
"""Formats of rows and columns."""

_GEOJSON_ENDINGS = (".geojson", ".geojsonl", ".geojsons")
_MAGIC: tuple[tuple[bytes, Body], ...] = ((b"SQLite format 3\0", Body.SQLITE), (b"PAR1", Body.PARQUET))
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls)", "save it as .xlsx or CSV"),
    (b"%PDF", "a PDF", "export the table behind it as CSV"),
    (b"\x89PNG", "a picture", "bring a table or a file of geometry"),
    (b"\xff\xd8\xff", "a picture", "bring a table or a file of geometry"),
    (b"GIF8", "a picture", "bring a table or a file of geometry"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"\x00\x00\x27\x0a", "a loose Shapefile (.shp)", "zip it with its .shx, .dbf and .prj"),
    (b"MZ", "a program", "bring a table or a file of geometry"),
    (b"\x7fELF", "a program", "bring a table or a file of geometry"),
)
_ROOT = re.compile(r"<(?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})")
_PROLOG = (("<?", "?>"), ("<!--", "-->"))
_JSON_START = re.compile(r"\x1e?\s*(?:\{\s*(?:[\"}]|\Z)|\[\s*(?:[\[{\"\]\d-]|true|false|null|\Z))")
_GEOJSON = re.compile(
    r'"type"\s*:\s*"(?:Feature(?:Collection)?|(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection)"'
    r'|"features"\s*:\s*\[|"geometry"\s*:\s*(?:\{|null)'
)
_STREAMED = re.compile(r'"gdal_streamed_alg"|"command_line"\s*:')
_TOPOJSON = re.compile(r'"type"\s*:\s*"Topology"')
_JSON_KINDS: tuple[tuple[FormatId, str, re.Pattern[str]], ...] = (
    (FormatId.ACLED, "the field event_id_cnty", re.compile(r'"event_id_cnty"\s*:', re.IGNORECASE)),
    (FormatId.UCDP, "the fields where_prec and type_of_violence", re.compile(r'"(?:where_prec|type_of_violence)"\s*:')),
    (FormatId.LIVEUAMAP, "fields of Liveuamap", re.compile(r'"(?:otherregions|status_id|svimg|videocode)"\s*:')),
    (FormatId.TIMEMAP, "fields of TimeMap", re.compile(r'"(?:filters|associations)"\s*:\s*(?:\[|")')),
)


def recognise(path: Path, *, name: str) -> Recognised:
    """Return what a file is, by content and ending together.

    Parameters
    ----------
    path : Path
        The file; only its first bytes are read, and of a zip its list of members.
    name : str
        Its name as the person knows it.

    Raises
    ------
    DataError
        If the content is not one of the kinds that are read, or the ending says something else.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    refuse = _refusal(name)
    for magic, what, cure in _FOREIGN:
        if head.startswith(magic):
            raise refuse(f"it holds {what}; {cure}")
    seen = _by_magic(path, name, head, refuse) or _by_text(head, refuse)
    ending = PurePath(name).suffix.lower()
    if ending and ending not in ENDINGS[seen.body]:
        expected = " or ".join(ENDINGS[seen.body])
        raise refuse(f"it is called {ending} but holds {seen.body}; files of that kind end in {expected}")
    if ending in _GEOJSON_ENDINGS and seen.format_id is not FormatId.GEOJSON:
        return Recognised(FormatId.GEOJSON, seen.body, f"it is JSON and is called {ending}")
    return seen


def body_of(path: Path, *, name: str) -> Body:
    """Return what the bytes of a file are.

    Raises
    ------
    DataError
        As :func:`recognise`.
    """
    return recognise(path, name=name).body


def fits_body(format_id: FormatId, body: Body) -> bool:
    """Return whether a file with such content can be read as that format."""
    if body in (Body.TEXT, Body.XLSX):
        return format_id in TABLES
    if body is Body.JSON:
        return format_id in (*TABLES, FormatId.GEOJSON, FormatId.LIVEUAMAP)
    return format_id not in (*TABLES, FormatId.GEOJSON, FormatId.LIVEUAMAP)


def _refusal(name: str) -> Callable[[str], DataError]:
    return lambda reason: DataError([Fault(name, 0, "-", reason)])


def _by_magic(path: Path, name: str, head: bytes, refuse: Callable[[str], DataError]) -> Recognised | None:
    for magic, body in _MAGIC:
        if head.startswith(magic):
            format_id = FormatId.GEOPACKAGE if body is Body.SQLITE else FormatId.GEOPARQUET
            return Recognised(format_id, body, f"its first bytes are those of {body}")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        check_directory(path, name=name, bounds=Bounds())
        return _by_members(path, refuse)
    return None


def _by_members(path: Path, refuse: Callable[[str], DataError]) -> Recognised:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [member.filename.lower() for member in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise refuse("it begins like a zip archive but its list of members cannot be read; send it again") from error
    if "xl/workbook.xml" in names:
        return Recognised(FormatId.TABLE, Body.XLSX, "it is a zip archive with a workbook in it")
    if any(member.endswith(".kml") for member in names):
        return Recognised(FormatId.KML, Body.KMZ, "it is a zip archive with KML in it")
    if any(member.endswith(".shp") for member in names):
        return Recognised(FormatId.SHAPEFILE, Body.ZIPPED_SHAPEFILE, "it is a zip archive with a .shp in it")
    raise refuse(
        "it is a zip archive without a workbook, KML or Shapefile in it; unpack it and bring its files one by one"
    )


def _by_text(head: bytes, refuse: Callable[[str], DataError]) -> Recognised:
    text = decode_head(head)
    if text is None:
        raise refuse("its bytes are neither text nor a format that is read; bring CSV, XLSX, GeoJSON, KML or the like")
    start = text.content.lstrip("\ufeff \t\r\n")
    if not start:
        raise refuse("there is nothing in it but blanks; choose another file")
    if re.match(r"<[?!A-Za-z]", start):
        return _by_root(start, refuse)
    if _JSON_START.match(start):
        return _by_members_of_json(start, refuse)
    return _by_header(text)


def _by_root(start: str, refuse: Callable[[str], DataError]) -> Recognised:
    body = _after_prolog(start)
    found = _ROOT.match(body)
    if (found and found[1].lower() == "html") or body.lower().startswith("<!doctype html"):
        raise refuse("it holds a web page, perhaps an error page of the site it came from; download the file again")
    if body.lower().startswith("<!doctype"):
        raise refuse("it has a DOCTYPE, which can make a reader open other files; export it again without")
    if found is None or found[1].lower() != "kml":
        root = found[1] if found else "no element"
        raise refuse(f"it holds XML whose root is {root}; of XML only KML is read")
    return Recognised(FormatId.KML, Body.KML, "it is XML whose root is kml")


def _after_prolog(start: str) -> str:
    """Return XML from its DOCTYPE or root on; declarations and comments before it are left out."""
    at = 0
    while True:
        at += len(start[at:]) - len(start[at:].lstrip())
        closing = next((end for begin, end in _PROLOG if start.startswith(begin, at)), None)
        end = start.find(closing, at) if closing else -1
        if closing is None or end < 0:
            return start[at:]
        at = end + len(closing)


def _by_members_of_json(start: str, refuse: Callable[[str], DataError]) -> Recognised:
    if _STREAMED.search(start):
        raise refuse("it holds a GDAL command in JSON; commands are never run, bring the data itself")
    if _TOPOJSON.search(start):
        raise refuse("it holds TopoJSON; convert it to GeoJSON")
    if _GEOJSON.search(start):
        return Recognised(FormatId.GEOJSON, Body.JSON, "it is JSON with the members of GeoJSON")
    for format_id, what, pattern in _JSON_KINDS:
        if pattern.search(start):
            return Recognised(format_id, Body.JSON, f"it is JSON with {what}")
    return Recognised(FormatId.TABLE, Body.JSON, "it is JSON; a list of records is read as a table")


def _by_header(text: Text) -> Recognised:
    dialect = sniff_text(text)
    format_id, why = format_of_header(dialect.first_rows)
    return Recognised(format_id, Body.TEXT, f"it is a text table; {why}")
