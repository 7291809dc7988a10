"""From the text of a query to its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from geo.errors import FilterError
from geo.text.folding import fold


class Sign(Enum):
    """Kinds of tokens."""

    WORD = "word"
    PHRASE = "phrase"
    AND = "AND"
    OR = "OR"
    NOT = "NOT (or a minus)"
    OPEN = "("
    CLOSE = ")"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a query.

    Attributes
    ----------
    sign : Sign
        What it is.
    position : int
        Of its first character in the query, counted from 1.
    folded : str
        What to look for; empty for all but words and phrases.
    raw : str
        A word as it was typed, with the decimal points and hyphens that folding drops.
    """

    sign: Sign
    position: int
    folded: str = ""
    raw: str = ""


_OPERATORS = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}
_BRACKETS = {"(": Sign.OPEN, ")": Sign.CLOSE}
_QUOTES = '"“”„‟«»'
_MINUS = "-−"
_BETWEEN_WORDS = ",;:/|،؛"
_ABBREVIATES = r"(?<=[א-ת])\"(?=[א-ת])"
"""A quotation mark between two Hebrew letters marks an abbreviation and belongs to the word."""
_RUN = re.compile(rf"(?:[^\s(){_QUOTES}{_BETWEEN_WORDS}]|{_ABBREVIATES})+")
_QUOTED = re.compile(rf"[{_QUOTES}]((?:[^{_QUOTES}]|{_ABBREVIATES})*)[{_QUOTES}]")


def mistake(position: int, wrong: str, expected: str) -> FilterError:
    """Return the error for a mistake in a query: where it is, and what was expected."""
    return FilterError([("q", f"at character {position}: {wrong}; expected {expected}")])


def tokens_of(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, the last one being its end; what has no letter or digit is passed over.

    Raises
    ------
    FilterError
        For a quotation mark that is not closed, or with nothing to look for behind it.
    """
    index = 0
    while index < len(query):
        sign = query[index]
        if sign in _QUOTES:
            token, index = _phrase(query, index)
            yield token
        elif sign in _BRACKETS:
            yield Token(_BRACKETS[sign], index + 1)
            index += 1
        elif run := _RUN.match(query, index):
            yield from _word(run.group(), index, negates_next=query[run.end() : run.end() + 1] in {*_QUOTES, "("})
            index = run.end()
        else:
            index += 1
    yield Token(Sign.END, len(query) + 1)


def _phrase(query: str, start: int) -> tuple[Token, int]:
    """Return the phrase that begins at an index, and the index after it."""
    quoted = _QUOTED.match(query, start)
    if quoted is None:
        raise mistake(start + 1, "the quotation mark is not closed", "a second one after the phrase")
    folded = fold(quoted.group(1))
    if not folded:
        raise mistake(start + 1, "there is nothing between the quotation marks", "a letter or digit between them")
    return Token(Sign.PHRASE, start + 1, folded), quoted.end()


def _word(run: str, start: int, *, negates_next: bool) -> Iterator[Token]:
    """Yield the word of a run, each leading minus as NOT; a minus glued to a quote or bracket negates that."""
    bare = run.lstrip(_MINUS)
    signs = [Token(Sign.NOT, start + 1 + index) for index in range(len(run) - len(bare))]
    position = start + 1 + len(signs)
    if bare in _OPERATORS:
        yield from signs
        yield Token(_OPERATORS[bare], position)
    elif fold(bare):
        yield from signs
        yield Token(Sign.WORD, position, fold(bare), bare)
    elif negates_next and not bare:
        yield from signs
