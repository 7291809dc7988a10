"""What a file is: its content and its ending must say the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from geo.errors import DataError, Fault
from geo.readers.guards.archives import check_directory
from geo.readers.guards.parquet_schema import has_geometry
from geo.readers.model.formats import BODIES, Body, FormatId
from geo.readers.model.resource_limits import Limits
from geo.readers.recognition.signatures import format_of_header
from geo.readers.recognition.sniff import HEAD_BYTES, Text, decode_head, sniff_text


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


_GEOJSON_ENDINGS = (".geojson", ".geojsonl", ".geojsons")
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"fgb\x03", "FlatGeobuf", "save it as GeoPackage or GeoJSON"),
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
_ESRI = re.compile(
    r'"geometryType"\s*:\s*"esriGeometry'
    r'|"features"\s*:\s*\[\s*\{\s*"(?:attributes|geometry)"\s*:\s*\{(?!\s*"(?:type|coordinates)")'
)
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
    endings = BODIES[seen.body].endings
    if ending and ending not in endings:
        expected = " or ".join(endings)
        raise refuse(f"it is called {ending} but holds {seen.body}; files of that kind end in {expected}")
    if ending in _GEOJSON_ENDINGS and seen.format_id is not FormatId.GEOJSON:
        return Recognised(FormatId.GEOJSON, seen.body, f"it is JSON and is called {ending}")
    return seen


def _refusal(name: str) -> Callable[[str], DataError]:
    return lambda reason: DataError([Fault(name, 0, "-", reason)])


def _by_magic(path: Path, name: str, head: bytes, refuse: Callable[[str], DataError]) -> Recognised | None:
    for body, spec in BODIES.items():
        if spec.magic and spec.format_id is not None and head.startswith(spec.magic):
            format_id = spec.format_id
            if body is Body.PARQUET and not has_geometry(path):
                format_id = FormatId.TABLE
            return Recognised(format_id, body, f"its first bytes are those of {body}")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        check_directory(path, name=name, limits=Limits())
        return _by_members(path, refuse)
    return None


def _by_members(path: Path, refuse: Callable[[str], DataError]) -> Recognised:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [member.filename.lower() for member in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise refuse("it begins like a zip archive but its list of members cannot be read; send it again") from error
    for body, spec in BODIES.items():
        ending = spec.member_ending
        if ending and spec.format_id is not None and any(member.endswith(ending) for member in names):
            return Recognised(spec.format_id, body, f"it is a zip archive with a file {ending} in it")
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
    root = found[1] if found else ""
    for kind, spec in BODIES.items():
        if spec.xml_root and spec.format_id is not None and root.lower() == spec.xml_root:
            return Recognised(spec.format_id, kind, f"it is XML whose root is {spec.xml_root}")
    raise refuse(f"it contains XML whose root is {root or 'no element'}; of XML only KML and GPX are read")


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
    if _ESRI.search(start):
        return Recognised(FormatId.ESRI_JSON, Body.JSON, "it is JSON with the members of an Esri feature service")
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
