"""Readers who open, filter and rerun a page at the same instants, over Streamlit's own protocol.

Every reader searches for words of its own. Whose words stand in the widgets, in the address and in the links of a page
is looked at after every run: another reader's words there are a leak.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

from bench.http_load import Answers
from bench.machine import memory_mb
from bench.servers import Server
from bench.session import Run, Session, open_session

EMPTY = Path(__file__).parent / "pages" / "empty.py"
LEAN = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "false"}
"""The settings of the atlas that cost a server time, for an empty page."""
SEARCH = "Search"
_MARK = re.compile(r"reader\d{4}")


@dataclass
class Load:
    """What a number of readers saw.

    Attributes
    ----------
    first, filtered, again : list of float
        Seconds of first loads, of runs with a new filter, and of runs in which nothing changed.
    faults : list of str
        What went wrong.
    leaks : int
        Runs in which a page showed what another reader had typed, or not what its own had.
    server_mb : float
        The server's memory after the last run, while all readers are still connected.
    """

    readers: int
    first: list[float] = field(default_factory=list)
    filtered: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    leaks: int = 0
    messages: int = 0
    size_bytes: int = 0
    server_mb: float = 0
    answers: Answers | None = None

    @property
    def reruns(self) -> list[float]:
        """Seconds of all runs but the first."""
        return self.filtered + self.again


def percentile(seconds: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies, in milliseconds."""
    if not seconds:
        return float("nan")
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def type_own(session: Session, number: int) -> str:
    """Let a reader search for its own words, which find something but are nobody else's."""
    mark = f"reader{number:04d}"
    session.write(SEARCH, f"Quneitra OR {mark}")
    return mark


def leaks_in(session: Session, mark: str) -> bool:
    """Return whether a page shows another's words, or not its own in the address."""
    shown = set(_MARK.findall(" ".join([session.query, *session.texts])))
    return shown - {mark} != set() or mark not in parse_qs(session.query).get("q", [""])[0]


def note(result: Load, kind: list[float], run: Run) -> None:
    kind.append(run.seconds)
    result.faults += run.faults
    result.messages, result.size_bytes = run.messages, run.size_bytes


async def _gather_open(server: Server, readers: int, pages: Sequence[str], result: Load) -> list[Session]:
    opened = await asyncio.gather(
        *(open_session(server.address, page=pages[number % len(pages)]) for number in range(readers))
    )
    for _, run in opened:
        note(result, result.first, run)
    return [session for session, _ in opened]


async def lockstep(server: Server, readers: int, *, rounds: int = 3, pages: Sequence[str] = ("",)) -> Load:
    """Let all readers open, filter and rerun at the same instants, again and again."""
    result = Load(readers)
    sessions = await _gather_open(server, readers, pages, result)
    marks: dict[int, str] = {}
    for number, session in enumerate(sessions):
        if SEARCH in session.widgets:
            marks[number] = type_own(session, number)
    for index in range(rounds + 1):
        runs = await asyncio.gather(*(session.run() for session in sessions))
        for run in runs:
            note(result, result.again if index else result.filtered, run)
        result.leaks += sum(leaks_in(sessions[number], mark) for number, mark in marks.items())
    result.server_mb = memory_mb(server.pid)
    await asyncio.gather(*(session.socket.close() for session in sessions))
    return result
