"""A file of any encoding as a stream of UTF-8 bytes."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

_TAIL = 16


class Utf8Stream(io.RawIOBase):
    """Reads a file and gives valid UTF-8; what cannot be decoded becomes U+FFFD and is counted.

    Parameters
    ----------
    file : binary file
        The file; it is closed with the stream.
    encoding : str
        Its encoding by Python's name.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        super().__init__()
        self._file = file
        self._as_is = codecs.lookup(encoding).name == "utf-8"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._ready = b""
        self._begun = False
        self.replaced = 0
        self.tail = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes, none only at the end of the file."""
        wanted = size if size > 0 else 1 << 20
        while not self._ready:
            raw = self._file.read(wanted)
            self._ready = self._plain(raw)
            if not raw:
                break
        given, self._ready = self._ready[:wanted], self._ready[wanted:]
        self.tail = (self.tail + given)[-_TAIL:] if len(given) < _TAIL else given[-_TAIL:]
        return given

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()

    def _plain(self, raw: bytes) -> bytes:
        if self._as_is and self._begun and raw.isascii() and not self._decoder.getstate()[0]:
            return raw
        text = self._decoder.decode(raw, final=not raw)
        if not self._begun and text:
            self._begun = True
            text = text.removeprefix("\ufeff")
        self.replaced += text.count("\ufffd")
        return text.encode("utf-8", errors="replace")
