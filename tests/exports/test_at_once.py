"""A few files are made at the same time, a few wait, and a further one is refused."""

from __future__ import annotations

import threading

import pytest

from geo.errors import BusyError
from geo.exports.at_once import ExportQueue


def test_a_request_too_many_is_refused() -> None:
    queue = ExportQueue(at_once=1, waiting=0)
    with queue.slot(), pytest.raises(BusyError), queue.slot():
        pass


def test_a_slot_is_free_again_afterwards() -> None:
    queue = ExportQueue(at_once=1, waiting=0)
    for _ in range(3):
        with queue.slot():
            pass


def test_a_request_waits_for_its_turn() -> None:
    queue = ExportQueue(at_once=1, waiting=1)
    done = threading.Event()

    def come() -> None:
        with queue.slot():
            done.set()

    with queue.slot():
        thread = threading.Thread(target=come)
        thread.start()
        assert not done.is_set()
    thread.join(60)
    assert done.is_set()
