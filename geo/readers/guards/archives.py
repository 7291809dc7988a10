"""The guard at every zip file: KMZ, XLSX, zipped Shapefile. Nothing is ever unpacked onto the disk.

Dangers and their sources: names that leave the folder ("zip slip", https://security.snyk.io/research/zip-slip-vulnerability),
members that overlap (D. Fifield, A better zip bomb, 2019, https://www.bamsoftware.com/hacks/zipbomb/), declared sizes
that are not the true ones.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from geo.errors import DataError, Fault
from geo.readers.model.messages import as_name
from geo.readers.model.resource_limits import Limits

RATIO_FLOOR_BYTES = 20_000_000
"""Unpacked bytes below which the ratio does not matter: a small file of one repeated letter is not a bomb."""

_LOCAL, _EMPTY, _END, _ZIP64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x05\x06", b"PK\x06\x07"
_END_BYTES, _MAX_COMMENT_BYTES, _LOCATOR_BYTES = 22, 65_535, 20
_BYTES_PER_ENTRY = 1_024
_LOCAL_HEADER_BYTES = 30
_DRIVE = re.compile(r"^[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NESTED = (".zip", ".kmz", ".xlsx", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".jar")
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BLOCK = 1 << 16


class Archive:
    """A zip file that has passed the guard; members are read one by one, counted while they inflate.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        Its name as the person knows it, for messages.
    limits : Limits
        How much is taken.

    Raises
    ------
    DataError
        If it is damaged, or anything in it is not taken; all faults at once.
    """

    def __init__(self, path: Path, *, name: str, limits: Limits | None = None) -> None:
        self._name = name
        self._limits = limits or Limits()
        self._left = self._limits.max_unzipped_bytes
        check_directory(path, name=name, limits=self._limits)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, UnicodeError) as error:
            raise _refusal(name, ["the archive is damaged; pack it again"]) from error
        faults = list(_faults(self._zip.infolist(), size=path.stat().st_size, limits=self._limits))
        if faults:
            self._zip.close()
            raise _refusal(name, faults)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files in it, in the archive's order, folders left out."""
        return tuple(info.filename for info in self._zip.infolist() if not info.is_dir())

    def read(self, member: str) -> bytes:
        """Return the bytes of a member.

        Raises
        ------
        DataError
            If it is damaged, an archive itself, or more than is left of the bound comes out.
        """
        parts: list[bytes] = []
        try:
            with self._zip.open(member) as stream:
                while block := stream.read(_BLOCK):
                    self._left -= len(block)
                    if self._left < 0:
                        raise _refusal(self._name, [_too_much(self._limits)])
                    parts.append(block)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise _refusal(self._name, [f"{as_name(member)} is damaged in the archive; pack it again"]) from error
        content = b"".join(parts)
        if content.startswith(_LOCAL):
            raise _refusal(
                self._name, [f"{as_name(member)} is an archive inside the archive; pack its content instead"]
            )
        return content


def check_archive(path: Path, *, name: str, limits: Limits | None = None) -> tuple[str, ...]:
    """Return the names of the files in a zip file that has passed the guard, for a library that opens it itself.

    Python's ``zipfile`` gives no more bytes of a member than its entry declares, so that the declared sizes, which
    are checked here, bound what such a library can get.

    Raises
    ------
    DataError
        If it is damaged, or anything in it is not taken; all faults at once.
    """
    with Archive(path, name=name, limits=limits) as archive:
        return archive.names


def check_directory(path: Path, *, name: str, limits: Limits) -> None:
    """Refuse by its end record what would be costly to open: zipfile reads the whole list of members at once.

    Raises
    ------
    DataError
        If it is not a zip file, cut off, or lists more members than are allowed.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        if stream.read(4) not in (_LOCAL, _EMPTY):
            raise _refusal(name, ["it does not begin like a zip archive; pack it again"])
        stream.seek(max(0, size - _END_BYTES - _MAX_COMMENT_BYTES - _LOCATOR_BYTES))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise _refusal(name, ["the archive is cut off; copy or pack it again"])
    entries, directory_bytes = struct.unpack("<HI", tail[at + 10 : at + 16])
    if entries > limits.max_members or directory_bytes > limits.max_members * _BYTES_PER_ENTRY:
        raise _refusal(name, [f"the archive has more than the {limits.max_members:,} members allowed"])
    if tail[max(0, at - _LOCATOR_BYTES) :].startswith(_ZIP64):
        raise _refusal(name, ["zip64 archives are not read; pack it again as a plain zip file"])


def _faults(infos: list[zipfile.ZipInfo], *, size: int, limits: Limits) -> Iterable[str]:
    if len(infos) > limits.max_members:
        yield f"the archive has more than the {limits.max_members:,} members allowed"
        return
    seen: set[str] = set()
    for info in infos:
        key = info.filename.casefold()
        if key in seen:
            yield f"two members are called {as_name(info.filename)}; pack each file once"
        seen.add(key)
        fault = _member_fault(info)
        if fault:
            yield f"{as_name(info.orig_filename)} {fault}"
    yield from _size_faults(infos, size=size, limits=limits)


def _member_fault(info: zipfile.ZipInfo) -> str:
    """Return why a member is not taken, empty where it is."""
    name = info.orig_filename
    mode = info.external_attr >> 16
    rules = (
        (not name or _CONTROL.search(name) is not None, "has no plain name"),
        (name.startswith("/") or _DRIVE.match(name) is not None, "has an absolute path; pack with relative ones"),
        ("\\" in name, "has a backslash in its path; pack it again with another program"),
        (".." in name.split("/"), "points out of the archive with '..'; pack it again from inside its folder"),
        (stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR), "is a link or a device; pack the file itself"),
        (bool(info.flag_bits & 0x1), "is encrypted; pack it without a password"),
        (info.compress_type not in _PLAIN, "is packed with an unusual method; pack it as a plain zip file"),
        (name.lower().endswith(_NESTED), "is an archive inside the archive; pack its content instead"),
    )
    return next((words for broken, words in rules if broken), "")


def _size_faults(infos: list[zipfile.ZipInfo], *, size: int, limits: Limits) -> Iterable[str]:
    packed = sum(info.compress_size for info in infos)
    unpacked = sum(info.file_size for info in infos)
    if packed > size or _overlap(infos, size=size):
        yield "members of the archive overlap, as in a zip bomb"
    if unpacked > limits.max_unzipped_bytes:
        yield _too_much(limits)
    elif unpacked > RATIO_FLOOR_BYTES and unpacked > limits.max_ratio * max(packed, 1):
        yield f"the archive grows more than {limits.max_ratio:g} times when unpacked, as a zip bomb does"


def _overlap(infos: list[zipfile.ZipInfo], *, size: int) -> bool:
    """Return whether two members, or one and the end of the file, share bytes."""
    spans = sorted(
        (info.header_offset, info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size) for info in infos
    )
    ends = [end for _, end in spans]
    starts = [start for start, _ in spans[1:]] + [size]
    return any(end > start for end, start in zip(ends, starts, strict=False))


def _too_much(limits: Limits) -> str:
    return f"more than {limits.max_unzipped_bytes / 1e6:,.0f} MB come out of the archive; split it"


def _refusal(name: str, reasons: Iterable[str]) -> DataError:
    return DataError(Fault(name, 0, "-", reason) for reason in dict.fromkeys(reasons))
