"""Where a browser session's own rows lie while it lasts: in this process's memory, under a token nobody can guess."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from geo.errors import NotFoundError, UsageError

Held = TypeVar("Held")
GRACE_S = 60.0
"""How long rows outlive a lost connection, in seconds, so that a short break of the network does not lose them."""
MAX_KEPT_S = 12 * 3600.0
"""After this many seconds rows go even if the tab stays open."""
_TOKEN_BYTES = 32
_NOTHING = "There is nothing at this address."  # what any unknown address gets: a wrong token tells nothing


def _always() -> bool:
    return True


def _nothing() -> None:
    return None


@dataclass
class _Entry(Generic[Held]):
    token: str
    held: Held
    size_bytes: int
    is_alive: Callable[[], bool]
    on_end: Callable[[], None]
    since: float
    seen: float


class Lease:
    """The right to reach what was put away; kept by the session, and when it goes, the rows go.

    Attributes
    ----------
    token : str
        43 characters that nobody can guess; whoever knows them can read the rows while the session is connected.
    """

    def __init__(self, token: str, release: Callable[[str], object]) -> None:
        self.token = token
        self._finalizer = weakref.finalize(self, release, token)
        self._finalizer.atexit = False

    def end(self) -> None:
        """Remove the rows now."""
        self._finalizer()


class PrivateStore(Generic[Held]):
    """Rows of all sessions of a process, each reachable by its own token only.

    Parameters
    ----------
    max_bytes : int
        Memory that all sessions may use together.
    clock : callable
        Seconds that never go back.
    """

    def __init__(self, *, max_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._max_bytes = max_bytes
        self._clock = clock
        self._entries: dict[bytes, _Entry[Held]] = {}
        self._lock = threading.RLock()  # a lease may be collected, and call back, while the lock is held

    @property
    def used_bytes(self) -> int:
        """Memory in use by all sessions together."""
        with self._lock:
            return sum(entry.size_bytes for entry in self._entries.values())

    def put(
        self,
        held: Held,
        *,
        size_bytes: int,
        is_alive: Callable[[], bool] = _always,
        on_end: Callable[[], None] = _nothing,
    ) -> Lease:
        """Put rows away and return the lease on them.

        Parameters
        ----------
        held : object
            What is kept.
        size_bytes : int
            Memory that it takes.
        is_alive : callable
            Says whether the session is connected; while it is not, nothing can be read.
        on_end : callable
            Called once when the rows went because the session did.

        Raises
        ------
        UsageError
            If all sessions together would use more memory than is allowed.
        """
        self.sweep()
        with self._lock:
            self.check_size(size_bytes)
            token = secrets.token_urlsafe(_TOKEN_BYTES)
            now = self._clock()
            self._entries[_name(token)] = _Entry(token, held, size_bytes, is_alive, on_end, now, now)
        return Lease(token, self.drop)

    def check_size(self, size_bytes: int) -> None:
        """Refuse a size for which there is not enough memory now.

        Raises
        ------
        UsageError
            If all sessions together would use more memory than is allowed.
        """
        if self.used_bytes + size_bytes > self._max_bytes:
            raise UsageError(
                f"The file takes {size_bytes / 1e6:,.0f} MB once read, and the files that are open on this server "
                f"leave less than that of {self._max_bytes / 1e6:,.0f} MB. Try a smaller file, or again later."
            )

    def find(self, token: str) -> Held:
        """Return what lies under a token.

        Raises
        ------
        NotFoundError
            If nothing does, or its session is not connected: the same words in both cases.
        """
        with self._lock:
            entry = self._entries.get(_name(token))
        if entry is None or not hmac.compare_digest(entry.token.encode(), token.encode()) or not entry.is_alive():
            raise NotFoundError(_NOTHING)
        entry.seen = self._clock()
        return entry.held

    def holds(self, token: str) -> bool:
        """Return whether something lies under a token, its session connected or not."""
        with self._lock:
            return _name(token) in self._entries

    def drop(self, token: str) -> None:
        """Remove what lies under a token; nothing happens where nothing does."""
        with self._lock:
            self._entries.pop(_name(token), None)

    def sweep(self) -> int:
        """Remove what sessions left that are gone, and return how many that were."""
        with self._lock:
            entries = list(self._entries.items())
        now, gone = self._clock(), []
        for name, entry in entries:
            if entry.is_alive():
                entry.seen = now
            if now - entry.seen > GRACE_S or now - entry.since > MAX_KEPT_S:
                gone.append((name, entry))
        for name, entry in gone:
            with self._lock:
                self._entries.pop(name, None)
            if not entry.is_alive():
                entry.on_end()
        return len(gone)


def _name(token: str) -> bytes:
    """Return the key of a token: looking it up takes a time that says nothing about the tokens that exist."""
    return hashlib.sha256(token.encode()).digest()
