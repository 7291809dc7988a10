"""Figures side by side: one small axis for each thing that is counted, every speaker named.

An axis is a list of HTML: what is drawn stands beside the same in words, bends to any width, and takes the colours of
the page from its style sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from geo.analysis.ledger.figure_axes import COUNT, Axis, figure_axes, figure_words
from geo.analysis.timeline.scale import count_step
from geo.atlas.cache import kept
from geo.dataset.load import Dataset
from geo.dataset.records.models import ClaimFigure
from geo.text.date_words import day_text
from geo.text.html import joined
from geo.vocab import ClaimTopic

_ROOM = 1.08
"""The axis ends a little after its greatest figure, so that an open end can be drawn."""
_MOST_TICKS = 5
_THOUSANDTHS = 1000
_AXIS = Markup(
    '<figure class="axis" style="--step:{step:.4f}%"><figcaption><b>Counted: {counted}</b>{unit}</figcaption>'
    '<ul>{rows}</ul><div class="ticks" aria-hidden="true">{ticks}</div></figure>'
)
_ROW = Markup('<li><b>{}</b> <span>{}</span><span class="track" aria-hidden="true">{}</span></li>')
_TICK = Markup('<span style="left:{:.4f}%">{:,.15g}</span>')
_ALONE = Markup('<div class="alone"><p>Counts something else, with no other figure beside it:</p><ul>{}</ul></div>')
_BAR = Markup('<i class="{}" style="left:{:.4f}%;width:{:.4f}%"></i>')
_MARK = Markup('<i class="{}" style="left:{:.4f}%"></i>')


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the bar of a figure goes, in shares of its axis.

    Attributes
    ----------
    start, end : float
        From 0 to 1; a figure without a lower or upper end reaches to that end of the axis.
    open_below, open_above : bool
        Whether that end is not given.
    """

    start: float
    end: float
    open_below: bool
    open_above: bool


def axis_end(axis: Axis) -> float:
    """Return the value at which the axis ends; it begins at zero."""
    known = [value for figure in axis.figures for value in (figure.value_min, figure.value_max) if value is not None]
    return max(known) * _ROOM or 1


def reach_of(figure: ClaimFigure, end: float) -> Reach:
    """Return how far a figure reaches on an axis that goes from zero to ``end``."""
    low, high = figure.value_min, figure.value_max
    start, stop = 0 if low is None else low / end, 1 if high is None else high / end
    return Reach(start, stop, open_below=low is None, open_above=high is None)


def tick_values(end: float) -> list[float]:
    """Return the values that an axis from zero to ``end`` names, whole steps of 1, 2 or 5 times a power of ten.

    Examples
    --------
    >>> tick_values(432)
    [0.0, 100.0, 200.0, 300.0, 400.0]
    >>> tick_values(0.43)
    [0.0, 0.1, 0.2, 0.3, 0.4]
    """
    step = count_step(ceil(end * _THOUSANDTHS), at_most=_MOST_TICKS)
    return [place / _THOUSANDTHS for place in range(0, int(end * _THOUSANDTHS) + 1, step)]


@kept(2)
def axes_html(dataset: Dataset) -> Mapping[ClaimTopic, Markup]:
    """Return the axes of each topic where there is something to compare, and the figures that stand alone."""
    return {topic: _topic_html(axes) for topic, axes in figure_axes(dataset).items()}


def _topic_html(axes: tuple[Axis, ...]) -> Markup:
    alone = [axis for axis in axes if not axis.compares]
    parts = [axis_html(axis) for axis in axes if axis.compares]
    if alone:
        items = [Markup("<li>{}: {}</li>").format(axis.counted, _sentence(axis.figures[0])) for axis in alone]
        parts.append(_ALONE.format(joined(items)))
    return joined(parts)


def axis_html(axis: Axis) -> Markup:
    """Return an axis: each speaker with what was said, in words and as a bar from its lowest to its highest value.

    The axis begins at zero. A figure without an upper or lower end is a dashed line with an arrow.
    """
    end = axis_end(axis)
    ticks = tick_values(end)
    rows = [_ROW.format(figure.speaker, _said(figure), _drawn(reach_of(figure, end))) for figure in axis.figures]
    return _AXIS.format(
        step=100 * ticks[1] / end if len(ticks) > 1 else 100,
        counted=axis.counted,
        unit="" if axis.unit == COUNT else f", {axis.unit}",
        rows=joined(rows),
        ticks=joined(_TICK.format(100 * tick / end, tick) for tick in ticks),
    )


def _drawn(reach: Reach) -> Markup:
    start, end = 100 * reach.start, 100 * reach.end
    marks = []
    if end > start:
        opened = reach.open_below or reach.open_above
        marks.append(_BAR.format("open" if opened else "bar", start, end - start))
    marks.append(_MARK.format("less" if reach.open_below else "dot", start))
    if reach.open_above or end > start:
        marks.append(_MARK.format("more" if reach.open_above else "dot", end))
    return joined(marks)


def _sentence(figure: ClaimFigure) -> str:
    return f"{figure.speaker}: {_said(figure)}"


def _said(figure: ClaimFigure) -> str:
    when = f", {day_text(figure.date)}" if figure.date else ""
    note = f" ({figure.note})" if figure.note else ""
    return f"{figure_words(figure)}{when}{note}"
