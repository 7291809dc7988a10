"""The stages of an upload: each transition, what cancels it, and what is left when its tab is closed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from geo.atlas import Atlas
from geo.errors import DataError, Fault, UsageError
from geo.readers import Choices, DateOrder, FormatId, Proposal, Question, QuestionsOpen
from geo.readers.model.choices import PlaceProposal
from geo.settings import Settings, read_settings
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.stored_rows import private_store
from geo.userdata.session.job import JobStopped, Progress
from geo.userdata.upload.upload import Stage, Upload
from tests.userdata.rows.own_file import INSIDE, point, rows_of
from tests.waiting import PATIENCE_S, until

_QUESTION = Question("date_order", "Which order?")
_PLACE = PlaceProposal("Quneitra", 1, ())
_BODY = b"title,lat,lon\n"


@dataclass
class _Session:
    """A session that is there until it is not."""

    session_id: str = "a"
    connected: bool = True
    dropped: list[str] = field(default_factory=list)
    closed: int = 0

    def is_connected(self) -> bool:
        return self.connected

    def drop_file(self, file_id: str) -> None:
        self.dropped.append(file_id)

    def close(self) -> None:
        self.closed += 1


@dataclass
class _Work:
    """Long steps that do at once what a test wants."""

    rows: OwnRows
    proposal: Proposal
    propose_error: Exception | None = None
    read_error: Exception | None = None
    on_read: Callable[[Progress], None] | None = None

    def propose(self, upload: Upload, progress: Progress) -> Proposal:
        del progress
        if self.propose_error is not None:
            raise self.propose_error
        asked = () if upload.choices.date_order else self.proposal.questions
        return replace(self.proposal, questions=asked, choices=upload.choices)

    def read(self, upload: Upload, proposal: Proposal, progress: Progress) -> OwnRows:
        del upload, proposal
        if self.on_read is not None:
            self.on_read(progress)
        if self.read_error is not None:
            raise self.read_error
        return self.rows


def _proposal(*, questions: tuple[Question, ...] = (), places: tuple[PlaceProposal, ...] = ()) -> Proposal:
    return Proposal(
        format_id=FormatId.TABLE,
        why="made",
        questions=questions,
        places=places,
    )


@pytest.fixture(scope="module")
def rows(atlas: Atlas) -> OwnRows:
    """Return one row."""
    return rows_of(atlas, [point(*INSIDE)])


@pytest.fixture
def settings() -> Settings:
    """Return settings with a store that no other test has."""
    return replace(read_settings(), mine_memory_mb=777)


@pytest.fixture
def session() -> _Session:
    """Return a session."""
    return _Session()


@pytest.fixture
def upload(settings: Settings, session: _Session) -> Iterator[Upload]:
    """Return an upload that was just brought."""
    made = Upload("k", "mine.csv", _BODY, port=session, settings=settings)
    yield made
    made.cancel()


def _settled(upload: Upload, work: _Work) -> Stage:
    """Advance until nothing goes on any more."""
    while upload.advance(work) in (Stage.PROPOSING, Stage.READING):
        assert upload.wait(PATIENCE_S)
    return upload.stage


def _used(settings: Settings) -> int:
    return private_store(settings.mine_memory_mb).used_bytes


def test_it_begins_by_finding_out_how_it_would_be_read(upload: Upload) -> None:
    assert upload.stage is Stage.PROPOSING


def test_a_clear_file_becomes_ready(upload: Upload, rows: OwnRows) -> None:
    assert _settled(upload, _Work(rows, _proposal())) is Stage.READY
    assert upload.held is not None
    assert upload.held.rows is rows


def test_an_open_question_is_asked(upload: Upload, rows: OwnRows) -> None:
    assert _settled(upload, _Work(rows, _proposal(questions=(_QUESTION,)))) is Stage.ASKING


def test_names_of_places_are_asked(upload: Upload, rows: OwnRows) -> None:
    assert _settled(upload, _Work(rows, _proposal(places=(_PLACE,)))) is Stage.ASKING


def test_an_answer_leads_to_the_rows(upload: Upload, rows: OwnRows) -> None:
    work = _Work(rows, _proposal(questions=(_QUESTION,), places=(_PLACE,)))
    _settled(upload, work)
    upload.answer(Choices(date_order=DateOrder.DAY_FIRST))
    assert _settled(upload, work) is Stage.READY


def test_a_part_that_was_chosen_asks_for_the_rest(upload: Upload, rows: OwnRows) -> None:
    work = _Work(rows, _proposal(places=(_PLACE,)))
    _settled(upload, work)
    upload.answer(Choices(part="second"), is_complete=False)
    assert _settled(upload, work) is Stage.ASKING


def test_a_file_that_nobody_can_read_is_refused(upload: Upload, rows: OwnRows) -> None:
    error = DataError([Fault("mine.csv", 0, "-", "it is empty")])
    assert _settled(upload, _Work(rows, _proposal(), propose_error=error)) is Stage.REFUSED
    assert upload.error is error


def test_a_file_that_fails_while_it_is_read_is_refused(upload: Upload, rows: OwnRows) -> None:
    error = UsageError("too slow")
    assert _settled(upload, _Work(rows, _proposal(), read_error=error)) is Stage.REFUSED
    assert (upload.error, upload.held) == (error, None)


def test_a_refused_file_stays_refused(upload: Upload, rows: OwnRows) -> None:
    work = _Work(rows, _proposal(), read_error=UsageError("too slow"))
    _settled(upload, work)
    work.read_error = None
    assert _settled(upload, work) is Stage.REFUSED


def test_a_refused_file_is_read_again_after_an_answer(upload: Upload, rows: OwnRows) -> None:
    work = _Work(rows, _proposal(), read_error=UsageError("too slow"))
    _settled(upload, work)
    work.read_error = None
    upload.answer(Choices())
    assert _settled(upload, work) is Stage.READY


def test_a_question_that_only_reading_shows_is_asked(upload: Upload, rows: OwnRows) -> None:
    assert _settled(upload, _Work(rows, _proposal(), read_error=QuestionsOpen((_QUESTION,)))) is Stage.ASKING


def test_a_file_whose_rows_leave_no_memory_is_refused(session: _Session) -> None:
    tight = replace(read_settings(), mine_memory_mb=0)
    with pytest.raises(UsageError, match="Try a smaller file"):
        Upload("k", "mine.csv", _BODY, port=session, settings=tight)


def test_an_answer_removes_the_rows_that_were_there(upload: Upload, rows: OwnRows, settings: Settings) -> None:
    _settled(upload, _Work(rows, _proposal()))
    upload.answer(Choices())
    assert (upload.stage, upload.held, _used(settings)) == (Stage.PROPOSING, None, len(_BODY))


def test_rows_that_went_with_a_lost_connection_are_asked_for_again(upload: Upload, rows: OwnRows) -> None:
    work = _Work(rows, _proposal())
    _settled(upload, work)
    private_store(777).drop(upload.token)
    assert (upload.advance(work), upload.rows_lost) == (Stage.ASKING, True)


def test_cancelling_removes_rows_and_file(upload: Upload, rows: OwnRows, settings: Settings, session: _Session) -> None:
    _settled(upload, _Work(rows, _proposal()))
    upload.cancel()
    assert (upload.held, _used(settings), session.dropped) == (None, 0, ["k"])


def _reading(upload: Upload, rows: OwnRows) -> tuple[threading.Event, list[BaseException]]:
    """Bring an upload to a reading that goes on until it is stopped; return when it began and how it ended."""
    began, ended = threading.Event(), []

    def on_read(progress: Progress) -> None:
        began.set()
        try:
            while True:
                progress.check()
        except JobStopped as error:
            ended.append(error)
            raise

    work = _Work(rows, _proposal(), on_read=on_read)
    while upload.advance(work) is not Stage.READING:
        assert upload.wait(PATIENCE_S)
    assert began.wait(PATIENCE_S)
    return began, ended


def test_cancelling_ends_the_work(upload: Upload, rows: OwnRows) -> None:
    _, ended = _reading(upload, rows)
    upload.cancel()
    until(lambda: bool(ended))


def test_a_closed_tab_ends_the_work(
    upload: Upload, rows: OwnRows, session: _Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ended = _reading(upload, rows)
    session.connected = False
    store = private_store(777)
    monkeypatch.setattr(store, "_clock", lambda: 1e12)  # the grace for lost connections is over
    store.sweep()
    until(lambda: bool(ended))
    assert session.closed > 0


def test_rows_are_out_of_reach_once_the_tab_is_closed(upload: Upload, rows: OwnRows, session: _Session) -> None:
    _settled(upload, _Work(rows, _proposal()))
    session.connected = False
    assert upload.held is None
