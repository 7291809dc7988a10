"""Columns of numbers: coordinates, radii and counts of people, each distinct odd text read once."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.errors import CoordinateError
from geo.readers.model.row_issues import Mask
from geo.text.coordinates import read_degrees
from geo.text.numbers import parse_number, plain_digits
from geo.text.quantities import decimal_sign_of, parse_count, parse_metres

Floats = NDArray[np.float64]

_PLAIN = r"^[+-]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})$"
_PLAIN_QUANTITY = r"^(?:\d{1,15}|\d{4,15}\.\d{1,20}|\d{1,3}\.(?:\d{1,2}|\d{4,20}))$"
_PLAIN_COUNT = r"^\d{1,9}$"
NOTHING = frozenset({"", "nan", "na", "n/a", "null", "none", "-", "--", "?", "unknown", "nil", "#n/a"})
"""Texts that mean nothing, in lower case."""
_MAX_DECIDING = 10_000


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


def read_degree_column(column: pa.Array, *, axis: str = "") -> Figures:
    r"""Return a column of degrees: decimal points or commas, degrees with minutes and seconds, N S E W.

    Parameters
    ----------
    column : pa.Array
        Text.
    axis : str
        The letters of direction that its cells may have, ``NS`` or ``EW``; empty for any.

    Returns
    -------
    Figures
        Degrees; a cell with a letter of the other axis is unread.

    Examples
    --------
    >>> read_degree_column(pa.array(["33.1", "33,1", "33° 6' 0\" N", "", "x"])).values.tolist()
    [33.1, 33.1, 33.1, nan, nan]
    """
    return _read(column, lambda text: degrees_of(text, axis=axis))


def read_metres(column: pa.Array, *, name: str) -> Figures:
    """Return a column of lengths in metres.

    Parameters
    ----------
    column : pa.Array
        Text; ``2 km`` is 2,000.
    name : str
        The column, for the words.

    Returns
    -------
    Figures
        Metres. The decimal sign follows from all of the column, see :func:`~geo.text.quantities.decimal_sign_of`.
    """
    decimal = _decimal_sign(column)
    return _read(column, lambda text: _radius_of(text, name=name, decimal=decimal), plain=_PLAIN_QUANTITY)


def read_counts(column: pa.Array, *, name: str = "the number") -> tuple[Figures, Floats]:
    """Return a column of counts of people: the least of each, and the most.

    Parameters
    ----------
    column : pa.Array
        Text; ``10-15`` gives both ends, ``5+`` and ``at least 5`` give no most.
    name : str
        The column, for the words.

    Returns
    -------
    Figures
        The least.
    ndarray of float
        The most, not a number where it is open.

    Examples
    --------
    >>> least, most = read_counts(pa.array(["3", "1,234", "10-15", "5+", "some"]))
    >>> least.values.tolist(), most.tolist(), least.unread.tolist()
    ([3.0, 1234.0, 10.0, 5.0, nan], [3.0, 1234.0, 15.0, nan, nan], [False, False, False, False, True])
    """
    decimal = _decimal_sign(column)
    least = _read(column, lambda text: parse_count(text, name=name, decimal=decimal)[0], plain=_PLAIN_COUNT)
    if pc.all(pc.match_substring_regex(column, _PLAIN_COUNT)).as_py():
        return least, least.values
    return least, _read(
        column, lambda text: parse_count(text, name=name, decimal=decimal)[1], plain=_PLAIN_COUNT
    ).values


def _radius_of(text: str, *, name: str, decimal: str) -> float:
    value = parse_metres(text, name=name, decimal=decimal)
    if value < 0:
        raise CoordinateError("a radius is not negative")
    return value


def _decimal_sign(column: pa.Array) -> str:
    """Return the decimal sign that the numbers of a column show; empty where none decides."""
    odd = column.filter(pc.match_substring_regex(column, r"\d[.,]\d"))
    return decimal_sign_of(odd.unique().to_pylist()[:_MAX_DECIDING]) if len(odd) else ""


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
    plain = plain_digits(text)
    if plain.lower() in NOTHING:
        return math.nan, False
    try:
        return read_one(plain), False
    except (CoordinateError, ValueError):
        return math.nan, True


def degrees_of(text: str, *, axis: str = "") -> float:
    """Return the degrees that a text means; south and west are negative.

    Parameters
    ----------
    text : str
        One coordinate in any form that :func:`~geo.text.coordinates.read_degrees` takes.
    axis : str
        The letters of direction that it may have, ``NS`` or ``EW``; empty for any.

    Returns
    -------
    float
        Degrees; infinite where that is what is written.

    Raises
    ------
    CoordinateError
        If it is not a number of degrees, or its letter is of the other axis.
    """
    if text.lower().lstrip("+-") in {"inf", "infinity"}:
        return math.copysign(math.inf, -1.0 if text.startswith("-") else 1.0)
    try:
        return parse_number(text, name="degrees")
    except CoordinateError:
        degrees, letter = read_degrees(text)
    if letter and axis and letter not in axis:
        raise CoordinateError("the letter of direction is that of the other coordinate")
    return degrees
