"""Work in a thread: its outcome, its error, its progress, and its end when nobody waits."""

from __future__ import annotations

import threading

import pytest

from geo.errors import UsageError
from geo.mydata.job import AT_ONCE, Job, JobStopped, Progress

_PATIENCE_S = 10.0


def test_the_outcome_comes_out() -> None:
    assert Job(lambda _progress: 42).outcome() == 42


def test_an_error_comes_out_where_somebody_waits() -> None:
    def fail(_progress: Progress) -> None:
        raise UsageError("the reason")

    with pytest.raises(UsageError, match="the reason"):
        Job(fail).outcome()


def test_progress_is_read_while_the_work_goes_on() -> None:
    told, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        progress.tell("Half done", 0.5)
        told.set()
        go_on.wait(_PATIENCE_S)

    job = Job(work)
    assert told.wait(_PATIENCE_S)
    assert (job.progress.words, job.progress.share, job.wait(0)) == ("Half done", 0.5, False)
    go_on.set()
    assert job.wait(_PATIENCE_S)


@pytest.mark.parametrize(("said", "kept"), [(-1.0, 0.0), (0.25, 0.25), (7.0, 1.0)])
def test_a_share_stays_between_nothing_and_all(said: float, kept: float) -> None:
    progress = Progress()
    progress.tell("Reading", said)
    assert progress.share == kept


def test_work_that_is_given_up_ends_at_its_next_step() -> None:
    started, stopped = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        stopped.wait(_PATIENCE_S)
        progress.tell("Next step", 0.5)

    job = Job(work)
    assert started.wait(_PATIENCE_S)
    job.stop()
    stopped.set()
    with pytest.raises(JobStopped):
        job.outcome()


def test_only_so_many_files_are_worked_on_at_once() -> None:
    go_on = threading.Event()
    busy = [Job(lambda _progress: go_on.wait(_PATIENCE_S)) for _ in range(AT_ONCE)]
    waiting = Job(lambda _progress: "its turn")
    assert not waiting.wait(0.05)
    assert "Waiting" in waiting.progress.words
    go_on.set()
    assert (waiting.outcome(), all(job.outcome() for job in busy)) == ("its turn", True)
