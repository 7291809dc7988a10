"""The guard of what is put to Streamlit's upload address."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from geo.settings import Settings
from geo.web.guards.uploads import UploadGuard, UploadLimits, drop_files_of_gone_sessions

_LIMITS = UploadLimits(max_file_bytes=100, max_session_bytes=150, max_bytes=200)


@dataclass
class _Files:
    """Files that are held."""

    held: dict[str, int] = field(default_factory=dict)
    gone: tuple[str, ...] = ()

    def sizes(self) -> Mapping[str, int]:
        return dict(self.held)

    def is_connected(self, session_id: str) -> bool:
        return session_id not in self.gone

    def drop(self, session_id: str) -> None:
        del self.held[session_id]


def _put(
    length: int | None, *, files: _Files | None = None, path: str = "/_stcore/upload_file/a/1", method: str = "PUT"
) -> int:
    """Return the status of a request; 204 where it was passed on."""
    return asyncio.run(
        _answer(UploadGuard(_taken, base_path="", files=files or _Files(), limits=_LIMITS), length, path, method)
    )


async def _taken(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})


async def _answer(guard: UploadGuard, length: int | None, path: str, method: str) -> int:
    sent: list[Any] = []

    async def receive() -> Any:
        raise AssertionError("the body of a refused request is not read")

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [] if length is None else [(b"content-length", str(length).encode())]
    await guard({"type": "http", "method": method, "path": path, "headers": headers}, receive, send)
    return int(sent[0]["status"])


def test_a_file_within_the_limits_passes() -> None:
    assert _put(100) == 204


def test_a_file_beyond_the_limit_is_refused_unread() -> None:
    assert _put(101) == 413


def test_a_file_of_unknown_length_is_refused() -> None:
    assert _put(None) == 411


def test_what_a_session_holds_counts() -> None:
    assert (_put(90, files=_Files({"a": 60})), _put(91, files=_Files({"a": 60}))) == (204, 413)


def test_what_others_hold_counts() -> None:
    assert (_put(90, files=_Files({"b": 110})), _put(91, files=_Files({"b": 110}))) == (204, 503)


@pytest.mark.parametrize(("path", "method"), [("/layers", "PUT"), ("/_stcore/upload_file/a/1", "DELETE")])
def test_other_requests_pass(path: str, method: str) -> None:
    assert _put(10_000, path=path, method=method) == 204


def test_files_on_their_way_count() -> None:
    held = asyncio.Event()

    async def waits(scope: Any, receive: Any, send: Any) -> None:
        await held.wait()
        await _taken(scope, receive, send)

    async def both() -> tuple[int, int, int]:
        guard = UploadGuard(waits, base_path="", files=_Files(), limits=_LIMITS)
        path = "/_stcore/upload_file/a/1"
        first = asyncio.create_task(_answer(guard, 100, path, "PUT"))
        await asyncio.sleep(0)
        second = await _answer(guard, 60, path, "PUT")
        held.set()
        return await first, second, await _answer(guard, 60, path, "PUT")

    assert asyncio.run(both()) == (204, 413, 204)


def test_files_of_a_session_that_is_gone_are_dropped() -> None:
    files = _Files({"a": 1, "b": 2}, gone=("a",))
    drop_files_of_gone_sessions(files)
    assert files.held == {"b": 2}


def test_limits_follow_the_settings() -> None:
    limits = UploadLimits.of(Settings(upload_mb=1, mine_memory_mb=3))
    assert (limits.max_file_bytes > 1024 * 1024, limits.max_bytes) == (True, 3_000_000)
