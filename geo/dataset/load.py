"""The data set: records, geometries and what they say of themselves, loaded whole or not at all."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError
from shapely.geometry.base import BaseGeometry

from geo.dataset.geometry_files import read_geometries
from geo.dataset.records import RecordSet, read_records
from geo.dataset.records.bases import Record
from geo.dataset.records.divisions import Subdistrict
from geo.dataset.records.fields import DatePart, FilledText
from geo.dataset.records.models import Area, Event, Line, Place, Source, SourceLink
from geo.dataset.records.outside import UcdpEvent
from geo.dataset.words import SearchWords, read_words
from geo.errors import DataError, Fault
from geo.settings import project_folder
from geo.text.folding import fold

DATA_FOLDER = project_folder() / "data"
GEOMETRY_FILES = ("openstreetmap.geojson", "natural_earth.geojson", "borders_openstreetmap.geojson")
VERSION_LENGTH = 12
_NAME_BREAK = re.compile(r"[\s()/-]+")


class CoverageGap(Record):
    """A stretch of time that the sources do not cover; never to be shown as calm."""

    start: DatePart
    end: DatePart
    reason: FilledText


class DatasetAbout(Record):
    """What ``data/dataset.toml`` says of the data set."""

    title: FilledText
    as_of: DatePart
    compiled: DatePart
    coverage: FilledText
    gaps: tuple[CoverageGap, ...]


@dataclass(frozen=True)
class Dataset:
    """An immutable snapshot of ``data/``.

    Attributes
    ----------
    records : RecordSet
        All validated records.
    geometries : dict[str, BaseGeometry]
        Shapes by id, WGS 84, lon lat.
    about : DatasetAbout
        Title, date of knowledge, coverage.
    digest : str
        SHA-256 over the files that it was read from, hexadecimal.
    words : SearchWords
        What people type for a value, and names of months.
    """

    records: RecordSet
    geometries: dict[str, BaseGeometry]
    about: DatasetAbout
    digest: str
    words: SearchWords = field(default_factory=SearchWords)

    @property
    def version(self) -> str:
        """The first characters of the digest; names the data set in citations and addresses."""
        return self.digest[:VERSION_LENGTH]

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.records.places}

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Folded words of the names of places, in every spelling, without those written small (hill, base)."""
        names = (name for place in self.records.places for name in place.names)
        words = (word for name in names for word in _NAME_BREAK.split(name) if word and not word[0].islower())
        return frozenset(map(fold, words))

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.records.sources}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.records.events}

    @cached_property
    def ucdp_of(self) -> dict[str, tuple[UcdpEvent, ...]]:
        """UCDP's rows by the id of the event of ours that an editor holds to be the same."""
        found: dict[str, list[UcdpEvent]] = {}
        for row in self.records.ucdp_events:
            if row.same_as is not None:
                found.setdefault(row.same_as, []).append(row)
        return {event_id: tuple(rows) for event_id, rows in found.items()}

    @cached_property
    def subdistricts(self) -> dict[str, Subdistrict]:
        """Subdistricts by id."""
        return {subdistrict.id: subdistrict for subdistrict in self.records.subdistricts}

    @cached_property
    def subdistrict_of(self) -> dict[str, str]:
        """Ids of subdistricts by the id of a place that is filed in one."""
        return {row.place_id: row.subdistrict_id for row in self.records.place_subdistricts}

    @cached_property
    def links(self) -> dict[str, tuple[SourceLink, ...]]:
        """Source links by record id, in file order."""
        found: dict[str, list[SourceLink]] = {}
        for link in self.records.record_sources:
            found.setdefault(link.record_id, []).append(link)
        return {record_id: tuple(links) for record_id, links in found.items()}


def load_dataset(folder: Path | str | None = None) -> Dataset:
    """Load and check the data set.

    Parameters
    ----------
    folder : Path or str, optional
        The ``data`` folder; the one next to the package when left out.

    Returns
    -------
    Dataset

    Raises
    ------
    DataError
        With every fault found in any file, each as file:row:field: reason.
    """
    root = DATA_FOLDER if folder is None else Path(folder)
    if not root.is_dir():
        raise DataError([Fault(root.name, 0, "-", "no such folder; name one that holds records/ and geometry/")])
    faults: list[Fault] = []
    records: RecordSet | None = None
    try:
        records = read_records(root / "records")
    except DataError as error:
        faults.extend(error.faults)
    geometries: dict[str, BaseGeometry] = {}
    for name in GEOMETRY_FILES:
        try:
            shapes = read_geometries(root / "geometry" / name)
            doubled = sorted(shapes.keys() & geometries.keys())
            faults.extend(Fault(name, 0, "id", f"{shape_id!r} is in another file too") for shape_id in doubled)
            geometries.update(shapes)
        except DataError as error:
            faults.extend(error.faults)
    about = _read_about(root / "dataset.toml", faults)
    words = SearchWords()
    try:
        words = read_words(root / "words")
    except DataError as error:
        faults.extend(error.faults)
    if records is not None and not faults:
        faults.extend(_missing_geometries((*records.areas, *records.lines), geometries))
    if faults or records is None or about is None:
        raise DataError(faults)
    return Dataset(records, geometries, about, digest_of(root), words)


def _read_about(path: Path, faults: list[Fault]) -> DatasetAbout | None:
    try:
        return DatasetAbout.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "-", "the file is missing; restore it from the repository"))
    except OSError as error:
        faults.append(Fault(path.name, 0, "-", f"cannot be opened ({error.strerror})"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(path.name, 0, "-", f"cannot be read as TOML ({error})"))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            field = ".".join(str(part) for part in detail["loc"]) or "-"
            faults.append(Fault(path.name, 0, field, detail["msg"].removeprefix("Value error, ")))
    return None


def _missing_geometries(drawn: tuple[Area | Line, ...], geometries: dict[str, BaseGeometry]) -> list[Fault]:
    faults = []
    for record in drawn:
        if record.geometry_id is not None and record.geometry_id not in geometries:
            file = "lines.csv" if isinstance(record, Line) else "areas.csv"
            reason = f"{record.id!r} points to {record.geometry_id!r}, which is in no file of data/geometry"
            faults.append(Fault(file, 0, "geometry_id", reason))
    return faults


def digest_of(root: Path) -> str:
    """Return the SHA-256 over the files of a data folder that the data set is read from, hexadecimal."""
    sha = hashlib.sha256()
    files = [*sorted((root / "records").glob("*.csv")), *(root / "geometry" / name for name in GEOMETRY_FILES)]
    files += sorted((root / "words").glob("*.csv"))
    for path in (*files, root / "dataset.toml"):
        body = path.read_bytes().replace(b"\r\n", b"\n")
        sha.update(f"{path.name}\0{len(body)}\0".encode())
        sha.update(body)
    return sha.hexdigest()
