"""Long work beside a page: it goes on while the page is drawn anew, and stops when nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from geo.errors import AtlasError
from geo.userdata.session.fair_queue import Turns

Outcome = TypeVar("Outcome")


def _always() -> bool:
    return True


class JobStopped(AtlasError):  # noqa: N818 - it is no fault
    """The work was given up because nobody waits for it any more."""


class Progress:
    """How far work has come; written by the worker, read by the page.

    Parameters
    ----------
    wanted : callable
        Says whether the file is still there for which the work is done.
    """

    def __init__(self, wanted: Callable[[], bool] = _always) -> None:
        self._stop = threading.Event()
        self._wanted = wanted
        self.words = "Waiting for its turn"
        self.share = 0.0

    def check(self) -> None:
        """End the work if nobody waits for it any more.

        Raises
        ------
        JobStopped
            If it was given up, or its file went with its session.
        """
        if self._stop.is_set() or not self._wanted():
            raise JobStopped("The work was given up.")

    def tell(self, words: str, share: float) -> None:
        """Say what is being done and which share of the whole is behind.

        Raises
        ------
        JobStopped
            If the work was given up meanwhile.
        """
        self.check()
        self.words, self.share = words, min(max(share, 0.0), 1.0)

    def queue(self, before: int) -> None:
        """Say how many files wait before this one.

        Raises
        ------
        JobStopped
            If the work was given up meanwhile.
        """
        waiting = f"{before:,} other file{' waits' if before == 1 else 's wait'} before yours"
        self.tell(f"The server is busy with other files; {waiting if before else 'yours is next'}", 0.0)

    def stop(self) -> None:
        """Give the work up at its next step."""
        self._stop.set()


class Job(Generic[Outcome]):
    """One run of some work in a thread of its own.

    Parameters
    ----------
    work : callable
        Gets a :class:`Progress` that it should tell often; returns the outcome.
    turns : Turns
        Where it waits for its turn; it holds a place while it works and frees it however it ends.
    wanted : callable
        Says whether the file is still there; if not, the work ends at its next step.
    present : callable
        Says whether the session is connected; while it waits without being so, others pass.
    """

    def __init__(
        self,
        work: Callable[[Progress], Outcome],
        *,
        turns: Turns,
        wanted: Callable[[], bool] = _always,
        present: Callable[[], bool] = _always,
    ) -> None:
        self.progress = Progress(wanted)
        self._outcome: Outcome | None = None
        self._error: BaseException | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=_run, args=(self, work, turns, present), name="own-file", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait at most this long, and return whether the work is done."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Give the work up; what it made so far is dropped."""
        self.progress.stop()

    def outcome(self) -> Outcome:
        """Return what the work made, once it is done; its error comes out here."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._outcome  # type: ignore[return-value]  # it is done and had no error

    def settle(self, outcome: Outcome | None, error: BaseException | None) -> None:
        """Note how the work ended."""
        self._outcome, self._error = outcome, error
        self._done.set()


def _run(job: Job[Outcome], work: Callable[[Progress], Outcome], turns: Turns, present: Callable[[], bool]) -> None:
    outcome: Outcome | None = None
    error: BaseException | None = None
    try:
        with turns.place(told=job.progress.queue, present=present):
            job.progress.tell("Reading the file", 0.0)
            outcome = work(job.progress)
    except BaseException as caught:
        error = caught
    job.settle(outcome, error)
