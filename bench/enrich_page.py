"""The page and the plot that the enrichment benchmark writes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

INTRODUCTION = """# Enriching a file

Written by `python bench/enrich.py --write`. Made-up rows in the shape of an ACLED export (`bench/acled_rows.py`) are
read, enriched and written as CSV with all their own columns: by `python -m geo enrich`, and by a plain script with
`pandas.read_csv`, GeoPandas joins and `to_csv` that writes the same columns (`bench/peer_enrich.py`). Each run is a
process of its own, start and imports included, both in turns in one session.
"""
START = "Starting the process and making the geometry take about three seconds, which small files show."
WIDTH, HEIGHT, MARGIN = 640, 360, 56


class Taken(Protocol):
    """What one run took."""

    seconds: float
    cpu_s: float
    peak_mb: float


@dataclass(frozen=True)
class Figures:
    """Everything that was measured, and on what."""

    rows: int
    compared: Sequence[tuple[str, Taken, Taken, str, float]]
    growth: Sequence[tuple[int, Taken]]
    python: str
    processors: int
    load: float


def page(figures: Figures) -> str:
    """Return the page as Markdown."""
    lines = [
        INTRODUCTION,
        f"## {figures.rows:,} rows, both ways",
        "",
        "| Rows | File | Way | Wall clock | Processor time | Peak memory |",
        "|---|---:|---|---:|---:|---:|",
    ]
    for title, mine, theirs, _, size_mb in figures.compared:
        for way, run in (("`geo enrich`", mine), ("plain script", theirs)):
            lines.append(f"| {title} | {size_mb:,.0f} MB | {way} | {_cells(run)} | {run.peak_mb:,.0f} MB |")
    for title, mine, theirs, told, _ in figures.compared:
        faster, less = theirs.seconds / mine.seconds, theirs.cpu_s / mine.cpu_s
        lines += ["", f"{title.capitalize()}: {faster:.1f} times as fast, processor time divided by {less:.1f}. {told}"]
    lines += [
        "",
        "## From small files to large ones",
        "",
        "| Rows | Wall clock | Processor time | Processor time for a million rows more | Peak memory |",
        "|---:|---:|---:|---:|---:|",
    ]
    before: tuple[int, Taken] | None = None
    for rows, run in figures.growth:
        more = "" if before is None else f"{(run.cpu_s - before[1].cpu_s) / (rows - before[0]) * 1e6:,.1f} s"
        lines.append(f"| {rows:,} | {_cells(run)} | {more} | {run.peak_mb:,.0f} MB |")
        before = (rows, run)
    lines += [
        "",
        "![Wall clock and processor time by number of rows, both axes logarithmic](enrich.svg)",
        "",
        f"Python {figures.python}, {figures.processors} processors, load {figures.load:.1f} when the run began.",
        START,
        "",
    ]
    return "\n".join(lines)


def _cells(run: Taken) -> str:
    return f"{run.seconds:,.1f} s | {run.cpu_s:,.1f} s"


def plot(growth: Sequence[tuple[int, Taken]]) -> str:
    """Return time over rows as SVG, both axes logarithmic, with a dashed line of equal growth."""
    rows = [math.log10(count) for count, _ in growth]
    taken = [value for _, run in growth for value in (run.seconds, run.cpu_s)]
    low, high = math.floor(math.log10(min(taken))), math.ceil(math.log10(max(taken)))
    left, right = min(rows), max(rows)

    def at(count: float, seconds: float) -> tuple[float, float]:
        x = MARGIN + (math.log10(count) - left) / (right - left) * (WIDTH - 2 * MARGIN)
        y = HEIGHT - MARGIN - (math.log10(seconds) - low) / (high - low) * (HEIGHT - 2 * MARGIN)
        return round(x, 1), round(y, 1)

    style = 'role="img" font-family="sans-serif" font-size="13"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {style}>',
        "<title>Time to enrich a file by its number of rows</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for power in range(low, high + 1):
        _, y = at(growth[0][0], 10**power)
        parts.append(f'<path d="M{MARGIN} {y}H{WIDTH - MARGIN}" stroke="#d5d9de"/>')
        parts.append(f'<text x="{MARGIN - 8}" y="{y + 4}" text-anchor="end" fill="#39424e">{10**power:g} s</text>')
    for count, _ in growth:
        x, _ = at(count, 10**low)
        parts.append(f'<path d="M{x} {MARGIN}V{HEIGHT - MARGIN}" stroke="#eceff2"/>')
        parts.append(f'<text x="{x}" y="{HEIGHT - MARGIN + 20}" text-anchor="middle" fill="#39424e">{count:,}</text>')
    last_rows, last = growth[-1]
    first_rows = growth[0][0]
    begin, end = (max(last.cpu_s * first_rows / last_rows, 10**low), last.cpu_s)
    from_rows = last_rows * begin / end
    (x1, y1), (x2, y2) = at(from_rows, begin), at(last_rows, end)
    parts.append(f'<path d="M{x1} {y1}L{x2} {y2}" stroke="#8b95a1" stroke-dasharray="5 4" fill="none"/>')
    for name, colour, values in (
        ("processor time", "#b3541e", [(count, run.cpu_s) for count, run in growth]),
        ("wall clock", "#0b62a8", [(count, run.seconds) for count, run in growth]),
    ):
        points = [at(count, seconds) for count, seconds in values]
        corners = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline points="{corners}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in points]
        row = 24 if name == "wall clock" else 42
        parts.append(f'<path d="M{MARGIN} {row - 4}h24" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{MARGIN + 32}" y="{row}" fill="#39424e">{name}</text>')
    parts.append(f'<path d="M{MARGIN + 160} 20h24" stroke="#8b95a1" stroke-dasharray="5 4"/>')
    parts.append(f'<text x="{MARGIN + 192}" y="24" fill="#39424e">twice the rows, twice the time</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle" fill="#39424e">rows</text></svg>')
    return "\n".join(parts) + "\n"
