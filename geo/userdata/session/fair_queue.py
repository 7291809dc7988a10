"""Whose file is worked on next: so many at once, first come, first served, past whoever left.

There are two lanes. Every file begins in the quick one. A file that takes long while others wait goes on in the slow
one, or, where that is full, begins again there later: so a few files that take all of their time never hold up a
small one.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

MIN_AT_ONCE = 2
"""Files at once on the smallest machine: behind a single slot, one slow file would stop all others."""
QUICK_S = 3.0
"""Seconds after which a file leaves the quick lane if others wait for it."""
_LOOK_S = 0.2


class SlotLostError(Exception):
    """The work took long while others waited, and the slow lane is full: it begins again there."""


class FairQueue:
    """A queue for a number of slots, with as many again for what takes long.

    Parameters
    ----------
    slots : int
        Files that are worked on at the same time in each lane.
    clock : callable
        Seconds that never go back.
    """

    def __init__(self, slots: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.slots = slots
        self._clock = clock
        self._quick, self._slow = _Lane(slots), _Lane(slots)

    @property
    def free(self) -> int:
        """Slots of the quick lane that nobody holds."""
        return self._quick.free

    @contextmanager
    def slot(
        self, *, on_wait: Callable[[int], object], is_connected: Callable[[], bool], is_slow: bool = False
    ) -> Iterator[Slot]:
        """Wait for a slot, in the order of coming, and hold it until the block ends.

        Parameters
        ----------
        on_wait : callable
            Called now and then, while waiting, with how many wait before; what it raises ends the waiting.
        is_connected : callable
            Says whether whoever waits is there. One who is not keeps the rank, but others pass meanwhile.
        is_slow : bool
            Whether the work is known to take long, and waits in the slow lane.
        """
        lane = self._slow if is_slow else self._quick
        lane.enter(on_wait, is_connected)
        held = Slot(lane, None if is_slow else self._slow, self._clock)
        try:
            yield held
        finally:
            held.release()


class Slot:
    """The right to work on a file.

    Parameters
    ----------
    lane : object
        Where it is held.
    slow : object or None
        The lane that it changes to when it takes long; None where it is there.
    clock : callable
        Seconds that never go back.
    """

    def __init__(self, lane: _Lane, slow: _Lane | None, clock: Callable[[], float]) -> None:
        self._lane, self._slow, self._clock = lane, slow, clock
        self._since = clock()

    def keep(self) -> None:
        """Say that the work goes on; called often.

        Raises
        ------
        SlotLostError
            If it took long while others wait, and there is no slot for what takes long.
        """
        if self._slow is None or self._clock() - self._since < QUICK_S or not self._lane.is_awaited:
            return
        if not self._slow.try_enter():
            raise SlotLostError
        self._lane.leave()
        self._lane, self._slow = self._slow, None

    def release(self) -> None:
        """Give the slot back."""
        self._lane.leave()


class _Lane:
    """Some slots, and who waits for them."""

    def __init__(self, slots: int) -> None:
        self._free = slots
        self._waiting: list[_Ticket] = []
        self._changed = threading.Condition()

    @property
    def free(self) -> int:
        with self._changed:
            return self._free

    @property
    def is_awaited(self) -> bool:
        with self._changed:
            return any(ticket.is_connected for ticket in self._waiting)

    def try_enter(self) -> bool:
        """Take a slot if one is free and nobody waits for it."""
        with self._changed:
            if self._free <= sum(ticket.is_connected for ticket in self._waiting):
                return False
            self._free -= 1
            return True

    def leave(self) -> None:
        with self._changed:
            self._free += 1
            self._changed.notify_all()

    def enter(self, on_wait: Callable[[int], object], is_connected: Callable[[], bool]) -> None:
        ticket = _Ticket()
        with self._changed:
            self._waiting.append(ticket)
        try:
            while True:
                ticket.is_connected = is_connected()
                with self._changed:
                    if self._is_next(ticket):
                        self._free -= 1
                        return
                    before = self._before(ticket)
                on_wait(before)  # without the lock: it is somebody else's code
                with self._changed:
                    if not self._is_next(ticket):
                        self._changed.wait(_LOOK_S)
        finally:
            with self._changed:
                self._waiting.remove(ticket)
                self._changed.notify_all()

    def _is_next(self, ticket: _Ticket) -> bool:
        return ticket.is_connected and self._free > self._before(ticket)

    def _before(self, ticket: _Ticket) -> int:
        return sum(other.is_connected for other in self._waiting[: self._waiting.index(ticket)])


class _Ticket:
    """Somebody who waits; equal to no other."""

    def __init__(self) -> None:
        self.is_connected = True


@lru_cache(maxsize=1)
def upload_queue(at_once: int | None) -> FairQueue:
    """Return the one queue of this process.

    Parameters
    ----------
    at_once : int or None
        Files at once; None for as many as the machine has processors, and two at least.
    """
    return FairQueue(at_once or max(MIN_AT_ONCE, os.cpu_count() or 1))
