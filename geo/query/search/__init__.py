"""The query language of the search: words, phrases, AND, OR, NOT and parentheses over folded texts. Pure."""

from geo.query.search.index import TextIndex
from geo.query.search.lexicon import Lexicon, NamedPlace
from geo.query.search.meanings import During, LexiconEntry, Near, WordMeaning
from geo.query.search.parser import parse_query
from geo.query.search.terms import EVERYTHING, AllOf, AnyOf, Not, Phrase, Query, Word
from geo.query.search.texts import SearchText

__all__ = [
    "EVERYTHING",
    "AllOf",
    "AnyOf",
    "During",
    "Lexicon",
    "LexiconEntry",
    "NamedPlace",
    "Near",
    "Not",
    "Phrase",
    "Query",
    "SearchText",
    "TextIndex",
    "Word",
    "WordMeaning",
    "parse_query",
]
