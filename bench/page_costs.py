"""What each page costs: processor time of the server, messages and bytes over the websocket, and many readers at once.

Usage: ``python -m bench.page_costs [--readers 50]``. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bench.lockstep import EMPTY, LEAN, Load, lockstep, percentile
from bench.machine import busy_seconds, load, machine, versions
from bench.servers import ROOT, Server, streamlit_server
from bench.session import Run, open_session

PAGES = ("", "table", "talks", "evidence", "sources", "timeline", "compare", "where", "your-data", "method")
_RERUNS = 30
METHOD = """
Each page by itself: one reader who reruns it {reruns} times with nothing changed, then {readers} readers in lockstep,
beside an empty page with the settings of the atlas. *Processor* is what the server uses for one rerun, script and
sending. `python -m bench.page_costs` makes this table alone.
"""


@dataclass(frozen=True)
class Cost:
    """What a page costs.

    Attributes
    ----------
    first : Run
        The first run of one reader.
    rerun_s, processor_s : float
        Median time of a rerun, and processor time of the server for one.
    messages, size_bytes : int
        What one rerun sends over the websocket.
    load : Load
        What many readers in lockstep saw.
    """

    first: Run
    rerun_s: float
    processor_s: float
    messages: int
    size_bytes: int
    load: Load


async def cost_of(server: Server, page: str, *, readers: int) -> Cost:
    """Measure one page."""
    await lockstep(server, 4, rounds=1, pages=(page,))
    session, first = await open_session(server.address, page=page)
    before = busy_seconds([server.pid])
    runs = [await session.run() for _ in range(_RERUNS)]
    processor_s = (busy_seconds([server.pid]) - before) / _RERUNS
    await session.socket.close()
    together = await lockstep(server, readers, pages=(page,))
    together.faults += [fault for run in (first, *runs) for fault in run.faults]
    middle = statistics.median(run.seconds for run in runs)
    return Cost(first, middle, processor_s, runs[-1].messages, runs[-1].size_bytes, together)


async def measure(atlas: Server, empty: Server, *, readers: int = 50) -> str:
    """Measure every page and return a table in Markdown."""
    base = await cost_of(empty, "", readers=readers)
    rows = [("an empty page", base)]
    rows += [(page or "the map", await cost_of(atlas, page, readers=readers)) for page in PAGES]
    return METHOD.format(reruns=_RERUNS, readers=readers) + "\n" + table_of(rows, readers=readers)


def table_of(rows: Sequence[tuple[str, Cost]], *, readers: int) -> str:
    """Return pages and costs as a Markdown table, ratios to the first of them."""
    together = f"{readers} readers: first p95, ms | times empty | rerun p95, ms | times empty | errors | leaks |"
    lines = [f"| page | processor, ms | first, ms | rerun, ms | messages | KB | {together}", "|---|" + "---:|" * 11]
    base = rows[0][1].load
    for name, cost in rows:
        found = [(percentile(cost.load.first, 0.95), percentile(base.first, 0.95))]
        found.append((percentile(cost.load.reruns, 0.95), percentile(base.reruns, 0.95)))
        shown = " | ".join(f"{value:,.0f} | {value / least:.2f}" for value, least in found)
        times = (cost.processor_s * 1000, cost.first.seconds * 1000, cost.rerun_s * 1000)
        alone = " | ".join(f"{value:.1f}" for value in times)
        sent = f"{cost.messages} | {cost.size_bytes / 1000:.1f}"
        lines.append(f"| {name} | {alone} | {sent} | {shown} | {len(cost.load.faults)} | {cost.load.leaks} |")
    return "\n".join(lines)


async def _alone(readers: int) -> str:
    with (
        streamlit_server(ROOT / "app.py") as atlas,
        streamlit_server(EMPTY, folder=EMPTY.parent, environment=LEAN) as empty,
    ):
        return await measure(atlas, empty, readers=readers)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=50)
    given = parser.parse_args()
    print(f"{machine()}; {versions()}; load {load():.1f}\n{asyncio.run(_alone(given.readers))}")


if __name__ == "__main__":
    main()
