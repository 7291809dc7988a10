"""Figures share an axis only where they count the same thing in the same unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.ledger import Axis, figure_axes, figure_words
from geo.atlas import Atlas
from geo.dataset.load import Dataset
from geo.dataset.records import ClaimFigure
from geo.vocab import ClaimTopic

CLAIMS = [{"id": "a"}, {"id": "b"}, {"id": "c", "topic": "casualties"}]
FIGURES = st.lists(
    st.fixed_dictionaries(
        {
            "claim_id": st.sampled_from(["a", "b", "c"]),
            "speaker": st.sampled_from(["A paper", "An army"]),
            "value_max": st.sampled_from(["1", "2", ""]),
            "unit": st.sampled_from(["km2", "count"]),
            "counted": st.sampled_from(["strikes", "air strikes"]),
        }
    ),
    max_size=12,
)


def _axes(dataset: Dataset) -> list[Axis]:
    return [axis for axes in figure_axes(dataset).values() for axis in axes]


def _figure(**cells: str) -> ClaimFigure:
    usual: dict[str, Any] = {"claim_id": "a", "speaker": "A paper", "unit": "count", "counted": "strikes"}
    return ClaimFigure.model_validate({**usual, "date": "", "note": "", "value_min": "", "value_max": "", **cells})


@given(figures=FIGURES)
def test_axis_has_one_topic_unit_and_thing_counted(
    with_claims: Callable[..., Dataset], figures: list[dict[str, str]]
) -> None:
    topics = {"a": ClaimTopic.ZONE_SIZE, "b": ClaimTopic.ZONE_SIZE, "c": ClaimTopic.CASUALTIES}
    for axis in _axes(with_claims(CLAIMS, figures)):
        said = {(topics[figure.claim_id], figure.unit, figure.counted) for figure in axis.figures}
        assert said == {(axis.topic, axis.unit, axis.counted)}


@given(figures=FIGURES)
def test_no_figure_is_lost_and_none_is_said_twice(
    with_claims: Callable[..., Dataset], figures: list[dict[str, str]]
) -> None:
    dataset = with_claims(CLAIMS, figures)
    wide = {"a": "zone-size", "b": "zone-size", "c": "casualties"}
    given_ones = {
        (wide[row.claim_id], row.speaker, row.value_max, row.unit, row.counted) for row in dataset.records.claim_figures
    }
    drawn = [
        (str(axis.topic), figure.speaker, figure.value_max, figure.unit, figure.counted)
        for axis in _axes(dataset)
        for figure in axis.figures
    ]
    assert sorted(drawn, key=str) == sorted(given_ones, key=str)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"value_min": "480", "value_max": "480"}, "480"),
        ({"value_min": "1000"}, "more than 1,000"),
        ({"value_max": "0.4", "unit": "km"}, "up to 0.4 km"),
        ({"value_min": "233", "value_max": "235", "unit": "km2"}, "233 to 235 km2"),
        ({"value_min": "79.6", "value_max": "79.6", "unit": "km"}, "79.6 km"),
        ({"value_min": "0", "value_max": "0", "unit": "people"}, "0 people"),
    ],
)
def test_figure_in_words(cells: dict[str, str], words: str) -> None:
    assert figure_words(_figure(**cells)) == words


def test_strikes_air_strikes_and_targets_are_not_one_scale(atlas: Atlas) -> None:
    axes = figure_axes(atlas.dataset)[ClaimTopic.STRIKE_COUNT]
    homes = {figure.speaker: axis.counted for axis in axes for figure in axis.figures if axis.unit == "count"}
    assert len({homes[speaker] for speaker in ("SOHR", "ACLED", "Demstate", "Israeli army")}) == 4


@pytest.mark.parametrize(
    "topic", [ClaimTopic.ZONE_SIZE, ClaimTopic.STRIKE_COUNT, ClaimTopic.POSITION_COUNT, ClaimTopic.CASUALTIES]
)
def test_shipped_topic_has_something_to_compare(atlas: Atlas, topic: ClaimTopic) -> None:
    assert [axis for axis in figure_axes(atlas.dataset)[topic] if axis.compares]


def test_zone_and_salient_are_two_areas(atlas: Atlas) -> None:
    axes = figure_axes(atlas.dataset)[ClaimTopic.ZONE_SIZE]
    speakers = {axis.counted: {figure.speaker for figure in axis.figures} for axis in axes}
    (zone,) = [names for counted, names in speakers.items() if "between lines A and B" in counted]
    assert "Wikipedia copy" not in zone
