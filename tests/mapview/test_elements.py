from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from geo.mapview.elements import as_script

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_values_come_back_from_script_text(value: object) -> None:
    assert json.loads(as_script(value)) == value


@given(plain)
def test_a_template_finds_nothing_in_script_text(value: object) -> None:
    text = as_script(value)
    assert Template(text).render() == text


@given(st.text(alphabet="{}%#<>/!-`$&'\"\\ 7*"))
def test_no_special_character_is_left(value: str) -> None:
    assert not set("<>&'{}`$") & set(as_script(value))
