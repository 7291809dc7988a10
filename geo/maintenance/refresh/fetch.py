"""Where the present elements come from: OpenStreetMap over https, a mirror, or a folder of recorded answers."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

from geo.errors import AtlasError, UsageError
from geo.maintenance.transport import GONE, LOOPBACK, MOVED, SilenceError, TransportError, answer_of

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

LIVE = "https://api.openstreetmap.org/api/0.6"
USER_AGENT = "buffer-zone-atlas refresh-lines"
MAX_BYTES = 10_000_000
"""The answers of today have less than 1 MB."""
TIMEOUT_S = 20.0
_TOTAL_FACTOR = 3
"""An answer that drips may take this many times the timeout in all."""
_CHUNK = 65_536
MAX_REDIRECTS = 10


class SourceError(AtlasError):
    """The present elements could not be read; the message names the host or folder and the reason."""


class ElementSource(Protocol):
    """Something that gives OpenStreetMap elements as XML."""

    def address(self, element: str) -> str:
        """Return where an element such as ``relation/184888`` is read from."""
        ...

    def read(self, element: str) -> bytes | None:
        """Return the XML of an element with all that it refers to; None if there is no such element.

        Raises
        ------
        SourceError
            If it cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class FolderSource:
    """Recorded answers: ``relation-184888.xml``, ``way-95034190.xml`` and so on.

    Attributes
    ----------
    folder : Path
        Where the files are.
    max_bytes : int
        Greatest size of a file.
    """

    folder: Path
    max_bytes: int = MAX_BYTES

    def address(self, element: str) -> str:
        """Return the path of the file for an element."""
        return str(self.folder / f"{element.replace('/', '-')}.xml")

    def read(self, element: str) -> bytes | None:
        """Return the file of an element; see `ElementSource`."""
        path = Path(self.address(element))
        try:
            with path.open("rb") as file:
                body = file.read(self.max_bytes + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SourceError(f"{path} cannot be read: {error.strerror}.") from None
        if len(body) > self.max_bytes:
            raise SourceError(f"{path} is larger than {self.max_bytes:,} bytes; it is not read.")
        return body


@dataclass(frozen=True, slots=True)
class HttpSource:
    """The OpenStreetMap API, or a mirror with the same paths.

    Attributes
    ----------
    base : str
        Address up to the version, without a slash at its end. https; plain http on this machine only.
    timeout_s : float
        Longest silence in seconds; a whole answer may take three times as long.
    max_bytes : int
        Greatest size of an answer.
    """

    base: str = LIVE
    timeout_s: float = TIMEOUT_S
    max_bytes: int = MAX_BYTES

    def address(self, element: str) -> str:
        """Return the address of an element with all that it refers to."""
        return f"{self.base}/{element}/full"

    def read(self, element: str) -> bytes | None:
        """Return the answer for an element; see `ElementSource`."""
        host = urlsplit(self.base).netloc
        address = self.address(element)
        try:
            for _ in range(MAX_REDIRECTS):
                with answer_of(address, method="GET", timeout_s=self.timeout_s, user_agent=USER_AGENT) as answer:
                    status, location = answer.status, answer.headers.get("Location")
                    if 200 <= status < 300:
                        return self._body(answer, host=host)
                if status not in MOVED or not location:
                    break
                address = _same_host(address, location)
        except SilenceError:
            raise SourceError(f"{host} did not answer within {self.timeout_s:g} s.") from None
        except TransportError as error:
            raise SourceError(f"{host} cannot be reached: {error}.") from None
        if status in GONE:
            return None
        raise SourceError(f"{host} answered {status} for {element}; nothing was read.")

    def _body(self, answer: BaseHTTPResponse, *, host: str) -> bytes:
        ends = time.monotonic() + _TOTAL_FACTOR * self.timeout_s
        body = bytearray()
        while chunk := answer.read1(_CHUNK):
            body += chunk
            if len(body) > self.max_bytes:
                raise SourceError(f"{host} sends more than {self.max_bytes:,} bytes; the answer is refused.")
            if time.monotonic() > ends:
                raise SourceError(f"{host} did not end its answer within {_TOTAL_FACTOR * self.timeout_s:g} s.")
        return bytes(body)


def open_source(text: str | None) -> ElementSource:
    """Return the source that a person named: nothing for OpenStreetMap, an address, or a folder.

    Raises
    ------
    UsageError
        If it is neither a plain https address nor a folder.
    """
    if text is None:
        return HttpSource()
    if "://" not in text:
        folder = Path(text)
        if not text.strip() or not folder.is_dir():
            raise UsageError(f"{text!r} is not a folder; give one with recorded answers, or an https address.")
        return FolderSource(folder)
    base = text.rstrip("/")
    try:
        parts = urlsplit(base)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.username is not None or parts.query or parts.fragment or not base.isascii() or " " in base:
        raise UsageError("the address of a mirror is like https://host/api/0.6, without user, query or fragment.")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOOPBACK):
        raise UsageError("only https addresses are read; plain http only from this machine.")
    return HttpSource(base)


def _same_host(address: str, location: str) -> str:
    """Return where an answer sends on to, if it is the same host by the same scheme."""
    new_address = urljoin(address, location)
    old, new = urlsplit(address), urlsplit(new_address)
    if (old.scheme, old.netloc) != (new.scheme, new.netloc):
        raise SourceError(f"{old.netloc} sends on to another host; that is refused.")
    return new_address
