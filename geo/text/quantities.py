"""Lengths, counts and other numbers that may have thousands, by one rule for command, HTTP, pages and files.

A number that can be read in two ways is refused with both readings: ``1.000`` may be one or a thousand.
"""

from __future__ import annotations

import math
import re

from geo.errors import CoordinateError
from geo.text.messages import tr
from geo.text.numbers import MAX_LENGTH, parse_number, plain_digits

_BY_BLANKS = re.compile(r"^[+-]?\d{1,3}(?:[ '\u2019]\d{3})+(?:[.,]\d+)?$")
_BY_COMMAS = re.compile(r"^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$")
_BY_POINTS = re.compile(r"^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$")
_ONE_GROUP = re.compile(r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$")
_ABOUT = r"(?:~|\u2248|\u00b1|\+/-|ca\.?|c\.|circa|about|approx\.?|approximately|within|around|some)?\s*"
_METRES: dict[str, float] = {
    r"m|mtrs?|metres?|meters?|mètres?|metros?|м|م|متر|מ'|מ|מטר": 1.0,
    ('km|kms|kilomet(?:re|er)s?|kilomètres?|kilómetros?|км|كم|كيلومتر|ק"מ|ק\u05f4מ|קמ'): 1_000.0,
    "cm|centimet(?:re|er)s?": 0.01,
    "ft|feet|foot": 0.3048,
    "yd|yds|yards?": 0.9144,
    "mi|miles?": 1_609.344,
}
_LENGTH = re.compile(
    rf"^{_ABOUT}(?P<number>[+-]?[\d.,'\u2019 ]*\d(?:[eE][+-]?\d+)?\.?)\s*(?P<unit>[^\d\s.][^\d]*?)?\.?$", re.IGNORECASE
)
_PEOPLE = (
    r"(?:\s*(?:people|persons?|civilians?|men|soldiers?|fighters?|were|was|are|is|reported|reportedly|killed|dead|deaths?|died"
    r"|fatalit(?:y|ies)|morts?|tués?|tote|قتيل|قتلى|قتيلا"
    r"|شهداء|شهيد|הרוגים|הרוג))*\s*\.?"
)
_FIGURE = r"\d[\d.,'\u2019 ]*"
_SPAN = re.compile(
    rf"^(?:between|from)?\s*(?P<low>{_FIGURE}?)\s*(?:-|\u2014|to|and|bis|à|/)\s*(?P<high>{_FIGURE}){_PEOPLE}$",
    re.IGNORECASE,
)
_LIST = re.compile(r"^[\[({]\s*(?P<low>\d+|null|none)\s*[,;]\s*(?P<high>\d+|null|none)\s*[\])}]$", re.IGNORECASE)
_LEAST = re.compile(
    rf"^(?:at least|min\.?|minimum|>=|\u2265|over|more than|>)\s*(?P<low>{_FIGURE}){_PEOPLE}$"
    rf"|^(?P<plus>{_FIGURE})\s*\+{_PEOPLE}$",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"^(?:at most|max\.?|maximum|<=|\u2264|up to|no more than)\s*(?P<high>{_FIGURE}){_PEOPLE}$", re.IGNORECASE
)
_PLAIN_COUNT = re.compile(rf"^(?:ca\.?|about|some|~)?\s*(?P<number>[+-]?{_FIGURE}){_PEOPLE}$", re.IGNORECASE)


def parse_quantity(text: str, *, name: str, decimal: str = "") -> float:
    """Return the number that a text means, where thousands are to be expected: lengths, counts, seconds.

    Blanks and apostrophes between groups of three digits are thousands, and so is a comma before three digits. A single
    point before three digits may be either and is refused.

    Parameters
    ----------
    text : str
        One number without a unit.
    name : str
        What the number is, for the message.
    decimal : str
        The decimal sign, where other numbers next to it show which it is: a point or a comma. Empty where nothing does.

    Returns
    -------
    float
        A finite number.

    Raises
    ------
    CoordinateError
        If it is empty, not a number, or can be read in two ways.

    Examples
    --------
    >>> parse_quantity("1,000", name="m"), parse_quantity("1 234.5", name="m"), parse_quantity("1.234,5", name="m")
    (1000.0, 1234.5, 1234.5)
    >>> parse_quantity("1.000", name="radius")
    Traceback (most recent call last):
    geo.errors.CoordinateError: radius 1.000 may be 1 or 1000; write one of them
    """
    plain = plain_digits(text)
    if len(plain) <= MAX_LENGTH:
        if _ONE_GROUP.match(plain) and not decimal and "." in plain:
            one, thousand = f"{float(plain):g}", plain.replace(".", "")
            raise CoordinateError(
                tr(
                    "{name} {text} may be {one} or {thousand}; write one of them",
                    name=name,
                    text=plain,
                    one=one,
                    thousand=thousand,
                )
            )
        if _BY_BLANKS.match(plain):
            return parse_number(re.sub(r"[ '\u2019]", "", plain), name=name)
        if _BY_COMMAS.match(plain) and not (decimal == "," and plain.count(",") == 1 and "." not in plain):
            return parse_number(plain.replace(",", ""), name=name)
        if _BY_POINTS.match(plain) and not (decimal == "." and plain.count(".") == 1 and "," not in plain):
            return parse_number(plain.replace(".", ""), name=name)
    return parse_number(plain, name=name)


def decimal_sign_of(texts: list[str]) -> str:
    """Return the decimal sign that numbers next to one another show.

    Parameters
    ----------
    texts : list of str
        Numbers of one column, with or without units.

    Returns
    -------
    str
        A point or a comma; empty where none decides, or where they contradict one another.

    Examples
    --------
    >>> decimal_sign_of(["1.000", "12.5"]), decimal_sign_of(["1.000", "2.000"])
    ('.', '')
    """
    found = set()
    for text in texts:
        plain = plain_digits(text)
        for sign, other in ((".", ","), (",", ".")):
            both = other in plain and plain.rfind(sign) > plain.rfind(other) >= 0
            short = other not in plain and re.search(
                rf"(?:^|\D)(?:\d{{4,}}|0|\d*){re.escape(sign)}(?!\d{{3}}(?:\D|$))\d", plain
            )
            long = other not in plain and re.search(rf"(?:^|\D)(?:\d{{4,}}|0){re.escape(sign)}\d{{3}}(?:\D|$)", plain)
            if plain.count(sign) == 1 and (both or short or long):
                found.add(sign)
    return found.pop() if len(found) == 1 else ""


def parse_metres(text: str, *, name: str, decimal: str = "") -> float:
    """Return a length in metres; a number without a unit is metres.

    Parameters
    ----------
    text : str
        A number with or without a unit: m, km, cm, ft, yd, mi and their words.
    name : str
        What the length is, for the message.
    decimal : str
        The decimal sign, where other lengths show which it is; see :func:`parse_quantity`.

    Returns
    -------
    float
        Metres.

    Raises
    ------
    CoordinateError
        If it is not a length, or can be read in two ways.

    Examples
    --------
    >>> parse_metres("2 km", name="radius"), parse_metres("1,000", name="radius"), parse_metres("~500m", name="radius")
    (2000.0, 1000.0, 500.0)
    """
    plain = plain_digits(text)
    found = _LENGTH.match(plain) if len(plain) <= MAX_LENGTH else None
    if found is None:
        return parse_quantity(plain, name=name, decimal=decimal)
    unit = (found["unit"] or "m").strip().rstrip(".").lower()
    factor = next((factor for words, factor in _METRES.items() if re.fullmatch(words, unit)), None)
    if factor is None:
        raise CoordinateError(
            tr("{name} has the unit {unit!r}, which is not known; write metres", name=name, unit=unit)
        )
    return parse_quantity(found["number"], name=name, decimal=decimal) * factor


def parse_count(text: str, *, name: str, decimal: str = "") -> tuple[float, float]:
    """Return a count of people: the least and the most that a text means.

    Parameters
    ----------
    text : str
        ``3``, ``1,234 killed``, ``10-15``, ``5+``, ``at least 5``, ``up to 7``, ``[1, 2]``.
    name : str
        What is counted, for the message.
    decimal : str
        The decimal sign, where other counts show which it is; see :func:`parse_quantity`.

    Returns
    -------
    least, most : float
        Whole numbers; not a number where the text leaves an end open.

    Raises
    ------
    CoordinateError
        If it is not a count, or can be read in two ways.

    Examples
    --------
    >>> parse_count("1,234 killed", name="n"), parse_count("10-15", name="n"), parse_count("5+", name="n")
    ((1234.0, 1234.0), (10.0, 15.0), (5.0, nan))
    """
    plain = plain_digits(text)
    ends = _ends_of(plain) if len(plain) <= MAX_LENGTH else None
    if ends is None:
        raise CoordinateError(tr("{name} is not a count; write a whole number", name=name))
    low, high = (_whole(end, name=name, decimal=decimal) for end in ends)
    if low > high:
        raise CoordinateError(tr("{name} is not a count; write a whole number", name=name))
    return low, high


def _ends_of(plain: str) -> tuple[str, str] | None:
    """Return the texts of the least and the most of a count, empty where open; None if it is not a count."""
    if found := _LIST.match(plain):
        return tuple("" if end.lower() in ("null", "none") else end for end in found.group("low", "high"))  # type: ignore[return-value]
    if found := _PLAIN_COUNT.match(plain):
        return found["number"], found["number"]
    if found := _SPAN.match(plain):
        return found["low"], found["high"]
    if found := _LEAST.match(plain):
        return found["low"] or found["plus"], ""
    found = _MOST.match(plain)
    return ("", found["high"]) if found else None


def _whole(text: str, *, name: str, decimal: str) -> float:
    if not text:
        return math.nan
    plain = text.strip()
    if _ONE_GROUP.match(plain) and not plain.endswith("000"):  # as a decimal it would not be whole
        plain = re.sub(r"[.,]", "", plain)
    value = parse_quantity(plain, name=name, decimal=decimal)
    if value < 0 or value != int(value):
        raise CoordinateError(tr("{name} is not a count; write a whole number", name=name))
    return value
