"""Throughput of one process and of two behind nginx: reruns a second of readers who never think.

Usage: ``python -m bench.processes [--seconds 20]``. Takes the configuration from docs/nginx.conf.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.servers import ROOT, Server, free_port, streamlit_server, wait_for
from bench.session import open_session

READERS = 24


async def throughput(address: str, *, seconds: float) -> float:
    """Return how many reruns a second all readers together get; each asks again as soon as it is answered."""
    opened = await asyncio.gather(
        *(open_session(address, agent=f"Reader/{number}", lean=True) for number in range(READERS))
    )
    over = time.monotonic() + seconds
    count = 0

    async def read(number: int) -> None:
        nonlocal count
        while time.monotonic() < over:
            await opened[number][0].run()
            count += 1

    start = time.monotonic()
    await asyncio.gather(*(read(number) for number in range(READERS)))
    rate = count / (time.monotonic() - start)
    await asyncio.gather(*(session.socket.close() for session, _ in opened))
    return rate


@contextlib.contextmanager
def nginx(ports: tuple[int, ...]) -> Iterator[str]:
    """Run nginx with the configuration of the documentation in front of processes and give its address."""
    front = free_port()
    text = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8").replace("listen 8080", f"listen {front}")
    servers = "\n".join(f"server 127.0.0.1:{port};" for port in ports)
    text = re.sub(r"(upstream atlas_pages \{\s*hash[^;]*;)[^}]*", rf"\1\n{servers}\n", text)
    text = re.sub(r"(upstream atlas_data \{)[^}]*", rf"\1\n{servers}\n", text)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "nginx.conf").write_text(text, encoding="utf-8")
        command = ["nginx", "-p", f"{folder}/", "-c", f"{folder}/nginx.conf", "-g", "daemon off;"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            wait_for(f"http://localhost:{front}/_stcore/health", process)
            yield f"http://localhost:{front}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def measure(*, seconds: float, repeats: int = 3) -> str:
    """Measure one process and two in turn, both behind nginx, and return a table in Markdown."""
    if shutil.which("nginx") is None:
        return "Not run: nginx is not installed."
    rates: dict[int, list[float]] = {1: [], 2: []}
    with contextlib.ExitStack() as stack:
        servers: list[Server] = [stack.enter_context(streamlit_server(ROOT / "app.py")) for _ in range(2)]
        ports = tuple(int(server.address.rpartition(":")[2]) for server in servers)
        fronts = {count: stack.enter_context(nginx(ports[:count])) for count in rates}
        asyncio.run(throughput(fronts[2], seconds=2))
        for _ in range(repeats):
            for count, address in fronts.items():
                rates[count].append(asyncio.run(throughput(address, seconds=seconds / repeats)))
    lines = ["| processes | reruns a second, median | min | max |", "|---:|---:|---:|---:|"]
    middle = {count: sorted(found)[len(found) // 2] for count, found in rates.items()}
    lines += [
        f"| {count} | {middle[count]:,.0f} | {min(found):,.0f} | {max(found):,.0f} |" for count, found in rates.items()
    ]
    note = (
        f"{READERS} readers on the same machine, who ask again at once. Two give {middle[2] / middle[1]:.2f} times one."
    )
    return "\n".join([*lines, "", note])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    print(measure(seconds=parser.parse_args().seconds))


if __name__ == "__main__":
    main()
