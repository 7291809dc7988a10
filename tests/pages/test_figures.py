"""The small axes: what the chart draws of each figure."""

from __future__ import annotations

from typing import Any

import pytest

from geo.layers import Atlas
from geo.ledger import Axis, figure_axes
from geo.ui.figures import DARK, LIGHT, axis_spec, axis_words
from geo.vocab import ClaimTopic
from tests.pages.reading import OpenPage


def _axis(atlas: Atlas, topic: ClaimTopic, counted: str) -> Axis:
    (found,) = [axis for axis in figure_axes(atlas.dataset)[topic] if axis.counted.startswith(counted)]
    return found


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = spec["data"]["values"]
    return found


@pytest.fixture
def zone(atlas: Atlas) -> Axis:
    """Return the axis of the area of the zone."""
    return _axis(atlas, ClaimTopic.ZONE_SIZE, "area of the zone")


def test_every_speaker_is_named(zone: Axis) -> None:
    assert [row["label"].split("\n")[0] for row in _rows(axis_spec(zone))] == [
        figure.speaker for figure in zone.figures
    ]


def test_axis_begins_at_zero_and_holds_every_figure(zone: Axis) -> None:
    low, high = axis_spec(zone)["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert (low, high > 400) == (0, True)


def test_range_is_a_bar_between_its_ends(atlas: Atlas) -> None:
    row = _rows(axis_spec(_axis(atlas, ClaimTopic.ZONE_SIZE, "width")))[0]
    assert (row["from"], row["to"], row["open"]) == (0.2, 10, False)


def test_more_than_is_open_above(atlas: Atlas) -> None:
    spec = axis_spec(_axis(atlas, ClaimTopic.STRIKE_COUNT, "strikes since"))
    row = next(row for row in _rows(spec) if row["low"] == 1000)
    assert (row["high"], row["to"] > 1000, row["open"]) == (None, True, True)


def test_up_to_is_open_below(atlas: Atlas) -> None:
    row = _rows(axis_spec(_axis(atlas, ClaimTopic.REACH_OF_ADVANCE, "distance of the foremost")))[0]
    assert (row["low"], row["from"], row["open"]) == (None, 0, True)


def test_rows_are_in_the_order_of_the_records(zone: Axis) -> None:
    spec = axis_spec(zone)
    assert spec["encoding"]["y"]["sort"] == [row["label"] for row in _rows(spec)]


def test_colours_follow_the_theme(zone: Axis) -> None:
    marks = [axis_spec(zone, colours)["layer"][0]["mark"]["color"] for colours in (LIGHT, DARK)]
    assert marks == [LIGHT.mark, DARK.mark]


def test_words_say_what_the_chart_shows(zone: Axis) -> None:
    words = axis_words(zone)
    assert words.startswith(
        "area of the zone between lines A and B. FAF and others: 235 km2, 17 December 2024 (about);"
    )


def test_page_draws_each_axis_that_compares(open_page: OpenPage, atlas: Atlas) -> None:
    charts = open_page("evidence").get("vega_lite_chart")
    wanted = [axis for axes in figure_axes(atlas.dataset).values() for axis in axes if axis.compares]
    assert len(charts) == len(wanted) > 10


def test_page_names_the_figures_that_stand_alone(open_page: OpenPage, atlas: Atlas) -> None:
    text = "\n".join(str(value) for value in open_page("evidence").markdown.values).replace("\\", "")
    alone = [axis for axes in figure_axes(atlas.dataset).values() for axis in axes if not axis.compares]
    assert [axis.counted for axis in alone if f"- {axis.counted}: {axis.figures[0].speaker}" not in text] == []
