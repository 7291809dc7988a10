"""Long work beside a page: it goes on while the page is drawn anew, and stops when nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from geo.errors import AtlasError
from geo.text.messages import tr, trn
from geo.userdata.session.fair_queue import FairQueue, Slot, SlotLostError

Outcome = TypeVar("Outcome")


def _always() -> bool:
    return True


class JobStopped(AtlasError):  # noqa: N818 - it is not a fault
    """The work was cancelled because nobody waits for it any more."""


class Progress:
    """How far work has come; written by the worker, read by the page.

    Parameters
    ----------
    is_wanted : callable
        Says whether the file is still there for which the work is done.
    """

    def __init__(self, is_wanted: Callable[[], bool] = _always) -> None:
        self._stop = threading.Event()
        self._is_wanted = is_wanted
        self._slot: Slot | None = None
        self.words = tr("Waiting for its turn")
        self.share = 0.0

    def check(self) -> None:
        """End the work if nobody waits for it any more.

        Raises
        ------
        JobStopped
            If it was given up, or its file went with its session.
        SlotLostError
            If it takes long while others wait; it begins again later.
        """
        if self._stop.is_set() or not self._is_wanted():
            raise JobStopped("The work was given up.")
        if self._slot is not None:
            self._slot.keep()

    def hold(self, slot: Slot | None) -> None:
        """Keep a slot alive from now on, or none."""
        self._slot = slot

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
        if not before:
            self.tell(tr("The server is busy with other files; yours is next"), 0.0)
            return
        one = "The server is busy with other files; {count} other file waits before yours"
        many = "The server is busy with other files; {count} other files wait before yours"
        self.tell(trn(one, many, before), 0.0)

    def stop(self) -> None:
        """Give the work up at its next step."""
        self._stop.set()


class Job(Generic[Outcome]):
    """One run of some work in a thread of its own.

    Parameters
    ----------
    work : callable
        Gets a :class:`Progress` that it should tell often; returns the outcome.
    queue : FairQueue
        Where it waits for its turn; it holds a slot while it works and frees it however it ends.
    is_wanted : callable
        Says whether the file is still there; if not, the work ends at its next step.
    is_connected : callable
        Says whether the session is connected; while it waits without being so, others pass.
    """

    def __init__(
        self,
        work: Callable[[Progress], Outcome],
        *,
        queue: FairQueue,
        is_wanted: Callable[[], bool] = _always,
        is_connected: Callable[[], bool] = _always,
    ) -> None:
        self.progress = Progress(is_wanted)
        self._outcome: Outcome | None = None
        self._error: BaseException | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(
            target=_run, args=(self, work, queue, is_connected), name="own-file", daemon=True
        )
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


def _run(
    job: Job[Outcome], work: Callable[[Progress], Outcome], queue: FairQueue, is_connected: Callable[[], bool]
) -> None:
    outcome: Outcome | None = None
    error: BaseException | None = None
    try:
        try:
            outcome = _worked(job.progress, work, queue, is_connected, is_slow=False)
        except SlotLostError:
            job.progress.hold(None)
            outcome = _worked(job.progress, work, queue, is_connected, is_slow=True)
    except BaseException as caught:
        error = caught
    job.settle(outcome, error)


def _worked(
    progress: Progress,
    work: Callable[[Progress], Outcome],
    queue: FairQueue,
    is_connected: Callable[[], bool],
    *,
    is_slow: bool,
) -> Outcome:
    with queue.slot(on_wait=progress.queue, is_connected=is_connected, is_slow=is_slow) as slot:
        progress.hold(slot)
        progress.tell(tr("Reading the file"), 0.0)
        return work(progress)
