"""Columns of numbers: coordinates, radii and counts of people, each distinct odd text read once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.errors import CoordinateError
from geo.readers.model.row_issues import Mask
from geo.text.numbers import parse_number

Floats = NDArray[np.float64]

_PLAIN = r"^[+-]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})$"
_PLAIN_COUNT = r"^\d{1,9}$"
NOTHING = frozenset({"", "nan", "na", "n/a", "null", "none", "-", "--", "?", "unknown", "nil", "#n/a"})
"""Texts that stand for nothing, in lower case."""

_SEXAGESIMAL = re.compile(
    r"([+-]?\d{1,3})\s*[°º:\s]\s*(\d{1,2})\s*(?:['′’:\s]\s*(\d{1,2}(?:[.,]\d+)?)?\s*(?:\"|″|''|”)?)?\s*([NSEWnsew])?"
)
_WITH_LETTER = re.compile(r"([NSEWnsew])?\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEWnsew])?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+")
_SPAN = re.compile(r"(\d{1,7})\s*(?:-|–|—|to)\s*(\d{1,7})")
_AT_LEAST = re.compile(r"(?:at least|min\.?|>=|≥|over|more than)?\s*(\d{1,7})\s*\+?", re.IGNORECASE)
_WHOLE = re.compile(r"[+-]?\d{1,9}(?:\.0+)?")
_METRES = re.compile(r"([\d.,\s'’]+?)\s*(m|km|metres?|meters?|kilomet(?:re|er)s?)?\.?", re.IGNORECASE)
_MAX_CHARS = 60


@dataclass(frozen=True)
class Figures:
    """A column of numbers.

    Attributes
    ----------
    values : ndarray of float
        The numbers; not a number where nothing is said or nothing could be read.
    unread : ndarray of bool
        Rows that hold something that is not a number.
    """

    values: Floats
    unread: Mask


def read_degrees(column: pa.Array) -> Figures:
    r"""Return a column of degrees: decimal points or commas, degrees with minutes and seconds, N S E W.

    Examples
    --------
    >>> read_degrees(pa.array(["33.1", "33,1", "33° 6' 0\" N", "", "x"])).values.tolist()
    [33.1, 33.1, 33.1, nan, nan]
    """
    return _read(column, degrees_of)


def read_metres(column: pa.Array) -> Figures:
    """Return a column of lengths in metres; ``2 km`` is 2,000."""
    return _read(column, _metres_of)


def read_counts(column: pa.Array) -> tuple[Figures, Floats]:
    """Return a column of counts of people: the least of each, and the most.

    ``10-15`` gives both ends, ``5+`` and ``at least 5`` give no most.

    Examples
    --------
    >>> least, most = read_counts(pa.array(["3", "1,234", "10-15", "5+", "some"]))
    >>> least.values.tolist(), most.tolist(), least.unread.tolist()
    ([3.0, 1234.0, 10.0, 5.0, nan], [3.0, 1234.0, 15.0, nan, nan], [False, False, False, False, True])
    """
    least = _read(column, lambda text: _counts_of(text)[0], plain=_PLAIN_COUNT)
    if pc.all(pc.match_substring_regex(column, _PLAIN_COUNT)).as_py():
        return least, least.values
    return least, _read(column, lambda text: _counts_of(text)[1], plain=_PLAIN_COUNT).values


def _read(column: pa.Array, read_one: Callable[[str], float], *, plain: str = _PLAIN) -> Figures:
    """Cast what is plain at once, and read what is left text by text."""
    simple = pc.match_substring_regex(column, plain)
    if pc.all(simple).as_py():
        return Figures(_floats(pc.cast(column, pa.float64())), np.zeros(len(column), dtype=np.bool_))
    values = _floats(pc.cast(pc.if_else(simple, column, pa.scalar(None, pa.string())), pa.float64())).copy()
    unread = np.zeros(len(column), dtype=np.bool_)
    rest = np.flatnonzero(~simple.to_numpy(zero_copy_only=False))
    encoded = column.take(pa.array(rest)).dictionary_encode()
    which = encoded.indices.to_numpy(zero_copy_only=False)
    read = [_attempt(text, read_one) for text in encoded.dictionary.to_pylist()]
    if read:
        values[rest] = np.array([value for value, _ in read])[which]
        unread[rest] = np.array([failed for _, failed in read])[which]
    return Figures(values, unread)


def _floats(column: pa.Array) -> Floats:
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)


def _attempt(text: str, read_one: Callable[[str], float]) -> tuple[float, bool]:
    plain = text.strip()
    if plain.lower() in NOTHING:
        return math.nan, False
    try:
        return read_one(plain), False
    except (CoordinateError, ValueError):
        return math.nan, True


def degrees_of(text: str) -> float:
    """Return the degrees that a text means; south and west are negative.

    Raises
    ------
    CoordinateError
        If it is not a number of degrees.
    """
    if len(text) > _MAX_CHARS:
        raise CoordinateError("too long for a coordinate")
    if text.lower().lstrip("+-") in {"inf", "infinity"}:
        return math.copysign(math.inf, -1.0 if text.startswith("-") else 1.0)
    lettered = _WITH_LETTER.fullmatch(text)
    if lettered and (lettered[1] or lettered[3] or "°" in text):
        return _signed(parse_number(lettered[2], name="degrees"), lettered[1] or lettered[3])
    parts = _SEXAGESIMAL.fullmatch(text)
    if parts is None:
        return parse_number(text, name="degrees")
    minutes, seconds = float(parts[2]), float((parts[3] or "0").replace(",", "."))
    if minutes >= 60 or seconds >= 60:
        raise CoordinateError("minutes and seconds go up to 59")
    whole = abs(int(parts[1])) + minutes / 60 + seconds / 3600
    return _signed(math.copysign(whole, -1.0 if parts[1].startswith("-") else 1.0), parts[4])


def _signed(value: float, letter: str | None) -> float:
    return -value if letter and letter in "SWsw" else value


def _metres_of(text: str) -> float:
    found = _METRES.fullmatch(text)
    if found is None:
        raise CoordinateError("no length")
    number = re.sub(r"[\s'’]", "", found[1])
    value = parse_number(
        re.sub(r"[,.](?=\d{3}(?:\D|$))", "", number) if _GROUPED.fullmatch(found[1]) else number, name="m"
    )
    if value < 0:
        raise CoordinateError("a radius is not negative")
    return value * 1000 if (found[2] or "m").lower().startswith("k") else value


def _counts_of(text: str) -> tuple[float, float]:
    if _WHOLE.fullmatch(text):
        value = float(text)
    elif _GROUPED.fullmatch(text):
        value = float(re.sub(r"\D", "", text))
    else:
        span, least = _SPAN.fullmatch(text), _AT_LEAST.fullmatch(text)
        if span and int(span[1]) <= int(span[2]):
            return float(span[1]), float(span[2])
        if least is None:
            raise CoordinateError("no count")
        return float(least[1]), math.nan
    if value < 0:
        raise CoordinateError("a count is not negative")
    return value, value
