"""The message catalogue: fields, plural forms, and a language that holds within its block only."""

from __future__ import annotations

import pytest

from geo.text.messages import language, mark, speaking, tr, trn


def test_a_sentence_without_fields_is_itself() -> None:
    assert tr("Layers {as written}") == "Layers {as written}"


def test_fields_are_filled_by_name() -> None:
    assert tr("From {first} to {last}", last="2", first="1") == "From 1 to 2"


def test_braces_in_a_value_stay() -> None:
    assert tr("Text: {text}", text="{first}") == "Text: {first}"


def test_a_missing_field_is_an_error_and_not_a_wrong_sentence() -> None:
    with pytest.raises(KeyError):
        tr("From {first}", last="2")


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 records"), (1, "1 record"), (2, "2 records"), (1_200, "1,200 records")]
)
def test_the_number_chooses_the_form(count: int, words: str) -> None:
    assert trn("{count} record", "{count} records", count) == words


def test_a_marked_text_is_itself() -> None:
    assert mark("Talks") == "Talks"


def test_a_language_holds_within_its_block() -> None:
    with speaking("ar"):
        inside = language()
    assert (inside, language()) == ("ar", "en")
