"""The queue of files: never more at once than allowed, in the order of coming, past whoever is not there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from geo.userdata.session.fair_queue import MIN_AT_ONCE, FairQueue, SlotLostError, upload_queue
from tests.waiting import until


class _Files:
    """Files that wait for a queue; each notes when it is worked on."""

    def __init__(self, turns: FairQueue) -> None:
        self.turns = turns
        self.order: list[int] = []
        self.told: dict[int, int] = {}
        self.at_once = self.most = 0
        self._lock = threading.Lock()

    def work(self, number: int, is_connected: Callable[[], bool]) -> None:
        def tell(before: int) -> None:
            self.told[number] = before

        with self.turns.slot(on_wait=tell, is_connected=is_connected):
            with self._lock:
                self.order.append(number)
                self.at_once += 1
                self.most = max(self.most, self.at_once)
            threading.Event().wait(0.001)  # lets others in, if they can get in
            with self._lock:
                self.at_once -= 1


def _here() -> bool:
    return True


@pytest.mark.parametrize("places", [1, 2, 3])
def test_twenty_files_at_once_are_worked_on_so_many_at_a_time(places: int) -> None:
    files = _Files(FairQueue(places))
    with ThreadPoolExecutor(20) as people:
        list(people.map(lambda number: files.work(number, _here), range(20)))
    assert files.most <= places
    assert (sorted(files.order), files.turns.free) == (list(range(20)), places)


def _queued(files: _Files, people: ThreadPoolExecutor, number: int, is_connected: Callable[[], bool] = _here) -> None:
    people.submit(files.work, number, is_connected)
    until(lambda: number in files.told)


def test_who_came_first_is_served_first() -> None:
    files = _Files(FairQueue(1))
    with ThreadPoolExecutor(5) as people, files.turns.slot(on_wait=lambda _before: None, is_connected=_here):
        for number in range(5):
            _queued(files, people, number)
        told = [files.told[number] for number in range(5)]
    assert (told, files.order) == ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4])


def test_who_is_not_there_is_passed_and_keeps_the_rank() -> None:
    files, back = _Files(FairQueue(1)), threading.Event()
    with ThreadPoolExecutor(3) as people:
        with files.turns.slot(on_wait=lambda _before: None, is_connected=_here):
            _queued(files, people, 0, back.is_set)
            _queued(files, people, 1)
        until(lambda: files.order == [1])
        with files.turns.slot(on_wait=lambda _before: None, is_connected=_here):
            _queued(files, people, 2)
            back.set()
            until(lambda: files.told[2] == 1)
    assert files.order == [1, 0, 2]


def test_the_process_has_one_queue_with_the_places_of_the_setting() -> None:
    assert (upload_queue(3) is upload_queue(3), upload_queue(3).slots) == (True, 3)


def test_without_a_setting_there_is_a_place_for_each_processor() -> None:
    assert upload_queue(None).slots >= MIN_AT_ONCE


class _Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _nobody(_before: int) -> None:
    return None


def test_a_file_that_takes_long_keeps_its_slot_while_nobody_waits() -> None:
    clock = _Clock()
    queue = FairQueue(1, clock=clock)
    with queue.slot(on_wait=_nobody, is_connected=_here) as slot:
        clock.now = 100.0
        slot.keep()
        assert queue.free == 0


def test_a_file_that_takes_long_makes_way_for_another() -> None:
    clock = _Clock()
    queue = FairQueue(1, clock=clock)
    served = threading.Event()

    def come() -> None:
        with queue.slot(on_wait=_nobody, is_connected=_here):
            served.set()

    with queue.slot(on_wait=_nobody, is_connected=_here) as slot, ThreadPoolExecutor(1) as people:
        clock.now = 100.0
        people.submit(come)
        until(lambda: slot.keep() is None and served.is_set())


def test_a_file_that_takes_long_begins_again_later_where_the_slow_lane_is_full() -> None:
    clock = _Clock()
    queue = FairQueue(1, clock=clock)
    waiting, enough = threading.Event(), threading.Event()

    def come() -> None:
        with queue.slot(on_wait=lambda _before: waiting.set(), is_connected=_here):
            enough.wait()

    with (
        queue.slot(on_wait=_nobody, is_connected=_here, is_slow=True),
        ThreadPoolExecutor(1) as people,
    ):
        with queue.slot(on_wait=_nobody, is_connected=_here) as slot:
            people.submit(come)
            waiting.wait()
            clock.now = 100.0
            with pytest.raises(SlotLostError):
                slot.keep()
        enough.set()
