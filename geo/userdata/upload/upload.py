"""A file on its way from the drop zone to the map, as a state machine that needs neither page nor browser.

::

    PROPOSING --> ASKING --> PROPOSING --> READING --> READY
         |                                    |
         +----------> REFUSED <---------------+

``answer`` leads back to PROPOSING from every stage; ``cancel`` ends the upload at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, TypeVar

from geo.atlas import Atlas
from geo.errors import AtlasError, NotFoundError
from geo.readers import Choices, Proposal, QuestionsOpen, upload_limits
from geo.settings import Settings
from geo.userdata.rows.read import propose_own, read_own
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.stored_rows import Holding, private_store
from geo.userdata.session.fair_queue import upload_queue
from geo.userdata.session.job import Job, Progress
from geo.userdata.session.store import Lease
from geo.userdata.upload.port import SessionPort

Result = TypeVar("Result")


class Stage(StrEnum):
    """How far an upload has come."""

    PROPOSING = "proposing"
    """How the file would be read is being found out."""
    ASKING = "asking"
    """Something only a person can decide is open."""
    READING = "reading"
    """The file is being read and enriched."""
    READY = "ready"
    """The rows are there."""
    REFUSED = "refused"
    """The file was refused; ``error`` says why."""


class UploadWork(Protocol):
    """The two long steps of an upload."""

    def propose(self, upload: Upload, progress: Progress) -> Proposal:
        """Return how the file would be read."""

    def read(self, upload: Upload, proposal: Proposal, progress: Progress) -> OwnRows:
        """Return the enriched rows of the file."""


class AtlasWork:
    """The long steps against an atlas, within the limits of the settings."""

    def __init__(self, atlas: Atlas, settings: Settings) -> None:
        self._atlas = atlas
        self._limits = upload_limits(settings)

    def propose(self, upload: Upload, progress: Progress) -> Proposal:
        """Return how the file would be read."""
        return propose_own(
            upload.body,
            name=upload.name,
            choices=upload.choices,
            limits=self._limits,
            atlas=self._atlas,
            progress=progress,
        )

    def read(self, upload: Upload, proposal: Proposal, progress: Progress) -> OwnRows:
        """Return the enriched rows of the file."""
        return read_own(
            upload.body,
            name=upload.name,
            choices=proposal.choices,
            limits=self._limits,
            atlas=self._atlas,
            progress=progress,
            check_bytes=upload.check_bytes,
        )


class Upload:
    """One file of one browser session.

    Parameters
    ----------
    key : str
        Tells one file of a session from the next.
    name : str
        File name.
    body : bytes
        The file.
    port : SessionPort
        The session that brought it.
    settings : Settings
        Limits of memory, and how many files are worked on at once.

    Attributes
    ----------
    stage : Stage
        How far it has come.
    choices : Choices
        What the person decided so far.
    proposal : Proposal or None
        How it would be read, once that is known.
    error : AtlasError or None
        Why it was refused, or why the last reading asked something.
    rows_lost : bool
        Whether rows that were there went because the connection was lost for long.
    """

    def __init__(self, key: str, name: str, body: bytes, *, port: SessionPort, settings: Settings) -> None:
        self.key, self.name, self.body = key, name, body
        self.stage = Stage.PROPOSING
        self.choices = Choices()
        self.proposal: Proposal | None = None
        self.error: AtlasError | None = None
        self.rows_lost = False
        self._is_confirmed = False
        self._port = port
        self._settings = settings
        self._store = private_store(settings.mine_memory_mb)
        self._proposing: Job[Proposal] | None = None
        self._reading: Job[OwnRows] | None = None
        self._lease: Lease | None = None
        self._watch = self._put(None, size_bytes=len(body))

    @property
    def token(self) -> str:
        """What reaches the rows; empty where there are none."""
        return "" if self._lease is None else self._lease.token

    @property
    def held(self) -> Holding | None:
        """The rows, once they are there and while they last."""
        if self._lease is None:
            return None
        try:
            return self._store.find(self._lease.token)
        except NotFoundError:
            return None

    @property
    def progress(self) -> Progress | None:
        """How far the work has come that goes on now."""
        work = self._proposing or self._reading
        return None if work is None else work.progress

    def answer(self, choices: Choices, *, is_complete: bool = True) -> None:
        """Take what the person decided; whatever was made before is dropped.

        Parameters
        ----------
        choices : Choices
            How the file is to be read.
        is_complete : bool
            Whether reading may follow; false where only a part was chosen, of which more may be asked.
        """
        self._end_work()
        self.choices, self.proposal, self.error = choices, None, None
        self._is_confirmed, self.rows_lost = is_complete, False
        self.stage = Stage.PROPOSING

    def advance(self, work: UploadWork) -> Stage:
        """Go as far as is possible without waiting, and return the stage that was reached.

        Parameters
        ----------
        work : UploadWork
            The long steps, begun in a thread of their own where they are due.
        """
        if self.stage is Stage.READY and self.held is None:
            self._end_work()
            self.stage, self.rows_lost, self._is_confirmed = Stage.ASKING, True, False
        if self.stage is Stage.PROPOSING:
            self._advance_proposing(work)
        if self.stage is Stage.READING:
            self._advance_reading(work)
        return self.stage

    def wait(self, seconds: float) -> bool:
        """Wait at most this long for the work that goes on, and return whether it is done or none goes on."""
        work = self._proposing or self._reading
        return work is None or work.wait(seconds)

    def check_bytes(self, size_bytes: int) -> None:
        """Refuse rows for which there is not enough memory now, before they are loaded.

        Raises
        ------
        UsageError
            If the files that are open on this server leave too little memory.
        """
        self._store.check_size(size_bytes)

    def cancel(self) -> None:
        """End the work, remove the rows, and have the session forget the file."""
        self._end_work()
        self._watch.end()
        self._port.drop_file(self.key)

    def _advance_proposing(self, work: UploadWork) -> None:
        if self._proposing is None:
            self._proposing = self._job(lambda progress: work.propose(self, progress))
        if not self._proposing.wait(0):
            return
        done, self._proposing = self._proposing, None
        try:
            self.proposal = done.outcome()
        except AtlasError as error:
            self.error, self.stage = error, Stage.REFUSED
            return
        is_clear = not self.proposal.questions and (self._is_confirmed or not self.proposal.places)
        self.stage = Stage.READING if is_clear else Stage.ASKING

    def _advance_reading(self, work: UploadWork) -> None:
        proposal = self.proposal
        if proposal is None:
            raise RuntimeError("a file is read only once it is known how")
        if self._reading is None:
            self._reading = self._job(lambda progress: work.read(self, proposal, progress))
        if not self._reading.wait(0):
            return
        done, self._reading = self._reading, None
        try:
            rows = done.outcome()
            self._lease = self._put(Holding(rows, may_leave=rows.share_rows), size_bytes=rows.size_bytes)
        except QuestionsOpen as asked:
            self.error, self.stage = asked, Stage.ASKING
            return
        except AtlasError as error:
            self.error, self.stage = error, Stage.REFUSED
            return
        self.error, self.stage = None, Stage.READY

    def _job(self, work: Callable[[Progress], Result]) -> Job[Result]:
        """Begin long work, which waits for its turn and ends when the file goes."""
        if not self._store.holds(self._watch.token):  # it went while the connection was lost; the session is back
            self._watch = self._put(None, size_bytes=len(self.body))
        store, token = self._store, self._watch.token
        return Job(
            work,
            queue=upload_queue(self._settings.uploads_at_once),
            is_wanted=lambda: store.holds(token),
            is_connected=self._port.is_connected,
        )

    def _put(self, held: Holding | None, *, size_bytes: int) -> Lease:
        return self._store.put(held, size_bytes=size_bytes, is_alive=self._port.is_connected, on_end=self._port.close)

    def _end_work(self) -> None:
        for work in (self._proposing, self._reading):
            if work is not None:
                work.stop()
        if self._lease is not None:
            self._lease.end()
        self._proposing = self._reading = self._lease = None
