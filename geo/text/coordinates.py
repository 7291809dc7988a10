"""Coordinates as people paste them: decimal, degrees-minutes-seconds, hemispheres before or after.

The whole text must be understood. A parser that picks out what it knows and drops the rest turns
``33 7 32 N, 35 49 26 E`` into 49 N 26 E; this one refuses instead.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from geo.errors import CoordinateError
from geo.text.direction_words import bare_text, spelled_out, unpacked
from geo.text.grids import read_grid

MAX_LENGTH = 120
_POINT = re.compile(
    r"(?:SRID\s*=\s*4326\s*;)?\s*POINT\s*(?:Z|M|ZM)?\s*\(\s*([-+\d.eE]+)\s+([-+\d.eE]+)(?:\s+[-+\d.eE]+){0,2}\s*\)",
    re.IGNORECASE,
)
_WITH_HEIGHT = re.compile(r"([-+]?\d{1,3}\.\d+)\s*,\s*([-+]?\d{1,3}\.\d+)\s*,\s*-?\d+(?:\.\d+)?\s*m?")
_LABEL = re.compile(r"(?<![A-Za-z])(lat|lon|lng)(?:g|itude|gitude)?(?![A-Za-z])[.:=]?", re.IGNORECASE)
_GLUED_COMMA = re.compile(r"(?<=\d),(?=\d)")
_COMMA_CHAIN = re.compile(r"\d,\d+,\d")
_TOKEN = re.compile(r"\s*(?:([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([\u00b0'\"dms,;:/=])|([NSEW]))")
_MARKS = {"\u00b0": 0, "d": 0, "'": 1, "m": 1, '"': 2, "s": 2}
_HELP_ONE = "write it like 33.1256, 33.1256 N or 33\u00b007'32\"N"
_HELP = "write it like 33.1256, 35.8239 (latitude first), or 33.1256 N 35.8239 E, or 33\u00b007'32\"N 35\u00b049'26\"E"


@dataclass(frozen=True, slots=True)
class Understood:
    """How a text was read.

    Attributes
    ----------
    lon, lat : float
        Degrees WGS 84.
    form : str
        What form the text had, in words.
    sure_of_order : bool
        Whether the text itself says which number is the latitude.
    uncertainty_m : float
        Radius in metres of what the text leaves open, such as the cell of a grid.
    """

    lon: float
    lat: float
    form: str
    sure_of_order: bool
    uncertainty_m: float = 0.0


@dataclass(frozen=True, slots=True)
class _Part:
    """One coordinate of a text: up to three numbers, and a hemisphere if it has one."""

    numbers: tuple[float, ...]
    hemisphere: str


def read_pair(text: str) -> Understood:
    """Read two coordinates: degrees in any common form, MGRS, UTM, or a point of WKT.

    Parameters
    ----------
    text : str
        What somebody typed, or a cell of a table.

    Returns
    -------
    Understood
        Longitude and latitude; letters and names of directions decide which number is which, else latitude is first.

    Raises
    ------
    CoordinateError
        Saying what was not understood and how to write it.

    Examples
    --------
    >>> read_pair("33.1256 N 35.8239 E").lat, read_pair("POINT(35.8239 33.1256)").lat
    (33.1256, 33.1256)
    """
    if len(text) > MAX_LENGTH:
        raise CoordinateError(f"the text is longer than {MAX_LENGTH} characters; {_HELP}")
    bare = bare_text(text)
    point = _POINT.fullmatch(bare)
    if point is not None:
        lon, lat = float(point[1]), float(point[2])
        return Understood(_checked(lon, 180), _checked(lat, 90), "well-known text (WKT)", sure_of_order=True)
    grid = read_grid(bare)
    if grid is not None:
        lon, lat, form, radius_m = grid
        return Understood(_checked(lon, 180), _checked(lat, 90), form, sure_of_order=True, uncertainty_m=radius_m)
    plain = _plain(bare)
    labels = _labels(plain)
    tokens = _tokens(_LABEL.sub(" ", plain), text)
    parts = _with_hemispheres(tokens) if any(kind == "side" for kind, _ in tokens) else _without(tokens)
    first, second = (_degrees(part) for part in parts)
    sides = tuple(part.hemisphere for part in parts)
    if any(sides):
        return _by_hemisphere(first, second, sides, labels=labels)
    if labels:
        lat, lon = (first, second) if labels == "latlon" else (second, first)
        return Understood(_checked(lon, 180), _checked(lat, 90), "named latitude and longitude", sure_of_order=True)
    if abs(first) > 90 >= abs(second):
        return Understood(_checked(first, 180), _checked(second, 90), "longitude, latitude", sure_of_order=True)
    return Understood(_checked(second, 180), _checked(first, 90), "latitude, longitude", sure_of_order=False)


def read_degrees(text: str) -> tuple[float, str]:
    r"""Read one coordinate.

    Parameters
    ----------
    text : str
        One number of degrees, with or without minutes, seconds and a letter or word of direction.

    Returns
    -------
    float
        Degrees; south and west are negative.
    str
        The letter of direction, N, S, E or W; empty where there is none.

    Raises
    ------
    CoordinateError
        Saying what was not understood and how to write it.

    Examples
    --------
    >>> read_degrees("33 07 30 N"), read_degrees("W 70.5"), read_degrees("0354926E")[1]
    ((33.125, 'N'), (-70.5, 'W'), 'E')
    """
    if len(text) > MAX_LENGTH:
        raise CoordinateError(f"the text is longer than {MAX_LENGTH} characters; {_HELP}")
    tokens = _tokens(_LABEL.sub(" ", _plain(bare_text(text))), text)
    sides = [value for kind, value in tokens if kind == "side"]
    if len(sides) > 1:
        raise CoordinateError(f"one coordinate has one letter of direction; {_HELP_ONE}")
    if any(value in ",;" for kind, value in tokens if kind == "mark"):
        raise CoordinateError(f"one number is needed, not a list; {_HELP_ONE}")
    degrees = _degrees(_Part(_numbers([token for token in tokens if token[0] != "side"]), "".join(sides)))
    if not sides:
        return degrees, ""
    if math.copysign(1, degrees) < 0:
        raise CoordinateError("a minus sign and a hemisphere letter together are ambiguous; leave one out")
    return (-degrees if sides[0] in "SW" else degrees), sides[0]


def _plain(bare: str) -> str:
    plain = bare
    found = _WITH_HEIGHT.fullmatch(plain)
    if found is not None:
        return f"{found[1]}, {found[2]}"
    plain = spelled_out(plain)
    plain = re.sub(r"(?<=m)(\s*\d+(?:[.,]\d+)?\s*)s(?![A-Za-z])", r'\1"', plain)  # 7m32s: seconds, not south
    plain = re.sub(r"(?<![A-Za-z])[nsew](?![A-Za-z])", lambda match: match.group().upper(), plain)
    if re.search("[NSEW]", plain):
        plain = unpacked(plain)
    if re.search("[NS]", plain) and not re.search(r"W|(?<!\d)E|E(?![\d+-])", plain):
        plain = re.sub(r"(?<=\d)E(?=\d)", " E ", plain)  # N33.1E35.8: east, not an exponent
    if plain[:1] not in ("+", "-") and re.search(r"(?<=\d)[+-](?=\d)", plain):
        raise CoordinateError(f"a sign follows a digit; put a comma or a space between the numbers, and {_HELP}")
    return _with_decimal_points(plain)


def _with_decimal_points(plain: str) -> str:
    """Read commas between digits as decimal signs where they can be nothing else; refuse what may be either."""
    commas = len(_GLUED_COMMA.findall(plain))
    if "." in plain or not commas:
        return plain
    told_apart = re.search("[NSEW]", plain) is not None
    if _COMMA_CHAIN.search(plain):
        if commas > 2 and not told_apart and not re.search("[\u00b0'\"]", plain):
            raise CoordinateError(f"the commas may part numbers or decimals; {_HELP}")
        return plain
    return _GLUED_COMMA.sub(".", plain) if commas == 2 or told_apart else plain


def _labels(plain: str) -> str:
    """Return ``latlon`` or ``lonlat`` if the text names both, an empty text if it names neither."""
    order = "".join("lat" if name.lower() == "lat" else "lon" for name in _LABEL.findall(plain))
    if order not in ("", "latlon", "lonlat"):
        raise CoordinateError(f"name latitude and longitude once each, or neither; {_HELP}")
    return order


def _tokens(text: str, typed: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise CoordinateError(f"{_as_typed(text[at:], typed)!r} is not part of a coordinate; {_HELP}")
        number, mark, side = match.groups()
        tokens.append(("number", number) if number else ("mark", mark) if mark else ("side", side))
        at = match.end()
    return tokens


def _as_typed(rest: str, typed: str) -> str:
    """Return what was not understood in the words of the person, where they can be found."""
    words = rest.strip()[:20]
    return words if words in typed else typed.strip()[:40]


def _with_hemispheres(tokens: list[tuple[str, str]]) -> tuple[_Part, _Part]:
    if sum(kind == "side" for kind, _ in tokens) != 2:
        raise CoordinateError(f"one hemisphere letter is missing or too many; {_HELP}")
    before = tokens[0][0] == "side"
    parts: list[_Part] = []
    open_part: list[tuple[str, str]] = []
    side = ""
    for kind, value in tokens:
        if kind == "side" and before:
            if side:
                parts.append(_Part(_numbers(open_part), side))
            side, open_part = value, []
        elif kind == "side":
            parts.append(_Part(_numbers(open_part), value))
            open_part = []
        else:
            open_part.append((kind, value))
    if before:
        parts.append(_Part(_numbers(open_part), side))
    elif any(kind == "number" for kind, _ in open_part):
        raise CoordinateError(f"a number follows the last hemisphere letter; {_HELP}")
    return parts[0], parts[1]


def _without(tokens: list[tuple[str, str]]) -> tuple[_Part, _Part]:
    numbers = [value for kind, value in tokens if kind == "number"]
    if len(numbers) not in (2, 4, 6):
        raise CoordinateError(
            f"two coordinates are needed, each of one to three numbers; found: {len(numbers)}; {_HELP}"
        )
    indexes = [index for index, (kind, _) in enumerate(tokens) if kind == "number"]
    cut = indexes[len(numbers) // 2]
    return _Part(_numbers(tokens[:cut]), ""), _Part(_numbers(tokens[cut:]), "")


def _numbers(tokens: list[tuple[str, str]]) -> tuple[float, ...]:
    """Return degrees, minutes, seconds; a mark after a number must be the one of its position."""
    numbers: list[float] = []
    for kind, value in tokens:
        if kind == "number":
            numbers.append(float(value))
        elif value in _MARKS and _MARKS[value] != len(numbers) - 1:
            raise CoordinateError(f"the signs of degrees, minutes and seconds are out of order; {_HELP}")
    if not all(math.isfinite(number) for number in numbers):
        raise CoordinateError(f"a number is too large; {_HELP}")
    if not 1 <= len(numbers) <= 3:
        raise CoordinateError(f"a coordinate has one to three numbers, {len(numbers)} were found; {_HELP}")
    return tuple(numbers)


def _degrees(part: _Part) -> float:
    degrees, *rest = part.numbers
    if any(not 0 <= value < 60 for value in rest):
        raise CoordinateError("minutes and seconds lie between 0 and 60")
    if any(value != int(value) for value in part.numbers[:-1]):
        raise CoordinateError("only the last of degrees, minutes, seconds may have decimals")
    size = abs(degrees) + sum((value / 60.0**power for power, value in enumerate(rest, start=1)), 0.0)
    return math.copysign(size, degrees)  # -0 has a sign too: -0°30'


def _by_hemisphere(first: float, second: float, sides: tuple[str, ...], *, labels: str) -> Understood:
    letters = "".join(sides)
    if (letters[0] in "NS") == (letters[1] in "NS"):
        raise CoordinateError(f"one coordinate needs N or S, the other E or W; {_HELP}")
    if labels and (labels == "latlon") != (letters[0] in "NS"):
        raise CoordinateError(f"the names of the numbers and the hemisphere letters contradict each other; {_HELP}")
    if math.copysign(1, first) < 0 or math.copysign(1, second) < 0:
        raise CoordinateError("a minus sign and a hemisphere letter together are ambiguous; leave one out")
    signed = [-value if side in "SW" else value for value, side in ((first, letters[0]), (second, letters[1]))]
    lat, lon = signed if letters[0] in "NS" else reversed(signed)
    return Understood(_checked(lon, 180), _checked(lat, 90), "degrees with hemispheres", sure_of_order=True)


def _checked(value: float, limit: int) -> float:
    if abs(value) > limit:
        raise CoordinateError(f"{value:g} lies outside -{limit} to {limit} degrees; {_HELP}")
    return value
