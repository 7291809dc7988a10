"""The query language of the search: words, phrases, AND, OR, NOT and parentheses over folded texts. Pure."""

from geo.search.index import TextIndex
from geo.search.parser import parse_query
from geo.search.terms import EVERYTHING, AllOf, AnyOf, Not, Phrase, Query, Word
from geo.search.texts import SearchText

__all__ = ["EVERYTHING", "AllOf", "AnyOf", "Not", "Phrase", "Query", "SearchText", "TextIndex", "Word", "parse_query"]
