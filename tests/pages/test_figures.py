"""The small axes: what is drawn of each figure, and what is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.ledger import Axis, figure_axes
from geo.analysis.ledger.claim_figures import axis_end, axis_html, reach_of, tick_values
from geo.atlas import Atlas
from geo.dataset.records.models import ClaimFigure
from geo.vocab import ClaimTopic
from tests.pages.reading import OpenPage, html_of, words_in


def _axis(atlas: Atlas, topic: ClaimTopic, counted: str) -> Axis:
    (found,) = [axis for axis in figure_axes(atlas.dataset)[topic] if axis.counted.startswith(counted)]
    return found


def _rows(axis: Axis) -> list[ET.Element]:
    return list(ET.fromstring(str(axis_html(axis))).iter("li"))


def _marks(row: ET.Element) -> list[str]:
    return [str(mark.get("class")) for mark in row.iter("i")]


@pytest.fixture
def zone(atlas: Atlas) -> Axis:
    """Return the axis of the area of the zone."""
    return _axis(atlas, ClaimTopic.ZONE_SIZE, "area of the zone")


def test_every_speaker_is_named_in_the_order_of_the_records(zone: Axis) -> None:
    assert [row.findtext("b") for row in _rows(zone)] == [figure.speaker for figure in zone.figures]


def test_row_says_the_figure_with_its_date_and_note(zone: Axis) -> None:
    assert words_in(_rows(zone)[0]) == "FAF and others 235 km2, 17 December 2024 (about)"


def test_axis_begins_at_zero_and_holds_every_figure(zone: Axis) -> None:
    end = axis_end(zone)
    reaches = [reach_of(figure, end) for figure in zone.figures]
    assert (tick_values(end)[0], end > 400) == (0, True)
    assert all(0 <= reach.start <= reach.end < 1 for reach in reaches)


def test_one_value_is_a_dot_where_it_lies_on_the_axis(zone: Axis) -> None:
    (mark,) = _rows(zone)[0].iter("i")
    assert (mark.get("class"), mark.get("style")) == ("dot", f"left:{100 * 235 / axis_end(zone):.4f}%")


def test_range_is_a_bar_between_its_ends(atlas: Atlas) -> None:
    axis = _axis(atlas, ClaimTopic.ZONE_SIZE, "width")
    reach, end = reach_of(axis.figures[0], axis_end(axis)), axis_end(axis)
    assert (round(reach.start * end, 9), round(reach.end * end, 9)) == (0.2, 10)
    assert _marks(_rows(axis)[0]) == ["bar", "dot", "dot"]


def test_more_than_is_open_above(atlas: Atlas) -> None:
    axis = _axis(atlas, ClaimTopic.STRIKE_COUNT, "strikes since")
    number = next(number for number, figure in enumerate(axis.figures) if figure.value_min == 1000)
    reach = reach_of(axis.figures[number], axis_end(axis))
    assert (reach.open_below, reach.open_above, reach.end) == (False, True, 1)
    assert _marks(_rows(axis)[number]) == ["open", "dot", "more"]


def test_up_to_is_open_below(atlas: Atlas) -> None:
    axis = _axis(atlas, ClaimTopic.REACH_OF_ADVANCE, "distance of the foremost")
    reach = reach_of(axis.figures[0], axis_end(axis))
    assert (reach.open_below, reach.open_above, reach.start) == (True, False, 0)
    assert _marks(_rows(axis)[0]) == ["open", "less", "dot"]


def test_axis_names_what_is_counted_and_its_unit(zone: Axis) -> None:
    caption = ET.fromstring(str(axis_html(zone))).find("figcaption")
    assert caption is not None
    assert words_in(caption) == "Counted: area of the zone between lines A and B, km2"


def test_marks_are_left_out_of_what_is_read_aloud(zone: Axis) -> None:
    figure = ET.fromstring(str(axis_html(zone)))
    hidden = [element.get("class") for element in figure.iter() if element.get("aria-hidden") == "true"]
    assert hidden == ["track"] * len(zone.figures) + ["ticks"]


def test_markup_in_a_figure_is_literal(zone: Axis) -> None:
    nasty = '<i onclick="x">{0}</i>'
    figures = tuple(figure.model_copy(update={"speaker": nasty, "note": nasty}) for figure in zone.figures)
    row = _rows(replace(zone, counted=nasty, unit=nasty, figures=figures))[0]
    assert (row.findtext("b"), words_in(row).count(nasty)) == (nasty, 2)


@given(st.floats(min_value=0.01, max_value=1e9))
@settings(max_examples=60, deadline=None)
def test_ticks_are_few_even_and_within_the_axis(end: float) -> None:
    ticks = tick_values(end)
    steps = {round(later - earlier, 6) for earlier, later in pairwise(ticks)}
    assert (ticks[0], ticks[-1] <= end, 2 <= len(ticks) <= 6, len(steps)) == (0, True, True, 1)


def test_figures_of_zero_still_have_an_axis(zone: Axis) -> None:
    nothing = [figure.model_copy(update={"value_min": 0.0, "value_max": 0.0}) for figure in zone.figures[:2]]
    assert [_marks(row) for row in _rows(replace(zone, figures=tuple(nothing)))] == [["dot"], ["dot"]]


def test_page_draws_each_axis_that_compares(open_page: OpenPage, atlas: Atlas) -> None:
    drawn = list(html_of(open_page("evidence")).iter("figure"))
    wanted = [axis for axes in figure_axes(atlas.dataset).values() for axis in axes if axis.compares]
    assert len(drawn) == len(wanted) > 10


def test_page_names_the_figures_that_stand_alone(open_page: OpenPage, atlas: Atlas) -> None:
    lines = [words_in(item) for item in html_of(open_page("evidence")).iter("li")]
    alone = [axis for axes in figure_axes(atlas.dataset).values() for axis in axes if not axis.compares]
    assert [axis.counted for axis in alone if not _named(axis.figures[0], axis.counted, lines)] == []


def _named(figure: ClaimFigure, counted: str, lines: list[str]) -> bool:
    return any(line.startswith(f"{counted}: {figure.speaker}: ") for line in lines)
