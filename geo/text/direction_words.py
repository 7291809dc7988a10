"""Words and marks of directions and degrees, in the languages of the region, as the few that coordinates need."""

from __future__ import annotations

import re

from geo.text.numbers import plain_digits

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00ba\u02da\u1d52", "\u00b0"),
        **dict.fromkeys("\u2032\u2019\u2018\u00b4\u02b9\u02bc\u0301\u05f3\u2035\uff07`", "'"),
        **dict.fromkeys("\u2033\u201d\u201c\u02ba\u05f4\u3003\u2036\uff02", '"'),
        **dict.fromkeys("\uff0c\u3001", ","),
        "\u061b": ";",
    }
)
_WORDS: tuple[tuple[str, str], ...] = (
    (
        r"lat(?:itude)?|breite(?:ngrad)?|خط العرض|عرض|קו רוחב|широта",
        " lat ",
    ),
    (
        r"lon(?:g(?:itude)?)?|lng|länge(?:ngrad)?|خط الطول|طول|קו אורך|долгота",
        " lon ",
    ),
    (
        r"north(?:ern)?|nord|norte|شمالا?\u064b?|ش|צפון|север(?:ная)?",
        " N ",
    ),
    (
        r"south(?:ern)?|sud|süd|sur|جنوبا?\u064b?|ج|דרום|юг",
        " S ",
    ),
    (
        r"east(?:ern)?|est|ost|este|شرقا?\u064b?|ق|מזרח|восток",
        " E ",
    ),
    (
        r"west(?:ern)?|ouest|oeste|غربا?\u064b?|غ|מערב|запад",
        " W ",
    ),
    (r"degrees?|deg|grad|degrés?|درجة|מעלות", "\u00b0"),
    (r"minutes?|min|دقيقة|دقائق|דקות", "'"),
    (
        r"seconds?|sec|ثانية|ثواني?|שניות",
        '"',
    ),
)
_SPELLED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])[.:=]?", re.IGNORECASE), sign) for words, sign in _WORDS
)
_BRACKETS = re.compile(r"[(\[{](.*)[)\]}]")
_HYPHENS = re.compile(
    r"(?<![\d.-])(\d{1,3})-(\d{1,2})(?:-(\d{1,2}(?:\.\d+)?))?(?=\s*[NSEW]|\s*$|[\s,;/]+[NSEW]?\d{1,3}-)"
)
_PACKED = re.compile(
    r"(?<![\d.,])(?:(?P<lat>\d{4}(?:\d{2})?(?:\.\d+)?)(?=\s*[NS])|(?P<lon>\d{5}(?:\d{2})?(?:\.\d+)?)(?=\s*[EW]))"
)
_PACKED_AFTER = re.compile(
    r"(?:(?<=[NS])(?P<lat>\d{4}(?:\d{2})?(?:\.\d+)?)|(?<=[EW])(?P<lon>\d{5}(?:\d{2})?(?:\.\d+)?))(?![\d.]|,\d)"
)


def spelled_out(text: str) -> str:
    """Return a text with the words of directions and degrees as letters and signs.

    Parameters
    ----------
    text : str
        A coordinate in words of English, French, German, Spanish, Arabic, Hebrew or Russian.

    Returns
    -------
    str
        The same with N, S, E, W, signs of degrees, minutes and seconds, ``lat`` and ``lon``.

    Examples
    --------
    >>> spelled_out("33 degrees north").split()
    ['33', '°', 'N']
    """
    if text.isascii() and not re.search(r"[A-Za-z]{2}", text):
        return text
    for pattern, sign in _SPELLED:
        text = pattern.sub(sign, text)
    return text


def bare_text(text: str) -> str:
    r"""Return a text with ASCII digits and signs, without brackets around all of it or a full stop after it.

    Parameters
    ----------
    text : str
        What somebody typed.

    Returns
    -------
    str
        The same coordinates.

    Examples
    --------
    >>> bare_text("(33°07′32″N 35°49′26″E).")
    '33°07\'32"N 35°49\'26"E'
    """
    bare = plain_digits(text.translate(_SIGNS)).replace("''", '"')
    bare = re.sub(r"(?<=[\w)\]}])[.,;]+$", "", bare) if re.search(r"\d\W+\S*\d\W*[NSEW]?[)\]}]?[.,;]+$", bare) else bare
    found = _BRACKETS.fullmatch(bare)
    return found[1].strip() if found else bare


def unpacked(text: str) -> str:
    """Return a text with degrees, minutes and seconds apart that are run together or joined by hyphens.

    Parameters
    ----------
    text : str
        Coordinates with letters of direction, as notices to airmen have them.

    Returns
    -------
    str
        The same with blanks between the numbers.

    Examples
    --------
    >>> unpacked("330732N 0354926E"), unpacked("33-07-32N 035-49-26E")
    ('33 07 32N 035 49 26E', '33 07 32N 035 49 26E')
    """
    apart = _HYPHENS.sub(lambda found: " ".join(piece for piece in found.groups() if piece), text)
    return _PACKED_AFTER.sub(_pieces, _PACKED.sub(_pieces, apart))


def _pieces(found: re.Match[str]) -> str:
    """Return degrees, minutes and seconds that are run together, as notices to airmen have them, with blanks."""
    digits, point, rest = (found["lat"] or found["lon"]).partition(".")
    at = 2 if found["lat"] else 3
    pieces = [digits[:at], digits[at : at + 2], digits[at + 2 :]]
    return " ".join(piece for piece in pieces if piece) + point + rest
