"""Field types: from a CSV cell to a checked value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from geo.dataset.records import fields as f

SLUGS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,4}", fullmatch=True)


def _read(kind: Any, cell: str) -> Any:
    return TypeAdapter(kind).validate_python(cell)


def _refused(kind: Any, cell: str) -> bool:
    try:
        _read(kind, cell)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("cell", ["a", "ev-20250110-strike", "0", "x" * 80])
def test_slug_is_taken(cell: str) -> None:
    assert _read(f.Slug, cell) == cell


@pytest.mark.parametrize(
    "cell", ["", "A", "a b", "a_b", "-a", "a-", "a--b", "ä", "a\n", "x" * 81, "a/b", "../a", "١", "a\u200b"]
)
def test_other_id_is_refused(cell: str) -> None:
    assert _refused(f.Slug, cell)


@pytest.mark.parametrize(
    "cell",
    [
        "https://a.example",
        "http://a.example/b?c=d#e",
        "https://xn--mgbh0fb.example/%D8%A3",
        "https://عربي.example/أخبار",
        "HTTPS://A.EXAMPLE",
        "https://a.example:8080/(x)",
    ],
)
def test_web_address_is_taken(cell: str) -> None:
    assert _read(f.WebAddress, cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        *("", "a.example", "//a.example", "ftp://a.example", "javascript:alert(1)", "data:text/html,x", "http://"),
        *("https:///path", "https:a.example", "https://a b", " https://a.example", "https://a.example\n"),
        *("http://[::1", "file:///etc/passwd", "mailto:a@a.example", "ht\ttp://a.example"),
        *("\x01https://a.example", "https://a.example/\x00", "https://a.example/\x1b", "https://a.example/\u202e"),
    ],
)
def test_other_address_is_refused(cell: str) -> None:
    assert _refused(f.WebAddress, cell)


@given(st.characters(categories=["Cc"], exclude_characters="\t\n"))
def test_control_characters_are_refused(char: str) -> None:
    assert _refused(f.Text, f"a{char}b")


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u200e", "\ufeff"], ids=ascii)
def test_invisible_direction_marks_are_refused(char: str) -> None:
    assert _refused(f.Text, f"a{char}b")


@pytest.mark.parametrize("cell", ["", "a\tb", "line\nline", "القنيطرة", 'קוניטרה "x"', "<b>&amp;</b>", "{{ 7*7 }}"])
def test_text_stands_as_typed(cell: str) -> None:
    assert _read(f.Text, cell) == cell


@pytest.mark.parametrize("cell", [" a", "a ", "a\n", "\u00a0a", " "])
def test_space_around_text_is_refused(cell: str) -> None:
    assert _refused(f.Text, cell)


@given(st.lists(SLUGS, unique=True, max_size=5))
def test_list_is_read_in_order(items: list[str]) -> None:
    assert _read(f.Slugs, "|".join(items)) == tuple(items)


@pytest.mark.parametrize("cell", ["|", "a|", "|a", "a||b", "a| |b", "a|a", "a| a"])
def test_broken_list_is_refused(cell: str) -> None:
    assert _refused(f.Slugs, cell)


@pytest.mark.parametrize(("cell", "value"), [("yes", True), ("no", False)])
def test_yes_and_no(cell: str, value: bool) -> None:
    assert _read(f.YesNo, cell) is value


@pytest.mark.parametrize("cell", ["", "Yes", "true", "1", "y"])
def test_other_words_for_yes_are_refused(cell: str) -> None:
    assert _refused(f.YesNo, cell)


@given(st.floats(-90, 90))
def test_latitude_is_read(value: float) -> None:
    assert _read(f.OptionalLatitude, repr(value)) == value


@given(st.floats(allow_nan=False).filter(lambda value: abs(value) > 90))
def test_latitude_out_of_range_is_refused(value: float) -> None:
    assert _refused(f.OptionalLatitude, repr(value))


@given(st.floats(allow_nan=False).filter(lambda value: abs(value) > 180))
def test_longitude_out_of_range_is_refused(value: float) -> None:
    assert _refused(f.OptionalLongitude, repr(value))


@pytest.mark.parametrize("cell", ["33,1", "33.1N", "33°", "1e999", "nan", "inf", "x"])
@pytest.mark.parametrize("kind", [f.OptionalLatitude, f.OptionalLongitude], ids=["lat", "lon"])
def test_what_is_no_coordinate_is_refused(kind: Any, cell: str) -> None:
    assert _refused(kind, cell)


@pytest.mark.parametrize(("cell", "value"), [("", None), ("0", 0), ("12", 12)])
def test_count_is_read(cell: str, value: int | None) -> None:
    assert _read(f.OptionalCount, cell) == value


@pytest.mark.parametrize("cell", ["-1", "1.5", "about 3", "3+", "1e3"])
def test_what_is_no_count_is_refused(cell: str) -> None:
    assert _refused(f.OptionalCount, cell)


@pytest.mark.parametrize("cell", ["0", "-5", "500001"])
def test_radius_out_of_range_is_refused(cell: str) -> None:
    assert _refused(f.OptionalRadius, cell)
