"""Numbers, degrees, lengths and counts in columns of text."""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.readers.values.location import split_pair
from geo.readers.values.numeric_columns import read_counts, read_degrees, read_metres

DEGREES = st.floats(-180, 180, allow_nan=False).map(lambda value: round(value, 6))


def _column(*texts: str) -> pa.Array:
    return pa.array(texts, pa.string())


@given(st.lists(DEGREES, min_size=1, max_size=20))
def test_points_and_commas_mean_the_same(values: list[float]) -> None:
    points = read_degrees(_column(*[f"{value:.6f}" for value in values]))
    commas = read_degrees(_column(*[f"{value:.6f}".replace(".", ",") for value in values]))
    assert points.values.tolist() == commas.values.tolist() == pytest.approx(values)
    assert not points.unread.any()
    assert not commas.unread.any()


@given(st.floats(0, 179, allow_nan=False), st.sampled_from("NSEW"))
def test_degrees_minutes_and_seconds_mean_their_sum(value: float, letter: str) -> None:
    whole, rest = divmod(value, 1)
    minutes, rest = divmod(rest * 60, 1)
    text = f"{int(whole)}°{int(minutes)}'{min(rest * 60, 59.999):.3f}\" {letter}"
    expected = -value if letter in "SW" else value
    assert read_degrees(_column(text)).values[0] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("text", ["33.1.2", "3,3,3", "1,234.5", "33°75'", "north", "0x10", "1_000", "=1+1", "33 .1 x"])
def test_what_is_no_number_is_unread(text: str) -> None:
    assert read_degrees(_column("1.5", text)).unread.tolist() == [False, True]


@pytest.mark.parametrize("text", ["", " ", "nan", "N/A", "null", "-", "#N/A"])
def test_what_stands_for_nothing_is_nothing(text: str) -> None:
    read = read_degrees(_column(text))
    assert math.isnan(read.values[0])
    assert not read.unread[0]


@given(st.lists(st.text(max_size=40), max_size=20))
def test_no_text_breaks_the_reading(texts: list[str]) -> None:
    for read in (read_degrees(_column(*texts)), read_metres(_column(*texts)), read_counts(_column(*texts))[0]):
        assert len(read.values) == len(texts)
        assert np.isnan(read.values[read.unread]).all()


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_counts_go_from_the_least_to_the_most(one: int, two: int) -> None:
    low, high = sorted((one, two))
    least, most = read_counts(_column(f"{low}-{high}", f"{high:,}", f"{low}+"))
    assert least.values.tolist() == [low, high, low]
    assert most[:2].tolist() == [high, high]
    assert math.isnan(most[2])


@pytest.mark.parametrize("text", ["-3", "15-10", "1.5", "a dozen", "3 or 4"])
def test_what_is_no_count_is_unread(text: str) -> None:
    least, most = read_counts(_column(text))
    assert (least.unread.tolist(), math.isnan(most[0])) == ([True], True)


@pytest.mark.parametrize(
    ("text", "metres"), [("250", 250), ("2 km", 2000), ("1,500 m", 1500), ("0.5km", 500), ("1.234", 1.234)]
)
def test_lengths_are_metres(text: str, metres: float) -> None:
    assert read_metres(_column(text)).values.tolist() == [metres]


@given(DEGREES, DEGREES, st.sampled_from(["{}, {}", "({};{})", "{} {}", "[{} , {}]"]))
def test_a_pair_comes_apart(one: float, two: float, form: str) -> None:
    pair = split_pair(form.format(f"{one:.6f}", f"{two:.6f}"))
    assert pair is not None
    assert [float(text) for text in pair] == [float(f"{one:.6f}"), float(f"{two:.6f}")]
