"""One number as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import CoordinateError
from geo.text.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35", 35.0),
        ("35.8239", 35.8239),
        ("35,8239", 35.8239),
        ("+35.8239", 35.8239),
        ("-71.5", -71.5),
        ("\u221271.5", -71.5),
        ("\u201371.5", -71.5),
        (".5", 0.5),
        (",5", 0.5),
        ("35.", 35.0),
        ("3.58239e1", 35.8239),
        ("3,58239E+1", 35.8239),
        ("-7.1e1", -71.0),
        ("5e-3", 0.005),
        ("1e-400", 0.0),
        ("  35.8\t", 35.8),
        ("\u200e35.8\u200f", 35.8),
        ("\u00a035.8", 35.8),
        ("\u0663\u0665\u066b\u0668", 35.8),
        ("007", 7.0),
        ("-0", 0.0),
    ],
)
def test_accepted(text: str, value: float) -> None:
    assert parse_number(text, name="lon") == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "lon is empty"),
        (" \u200f ", "lon is empty"),
        ("1,234.5", "both a point and a comma"),
        ("1.234,5", "both a point and a comma"),
        ("1,234,567", "not a number"),
        ("1 234", "not a number"),
        ("1_000", "not a number"),
        ("1.2.3", "not a number"),
        ("--5", "not a number"),
        ("5-", "not a number"),
        ("e5", "not a number"),
        ("5e", "not a number"),
        ("5e1.5", "not a number"),
        (".", "not a number"),
        ("+", "not a number"),
        ("0x10", "not a number"),
        ("nan", "not a number"),
        ("inf", "not a number"),
        ("-Infinity", "not a number"),
        ("35.8 E", "not a number"),
        ("35\u00b0", "not a number"),
        ("35.8\n36", "not a number"),
        ("1e999", "too large"),
        ("-1e999", "too large"),
        ("9" * 61, "not a number"),
        ("<b>1</b>", "not a number"),
    ],
)
def test_refused_with_the_name_and_the_reason(text: str, reason: str) -> None:
    with pytest.raises(CoordinateError, match=reason) as caught:
        parse_number(text, name="lon")
    assert str(caught.value).startswith("lon ")


def test_the_text_is_not_repeated() -> None:
    with pytest.raises(CoordinateError) as caught:
        parse_number("<script>424242", name="lat")
    assert "424242" not in str(caught.value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_writes_is_read_back(value: float) -> None:
    assert parse_number(repr(value), name="x") == value
    assert parse_number(repr(value).replace(".", ","), name="x") == value


@given(st.text(max_size=70))
def test_anything_is_a_number_or_refused(text: str) -> None:
    try:
        value = parse_number(text, name="x")
    except CoordinateError:
        return
    assert abs(value) < float("inf")
