"""The upload that a browser session holds: which one it is, how it is taken and how it goes."""

from __future__ import annotations

import streamlit as st

from geo.settings import read_settings
from geo.ui.base.context import base_path
from geo.ui.streamlit_runtime import current_session
from geo.ui.your_data.keys import FILE_KEY
from geo.userdata.upload.upload import Upload

SAMPLE_MARK = "sample:"
"""Begins the key of a file that is a sample."""
_UPLOADS = "own_uploads"
_SAMPLE = "own_sample"


def current_upload() -> Upload | None:
    """Return the upload of this session."""
    found: Upload | None = st.session_state.get(FILE_KEY)
    return found


def take_file(key: str, name: str, body: bytes) -> Upload:
    """Take a file; what the session had before is removed.

    Raises
    ------
    UsageError
        If the files that are open on this server leave too little memory.
    """
    known = current_upload()
    if known is not None and known.key == key:
        return known
    if known is not None:
        known.cancel()
        del st.session_state[FILE_KEY]
    if not key.startswith(SAMPLE_MARK):
        st.session_state[_SAMPLE] = None
    taken = Upload(key, name, body, port=current_session(), settings=read_settings())
    st.session_state[FILE_KEY] = taken
    return taken


def drop_file() -> None:
    """Remove the upload of this session: its rows, its work, and the bytes that were put to the server."""
    known = current_upload()
    if known is not None:
        known.cancel()
    st.session_state.pop(FILE_KEY, None)
    st.session_state[_SAMPLE] = None
    st.session_state[_UPLOADS] = uploads() + 1


def uploads() -> int:
    """Return how often the drop zone was emptied; its widget is a new one each time."""
    number: int = st.session_state.get(_UPLOADS, 0)
    return number


def try_sample(sample_id: str) -> None:
    """Take a sample instead of a file."""
    drop_file()
    st.session_state[_SAMPLE] = sample_id


def chosen_sample() -> str | None:
    """Return the sample that is being tried."""
    found: str | None = st.session_state.get(_SAMPLE)
    return found


def own_address(upload: Upload, what: str) -> str:
    """Return the address of one of the routes of the rows."""
    return f"{base_path()}/mine/{upload.token}/{what}"
