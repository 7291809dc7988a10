"""Whose file is worked on next: so many at once, first come, first served, past whoever left."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

LEAST_AT_ONCE = 2
"""Files at once on the smallest machine: behind a single place, one slow file would stop all others."""
_LOOK_S = 0.2


class Turns:
    """A queue for a number of places.

    Parameters
    ----------
    places : int
        Files that are worked on at the same time.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self._free = places
        self._waiting: list[_Ticket] = []
        self._changed = threading.Condition()

    @property
    def free(self) -> int:
        """Places that nobody holds."""
        with self._changed:
            return self._free

    @contextmanager
    def place(self, *, told: Callable[[int], object], present: Callable[[], bool]) -> Iterator[None]:
        """Wait for a place, in the order of coming, and hold it until the block ends.

        Parameters
        ----------
        told : callable
            Told now and then, while waiting, how many wait before; what it raises ends the waiting.
        present : callable
            Says whether whoever waits is there. One who is not keeps the rank, but others pass meanwhile.
        """
        self._wait(told, present)
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _wait(self, told: Callable[[int], object], present: Callable[[], bool]) -> None:
        ticket = _Ticket()
        with self._changed:
            self._waiting.append(ticket)
        try:
            while True:
                ticket.present = present()
                with self._changed:
                    if self._is_next(ticket):
                        self._free -= 1
                        return
                    before = self._before(ticket)
                told(before)  # beside the lock: it is somebody else's code
                with self._changed:
                    if not self._is_next(ticket):
                        self._changed.wait(_LOOK_S)
        finally:
            with self._changed:
                self._waiting.remove(ticket)
                self._changed.notify_all()

    def _is_next(self, ticket: _Ticket) -> bool:
        return ticket.present and self._free > self._before(ticket)

    def _before(self, ticket: _Ticket) -> int:
        return sum(other.present for other in self._waiting[: self._waiting.index(ticket)])


class _Ticket:
    """A place in the queue; equal to no other."""

    def __init__(self) -> None:
        self.present = True


@lru_cache(maxsize=1)
def upload_turns(at_once: int | None) -> Turns:
    """Return the one queue of this process.

    Parameters
    ----------
    at_once : int or None
        Files at once; None for as many as the machine has processors, and two at least.
    """
    return Turns(at_once or max(LEAST_AT_ONCE, os.cpu_count() or 1))
