"""How many files are made at the same time: making one holds the interpreter, and whoever reads a page waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from geo.errors import BusyError

MAX_AT_ONCE = 2
"""Files that are made at the same time."""
MAX_WAITING = 4
"""Requests that wait for one of them; a further one is refused, so that threads are left for pages."""
_PATIENCE_S = 30.0


class ExportQueue:
    """Lets a few files be made at the same time, and a few wait.

    Parameters
    ----------
    at_once : int
        Files that are made at the same time.
    waiting : int
        Requests that may wait.
    """

    def __init__(self, *, at_once: int = MAX_AT_ONCE, waiting: int = MAX_WAITING) -> None:
        self._making = threading.Semaphore(at_once)
        self._entered = threading.BoundedSemaphore(at_once + waiting)

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold one of the slots while the block lasts.

        Raises
        ------
        BusyError
            If too many wait already, or the wait is too long.
        """
        if not self._entered.acquire(blocking=False):
            raise BusyError("Too many files are being made; ask again in some seconds.")
        try:
            if not self._making.acquire(timeout=_PATIENCE_S):
                raise BusyError("Too many files are being made; ask again in some seconds.")
            try:
                yield
            finally:
                self._making.release()
        finally:
            self._entered.release()
