"""Which reader reads which format: one table, readers loaded when first needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from geo.errors import UsageError
from geo.readers.model.choices import Choices, Proposal, ResolvePlace
from geo.readers.model.reading import FormatId, Reading
from geo.readers.model.resource_limits import OWN_FILES, Limits


@dataclass(frozen=True)
class Request:
    """A file to read, and how.

    Attributes
    ----------
    path : Path
        Where it is.
    name : str
        Its name as the person knows it, for messages.
    format_id : FormatId
        What it was recognised as.
    why : str
        What it was recognised by.
    choices : Choices
        What the person decided.
    limits : Limits
        How much is taken.
    resolve_place : callable or None
        Finds places by name; None where that is not offered.
    batch_rows : int
        Most rows in a batch.
    """

    path: Path
    name: str
    format_id: FormatId
    why: str = ""
    choices: Choices = field(default_factory=Choices)
    limits: Limits = OWN_FILES
    resolve_place: ResolvePlace | None = None
    batch_rows: int = 50_000


@dataclass(frozen=True)
class Reader:
    """Where the two functions of a reader stand.

    Attributes
    ----------
    module : str
        Module of the reader.
    read : str
        Name of its function ``(Request) -> Reading``.
    propose : str or None
        Name of its function ``(Request) -> Proposal``; None where there is nothing to choose or ask.
    """

    module: str
    read: str
    propose: str | None = None

    def read_file(self, request: Request) -> Reading:
        """Return the reading of a file; rows are read as its batches are taken."""
        function: Callable[[Request], Reading] = getattr(import_module(self.module), self.read)
        return function(request)

    def propose_file(self, request: Request) -> Proposal:
        """Return how a file would be read."""
        if self.propose is None:
            return Proposal(request.format_id, request.why, choices=request.choices)
        function: Callable[[Request], Proposal] = getattr(import_module(self.module), self.propose)
        return function(request)


TABLES: tuple[FormatId, ...] = (
    FormatId.ACLED,
    FormatId.UCDP,
    FormatId.GDELT,
    FormatId.GEOCONFIRMED,
    FormatId.TIMEMAP,
    FormatId.TABLE,
)
"""Formats that are tables: they have columns, and as text an encoding, a separator and perhaps a header."""


def _readers() -> Mapping[FormatId, Reader]:
    return MappingProxyType({**_tables(), **_geometry_files()})


def _tables() -> Mapping[FormatId, Reader]:
    table = Reader("geo.readers.tables.tabular", "read_table", "propose_table")
    return dict.fromkeys(TABLES, table)


def _geometry_files() -> Mapping[FormatId, Reader]:
    return {
        FormatId.GEOJSON: Reader("geo.readers.features.geojson", "read_geojson", "propose_geojson"),
        FormatId.KML: Reader("geo.readers.features.kml", "read_kml", "propose_kml"),
        FormatId.GEOPACKAGE: Reader("geo.readers.features.geopackage", "read_geopackage", "propose_geopackage"),
        FormatId.GEOPARQUET: Reader("geo.readers.features.geoparquet", "read_geoparquet", "propose_geoparquet"),
        FormatId.SHAPEFILE: Reader("geo.readers.features.shapefile", "read_shapefile", "propose_shapefile"),
        FormatId.LIVEUAMAP: Reader("geo.readers.features.liveuamap", "read_liveuamap", "propose_liveuamap"),
    }


READERS: Mapping[FormatId, Reader] = _readers()
"""The reader of each format."""


def reader_of(format_id: FormatId) -> Reader:
    """Return the reader of a format.

    Raises
    ------
    UsageError
        If the format has none.
    """
    if format_id not in READERS:
        raise UsageError(f"files of the format {format_id} are not read yet")
    return READERS[format_id]
