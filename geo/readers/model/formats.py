"""The formats of users' files, one entry each: everything that is known of a format but how it is read.

``docs/formats.md`` describes each of them, and CONTRIBUTING.md says how to add one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from geo.text.messages import mark


class FormatId(StrEnum):
    """Formats of users' files that are recognised."""

    ACLED = "acled"
    UCDP = "ucdp"
    GDELT = "gdelt"
    GEOCONFIRMED = "geoconfirmed"
    LIVEUAMAP = "liveuamap"
    TIMEMAP = "timemap"
    TABLE = "table"
    GEOJSON = "geojson"
    KML = "kml"
    GEOPACKAGE = "geopackage"
    SHAPEFILE = "shapefile"
    GEOPARQUET = "geoparquet"
    ESRI_JSON = "esri_json"
    GPX = "gpx"


class Body(StrEnum):
    """What the bytes of a file are, whatever it is called."""

    TEXT = "a text table"
    XLSX = "an Excel workbook"
    OLD_WORKBOOK = "an old Excel workbook (.xls)"
    ODS = "an OpenDocument spreadsheet"
    JSON = "JSON"
    KML = "KML"
    GPX = "GPX"
    KMZ = "a KMZ archive"
    ZIPPED_SHAPEFILE = "a zipped Shapefile"
    SQLITE = "an SQLite database"
    PARQUET = "Parquet"


@dataclass(frozen=True)
class BodySpec:
    """How content of one kind is told from others.

    Attributes
    ----------
    endings : tuple of str
        Endings under which it is read.
    format_id : FormatId or None
        The format of such content where its first bytes decide it; None where what is in it decides.
    magic : bytes
        First bytes of such a file; empty where it is recognised otherwise.
    xml_root : str
        Local name of the root element, for content that is XML.
    member_ending : str
        Ending, or whole name, of a member that makes a zip archive one of these.
    unused_choices : tuple of str
        Fields of :class:`~geo.readers.model.choices.Choices` that mean nothing for it.
    """

    endings: tuple[str, ...]
    format_id: FormatId | None = None
    magic: bytes = b""
    xml_root: str = ""
    member_ending: str = ""
    unused_choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormatSpec:
    """One format of users' files.

    Attributes
    ----------
    label : str
        What it is called; marked for translation.
    bodies : tuple of Body
        What the content of such a file may be.
    module : str
        Module of its reader, which has ``read(Request) -> Reading`` and ``propose(Request) -> Proposal``.
    unused_choices : tuple of str
        Fields of :class:`~geo.readers.model.choices.Choices` that mean nothing for it; those of its body come on top.
    licence_note : str
        What binds whoever holds the rows; marked for translation, empty where nothing is known to.
    share_rows : bool
        False where the publisher forbids passing raw rows on.
    """

    label: str
    bodies: tuple[Body, ...]
    module: str
    unused_choices: tuple[str, ...] = ()
    licence_note: str = ""
    share_rows: bool = True


_TEXT_ONLY = ("encoding", "separator", "has_header")
_NO_CRS = ("crs",)

BODIES: Mapping[Body, BodySpec] = MappingProxyType(
    {
        Body.TEXT: BodySpec((".csv", ".tsv", ".tab", ".txt", ".psv"), unused_choices=("part",)),
        Body.XLSX: BodySpec(
            (".xlsx", ".xlsm"),
            FormatId.TABLE,
            member_ending="xl/workbook.xml",
            unused_choices=("encoding", "separator"),
        ),
        Body.OLD_WORKBOOK: BodySpec(
            (".xls",), FormatId.TABLE, magic=b"\xd0\xcf\x11\xe0", unused_choices=("encoding", "separator")
        ),
        Body.ODS: BodySpec(
            (".ods",), FormatId.TABLE, member_ending="content.xml", unused_choices=("encoding", "separator")
        ),
        Body.JSON: BodySpec(
            (".json", ".geojson", ".geojsonl", ".geojsons", ".ndjson", ".jsonl"),
            unused_choices=("part", *_TEXT_ONLY),
        ),
        Body.KML: BodySpec((".kml",), FormatId.KML, xml_root="kml", unused_choices=_TEXT_ONLY),
        Body.GPX: BodySpec((".gpx",), FormatId.GPX, xml_root="gpx", unused_choices=_TEXT_ONLY),
        Body.KMZ: BodySpec((".kmz",), FormatId.KML, member_ending=".kml", unused_choices=_TEXT_ONLY),
        Body.ZIPPED_SHAPEFILE: BodySpec(
            (".zip", ".shz"), FormatId.SHAPEFILE, member_ending=".shp", unused_choices=("separator", "has_header")
        ),
        Body.SQLITE: BodySpec((".gpkg",), FormatId.GEOPACKAGE, magic=b"SQLite format 3\0", unused_choices=_TEXT_ONLY),
        Body.PARQUET: BodySpec(
            (".parquet", ".geoparquet"), FormatId.GEOPARQUET, magic=b"PAR1", unused_choices=("part", *_TEXT_ONLY)
        ),
    }
)
"""How each kind of content is told from others. Members of archives are looked for in this order."""

_TABLE = "geo.readers.tables.tabular"
_TABLE_BODIES = (Body.TEXT, Body.XLSX, Body.OLD_WORKBOOK, Body.ODS, Body.JSON, Body.PARQUET)
WORKBOOKS = frozenset({Body.XLSX, Body.OLD_WORKBOOK, Body.ODS})
"""Contents that have sheets."""

FORMATS: Mapping[FormatId, FormatSpec] = MappingProxyType(
    {
        FormatId.ACLED: FormatSpec(
            "ACLED",
            _TABLE_BODIES,
            _TABLE,
            licence_note=mark(
                "ACLED: credit the source with the day of access; its terms forbid giving raw rows to others "
                "(https://epo.acleddata.com/terms-of-use-and-attribution-policy)"
            ),
            share_rows=False,
        ),
        FormatId.UCDP: FormatSpec(
            "UCDP",
            _TABLE_BODIES,
            _TABLE,
            licence_note=mark(
                "UCDP: cite the Uppsala Conflict Data Program with the version of the file "
                "(https://ucdp.uu.se/downloads/)"
            ),
        ),
        FormatId.GDELT: FormatSpec(
            "GDELT",
            _TABLE_BODIES,
            _TABLE,
            licence_note=mark("GDELT: cite the GDELT Project (https://www.gdeltproject.org/)"),
        ),
        FormatId.GEOCONFIRMED: FormatSpec(
            "GeoConfirmed",
            _TABLE_BODIES,
            _TABLE,
            licence_note=mark(
                "GeoConfirmed: credit GeoConfirmed and the geolocator at each point (https://geoconfirmed.org/)"
            ),
        ),
        FormatId.TIMEMAP: FormatSpec(
            "TimeMap",
            _TABLE_BODIES,
            _TABLE,
            licence_note=mark("TimeMap: the rows belong to the project that made the map; credit it"),
        ),
        FormatId.TABLE: FormatSpec(mark("a table"), _TABLE_BODIES, _TABLE),
        FormatId.LIVEUAMAP: FormatSpec(
            "Liveuamap",
            (Body.JSON,),
            "geo.readers.features.liveuamap",
            _NO_CRS,
            licence_note=mark(
                "Liveuamap: a paid service; check its terms before you pass rows on, and link to each event's page."
            ),
        ),
        FormatId.GEOJSON: FormatSpec("GeoJSON", (Body.JSON,), "geo.readers.features.geojson", _NO_CRS),
        FormatId.KML: FormatSpec("KML", (Body.KML, Body.KMZ), "geo.readers.features.kml", _NO_CRS),
        FormatId.GEOPACKAGE: FormatSpec("GeoPackage", (Body.SQLITE,), "geo.readers.features.geopackage", _NO_CRS),
        FormatId.SHAPEFILE: FormatSpec(
            "Shapefile", (Body.ZIPPED_SHAPEFILE,), "geo.readers.features.shapefile", _NO_CRS
        ),
        FormatId.ESRI_JSON: FormatSpec("Esri JSON", (Body.JSON,), "geo.readers.features.esri_json", _NO_CRS),
        FormatId.GPX: FormatSpec("GPX", (Body.GPX,), "geo.readers.features.gpx", _NO_CRS),
        FormatId.GEOPARQUET: FormatSpec("GeoParquet", (Body.PARQUET,), "geo.readers.features.geoparquet", _NO_CRS),
    }
)
"""Every format, once."""

TABLES: tuple[FormatId, ...] = tuple(name for name, spec in FORMATS.items() if spec.module == _TABLE)
"""Formats of rows and columns: as text they have an encoding, a separator and perhaps a header."""


def fits_body(format_id: FormatId, body: Body) -> bool:
    """Return whether a file with such content can be read as that format.

    Parameters
    ----------
    format_id : FormatId
        The format that is asked for.
    body : Body
        What the content of the file is.

    Returns
    -------
    bool
        True if :data:`FORMATS` lists the body for the format.

    Examples
    --------
    >>> fits_body(FormatId.KML, Body.KMZ), fits_body(FormatId.KML, Body.TEXT)
    (True, False)
    """
    return body in FORMATS[format_id].bodies


def unused_choices(format_id: FormatId, body: Body) -> tuple[str, ...]:
    """Return the choices that mean nothing for a file.

    Parameters
    ----------
    format_id : FormatId
        The format that it is read as.
    body : Body
        What its content is.

    Returns
    -------
    tuple of str
        Names of fields of :class:`~geo.readers.model.choices.Choices`.
    """
    return tuple(dict.fromkeys((*BODIES[body].unused_choices, *FORMATS[format_id].unused_choices)))
