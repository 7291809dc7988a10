"""Steady questions to the HTTP routes, as a map or a script asks them while others read."""

from __future__ import annotations

import asyncio
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

_EVERY_SECONDS = 0.1


@dataclass
class Answers:
    """How long the answers took, in seconds, and how many failed."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0


async def ask_steadily(address: str, paths: Sequence[str], *, until: float) -> Answers:
    """Ask for one path after another, ten a second, until a moment of the monotonic clock.

    A question starts when its time has come, whether or not the one before has been answered. They come from a process
    of their own: beside the readers' work in this one they would wait for it, and that would be told of the server.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        asking = asyncio.get_running_loop().run_in_executor(pool, _ask_all, address, tuple(paths), until)
        return await asking


def _ask_all(address: str, paths: Sequence[str], until: float) -> Answers:
    return asyncio.run(_ask_in_turn(address, paths, until))


async def _ask_in_turn(address: str, paths: Sequence[str], until: float) -> Answers:
    found = Answers()
    asked: set[asyncio.Task[None]] = set()
    turn = 0
    while time.monotonic() < until:
        asked.add(asyncio.create_task(_ask(address + paths[turn % len(paths)], found)))
        turn += 1
        await asyncio.sleep(_EVERY_SECONDS)
    await asyncio.gather(*asked)
    return found


async def _ask(address: str, found: Answers) -> None:
    start = time.perf_counter()
    try:
        await asyncio.to_thread(_read, address)
    except OSError:
        found.errors += 1
    found.seconds.append(time.perf_counter() - start)


def _read(address: str) -> None:
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()
