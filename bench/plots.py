"""Plots of the results, small enough to be kept with the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from bench.many_events import Result

PLOTS: tuple[tuple[str, str, str], ...] = (
    ("open_s", "many-events-open.svg", "Seconds until the events are drawn"),
    ("step_s", "many-events-step.svg", "Seconds until a step in time is drawn"),
    ("heap_mb", "many-events-heap.svg", "Browser heap in MB"),
)
_COLOURS = ("#0b5cad", "#c2571a", "#5b8c2a", "#8a4fbf", "#b3203a", "#6b6b6b", "#0f8a8a")
_MARKS = "osD^vPX"


def draw(results: Sequence[Result], folder: Path) -> list[tuple[str, str]]:
    """Draw one plot a figure, with a line for each page, and return file names with what they show."""
    mpl.rcParams.update({"svg.fonttype": "none", "font.size": 9, "svg.hashsalt": "atlas"})
    names = list(dict.fromkeys(result.name for result in results))
    for figure_name, file_name, title in PLOTS:
        figure = Figure(figsize=(7, 3.6), layout="constrained")
        axes = figure.subplots()
        for index, name in enumerate(names):
            points = [
                (result.count, value)
                for result in results
                if result.name == name and (value := result.median(figure_name)) is not None
            ]
            if points:
                mark, colour = _MARKS[index % len(_MARKS)], _COLOURS[index % len(_COLOURS)]
                axes.plot(*zip(*points, strict=True), marker=mark, color=colour, label=name, lw=1.5)
        axes.set(xscale="log", yscale="log", xlabel="events", title=title)
        axes.grid(visible=True, which="major", color="#ddd")
        axes.legend(frameon=False, fontsize=8)
        figure.savefig(folder / file_name, metadata={"Date": None}, facecolor="white")
    return [(file_name, title) for _, file_name, title in PLOTS]
