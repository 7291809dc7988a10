"""Long work beside a page: it goes on while the page is drawn anew, and stops when nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Generic, TypeVar

from geo.errors import AtlasError

Outcome = TypeVar("Outcome")
AT_ONCE = 2
"""Files that a process works on at the same time; further ones wait for their turn."""


class JobStopped(AtlasError):  # noqa: N818 - it is no fault
    """The work was given up because nobody waits for it any more."""


class Progress:
    """How far work has come; written by the worker, read by the page."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self.words = "Waiting for another file to be finished"
        self.share = 0.0

    def tell(self, words: str, share: float) -> None:
        """Say what is being done and which share of the whole is behind.

        Raises
        ------
        JobStopped
            If the work was given up meanwhile.
        """
        if self._stop.is_set():
            raise JobStopped("The work was given up.")
        self.words, self.share = words, min(max(share, 0.0), 1.0)

    def stop(self) -> None:
        """Give the work up at its next step."""
        self._stop.set()


class Job(Generic[Outcome]):
    """One run of some work in a thread of its own.

    Parameters
    ----------
    work : callable
        Gets a :class:`Progress` that it should tell often; returns the outcome.
    """

    def __init__(self, work: Callable[[Progress], Outcome]) -> None:
        self.progress = Progress()
        self._outcome: Outcome | None = None
        self._error: BaseException | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=_run, args=(self, work), name="own-file", daemon=True)
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


def _run(job: Job[Outcome], work: Callable[[Progress], Outcome]) -> None:
    outcome: Outcome | None = None
    error: BaseException | None = None
    try:
        with _slots():
            job.progress.tell("Reading the file", 0.0)
            outcome = work(job.progress)
    except BaseException as caught:
        error = caught
    job.settle(outcome, error)


@lru_cache(maxsize=1)
def _slots() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(AT_ONCE)
