"""Figures that may stand on one scale, and those that may not: what is counted decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.dataset.load import Dataset
from geo.dataset.records.models import ClaimFigure
from geo.text.messages import tr
from geo.vocab import ClaimTopic

COUNT = "count"
"""The unit that is not said."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Figures that count the same thing in the same unit.

    Attributes
    ----------
    topic : ClaimTopic
        Topic of the claims that the figures belong to.
    counted : str
        What is counted, in words.
    unit : str
        Unit; ``count`` for a number of things.
    figures : tuple of ClaimFigure
        In the order of the records; one that stands with two claims is here once.
    """

    topic: ClaimTopic
    counted: str
    unit: str
    figures: tuple[ClaimFigure, ...]

    @property
    def compares(self) -> bool:
        """Whether there is more than one figure to compare."""
        return len(self.figures) > 1


def figure_axes(dataset: Dataset) -> Mapping[ClaimTopic, tuple[Axis, ...]]:
    """Return the figures by topic. Two share an axis only if topic, unit and what they count are the same."""
    topics = {claim.id: claim.topic for claim in dataset.records.claims}
    groups: dict[tuple[ClaimTopic, str, str], dict[tuple[object, ...], ClaimFigure]] = {}
    for figure in dataset.records.claim_figures:
        group = groups.setdefault((topics[figure.claim_id], figure.counted, figure.unit), {})
        group.setdefault(_said(figure), figure)
    found = [Axis(*key, tuple(figures.values())) for key, figures in groups.items()]
    return {topic: axes for topic in ClaimTopic if (axes := tuple(axis for axis in found if axis.topic is topic))}


def _said(figure: ClaimFigure) -> tuple[object, ...]:
    """Return what a figure says apart from the claim it stands with."""
    return figure.speaker, figure.value_min, figure.value_max, figure.date, figure.note


def figure_words(figure: ClaimFigure) -> str:
    """Return the figure as its speaker gives it: a number, a range, or one end of a range.

    Examples
    --------
    >>> from geo.dataset.records import ClaimFigure
    >>> given = {"claim_id": "claim-x", "speaker": "A paper", "unit": "km2", "counted": "area", "date": "", "note": ""}
    >>> figure_words(ClaimFigure.model_validate({**given, "value_min": "1000", "value_max": ""}))
    'more than 1,000 km2'
    >>> figure_words(ClaimFigure.model_validate({**given, "value_min": "233", "value_max": "235"}))
    '233 to 235 km2'
    """
    low, high = figure.value_min, figure.value_max
    unit = "" if figure.unit == COUNT else f" {figure.unit}"
    if low is None or high is None:
        return f"{tr('up to') if low is None else tr('more than')} {_number(high if low is None else low)}{unit}"
    return f"{_number(low)}{unit}" if low == high else f"{_number(low)} to {_number(high)}{unit}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.15g}"
