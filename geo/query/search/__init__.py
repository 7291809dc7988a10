"""The query language of the search: words, phrases, AND, OR, NOT and parentheses over folded texts. Pure."""

from geo.query.search.index import TextIndex
from geo.query.search.parser import parse_query
from geo.query.search.terms import EVERYTHING, AllOf, AnyOf, Not, Phrase, Query, Word
from geo.query.search.texts import SearchText

__all__ = ["EVERYTHING", "AllOf", "AnyOf", "Not", "Phrase", "Query", "SearchText", "TextIndex", "Word", "parse_query"]
