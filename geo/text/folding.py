"""Folding of text for search: case, diacritics, Arabic and Hebrew variants, articles."""

from __future__ import annotations

import re
import unicodedata

_ARABIC = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ـ": None,
        "ك": "ك",
        "ک": "ك",
        "ی": "ي",
    }
)
_QUOTES = re.compile("[\\u2018\\u2019\\u02bc\\u02bb\\u02bf\\u02be`\\u00b4'\\u05f3\\u05f4\"]")
_SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return ``text`` in the form used for comparing words.

    Case, accents, Arabic vowel marks, hamza seats, apostrophes and punctuation are dropped, so that
    ``Jubātā al-Khashab``, ``jubata al khashab`` and ``JUBATA AL-KHASHAB`` fold alike.

    Examples
    --------
    >>> fold("Jubātā al-Khashab")
    'jubata al khashab'
    """
    bare = _QUOTES.sub("", text)
    if bare.isascii():  # most texts are, and the rest takes ten times as long
        return _SEPARATORS.sub(" ", bare.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", bare)
    stripped = "".join(char for char in decomposed if not unicodedata.combining(char))
    folded = _QUOTES.sub("", stripped).casefold().translate(_ARABIC)
    return _SEPARATORS.sub(" ", folded).strip()


def slugify(text: str) -> str:
    """Return a lower-case ASCII slug, words joined by hyphens.

    Examples
    --------
    >>> slugify("Jerusalem Post (copy)")
    'jerusalem-post-copy'
    """
    ascii_text = fold(text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
