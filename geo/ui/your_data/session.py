"""The file that a browser session brought: which one it is, how far it has come, and how it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.errors import NotFoundError
from geo.readers import Choices, Proposal
from geo.settings import read_settings
from geo.ui.base.context import base_path
from geo.ui.your_data.keys import FILE_KEY
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.stored_rows import Holding, private_store
from geo.userdata.session.fair_queue import upload_turns
from geo.userdata.session.job import Job, Outcome, Progress
from geo.userdata.session.store import Lease

SAMPLE_MARK = "sample:"
"""Begins the key of a file that is a sample."""
_UPLOADS = "own_uploads"
_SAMPLE = "own_sample"


@dataclass(eq=False)
class OwnFile:
    """A file on its way from the drop zone to the map.

    Attributes
    ----------
    key : str
        Tells one file of a session from the next.
    name : str
        File name.
    body : bytes
        The file.
    watch : Lease
        Says that the file is there, so that it goes with its session even if its rows never come.
    asked : Choices
        What the person decided so far.
    go : bool
        Whether reading may begin: nothing is to be asked, or it was answered.
    proposal : Proposal or None
        How it would be read; None until that is known.
    look : Job or None
        The finding out how it would be read, while it goes on.
    job : Job or None
        The reading, while it goes on.
    lease : Lease or None
        The right to the rows, once they are there.
    """

    key: str
    name: str
    body: bytes = field(repr=False)
    watch: Lease
    asked: Choices = field(default_factory=Choices)
    go: bool = False
    proposal: Proposal | None = None
    look: Job[Proposal] | None = None
    job: Job[OwnRows] | None = None
    lease: Lease | None = None

    def end(self) -> None:
        """Stop the work and remove the rows."""
        for work in (self.look, self.job):
            if work is not None:
                work.stop()
        if self.lease is not None:
            self.lease.end()
        self.look = self.job = self.lease = None


def _forget(file: OwnFile) -> None:
    file.end()
    file.watch.end()
    _drop_upload(file.key)


def own_file() -> OwnFile | None:
    """Return the file of this session."""
    found: OwnFile | None = st.session_state.get(FILE_KEY)
    return found


def take_file(key: str, name: str, body: bytes) -> OwnFile:
    """Take a file; what the session had before is removed."""
    known = own_file()
    if known is not None and known.key == key:
        return known
    if known is not None:
        _forget(known)
        del st.session_state[FILE_KEY]
    if not key.startswith(SAMPLE_MARK):
        st.session_state[_SAMPLE] = None
    taken = OwnFile(key, name, body, watch=_put(None, size_bytes=len(body)))
    st.session_state[FILE_KEY] = taken
    return taken


def drop_file() -> None:
    """Remove the file of this session, its rows and the upload itself."""
    known = own_file()
    if known is not None:
        _forget(known)
    st.session_state.pop(FILE_KEY, None)
    st.session_state[_SAMPLE] = None
    st.session_state[_UPLOADS] = uploads() + 1


def uploads() -> int:
    """Return how often the drop zone was emptied; its widget is a new one each time."""
    number: int = st.session_state.get(_UPLOADS, 0)
    return number


def try_sample(sample_id: str) -> None:
    """Take a sample in place of a file."""
    drop_file()
    st.session_state[_SAMPLE] = sample_id


def chosen_sample() -> str | None:
    """Return the sample that is being tried."""
    found: str | None = st.session_state.get(_SAMPLE)
    return found


def start_work(file: OwnFile, work: Callable[[Progress], Outcome]) -> Job[Outcome]:
    """Begin long work on a file, which waits for its turn and ends when the file goes."""
    settings = read_settings()
    store = private_store(settings.mine_memory_mb)
    if not store.holds(file.watch.token):
        file.watch = _put(None, size_bytes=len(file.body))  # it went while the connection was lost; the session is back
    token = file.watch.token
    return Job(
        work,
        turns=upload_turns(settings.uploads_at_once),
        wanted=lambda: store.holds(token),
        present=_connected(_session_id()),
    )


def keep_rows(file: OwnFile, rows: OwnRows) -> None:
    """Put rows away for as long as this session lasts.

    Raises
    ------
    UsageError
        If the files that are open on this server leave too little memory.
    """
    if file.lease is not None:
        file.lease.end()
    file.lease = _put(Holding(rows, may_leave=rows.share_rows), size_bytes=rows.size_bytes)


def _put(held: Holding | None, *, size_bytes: int) -> Lease:
    session_id = _session_id()
    store = private_store(read_settings().mine_memory_mb)
    return store.put(held, size_bytes=size_bytes, alive=_connected(session_id), ended=_closing(session_id))


def holding() -> tuple[OwnFile, Holding] | None:
    """Return the file of this session with its rows, once they are there and while they last."""
    file = own_file()
    if file is None or file.lease is None:
        return None
    try:
        held = private_store(read_settings().mine_memory_mb).find(file.lease.token)
    except NotFoundError:
        return None
    return None if held is None else (file, held)


def own_address(file: OwnFile, what: str) -> str:
    """Return the address of one of the routes of the rows."""
    token = "" if file.lease is None else file.lease.token
    return f"{base_path()}/mine/{token}/{what}"


def _session_id() -> str:
    found = get_script_run_ctx()
    return "" if found is None else found.session_id


def _connected(session_id: str) -> Callable[[], bool]:
    """Return a function that says whether a session has its connection; outside a server every session has."""

    def connected() -> bool:
        return not runtime.exists() or bool(runtime.get_instance().is_active_session(session_id))

    return connected


def _closing(session_id: str) -> Callable[[], None]:
    """Return a function that makes Streamlit forget a session that is gone, uploads included.

    Streamlit keeps a session that lost its connection until another one comes or goes.
    """

    def close() -> None:
        if runtime.exists() and not runtime.get_instance().is_active_session(session_id):
            runtime.get_instance().clear_user_info_for_session(session_id)

    return close


def _drop_upload(file_id: str) -> None:
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if isinstance(manager, MemoryUploadedFileManager):
        manager.remove_file(_session_id(), file_id)
