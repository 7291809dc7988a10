"""Levelling of what transliterations disagree on, for words that :func:`geo.text.folding.fold` has folded.

Two strengths: ``levelled`` undoes the usual choices between spellings of one sound; ``consonants`` keeps what nearly
every spelling of a name agrees on. The second alone is too coarse to decide: ask for some likeness as well.
"""

from __future__ import annotations

import re
from functools import lru_cache

ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "the", "אל", "א"})
MOUNDS = frozenset({"tal", "tell", "tel"})
_NOT_IN_A_CORE = ARTICLES | MOUNDS
_ARABIC_ARTICLE, _HEBREW_ARTICLE = "ال", "ה"
_SPELLINGS = (
    ("oue", "uwe"),
    ("oua", "uwa"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "ai"),
    ("ay", "ai"),
    ("aa", "a"),
    ("iyy", "iy"),
)
_NISBA = ("iyah", "iya", "iyeh", "iye", "ieh")
_LETTERS = (("ch", "sh"), ("dj", "j"), ("th", "t"), ("dh", "d"), ("gh", "g"), ("q", "k"))
_VOWELS = "aeiou"
_HEBREW_VOWELS = "וי"
_DOUBLED = re.compile(r"(.)\1+")
_KEPT_WORDS = 32_768


def name_core(folded: str) -> str:
    """Return a folded name without articles and mounds, its words levelled; the name itself if nothing is left.

    Examples
    --------
    >>> name_core("tell al hameidiyyeh"), name_core("القنيطره")
    ('hamaidia', 'قنيطره')
    """
    words = [word.removeprefix(_ARABIC_ARTICLE) for word in folded.split() if word not in _NOT_IN_A_CORE]
    return " ".join(levelled(word) for word in words) or folded


def level_words(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text levelled, without articles, be they words or prefixes.

    Examples
    --------
    >>> level_words("koudna al gharbiyya"), level_words("القنيطره")
    (('kudna', 'gharbia'), ('قنيطره',))
    """
    return tuple(levelled(_bare(word)) for word in folded.split() if word not in ARTICLES)


@lru_cache(maxsize=_KEPT_WORDS)
def levelled(word: str) -> str:
    """Return a word with the spellings levelled that different transliterations choose.

    Examples
    --------
    >>> levelled("koudneh"), levelled("kudna")
    ('kudna', 'kudna')
    """
    for spelling, plain in _SPELLINGS:
        word = word.replace(spelling, plain)
    if len(word) > 4:
        for ending in _NISBA:
            if word.endswith(ending):
                return word.removesuffix(ending) + "ia"
        word = word.removesuffix("h") if word.endswith(("ah", "eh")) else word
        word = word[:-1] + "a" if word.endswith("e") else word
    return word


@lru_cache(maxsize=_KEPT_WORDS)
def consonants(word: str) -> str:
    """Return what spellings of a name agree on: its consonants, and that it begins or ends in a vowel.

    Examples
    --------
    >>> consonants("jabata"), consonants("joubbata"), consonants("quneitra"), consonants("kunaytirah")
    ('jbta', 'jbta', 'kntra', 'kntra')
    """
    if not word.isascii():
        return word[:1] + "".join(letter for letter in word[1:] if letter not in _HEBREW_VOWELS)
    word = levelled(word)
    if word.endswith("ia"):
        word = word.removesuffix("ia") + "y"
    for spelling, plain in _LETTERS:
        word = word.replace(spelling, plain)
    word = _DOUBLED.sub(r"\1", word)
    if len(word) < 2:
        return word
    first = "a" if word[0] in _VOWELS else word[0]
    last = "a" if word[-1] in "ae" else word[-1]
    middle = "".join(letter for letter in word[1:-1] if letter not in _VOWELS)
    return _DOUBLED.sub(r"\1", first + middle + last)


def _bare(word: str) -> str:
    """Return a word without an Arabic or Hebrew article written onto it, if enough of it is left."""
    if word.startswith(_ARABIC_ARTICLE) and len(word) >= 4:
        return word.removeprefix(_ARABIC_ARTICLE)
    if word.startswith(_HEBREW_ARTICLE) and len(word) >= 4:
        return word.removeprefix(_HEBREW_ARTICLE)
    return word
