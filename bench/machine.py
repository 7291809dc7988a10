"""What the figures were measured on: versions, processors, load, and the memory of a tree of processes."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "streamlit",
    "starlette",
    "uvicorn",
    "folium",
    "streamlit-folium",
    "pydeck",
    "pandas",
    "numpy",
    "playwright",
)


def load() -> float:
    """Return how many processes wanted a processor over the last minute."""
    return os.getloadavg()[0]


def versions(packages: Iterable[str] = PACKAGES) -> str:
    """Return the versions of Python and of packages in one line."""
    found = [f"Python {platform.python_version()}"]
    for name in packages:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def browser_version(executable: str | None) -> str:
    """Return what a browser says of itself."""
    if not executable:
        return "no browser"
    done = subprocess.run([executable, "--version"], capture_output=True, text=True, check=False)
    return " ".join(done.stdout.split()[:2]) or "unknown browser"


def machine() -> str:
    """Return processors and memory in one line."""
    total_kib = int(next(line.split()[1] for line in _lines(Path("/proc/meminfo")) if line.startswith("MemTotal")))
    names = {line.split(":", 1)[1].strip() for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")}
    return f"{os.cpu_count()} x {', '.join(sorted(names)) or platform.machine()}, {total_kib / 2**20:.0f} GB"


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process and all its descendants, in MB of 10^6 bytes."""
    return sum(_resident_bytes(one) for one in _tree(pid)) / 1e6


def busy_seconds(pids: Sequence[int]) -> float:
    """Return the processor time that processes have used so far."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _tree(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def _resident_bytes(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
