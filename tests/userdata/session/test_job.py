"""Work in a thread: its outcome, its error, its progress, and its end when nobody waits."""

from __future__ import annotations

import threading

import pytest

from geo.errors import UsageError
from geo.userdata.session.fair_queue import FairQueue, SlotLostError
from geo.userdata.session.job import Job, JobStopped, Progress
from tests.waiting import PATIENCE_S, until


@pytest.fixture
def queue() -> FairQueue:
    """Return a queue of its own with one place."""
    return FairQueue(1)


def test_the_outcome_comes_out(queue: FairQueue) -> None:
    assert Job(lambda _progress: 42, queue=queue).outcome() == 42


def test_an_error_comes_out_where_somebody_waits(queue: FairQueue) -> None:
    def fail(_progress: Progress) -> None:
        raise UsageError("the reason")

    with pytest.raises(UsageError, match="the reason"):
        Job(fail, queue=queue).outcome()


def test_progress_is_read_while_the_work_goes_on(queue: FairQueue) -> None:
    told, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        progress.tell("Half done", 0.5)
        told.set()
        go_on.wait(PATIENCE_S)

    job = Job(work, queue=queue)
    assert told.wait(PATIENCE_S)
    assert (job.progress.words, job.progress.share, job.wait(0)) == ("Half done", 0.5, False)
    go_on.set()
    assert job.wait(PATIENCE_S)


@pytest.mark.parametrize(("said", "kept"), [(-1.0, 0.0), (0.25, 0.25), (7.0, 1.0)])
def test_a_share_stays_between_nothing_and_all(said: float, kept: float) -> None:
    progress = Progress()
    progress.tell("Reading", said)
    assert progress.share == kept


def test_work_that_is_given_up_ends_at_its_next_step(queue: FairQueue) -> None:
    started, stopped = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        stopped.wait(PATIENCE_S)
        progress.tell("Next step", 0.5)

    job = Job(work, queue=queue)
    assert started.wait(PATIENCE_S)
    job.stop()
    stopped.set()
    with pytest.raises(JobStopped):
        job.outcome()


def test_work_whose_file_went_ends_at_its_next_step(queue: FairQueue) -> None:
    there, started = threading.Event(), threading.Event()
    there.set()

    def work(progress: Progress) -> None:
        started.set()
        while True:
            progress.check()

    job = Job(work, queue=queue, is_wanted=there.is_set)
    assert started.wait(PATIENCE_S)
    there.clear()
    with pytest.raises(JobStopped):
        job.outcome()


def test_what_waits_says_how_many_are_before(queue: FairQueue) -> None:
    go_on = threading.Event()
    busy = Job(lambda _progress: go_on.wait(PATIENCE_S), queue=queue)
    until(lambda: queue.free == 0)
    jobs = [Job(lambda _progress: "its turn", queue=queue)]
    until(lambda: "yours is next" in jobs[0].progress.words)
    jobs.append(Job(lambda _progress: "its turn", queue=queue))
    until(lambda: "1 other file waits before yours" in jobs[1].progress.words)
    go_on.set()
    assert ([job.outcome() for job in jobs], busy.outcome()) == (["its turn", "its turn"], True)


def _fail(_progress: Progress) -> None:
    raise UsageError("refused")


def test_a_refused_file_frees_its_place(queue: FairQueue) -> None:
    with pytest.raises(UsageError):
        Job(_fail, queue=queue).outcome()
    assert Job(lambda _progress: queue.free, queue=queue).outcome() == 0
    until(lambda: queue.free == 1)


def test_work_that_is_given_up_while_it_waits_leaves_the_queue(queue: FairQueue) -> None:
    go_on = threading.Event()
    busy = Job(lambda _progress: go_on.wait(PATIENCE_S), queue=queue)
    until(lambda: queue.free == 0)
    waiting = Job(lambda _progress: "never", queue=queue)
    waiting.stop()
    with pytest.raises(JobStopped):
        waiting.outcome()
    go_on.set()
    assert (busy.outcome(), Job(lambda _progress: "its turn", queue=queue).outcome()) == (True, "its turn")


def test_work_that_lost_its_slot_begins_again() -> None:
    tries = []

    def work(progress: Progress) -> int:
        tries.append(progress)
        if len(tries) == 1:
            raise SlotLostError
        return len(tries)

    assert Job(work, queue=FairQueue(1)).outcome() == 2
