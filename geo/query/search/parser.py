"""The grammar of queries.

::

    query   = either
    either  = all (OR all)*
    all     = single (AND? single)*
    single  = (NOT | -)* (word | "phrase" | "(" either ")")
"""

from __future__ import annotations

from functools import lru_cache

from geo.errors import FilterError
from geo.query.search.lexicon import Lexicon
from geo.query.search.terms import EVERYTHING, Phrase, Query, Word, all_of, any_of, negated
from geo.query.search.tokens import Sign, Token, mistake, tokens_of

MAX_DEPTH = 20
"""Parentheses within one another."""
_KEPT_QUERIES = 1024
_BEGINS = frozenset({Sign.WORD, Sign.PHRASE, Sign.NOT, Sign.OPEN})
_OPERAND = "a word, a phrase or a group"


@lru_cache(maxsize=_KEPT_QUERIES)
def parse_query(text: str, lexicon: Lexicon | None = None) -> Query:
    """Read a query; an empty one leaves nothing out.

    Parameters
    ----------
    text : str
        The query.
    lexicon : Lexicon, optional
        What words mean. Without it, each is looked for by its letters only.

    Returns
    -------
    Query

    Raises
    ------
    FilterError
        For ``q``, naming the character at which the query goes wrong and what was expected there.

    Examples
    --------
    >>> str(parse_query('jubata (raid OR "stone quarry") -denied'))
    '(jubata AND (raid OR "stone quarry") AND NOT denied)'
    """
    if not text.strip():
        return EVERYTHING
    tokens = tuple(tokens_of(text))
    if tokens[0].sign is Sign.END:
        raise FilterError([("q", "has no letter or digit to look for")])
    return _Parser(tokens, lexicon).query()


class _Parser:
    """One pass over the tokens of one query."""

    def __init__(self, tokens: tuple[Token, ...], lexicon: Lexicon | None) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._index = 0

    def query(self) -> Query:
        found = self._either(())
        if self._here.sign is Sign.CLOSE:
            raise _unopened(self._here)
        return found

    @property
    def _here(self) -> Token:
        return self._tokens[self._index]

    def _step(self) -> Token:
        token = self._here
        self._index += 1
        return token

    def _either(self, opened: tuple[Token, ...]) -> Query:
        parts = [self._all(opened)]
        while self._here.sign is Sign.OR:
            self._step()
            parts.append(self._all(opened))
        return any_of(parts)

    def _all(self, opened: tuple[Token, ...]) -> Query:
        parts = [self._words() or self._single(opened)]
        while self._here.sign is Sign.AND or self._here.sign in _BEGINS:
            if self._here.sign is Sign.AND:
                self._step()
            parts.append(self._words() or self._single(opened))
        return all_of(parts)

    def _words(self) -> Query | None:
        """Read words that follow one another, which may mean something together."""
        run = []
        while self._here.sign is Sign.WORD:
            run.append(self._step())
        return self._read(run) if run else None

    def _read(self, run: list[Token]) -> Query:
        if self._lexicon is None:
            return all_of(Word(token.folded) for token in run)
        return self._lexicon.read([(token.folded, token.raw) for token in run])

    def _single(self, opened: tuple[Token, ...]) -> Query:
        negative = False
        while self._here.sign is Sign.NOT:
            self._step()
            negative = not negative
        found = self._operand(opened)
        return negated(found) if negative else found

    def _operand(self, opened: tuple[Token, ...]) -> Query:
        if self._here.sign not in _BEGINS:
            raise self._missing(opened)
        token = self._step()
        if token.sign is Sign.WORD:
            return self._read([token])
        if token.sign is Sign.PHRASE:
            return Phrase(token.folded)
        if len(opened) == MAX_DEPTH:
            raise mistake(
                token.position, "parentheses are nested too deeply", f"at most {MAX_DEPTH} within one another"
            )
        found = self._either((*opened, token))
        if self._here.sign is not Sign.CLOSE:
            raise _unclosed(token)
        self._step()
        return found

    def _missing(self, opened: tuple[Token, ...]) -> FilterError:
        """Return the error for a position where something to look for should be."""
        here = self._here
        before = self._tokens[self._index - 1] if self._index else None
        if here.sign is Sign.CLOSE and not opened:
            return _unopened(here)
        if before is not None and before.sign is not Sign.OPEN:
            return mistake(before.position, f"{before.sign.value} has nothing after it", f"{_OPERAND} after it")
        if here.sign in (Sign.AND, Sign.OR):
            return mistake(here.position, f"{here.sign.value} has nothing before it", f"{_OPERAND} before it")
        if here.sign is Sign.CLOSE:
            return mistake(opened[-1].position, "the group is empty", f"{_OPERAND} between ( and )")
        return _unclosed(opened[-1])


def _unopened(token: Token) -> FilterError:
    return mistake(token.position, "the parenthesis was never opened", "a ( before it, or no ) here")


def _unclosed(token: Token) -> FilterError:
    return mistake(token.position, "the parenthesis is not closed", "a ) after the group")
