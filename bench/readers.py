"""Many readers at once: the real pages over Streamlit's own protocol, beside an empty Streamlit page.

Usage: ``python -m bench.readers [--sizes 1,10,25,50,100] [--quick]``. Prints tables in Markdown.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench import page_costs
from bench.http_load import Answers, ask_steadily
from bench.lockstep import EMPTY, LEAN, SEARCH, Load, leaks_in, lockstep, note, percentile, type_own
from bench.machine import load, machine, memory_mb, versions
from bench.page_costs import PAGES
from bench.servers import ROOT, Server, streamlit_server
from bench.session import open_session


async def thinking(server: Server, readers: int, *, seconds: float, paths: Sequence[str] = ()) -> Load:
    """Let readers open one after another and change their filter after one to five seconds of thought each."""
    result = Load(readers)
    over = time.monotonic() + seconds
    waits = random.Random(1974)

    async def read(number: int) -> None:
        await asyncio.sleep(waits.uniform(0, min(5.0, seconds / 4)))
        session, run = await open_session(server.address)
        note(result, result.first, run)
        turn = 0
        while time.monotonic() < over:
            await asyncio.sleep(waits.uniform(1, 5))
            turn += 1
            mark = ""
            if SEARCH in session.widgets:
                mark = type_own(session, number + 100 * (turn % 5))
            note(result, result.filtered, await session.run())
            result.leaks += bool(mark) and leaks_in(session, mark)
        await session.socket.close()

    asking = asyncio.create_task(ask_steadily(server.address, paths, until=over)) if paths else None
    await asyncio.gather(*(read(number) for number in range(readers)))
    if asking:
        result.answers = await asking
    return result


async def cycles(server: Server, count: int) -> list[str]:
    """Let one reader after another open the page, filter and leave; return what went wrong."""
    faults: list[str] = []
    for number in range(count):
        session, run = await open_session(server.address)
        type_own(session, number)
        again = await session.run()
        faults += [*run.faults, *again.faults]
        await session.socket.close()
    return faults


METHOD = """
Readers are sessions over Streamlit's own protocol, as browsers open them, from one process on the same machine. In
lockstep all open at the same instant, then all search for words of their own, then all rerun with nothing changed,
again and again. An empty page (`bench/pages/empty.py`) is under the same load in turn, once with the settings of the
atlas and once with Streamlit's defaults, which collect all garbage after every run. An error is an exception on a
page or a run that failed; a leak is a page that shows another reader's words or not its own.
"""
API = ("/oapi/position?lon=35.85&lat=33.1", "/layers/match?kind=airstrike", "/layers", "/layers/strikes.geojson")


def table_of(loads: Sequence[tuple[str, Load]]) -> str:
    """Return the loads as a Markdown table."""
    lines = [
        "| page | readers | first p50 | first p95 | new filter p50 | p95 | unchanged p50 | p95 | errors | leaks |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, found in loads:
        cells = [
            f"{percentile(seconds, share):,.0f} ms" if seconds else "–"
            for seconds in (found.first, found.filtered, found.again)
            for share in (0.5, 0.95)
        ]
        lines.append(f"| {name} | {found.readers} | {' | '.join(cells)} | {len(found.faults)} | {found.leaks} |")
    return "\n".join(lines)


@dataclass(frozen=True)
class Options:
    """How much is measured."""

    sizes: tuple[int, ...]
    rounds: int = 3
    repeats: int = 3
    think_seconds: float = 30
    cycles: int = 200


def _merge(loads: Sequence[Load]) -> Load:
    whole = Load(loads[0].readers)
    for one in loads:
        for name in ("first", "filtered", "again", "faults"):
            getattr(whole, name).extend(getattr(one, name))
        whole.leaks += one.leaks
        whole.messages, whole.size_bytes = one.messages, one.size_bytes
        whole.server_mb = max(whole.server_mb, one.server_mb)
    return whole


QUICK = Options((1, 10), rounds=2, repeats=1, think_seconds=12, cycles=40)


async def _in_turn(servers: Sequence[tuple[str, Server]], size: int, options: Options) -> list[tuple[str, Load]]:
    """Measure the cases in turn, so that a slower minute of the machine hits all of them."""
    found: dict[str, list[Load]] = {name: [] for name, _ in servers}
    for _ in range(options.repeats):
        for name, server in servers:
            pages = PAGES if name == MIXED else ("",)
            found[name].append(await lockstep(server, size, rounds=options.rounds, pages=pages))
    return [(name, _merge(loads)) for name, loads in found.items()]


OURS, MIXED, DEFAULT_EMPTY, LEAN_EMPTY = (
    "the atlas, map",
    "the atlas, all pages mixed",
    "empty page, Streamlit's defaults",
    "empty page, settings of the atlas",
)


async def measure(options: Options) -> str:
    """Run everything and return it as Markdown."""
    lines: list[str] = [f"Load of the machine before: {load():.1f}."]
    with (
        streamlit_server(ROOT / "app.py") as atlas,
        streamlit_server(EMPTY, folder=EMPTY.parent, environment=LEAN) as lean_empty,
        streamlit_server(EMPTY, folder=EMPTY.parent) as empty,
    ):
        servers = ((OURS, atlas), (MIXED, atlas), (LEAN_EMPTY, lean_empty), (DEFAULT_EMPTY, empty))
        for _, server in servers:
            await lockstep(server, len(PAGES), pages=PAGES if server is atlas else ("",))
        memory = [("at rest, every page opened twice", memory_mb(atlas.pid))]
        at: dict[int, dict[str, Load]] = {}
        for size in options.sizes:
            at[size] = dict(await _in_turn(servers, size, options))
            during = max(at[size][name].server_mb for name in (OURS, MIXED))
            memory.append((f"with {size} readers connected, after their runs", during))
            memory.append((f"after {size} readers had left", memory_mb(atlas.pid)))
        lines += [
            "",
            "### In lockstep",
            "",
            table_of([(name, one) for found in at.values() for name, one in found.items()]),
        ]
        lines += ["", ratios(at)]
        thought = [
            (name, await thinking(server, 50, seconds=options.think_seconds))
            for name, server in ((OURS, atlas), (LEAN_EMPTY, lean_empty))
        ]
        memory.append(("after 50 readers with thought", memory_mb(atlas.pid)))
        lines += ["", "### With one to five seconds of thought", "", table_of(thought)]
        beside = await thinking(atlas, 10, seconds=options.think_seconds, paths=API)
        crowd = await _beside_lockstep(atlas, 50, seconds=options.think_seconds / 2)
        alone = await ask_steadily(atlas.address, API, until=time.monotonic() + options.think_seconds / 3)
        lines += [
            "",
            "### HTTP routes beside readers",
            "",
            _answers((("alone", alone), ("beside 10 with thought", beside.answers), ("beside 50 in lockstep", crowd))),
        ]
        lines += ["", "### Pages", await page_costs.measure(atlas, lean_empty)]
        lines += ["", "### Memory", "", await _memory(atlas, memory, options)]
    return "\n".join([*lines, "", f"Load of the machine after: {load():.1f}."])


async def _beside_lockstep(server: Server, readers: int, *, seconds: float) -> Answers:
    """Ask the HTTP routes while readers open, filter and rerun in lockstep, again and again."""
    over = time.monotonic() + seconds
    asking = asyncio.create_task(ask_steadily(server.address, API, until=over))
    while time.monotonic() < over:
        await lockstep(server, readers, rounds=1)
    return await asking


async def _memory(atlas: Server, memory: list[tuple[str, float]], options: Options) -> str:
    before = memory_mb(atlas.pid)
    faults = await cycles(atlas, options.cycles)
    await asyncio.sleep(5)
    after = memory_mb(atlas.pid)
    memory += [(f"after {options.cycles} readers who came and went", after)]
    rows = [f"| {name} | {size_mb:,.0f} |" for name, size_mb in memory]
    kept = f"The {options.cycles} visits left {after - before:+,.0f} MB behind, with {len(faults)} errors."
    return "\n".join(["| the server's memory | MB |", "|---|---:|", *rows, "", kept])


def ratios(at: dict[int, dict[str, Load]]) -> str:
    """Return how much longer the atlas takes than empty pages, p95 against p95."""
    lines = ["| readers | page | first p95, times the empty page's | rerun p95 | beside |", "|---:|---|---:|---:|---|"]
    for size, found in at.items():
        for name in (OURS, MIXED):
            for base in (LEAN_EMPTY, DEFAULT_EMPTY):
                first = percentile(found[name].first, 0.95) / percentile(found[base].first, 0.95)
                rerun = percentile(found[name].reruns, 0.95) / percentile(found[base].reruns, 0.95)
                lines.append(f"| {size} | {name} | {first:.2f} | {rerun:.2f} | {base} |")
    return "\n".join(lines)


def _answers(found: Sequence[tuple[str, Answers | None]]) -> str:
    lines = ["| readers | requests | p50 | p95 | slowest | errors |", "|---|---:|---:|---:|---:|---:|"]
    for name, answers in found:
        if answers is not None:
            figures = [percentile(answers.seconds, 0.5), percentile(answers.seconds, 0.95), max(answers.seconds) * 1000]
            shown = " | ".join(f"{figure:,.0f} ms" for figure in figures)
            lines.append(f"| {name} | {len(answers.seconds)} | {shown} | {answers.errors} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1,10,25,50,100")
    parser.add_argument("--quick", action="store_true", help="few rounds, for a look")
    given = parser.parse_args()
    sizes = tuple(int(size) for size in given.sizes.split(","))
    options = replace(QUICK, sizes=sizes) if given.quick else Options(sizes)
    print(f"{machine()}; {versions()}\n")
    print(asyncio.run(measure(options)))


if __name__ == "__main__":
    main()
