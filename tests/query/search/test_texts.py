"""What fits what: parts of words, whole words, other spellings, and what must stay apart."""

from __future__ import annotations

import pytest

from geo.dataset.load import load_dataset
from geo.query.search import SearchText, parse_query

NAME_WORDS = load_dataset().name_words


def _fits(query: str, *texts: str) -> bool:
    return parse_query(query).matches(SearchText.of(texts, name_words=NAME_WORDS))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("quneit", "Near Quneitra"),
        ("neitra", "Near Quneitra"),
        ("JUBĀTĀ", "Jubata al-Khashab"),
        ("Ma’ariya", "Ma'ariya"),
        ("khashab jubata", "Jubata al-Khashab"),
        ("al-Khash", "Jubata al-Khashab"),
        ("jubata-khashab", "Jubata al-Khashab"),
        ("T-4", "The T4 air base"),
        ("T-4", "The T-4 air base"),
        ("ev-20250107", "ev-20250107-kodna-land-razed"),
        ('"raid at night"', "A raid at night."),
        ('"jubata khashab"', "Jubata al-Khashab"),
        ('"Jabata el-Khachab"', "Jubata al-Khashab"),
        ('"Bayt Jin"', "Beit Jinn"),
        ("Jabata", "Jubata al-Khashab"),
        ("Jabatha", "Jubata al-Khashab"),
        ("Koudna", "Kudna"),
        ("Koudneh", "Kodna"),
        ("Hameidiyyeh", "Al-Hamidiyah"),
        ("Kuneitra", "Quneitra"),
        ("Qunaytirah", "Quneitra"),
        ("Soueida", "Suwayda"),
        ("Trinjeh", "Turunjah"),
        ("Tourounja", "Turunjah"),
        ("Shaybani", "Asaad al-Shaibani"),
        ("قنيطرة", "القنيطرة"),
        ("القنيطره", "قنيطرة"),
        ('"جباتا خشب"', "جباتا الخشب"),
        ("حرمون", "جبل حرمون"),
        ("החרמון", "הר חרמון"),
        ("קונייטרה", "קוניטרה"),
        ("ג'בתא", "ג'ובתא אל-ח'שב"),
        ("חמידיה", "אל-חמידיה"),
    ],
)
def test_fits(query: str, text: str) -> None:
    assert _fits(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ('"raid"', "Raided"),
        ('"night raid"', "Raid at night"),
        ("khash-abc", "Jubata al-Khashab"),
        ("T-4", "Taken at 40 km"),
        ("Hamad", "Al-Hamidiyah"),
        ("homes", "Homs"),
        ("first", "Jubata forest"),
        ("short", "Shayrat"),
        ("centre", "Quneitra"),
        ("broader", "Near the border"),
        ("police", "The Palace"),
        ("see", "Passing Sidon"),
        ("been", "Ibn Sina"),
        ("الله", "له"),
    ],
)
def test_stays_apart(query: str, text: str) -> None:
    assert not _fits(query, text)


def test_no_phrase_reaches_over_two_texts() -> None:
    assert not _fits('"night raid"', "At night", "Raid in Kudna")
    assert not _fits("night-raid", "At night", "Raid in Kudna")


def test_words_may_stand_in_different_texts() -> None:
    assert _fits("night raid", "At night", "Raid in Kudna")


def test_other_spellings_are_tried_on_names_only() -> None:
    assert not parse_query("Jabata").matches(SearchText.of(["Jubata"], name_words=frozenset()))


def test_texts_are_folded_line_by_line() -> None:
    assert SearchText.of(["Jubātā!", "", "al-Khashab"], name_words=frozenset()).text == " jubata \n al khashab "
