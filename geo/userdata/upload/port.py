"""What an upload needs of the browser session that brought it."""

from __future__ import annotations

from typing import Protocol


class SessionPort(Protocol):
    """A browser session: whether it is there, and how what it brought is forgotten.

    The Streamlit half is :mod:`geo.ui.streamlit_runtime`; tests have one of their own.
    """

    @property
    def session_id(self) -> str:
        """Name of the session; empty outside a server."""

    def is_connected(self) -> bool:
        """Return whether the session has its connection; outside a server every session has."""

    def drop_file(self, file_id: str) -> None:
        """Forget the bytes of a file that the session put to the server."""

    def close(self) -> None:
        """Forget everything of the session, its files included, if its connection is gone."""
