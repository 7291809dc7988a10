"""One file in a gzip or zip archive, as download pages send tables: unpacked within bounds, then read as if alone."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from geo.readers.guards.archives import RATIO_FLOOR_BYTES, Archive, check_directory
from geo.readers.model.formats import BODIES, Body
from geo.readers.model.messages import file_error
from geo.readers.model.resource_limits import Limits

_BLOCK = 1 << 20
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_ENDINGS = tuple(ending for body in (Body.TEXT, Body.JSON, Body.KML, Body.GPX) for ending in BODIES[body].endings)
_NOT_DATA = ("readme", "license", "licence", "schema", "metadata", "codebook")


class Unpacked:
    """The one file of an archive, in a temporary file that goes with this object.

    Attributes
    ----------
    name : str
        The name of the file in the archive.
    path : Path
        Where it was unpacked to.
    """

    def __init__(self, name: str, blocks: Iterator[bytes], *, folder: Path) -> None:
        self.name = name
        suffix = PurePosixPath(name).suffix
        try:
            file: IO[bytes] = tempfile.NamedTemporaryFile(prefix="atlas-", suffix=suffix)  # noqa: SIM115 - kept open
        except OSError:  # the process of an upload may write into its own folder only, which is removed with it
            file = (folder / f"unpacked{suffix}").open("wb")
        self._file = file
        for block in blocks:
            file.write(block)
        file.flush()
        self.path = Path(file.name)


def unpacked(path: Path, *, name: str, limits: Limits) -> Unpacked | None:
    """Return the one table or text file of geometry in a gzip or zip archive; None for any other file.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        Its name as the person knows it.
    limits : Limits
        How much may come out of it.

    Returns
    -------
    Unpacked or None
        The file; it is removed when the object is.

    Raises
    ------
    DataError
        If the archive is damaged, has several such files, or too much comes out of it.
    """
    with path.open("rb") as stream:
        head = stream.read(4)
    if head.startswith(_GZIP):
        return _gzipped(path, name, limits)
    return _zipped(path, name, limits) if head == _ZIP else None


def _gzipped(path: Path, name: str, limits: Limits) -> Unpacked:
    inner = name[:-3] if name.lower().endswith(".gz") else name
    if PurePosixPath(inner).suffix.lower() not in _ENDINGS:
        raise file_error(name, "it is a gzip archive; unpack it, or name it like events.csv.gz")
    return Unpacked(inner, _inflated(path, name, limits), folder=path.parent)


def _inflated(path: Path, name: str, limits: Limits) -> Iterator[bytes]:
    packed, out = path.stat().st_size, 0
    try:
        with gzip.open(path) as stream:
            while block := stream.read(_BLOCK):
                out += len(block)
                if out > limits.max_unzipped_bytes:
                    words = f"more than {limits.max_unzipped_bytes / 1e6:,.0f} MB come out of the archive; split it"
                    raise file_error(name, words)
                if out > RATIO_FLOOR_BYTES and out > limits.max_ratio * packed:
                    raise file_error(name, f"it grows more than {limits.max_ratio:g} times when unpacked")
                yield block
    except (OSError, EOFError, zlib.error) as error:
        raise file_error(name, "the archive is damaged or cut off; download it again") from error


def _zipped(path: Path, name: str, limits: Limits) -> Unpacked | None:
    check_directory(path, name=name, limits=limits)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info.filename for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        return None
    lower = [member.lower() for member in members]
    known = [spec.member_ending for spec in BODIES.values() if spec.member_ending]
    if any(member.endswith(ending) for member in lower for ending in known):
        return None
    tables = [member for member in members if _is_data(member)]
    if not tables:
        return None
    if len(tables) > 1:
        raise file_error(name, f"it has {len(tables)} tables ({', '.join(tables[:5])}); bring them one by one")
    with Archive(path, name=name, limits=limits) as guarded:
        return Unpacked(PurePosixPath(tables[0]).name, iter([guarded.read(tables[0])]), folder=path.parent)


def _is_data(member: str) -> bool:
    path = PurePosixPath(member.lower())
    hidden = path.name.startswith(".") or path.parts[0] == "__macosx"
    return path.suffix in _ENDINGS and not hidden and not path.stem.startswith(_NOT_DATA)
