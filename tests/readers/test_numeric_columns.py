"""Numbers, degrees, lengths and counts in columns of text."""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.readers.values.location import pair_of
from geo.readers.values.numeric_columns import read_counts, read_degree_column, read_metres

DEGREES = st.floats(-180, 180, allow_nan=False).map(lambda value: round(value, 6))


def _column(*texts: str) -> pa.Array:
    return pa.array(texts, pa.string())


@given(st.lists(DEGREES, min_size=1, max_size=20))
def test_points_and_commas_mean_the_same(values: list[float]) -> None:
    points = read_degree_column(_column(*[f"{value:.6f}" for value in values]))
    commas = read_degree_column(_column(*[f"{value:.6f}".replace(".", ",") for value in values]))
    assert points.values.tolist() == commas.values.tolist() == pytest.approx(values)
    assert not points.unread.any()
    assert not commas.unread.any()


@given(st.floats(0, 179, allow_nan=False), st.sampled_from("NSEW"))
def test_degrees_minutes_and_seconds_mean_their_sum(value: float, letter: str) -> None:
    whole, rest = divmod(value, 1)
    minutes, rest = divmod(rest * 60, 1)
    text = f"{int(whole)}°{int(minutes)}'{min(rest * 60, 59.999):.3f}\" {letter}"
    expected = -value if letter in "SW" else value
    assert read_degree_column(_column(text)).values[0] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("text", ["33.1.2", "3,3,3", "1,234.5", "33°75'", "north", "0x10", "1_000", "=1+1", "33 .1 x"])
def test_what_is_no_number_is_unread(text: str) -> None:
    assert read_degree_column(_column("1.5", text)).unread.tolist() == [False, True]


@pytest.mark.parametrize("text", ["", " ", "nan", "N/A", "null", "-", "#N/A"])
def test_what_stands_for_nothing_is_nothing(text: str) -> None:
    read = read_degree_column(_column(text))
    assert math.isnan(read.values[0])
    assert not read.unread[0]


@given(st.lists(st.text(max_size=40), max_size=20))
def test_no_text_breaks_the_reading(texts: list[str]) -> None:
    columns = (
        read_degree_column(_column(*texts)),
        read_metres(_column(*texts), name="r"),
        read_counts(_column(*texts))[0],
    )
    for read in columns:
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
    ("text", "metres"), [("250", 250), ("2 km", 2000), ("1,500 m", 1500), ("0.5km", 500), ("1.2345", 1.2345)]
)
def test_lengths_are_metres(text: str, metres: float) -> None:
    assert read_metres(_column(text), name="r").values.tolist() == [metres]


@given(DEGREES, DEGREES, st.sampled_from(["{}, {}", "({};{})", "{} {}", "[{} , {}]"]))
def test_a_pair_comes_apart(one: float, two: float, form: str) -> None:
    lon, lat, _ = pair_of(form.format(f"{one / 2:.6f}", f"{two:.6f}"))
    assert (lat, lon) == (float(f"{one / 2:.6f}"), float(f"{two:.6f}"))


@pytest.mark.parametrize(
    ("texts", "metres"),
    [
        (["1,000"], [1000]),
        (["25,000 m"], [25000]),
        (["1.000"], [None]),
        (["1.000", "12.5"], [1, 12.5]),
        (["1.000", "2,5"], [1000, 2.5]),
        (["1,000", "2,5"], [1, 2.5]),
        (["1 000"], [1000]),
        (["1.234.567"], [1234567]),
        (["1,234.5"], [1234.5]),
        (["0.500"], [0.5]),
        (["٥٠٠ م"], [500]),
        (["3 miles"], [4828.032]),
        (["5 nm"], [None]),
        (["-5"], [None]),
    ],
)
def test_thousands_and_decimals_are_told_apart_or_not_read(texts: list[str], metres: list[float | None]) -> None:
    read = read_metres(_column(*texts), name="r")
    assert [None if math.isnan(value) else value for value in read.values.tolist()] == metres
    assert read.unread.tolist() == [value is None for value in metres]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1,234 killed", (1234, 1234)),
        ("1.234", (1234, 1234)),
        ("3.0", (3, 3)),
        ("[1, 2]", (1, 2)),
        ("5 to 7", (5, 7)),
        ("up to 7", (None, 7)),
        ("12 قتلى", (12, 12)),
        ("3.000", None),
        ("3 killed, 5 wounded", None),
        ("1,5", None),
    ],
)
def test_counts_with_words_and_separators(text: str, ends: tuple[float | None, float | None] | None) -> None:
    least, most = read_counts(_column(text))
    found = tuple(None if math.isnan(value) else value for value in (least.values[0], most[0]))
    assert (found, bool(least.unread[0])) == (ends or (None, None), ends is None)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("E 35.8239, N 33.1256", (35.8239, 33.1256)),
        ("77.03 W 38.9 N", (-77.03, 38.9)),
        ("35.8239 شرق، 33.1256 شمال", (35.8239, 33.1256)),
        ("~33.1256, 35.8239", (35.8239, 33.1256)),
        ("33.1256, 35.8239 (approx)", (35.8239, 33.1256)),
        ("?, 35.8239", None),
        ("33.1256, ?", None),
        ("33.12.56, 35.8239", None),
        ("33.1256, unknown", None),
    ],
)
def test_letters_decide_and_half_a_pair_is_none(text: str, point: tuple[float, float] | None) -> None:
    lon, lat, _ = pair_of(text)
    assert (None if math.isnan(lon) and math.isnan(lat) else (lon, lat)) == point


def test_a_letter_of_the_other_axis_is_not_read() -> None:
    assert read_degree_column(_column("35.8 E"), axis="NS").unread.tolist() == [True]
