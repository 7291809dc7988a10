"""The calls to Streamlit's runtime, in one module: who a session is, whether it is there, what it put to the server.

None of them is documented by Streamlit for applications; ``tests/streamlit_contract`` lists what is assumed of them.
They can go once Streamlit tells an application that a session has ended.
"""

from __future__ import annotations

from dataclasses import dataclass

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


@dataclass(frozen=True, slots=True)
class StreamlitSession:
    """A browser session of Streamlit; see :class:`geo.userdata.upload.port.SessionPort`.

    Attributes
    ----------
    session_id : str
        Streamlit's name of the session; empty outside a server.
    """

    session_id: str

    def is_connected(self) -> bool:
        """Return whether the session has its connection; outside a server every session has."""
        return not runtime.exists() or bool(runtime.get_instance().is_active_session(self.session_id))

    def drop_file(self, file_id: str) -> None:
        """Forget the bytes of an uploaded file."""
        manager = _file_manager()
        if manager is not None:
            manager.remove_file(self.session_id, file_id)

    def close(self) -> None:
        """Forget the session, uploads included, if its connection is gone.

        Streamlit keeps a session that lost its connection until another one comes or goes.
        """
        if runtime.exists() and not self.is_connected():
            runtime.get_instance().clear_user_info_for_session(self.session_id)


class StreamlitFiles:
    """The files that browsers put to Streamlit's upload address, asked for or not."""

    def sizes(self) -> dict[str, int]:
        """Return the bytes that each session has put and that are still held."""
        manager = _file_manager()
        if manager is None:
            return {}
        held = {session_id: list(files.values()) for session_id, files in list(manager.file_storage.items())}
        return {session_id: sum(len(file.data) for file in files) for session_id, files in held.items()}

    def is_connected(self, session_id: str) -> bool:
        """Return whether a session has its connection."""
        return runtime.exists() and StreamlitSession(session_id).is_connected()

    def drop(self, session_id: str) -> None:
        """Forget all files of a session."""
        manager = _file_manager()
        if manager is not None:
            manager.remove_session_files(session_id)


def current_session() -> StreamlitSession:
    """Return the session whose page is being drawn."""
    found = get_script_run_ctx()
    return StreamlitSession("" if found is None else found.session_id)


def _file_manager() -> MemoryUploadedFileManager | None:
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return manager if isinstance(manager, MemoryUploadedFileManager) else None
