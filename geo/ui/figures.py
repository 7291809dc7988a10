"""Figures side by side: one small axis for each thing that is counted, every speaker named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from geo.dataset import Dataset
from geo.layers.evidence import day_text
from geo.ledger import Axis, figure_axes, figure_words
from geo.ledger.figures import COUNT
from geo.records.models import ClaimFigure
from geo.ui.arrow import arrow_rows
from geo.ui.kept import kept
from geo.ui.notices import plain
from geo.vocab import ClaimTopic

_ROW_PX = 52
_LABEL_ABOVE_PX = 23
_ROOM = 1.08
"""The axis ends a little after its greatest figure, so that an open end can be drawn."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of text and marks; they tell nothing apart.

    Attributes
    ----------
    ink, mark : str
        Of the words, and of the bars and points.
    """

    ink: str
    mark: str


LIGHT = Colours("#31333f", "#0b5cad")
DARK = Colours("#e6e8ee", "#83c9ff")


def show_axes(dataset: Dataset, topic: ClaimTopic) -> None:
    """Draw an axis where there is something to compare, and name the figures of a topic that stand alone."""
    found = _axes(dataset).get(topic, ())
    compared = [axis for axis in found if axis.compares]
    alone = [axis for axis in found if not axis.compares]
    for first in range(0, len(compared), 2):
        pair = compared[first : first + 2]
        places = st.columns(2, gap="medium") if len(compared) > 1 else [st.container()]
        for axis, place in zip(pair, places, strict=False):
            with place:
                st.markdown(f"**Counted: {plain(axis.counted)}**")
                dark = st.context.theme.type == "dark"
                spec, words = _chart(dataset, topic, found.index(axis), dark=dark)
                st.vega_lite_chart(dict(spec), width="stretch", alt=words)
    if alone:
        lines = [f"- {plain(axis.counted)}: {plain(_sentence(axis.figures[0]))}" for axis in alone]
        st.markdown("\n".join(["Counts something else, with no other figure beside it:", "", *lines]))


@kept(2)
def _axes(dataset: Dataset) -> Mapping[ClaimTopic, tuple[Axis, ...]]:
    return figure_axes(dataset)


@kept(256)
def _chart(dataset: Dataset, topic: ClaimTopic, place: int, *, dark: bool) -> tuple[Mapping[str, Any], str]:
    """Return an axis as it is sent, its rows as Arrow, and its words."""
    axis = _axes(dataset)[topic][place]
    spec = axis_spec(axis, DARK if dark else LIGHT)
    rows = spec["data"]["values"]
    return spec | {"data": {"name": "figures"}, "datasets": {"figures": arrow_rows(rows)}}, axis_words(axis)


def axis_words(axis: Axis) -> str:
    """Return an axis in words, for whoever cannot see it."""
    return f"{axis.counted}. " + "; ".join(_sentence(figure) for figure in axis.figures) + "."


def _sentence(figure: ClaimFigure) -> str:
    return f"{figure.speaker}: {_said(figure)}"


def _said(figure: ClaimFigure) -> str:
    when = f", {day_text(figure.date)}" if figure.date else ""
    note = f" ({figure.note})" if figure.note else ""
    return f"{figure_words(figure)}{when}{note}"


def axis_spec(axis: Axis, colours: Colours = LIGHT) -> dict[str, Any]:
    """Return the Vega-Lite specification of an axis: a bar from the lowest to the highest value of each speaker.

    The axis begins at zero. A figure without an upper or lower end is a dashed line with an arrow.
    """
    known = [value for figure in axis.figures for value in (figure.value_min, figure.value_max) if value is not None]
    end = max(known) * _ROOM or 1
    rows = [_row(figure, end) for figure in axis.figures]
    ink = {"labelColor": colours.ink, "titleColor": colours.ink}
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, end], "nice": False},
        "title": None if axis.unit == COUNT else axis.unit,
        "axis": {"tickCount": 5, **ink},
    }
    bar: dict[str, Any] = {"type": "rule", "color": colours.mark}
    dot: dict[str, Any] = {"type": "point", "color": colours.mark, "filled": True, "size": 90, "opacity": 1}
    layers = [
        _layer("!datum.open", {**bar, "strokeWidth": 5}, x, "from", "to"),
        _layer("datum.open", {**bar, "strokeWidth": 2, "strokeDash": [5, 4]}, x, "from", "to"),
        _layer("datum.low !== null", dot, x, "low"),
        _layer("datum.high !== null", dot, x, "high"),
        _layer("datum.high === null", {**dot, "shape": "triangle-right"}, x, "to"),
        _layer("datum.low === null", {**dot, "shape": "triangle-left"}, x, "from"),
    ]
    labels = {"field": "label", "type": "nominal", "sort": [row["label"] for row in rows], "title": None}
    return {
        "data": {"values": rows},
        "height": {"step": _ROW_PX},
        "encoding": {"y": {**labels, "axis": {**_LABELS, "labelColor": colours.ink}}},
        "layer": layers,
        "usermeta": {"embedOptions": {"actions": False}},
    }


_LABELS: dict[str, Any] = {
    "labelExpr": "split(datum.label, '\\n')",
    "labelAlign": "left",
    "labelBaseline": "bottom",
    "labelOffset": -_LABEL_ABOVE_PX,
    "labelLineHeight": 15,
    "labelLimit": 600,
    "labelPadding": 0,
    "ticks": False,
    "domain": False,
    "zindex": 1,
}
"""The labels stand above the bars, so that a narrow screen leaves the bars their breadth."""


def _row(figure: ClaimFigure, end: float) -> dict[str, Any]:
    low, high = figure.value_min, figure.value_max
    return {
        "label": f"{figure.speaker}\n{_said(figure)}",
        "low": low,
        "high": high,
        "from": 0 if low is None else low,
        "to": end if high is None else high,
        "open": low is None or high is None,
    }


def _layer(wanted: str, mark: dict[str, Any], x: dict[str, Any], field: str, to: str = "") -> dict[str, Any]:
    ends = {"x": {"field": field, **x}} | ({"x2": {"field": to}} if to else {})
    return {"transform": [{"filter": wanted}], "mark": {**mark, "tooltip": False}, "encoding": ends}
