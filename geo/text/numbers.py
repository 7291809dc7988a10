"""Single numbers as people write them: digits of any script, a point or a comma as the decimal sign.

Coordinates have no thousands, so that :func:`parse_number` takes one point or comma as the decimal sign; lengths and
counts have them, see :mod:`geo.text.quantities`.
"""

from __future__ import annotations

import math
import re
import unicodedata

from geo.errors import CoordinateError
from geo.text.messages import tr

_NUMBER = re.compile(r"^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?$")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2212\u2013\u2010\u2011\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u3000", " "),
        **dict.fromkeys(
            "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
        ),
        "\u066b": ".",
        "\u066c": ",",
        "\u060c": ",",
    }
)
MAX_LENGTH = 60
"""Most characters of a number."""


def plain_digits(text: str) -> str:
    """Return a text with digits of any script as 0 to 9, signs as ASCII, and marks of direction left out.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same words, without blanks at either end.

    Examples
    --------
    >>> plain_digits("\u200f\u0663\u0665\u066b\u0668\u200e")
    '35.8'
    """
    if text.isascii():
        return text.strip()
    plain = text.translate(_SIGNS)
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in plain).strip()


def parse_number(text: str, *, name: str) -> float:
    """Return the number that a text means, where thousands are not to be expected: degrees and the like.

    Parameters
    ----------
    text : str
        One number; a single comma is a decimal comma, digits of any script count.
    name : str
        What the number is, for the message.

    Returns
    -------
    float
        A finite number.

    Raises
    ------
    CoordinateError
        If it is empty, not a number, or has both a point and a comma.

    Examples
    --------
    >>> parse_number("33,1256", name="lat"), parse_number("-7.1e1", name="lon")
    (33.1256, -71.0)
    """
    plain = plain_digits(text)
    if not plain:
        raise CoordinateError(tr("{name} is empty; a number is needed", name=name))
    if "," in plain and "." in plain:
        raise CoordinateError(
            tr("{name} has both a point and a comma; write one decimal sign and no thousands sign", name=name)
        )
    if len(plain) > MAX_LENGTH or not _NUMBER.match(plain):
        raise CoordinateError(tr("{name} is not a number; write it like 35.8239 or 3.58239e1", name=name))
    value = float(plain.replace(",", "."))
    if not math.isfinite(value):
        raise CoordinateError(tr("{name} is too large", name=name))
    return value
