"""``python -m geo enrich`` beside a plain pandas and GeoPandas script, and its cost from 10,000 to 3,000,000 rows.

    python bench/enrich.py [--rows 1000000] [--sizes 10000 100000 1000000 3000000] [--runs 3] [--write]

Both read the same made-up file in the shape of an ACLED export and write the same columns as CSV, in turns, each in a
process of its own, its start and imports included. ``--write`` puts table and plot into docs/performance. The answers
are compared. On a quiet machine of two processors it takes about fifteen minutes.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.enrich_page import Figures, page, plot  # noqa: E402

PAGE = ROOT / "docs" / "performance" / "enrich.md"
PLOT = ROOT / "docs" / "performance" / "enrich.svg"
SAMPLE = 200_000


@dataclass(frozen=True)
class Run:
    """Seconds of wall clock and of processor, and peak memory in MB, of one process."""

    seconds: float
    cpu_s: float
    peak_mb: float


def measured(command: list[str]) -> Run:
    """Run a command and return what it took."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status:
            raise SystemExit(f"{command} failed: {process.stderr.read().decode() if process.stderr else ''}")
        process.returncode = 0
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ours(source: Path, output: Path) -> list[str]:
    """Return the command of the atlas."""
    return [sys.executable, "-m", "geo", "enrich", str(source), "--with-original", "-o", str(output)]


def plain(source: Path, output: Path) -> list[str]:
    """Return the command of the plain script."""
    return [sys.executable, str(ROOT / "bench" / "peer_enrich.py"), str(source), str(output)]


def median_of(runs: list[Run]) -> Run:
    """Return the run with the median time, and the greatest memory of all."""
    middle = sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]
    return Run(middle.seconds, statistics.median(run.cpu_s for run in runs), max(run.peak_mb for run in runs))


def made_up(path: Path, *, rows: int, distinct: bool = False) -> float:
    """Write a file of made-up rows and return its size in MB.

    A process of its own does it, and so it is with the comparison: a child counts the memory of its parent at its start
    among its own, so this process stays small.
    """
    script = str(ROOT / "bench" / "acled_rows.py")
    words = [sys.executable, script, str(path), "--rows", str(rows), *(["--distinct"] if distinct else [])]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return path.stat().st_size / 1e6


def differences(mine: Path, theirs: Path) -> str:
    """Say how far the answers of both ways differ in the first rows."""
    import pandas as pd

    columns = ["side", "side_of_point", "band", "nearest_place_id", "nearest_israeli_position_id", "near_records"]
    columns += ["distance_to_a_m"]
    one, other = (
        pd.read_csv(path, usecols=columns, nrows=SAMPLE, keep_default_na=False, low_memory=False)
        for path in (mine, theirs)
    )
    near = one["distance_to_a_m"].abs() < 60_000
    gap_m = (one["distance_to_a_m"] - other["distance_to_a_m"]).abs()[near].max()
    apart = {name: int((one[name].astype(str) != other[name].astype(str)).sum()) for name in columns[:-1]}
    told = ", ".join(f"`{name}` {count}" for name, count in apart.items())
    return (
        f"Of the first {len(one):,} rows the answers differ in: {told}. Distances to line A within 60 km differ by at "
        f"most {gap_m:.0f} m: rounding, and the plane's scale, which ours corrects."
    )


def beside(folder: Path, *, rows: int, runs: int, distinct: bool) -> tuple[Run, Run, str, float]:
    """Run both ways in turns; return their figures, how the answers differ, and the size of the file in MB."""
    source, outputs = folder / "events.csv", (folder / "ours.csv", folder / "plain.csv")
    size_mb = made_up(source, rows=rows, distinct=distinct)
    times: tuple[list[Run], list[Run]] = ([], [])
    for _ in range(runs):
        for way, output, taken in zip((ours, plain), outputs, times, strict=True):
            taken.append(measured(way(source, output)))
            print(f"  {way.__name__}: {taken[-1]}", flush=True)
    compare = [sys.executable, __file__, "--compare", *map(str, outputs)]
    told = subprocess.run(compare, check=True, capture_output=True, text=True).stdout.strip()
    return median_of(times[0]), median_of(times[1]), told, size_mb


def main() -> None:
    """Run everything and print it; write the page if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000, 3_000_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write docs/performance/enrich.md and its plot")
    parser.add_argument("--compare", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.compare:
        print(differences(*options.compare))
        return
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        compared = []
        for title, distinct in (("places shared, as in real exports", False), ("every row a place of its own", True)):
            print(f"{options.rows:,} rows, {title}", flush=True)
            mine, theirs, told, size_mb = beside(
                folder, rows=options.rows, runs=1 if distinct else options.runs, distinct=distinct
            )
            compared.append((title, mine, theirs, told, size_mb))
        growth = []
        for rows in options.sizes:
            made_up(folder / "events.csv", rows=rows)
            runs = [measured(ours(folder / "events.csv", folder / "ours.csv")) for _ in range(min(options.runs, 3))]
            growth.append((rows, median_of(runs)))
            print(f"{rows:,} rows: {growth[-1][1]}", flush=True)
    figures = Figures(options.rows, compared, growth, platform.python_version(), os.cpu_count() or 1, load)
    text = page(figures)
    print(text)
    if options.write:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
        PLOT.write_text(plot(growth), encoding="utf-8")


if __name__ == "__main__":
    main()
