"""Zipped Shapefiles by pyshp, in memory: nothing is unpacked onto the disk, and no GDAL is involved."""

from __future__ import annotations

import codecs
import io
import logging
import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import shapefile
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape as shape_of
from shapely.geometry.base import BaseGeometry

from geo.readers.features.feature_proposal import feature_reading, propose_features
from geo.readers.features.raw_feature import RawFeature
from geo.readers.geometry.reference_system import ToWgs84, transformer_to_wgs84
from geo.readers.guards.archives import Archive
from geo.readers.model.choices import Proposal
from geo.readers.model.messages import as_name, file_error
from geo.readers.model.reading import Reading
from geo.readers.model.registry import Request
from geo.readers.recognition.sniff import likely_encoding

_HEADER_BYTES = 100
_MAX_GUESSED_BYTES = 65_536
_FILE_CODE = 9994
_NULL, _MULTIPATCH = 0, 31
_KINDS = frozenset({0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28, 31})
_DAMAGE = (
    *(shapefile.ShapefileException, shapefile.RingSamplingError, struct.error, ArithmeticError),
    *(ValueError, IndexError, KeyError, TypeError, AssertionError),
)
_CODE_PAGES = {"": "utf-8", "utf8": "utf-8", "utf-8": "utf-8", "65001": "utf-8", "88591": "iso-8859-1"}


@dataclass(frozen=True)
class _Layer:
    """One Shapefile of an archive: what it is called, its files, its encoding and reference system."""

    name: str
    shp: bytes
    dbf: bytes | None
    encoding: str
    to_wgs84: ToWgs84
    notes: tuple[str, ...]


def read(request: Request) -> Reading:
    """Return the shapes of all Shapefiles in an archive, or of the one that was chosen, in WGS 84.

    Without a .prj the coordinates are taken as degrees WGS 84, with a note; where they cannot be degrees, each row
    says so. Surfaces (MultiPatch) are listed without a place.

    Raises
    ------
    DataError
        If the archive or a file in it is damaged, or passes a limit.
    """
    features, notes = _read(request)
    return feature_reading(request, features, notes)


def propose(request: Request) -> Proposal:
    """Return how a zipped Shapefile would be read."""
    features, notes = _read(request)
    return propose_features(request, features, notes)


def _read(request: Request) -> tuple[list[RawFeature], tuple[str, ...]]:
    features: list[RawFeature] = []
    notes: list[str] = []
    layers = list(_layers(request))
    vertices = request.limits.max_vertices
    for layer in layers:
        part = layer.name if len(layers) > 1 or request.choices.part is not None else ""
        notes.extend(f"{as_name(layer.name)}: {note}" for note in layer.notes)
        try:
            for feature in _features(layer, part, request):
                features.append(feature)
                if feature.geometry is not None:
                    vertices -= int(shapely.get_num_coordinates(feature.geometry))
                if vertices < 0:
                    words = f"it holds more than the {request.limits.max_vertices:,} vertices allowed; simplify it"
                    raise file_error(request.name, words)
                if len(features) > request.limits.max_rows:
                    words = f"it has more than the {request.limits.max_rows:,} shapes allowed; split it"
                    raise file_error(request.name, words)
        except _DAMAGE as error:
            raise file_error(request.name, f"{as_name(layer.name)} is damaged; export it again") from error
    return features, tuple(notes)


def _layers(request: Request) -> Iterator[_Layer]:
    with Archive(request.path, name=request.name, limits=request.limits) as archive:
        stems: dict[str, dict[str, str]] = {}
        for member in archive.names:
            path = PurePosixPath(member)
            if not path.name.startswith(".") and path.parts[0] != "__MACOSX":
                stems.setdefault(str(path.with_suffix("")).lower(), {})[path.suffix.lower()] = member
        found = {stem: files for stem, files in stems.items() if ".shp" in files}
        chosen = request.choices.part
        names = {PurePosixPath(files[".shp"]).stem: files for files in found.values()}
        if chosen is not None and chosen not in names:
            raise file_error(
                request.name, f"it has no Shapefile {as_name(chosen)}; it has {', '.join(map(as_name, names))}"
            )
        for files in found.values():
            name = PurePosixPath(files[".shp"]).stem
            if chosen in (None, name):
                yield _layer(archive, files, name, request)


def _layer(archive: Archive, files: dict[str, str], name: str, request: Request) -> _Layer:
    shp = archive.read(files[".shp"])
    dbf = archive.read(files[".dbf"]) if ".dbf" in files else None
    notes = [] if dbf is not None else ["there is no .dbf, so its shapes have no properties"]
    code_page = archive.read(files[".cpg"])[:40].decode("ascii", "replace").strip() if ".cpg" in files else ""
    encoding, fault = _encoding(code_page)
    if request.choices.encoding is not None:
        encoding, fault = request.choices.encoding, ""
    elif dbf is not None and not _decodes(dbf, encoding):
        encoding, fault = _likely_encoding(dbf, encoding)
    to_wgs84 = ToWgs84("", "there is no .prj; its coordinates are taken as degrees WGS 84")
    if ".prj" in files:
        try:
            to_wgs84 = transformer_to_wgs84(
                archive.read(files[".prj"])[:50_000].decode("utf-8", "replace").strip("\ufeff \r\n\0")
            )
        except ValueError as error:
            raise file_error(request.name, f"{as_name(name)}.prj: {error}") from error
    return _Layer(name, shp, dbf, encoding, to_wgs84, tuple(note for note in (*notes, fault, to_wgs84.note) if note))


def _encoding(code_page: str) -> tuple[str, str]:
    """Return the encoding that a .cpg names, and what is wrong with it."""
    key = (
        code_page.lower().replace("ansi ", "").replace("iso ", "").replace("oem ", "").replace("-", "").replace("_", "")
    )
    iso = re.fullmatch(r"(?:iso)?8859(\d{1,2})", key)
    numbered = f"iso-8859-{int(iso[1])}" if iso else ""
    for candidate in (_CODE_PAGES.get(key, ""), numbered, code_page, f"cp{key}"):
        try:
            if candidate and "".encode(candidate) == b"" and candidate.lower() not in ("idna", "punycode"):
                return candidate, ""
        except (LookupError, ValueError, UnicodeError, TypeError):
            continue
    return "utf-8", f"its .cpg names {as_name(code_page, max_chars=20)}, which is not known; read as UTF-8"


def _decodes(dbf: bytes, encoding: str) -> bool:
    """Return whether the text of a .dbf is in an encoding; its header is binary and is left out."""
    start = int.from_bytes(dbf[8:10], "little")
    try:
        codecs.getincrementaldecoder(encoding)().decode(dbf[start:])
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _likely_encoding(dbf: bytes, stated: str) -> tuple[str, str]:
    """Return the encoding that the letters of a .dbf are likely to be in, and a warning that says so."""
    start = int.from_bytes(dbf[8:10], "little")
    likely = likely_encoding(dbf[start : start + _MAX_GUESSED_BYTES])
    return likely, (
        f"its text is not {stated.upper()} as stated; it is read as {likely}, which is only likely: "
        "if names look wrong, choose the encoding"
    )


def _features(layer: _Layer, part: str, request: Request) -> Iterator[RawFeature]:
    _check_header(layer, request)
    with _open(layer) as reader:
        names = [field.name for field in reader.fields if field.name != "DeletionFlag"]
        records = reader.iterRecords() if layer.dbf is not None else iter(())
        number = 0
        for number, item in enumerate(reader.iterShapes(), start=1):
            feature = RawFeature(number, {}, part=part)
            record = next(records, None)
            if record is not None:
                _properties(feature, names, list(record), request.limits.max_cell_chars)
            elif layer.dbf is not None:
                feature.warnings.append("its .dbf has no row for it")
            _locate(feature, item, layer.to_wgs84)
            yield feature
        left = sum(1 for _ in records)
        if left:
            raise file_error(
                request.name, f"{as_name(layer.name)}: the .dbf has {left:,} rows more than the .shp has shapes"
            )


def _open(layer: _Layer) -> shapefile.Reader:
    """Return the reader of a layer; what pyshp would say to the log, rows say of themselves."""
    logging.getLogger(shapefile.__name__).setLevel(logging.ERROR)
    dbf = io.BytesIO(layer.dbf) if layer.dbf is not None else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", shapefile.PossiblyCorruptFileHeader)
        return shapefile.Reader(shp=io.BytesIO(layer.shp), dbf=dbf, encoding=layer.encoding, encodingErrors="replace")


def _check_header(layer: _Layer, request: Request) -> None:
    if len(layer.shp) < _HEADER_BYTES or struct.unpack(">i", layer.shp[:4])[0] != _FILE_CODE:
        raise file_error(request.name, f"{as_name(layer.name)}.shp is not a Shapefile; export it again")
    (kind,) = struct.unpack("<i", layer.shp[32:36])
    if kind not in _KINDS:
        raise file_error(
            request.name, f"{as_name(layer.name)}.shp holds shapes of the unknown type {kind}; export it again"
        )


def _properties(feature: RawFeature, names: list[str], values: list[Any], longest: int) -> None:
    for name, value in zip(names, values, strict=False):
        text = "" if value is None else str(value).strip().replace("\0", "")
        if len(text) > longest:
            feature.refusals.append(f"{as_name(name)}: a text of {len(text):,} characters is longer than {longest:,}")
            text = ""
        feature.properties[name] = text


def _locate(feature: RawFeature, item: Any, to_wgs84: ToWgs84) -> None:
    if item.shapeType == _NULL:
        return
    if item.shapeType == _MULTIPATCH:
        feature.warnings.append("it is a surface in space (MultiPatch), which is not drawn")
        return
    try:
        with np.errstate(invalid="ignore", over="ignore"):  # what is not finite is found later
            made: BaseGeometry = shape_of(item.__geo_interface__)
        if vars(item).get("_errors"):
            feature.warnings.append("it has holes without an area round them; they are drawn as areas")
        moved = to_wgs84.apply(_as_array(made))
    except (shapely.errors.ShapelyError, *_DAMAGE):
        feature.refusals.append("its shape cannot be read; check and repair the layer where it was made")
        return
    feature.geometry = moved[0]


def _as_array(made: BaseGeometry) -> NDArray[np.object_]:
    array = np.empty(1, dtype=object)
    array[0] = made
    return array
