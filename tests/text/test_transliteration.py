"""Levelling of spellings, for the search and for the finding of places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text.folding import fold
from geo.text.transliteration import consonants, level_words, levelled, name_core


@pytest.mark.parametrize(
    ("one", "other"),
    [("koudneh", "kudna"), ("hamidiyyeh", "hamidiyah"), ("ain", "ayn"), ("beit", "bayt"), ("yafour", "yaafur")],
)
def test_spellings_of_one_sound_are_levelled(one: str, other: str) -> None:
    assert levelled(one) == levelled(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jabata", "joubbata"),
        ("quneitra", "kunaytirah"),
        ("turunjah", "trinjeh"),
        ("samadaniya", "samdaniyah"),
        ("soueida", "suwayda"),
        ("jabatha", "jubata"),
        ("קונייטרה", "קוניטרה"),
    ],
)
def test_spellings_of_one_name_have_the_same_consonants(one: str, other: str) -> None:
    assert consonants(one) == consonants(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hamad", "hamidiyah"), ("golan", "golani"), ("kudna", "kadin"), ("قرية", "قري"), ("abdin", "badin")],
)
def test_other_names_have_other_consonants(one: str, other: str) -> None:
    assert consonants(one) != consonants(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("al jabata", ("jabata",)),
        ("القنيطره", ("قنيطره",)),
        ("قنيطره", ("قنيطره",)),
        ("بيت الجن", ("بيت", "جن")),
        ("ال", ("ال",)),
        ("החרמון", ("חרמון",)),
        ("הר", ("הר",)),
        ("tell al hara", ("tell", "hara")),
        ("", ()),
    ],
)
def test_articles_are_taken_off(text: str, words: tuple[str, ...]) -> None:
    assert level_words(text) == words


def test_core_has_no_mound_either() -> None:
    assert name_core("tell al hara") == name_core("hara")


@given(st.text(max_size=40))
def test_every_folded_text_has_a_levelled_form(text: str) -> None:
    words = level_words(fold(text))
    assert all(words)
    assert all(consonants(word) for word in words)


@given(st.text(max_size=40).map(fold).filter(bool))
def test_a_core_is_never_empty(text: str) -> None:
    assert name_core(text)
