"""Limits on what browsers put to Streamlit's upload address, whether a widget asked for it or not.

Streamlit keeps whatever is put to ``/_stcore/upload_file/{session}/{file}`` as long as it keeps the session, and counts
nothing. This guard can go once Streamlit limits what a session may put.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from geo.web.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from geo.settings import Settings

UPLOAD_PATH = "/_stcore/upload_file/"
"""Where Streamlit takes files."""
_FORM_BYTES = 10_000
"""What the form around a file may add."""
_FILES_A_SESSION = 2
"""A file that replaces another arrives before the other is taken out."""
_MIB = 1024 * 1024


class HeldFiles(Protocol):
    """The files that Streamlit holds."""

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes that it holds by session."""

    def is_connected(self, session_id: str) -> bool:
        """Return whether a session has its connection."""

    def drop(self, session_id: str) -> None:
        """Forget all files of a session."""


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """How many bytes may be put and held.

    Attributes
    ----------
    max_file_bytes : int
        One request.
    max_session_bytes : int
        One session, with what is on its way.
    max_bytes : int
        All sessions, with what is on its way.
    """

    max_file_bytes: int
    max_session_bytes: int
    max_bytes: int

    @classmethod
    def of(cls, settings: Settings) -> UploadLimits:
        """Return the limits of settings."""
        file_bytes = settings.upload_mb * _MIB + _FORM_BYTES
        return cls(file_bytes, _FILES_A_SESSION * file_bytes, settings.mine_memory_mb * 1_000_000)


class UploadGuard:
    """ASGI middleware that refuses what is put beyond the limits, before a byte of it is read.

    Parameters
    ----------
    app : callable
        The application.
    base_path : str
        ``server.baseUrlPath`` with its leading slash.
    files : HeldFiles
        What is held already.
    limits : UploadLimits
        How much may be.
    """

    def __init__(self, app: ASGIApp, *, base_path: str, files: HeldFiles, limits: UploadLimits) -> None:
        self._app = app
        self._prefix = base_path + UPLOAD_PATH
        self._files = files
        self._limits = limits
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it with 411, 413 or 503."""
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        session_id = scope["path"].removeprefix(self._prefix).partition("/")[0]
        length = _length(scope)
        if length is None:
            reason = "The request must say how long the file is (Content-Length)."
            await problem(HTTPStatus.LENGTH_REQUIRED, reason)(scope, receive, send)
            return
        refusal = self._refusal(session_id, length)
        if refusal is not None:
            await problem(*refusal)(scope, receive, send)
            return
        self._coming[session_id] += length
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming[session_id] -= length
            if not self._coming[session_id]:
                del self._coming[session_id]

    def _refusal(self, session_id: str, length: int) -> tuple[HTTPStatus, str] | None:
        if length > self._limits.max_file_bytes:
            most_mb = self._limits.max_file_bytes // _MIB
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A file may have {most_mb:,} MB at most; split it."
        held = self._files.sizes()
        if held.get(session_id, 0) + self._coming[session_id] + length > self._limits.max_session_bytes:
            reason = "This tab has put as many files here as it may; remove one, or load the page again."
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, reason
        if sum(held.values()) + self._coming.total() + length > self._limits.max_bytes:
            return (
                HTTPStatus.SERVICE_UNAVAILABLE,
                "The files that others have brought leave no memory; try again later.",
            )
        return None


def drop_files_of_gone_sessions(files: HeldFiles) -> None:
    """Forget the files of sessions that have lost their connection; what a page took is kept by its own session."""
    for session_id in files.sizes():
        if not files.is_connected(session_id):
            files.drop(session_id)


def _length(scope: Scope) -> int | None:
    """Return the length that a request says its body has; None where it says none, or nonsense."""
    texts = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(texts[0]) if len(texts) == 1 and texts[0].isdigit() and len(texts[0]) < 16 else None
