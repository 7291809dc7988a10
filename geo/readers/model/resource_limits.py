"""Limits on users' files: how large, how many, how deep, how long."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataError, Fault
from geo.settings import Settings

_MB = 1_000_000


@dataclass(frozen=True)
class Limits:
    """How much of a file is taken; what is more is refused with a message.

    Attributes
    ----------
    max_bytes : int
        Size of the file.
    max_rows : int
        Rows or features.
    max_columns : int
        Columns of a table.
    max_cell_chars : int
        Characters in one cell or text.
    max_vertices : int
        Vertices in all shapes together.
    max_nesting : int
        Depth of nested JSON arrays and objects, or XML elements.
    max_members : int
        Members of an archive.
    max_unzipped_bytes : int
        Bytes of an archive when unpacked.
    max_ratio : float
        Unpacked bytes over packed bytes of an archive.
    max_seconds : float
        Wall clock and processor time of reading an upload.
    max_memory_bytes : int
        Memory of the process that reads an upload.
    """

    max_bytes: int = Settings().upload_mb * _MB
    max_rows: int = Settings().upload_rows
    max_columns: int = 500
    max_cell_chars: int = 200_000
    max_vertices: int = 2_000_000
    max_nesting: int = 64
    max_members: int = 1_000
    max_unzipped_bytes: int = 400 * _MB
    max_ratio: float = 200.0
    max_seconds: float = float(Settings().upload_seconds)
    max_memory_bytes: int = Settings().upload_memory_mb * _MB


OWN_FILES = Limits(
    max_bytes=20_000 * _MB,
    max_rows=100_000_000,
    max_vertices=50_000_000,
    max_unzipped_bytes=4_000 * _MB,
    max_seconds=86_400.0,
    max_memory_bytes=8_000 * _MB,
)
"""Limits for a file on a person's own machine, read by their own command: only what is hostile is refused."""


def upload_limits(settings: Settings) -> Limits:
    """Return the limits for uploads that the host has set."""
    return Limits(
        max_bytes=settings.upload_mb * _MB,
        max_rows=settings.upload_rows,
        max_seconds=float(settings.upload_seconds),
        max_memory_bytes=settings.upload_memory_mb * _MB,
    )


def check_size(path: Path, *, name: str, limits: Limits) -> int:
    """Return the size of a file in bytes.

    Raises
    ------
    DataError
        If it is empty or larger than the limit.
    """
    size = path.stat().st_size
    if size == 0:
        raise DataError([Fault(name, 0, "-", "the file is empty; choose another one")])
    if size > limits.max_bytes:
        allowed, has = limits.max_bytes / _MB, size / _MB
        raise DataError([Fault(name, 0, "-", f"{has:,.1f} MB is more than the {allowed:,.1f} MB allowed; split it")])
    return size
