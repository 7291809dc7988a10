"""Numbers as people write them: decimal points or commas, exponents; refused with the reason otherwise."""

from __future__ import annotations

import math
import re

from geo.errors import CoordinateError

_NUMBER = re.compile(r"^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?$")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u066b": ".", "\u200e": None, "\u200f": None})
_MAX_LENGTH = 60


def parse_number(text: str, *, name: str) -> float:
    """Return the number that a text means.

    Parameters
    ----------
    text : str
        One number; a single comma is a decimal comma, digits of any script count.
    name : str
        What the number is, for the message.

    Raises
    ------
    CoordinateError
        If it is empty, not a number, or has both a point and a comma.

    Examples
    --------
    >>> parse_number("33,1256", name="lat"), parse_number("-7.1e1", name="lon")
    (33.1256, -71.0)
    """
    plain = text.translate(_SIGNS).strip()
    if not plain:
        raise CoordinateError(f"{name} is empty; a number is needed")
    if "," in plain and "." in plain:
        raise CoordinateError(f"{name} has both a point and a comma; write one decimal sign and no thousands sign")
    if len(plain) > _MAX_LENGTH or not _NUMBER.match(plain):
        raise CoordinateError(f"{name} is not a number; write it like 35.8239 or 3.58239e1")
    value = float(plain.replace(",", "."))
    if not math.isfinite(value):
        raise CoordinateError(f"{name} is too large")
    return value
