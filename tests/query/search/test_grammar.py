"""The query language: how queries are read, and that every mistake is named with its place."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import FilterError
from geo.query.search import AllOf, AnyOf, Not, Phrase, Query, SearchText, TextIndex, Word, parse_query

GOLDENS = {
    "": "()",
    "   ": "()",
    "raid": "raid",
    "RAID": "raid",
    "raid night": "(raid AND night)",
    "raid AND night": "(raid AND night)",
    "raid and night": "(raid AND and AND night)",
    "raid OR night": "(raid OR night)",
    "raid OR night dawn": "(raid OR (night AND dawn))",
    "raid night OR dawn AND dusk": "((raid AND night) OR (dawn AND dusk))",
    "(raid OR night) dawn": "((raid OR night) AND dawn)",
    "a OR (b OR c)": "(a OR b OR c)",
    "a (b c)": "(a AND b AND c)",
    "a a OR a": "a",
    "((raid))": "raid",
    "NOT raid": "NOT raid",
    "-raid": "NOT raid",
    "−raid": "NOT raid",
    "NOT -raid": "raid",
    "--raid": "raid",
    "---raid": "NOT raid",
    "raid -(night OR dawn)": "(raid AND NOT (night OR dawn))",
    'raid -"at night"': '(raid AND NOT "at night")',
    "raid NOT night OR dawn": "((raid AND NOT night) OR dawn)",
    "NOT raid night": "(NOT raid AND night)",
    '"at night"': '"at night"',
    '"  At,  NIGHT! "': '"at night"',
    '"AND"': '"and"',
    "“at night” «dawn»": '("at night" AND "dawn")',
    'raid"at night"dawn': '(raid AND "at night" AND dawn)',
    "a(b)c": "(a AND b AND c)",
    "al-Khashab": "al-khashab",
    "T-4": "t-4",
    "Ma'ariya": "maariya",
    "Jubātā": "jubata",
    "raid, night; dawn/dusk": "(raid AND night AND dawn AND dusk)",
    "Paris - London": "(paris AND london)",
    "raid -?! night": "(raid AND night)",
    "raid & night": "(raid AND night)",
    'צה"ל': "צהל",
    'צה"ל OR "מג"ב בגולן"': '(צהל OR "מגב בגולן")',
    "غارة، مداهمة": "(غاره AND مداهمه)",
}


@pytest.mark.parametrize(("query", "read"), GOLDENS.items(), ids=lambda text: repr(text))
def test_queries_are_read(query: str, read: str) -> None:
    assert str(parse_query(query)) == read


MISTAKES = {
    "?!": "has no letter or digit",
    '"raid': "at character 1: the quotation mark is not closed; expected a second one",
    'raid "at night" "': "at character 17: the quotation mark is not closed",
    'raid ""': "at character 6: there is nothing between the quotation marks; expected a letter or digit",
    '"!" raid': "at character 1: there is nothing between the quotation marks",
    "(raid": "at character 1: the parenthesis is not closed; expected a ) after the group",
    "raid (night (dawn)": "at character 6: the parenthesis is not closed",
    "(": "at character 1: the parenthesis is not closed",
    "raid)": "at character 5: the parenthesis was never opened; expected a ( before it",
    ")": "at character 1: the parenthesis was never opened",
    "raid OR )": "at character 9: the parenthesis was never opened",
    "raid ()": "at character 6: the group is empty; expected a word, a phrase or a group",
    "(?!)": "at character 1: the group is empty",
    "raid AND": "at character 6: AND has nothing after it; expected a word, a phrase or a group after it",
    "raid OR": "at character 6: OR has nothing after it",
    "raid NOT": "at character 6: NOT",
    "NOT": "at character 1: NOT",
    "-AND raid": "at character 1: NOT",
    "OR raid": "at character 1: OR has nothing before it; expected a word, a phrase or a group before it",
    "raid (AND night)": "at character 7: AND has nothing before it",
    "raid AND OR night": "at character 6: AND has nothing after it",
    "raid OR OR night": "at character 6: OR has nothing after it",
    "(raid OR) night": "at character 7: OR has nothing after it",
    "(" * 21 + "raid" + ")" * 21: "at character 21: parentheses are nested too deeply; expected at most 20",
}


@pytest.mark.parametrize(("query", "reason"), MISTAKES.items(), ids=lambda text: repr(text))
def test_mistakes_are_named_with_their_place(query: str, reason: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse_query(query)
    assert [name for name, _ in caught.value.problems] == ["q"]
    assert caught.value.problems[0][1].startswith(reason)


def test_twenty_parentheses_within_one_another_are_read() -> None:
    assert parse_query("(" * 20 + "raid" + ")" * 20) == Word("raid")


WORDS = st.sampled_from(("raid", "night", "kudna", "quneitra", "al-khashab", "قنيطرة", "חרמון", "t-4", "zz"))
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
QUERIES = st.recursive(
    WORDS | PHRASES,
    lambda inner: (
        inner.map(lambda text: f"NOT {text}")
        | inner.map(lambda text: f"-({text})")
        | st.tuples(inner, st.sampled_from((" ", " AND ", " OR ")), inner).map(lambda parts: f"({''.join(parts)})")
    ),
    max_leaves=8,
)
RECORDS = tuple(
    SearchText.of(texts, name_words=frozenset({"kudna", "quneitra", "khashab", "القنيطره", "חרמון"}))
    for texts in (
        (),
        ("Raid at night",),
        ("A night raid in Kudna", "Quneitra"),
        ("Jubata al-Khashab", "القنيطرة"),
        ("T4 air base", "הר חרמון", "night"),
        ("Koudna", "Al Qunaytirah al-Khashab"),
    )
)


def _fits(query: Query) -> list[bool]:
    return [query.matches(record) for record in RECORDS]


@given(st.text(max_size=200) | st.text(alphabet='ab ()"-ANDORNT', max_size=60))
def test_no_text_makes_the_parser_fail_in_another_way(text: str) -> None:
    with suppress(FilterError):
        assert len(_fits(parse_query(text))) == len(RECORDS)


@given(QUERIES)
def test_a_query_written_out_is_read_as_the_same(text: str) -> None:
    query = parse_query(text)
    assert parse_query(str(query)) == query


@given(QUERIES)
def test_a_query_and_itself_is_itself(text: str) -> None:
    assert parse_query(f"({text}) AND ({text})") == parse_query(text) == parse_query(f"({text}) OR ({text})")


@given(QUERIES)
def test_twice_negated_is_not_negated(text: str) -> None:
    assert parse_query(f"NOT NOT ({text})") == parse_query(text)
    assert _fits(parse_query(f"NOT ({text})")) == [not fits for fits in _fits(parse_query(text))]


@given(QUERIES, QUERIES)
def test_operators_mean_what_they_say(one: str, other: str) -> None:
    both = list(zip(_fits(parse_query(one)), _fits(parse_query(other)), strict=True))
    assert _fits(parse_query(f"({one}) ({other})")) == [a and b for a, b in both]
    assert _fits(parse_query(f"({one}) OR ({other})")) == [a or b for a, b in both]
    assert _fits(parse_query(f"NOT (({one}) OR ({other}))")) == [not a and not b for a, b in both]


@given(QUERIES)
def test_records_searched_together_fit_as_each_by_itself(text: str) -> None:
    query = parse_query(text)
    assert TextIndex(RECORDS).find(query) == {place for place, fits in enumerate(_fits(query)) if fits}


def test_parts_are_values() -> None:
    parsed = parse_query('a ("b c" OR -d)')
    assert parsed == AllOf((Word("a"), AnyOf((Phrase("b c"), Not(Word("d"))))))
    assert hash(parsed) == hash(parse_query('a AND ("b c" OR NOT d)'))
