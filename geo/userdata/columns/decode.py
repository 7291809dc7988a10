"""Reading: the bytes of the format back to arrays, with every fault named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import DataError, Fault
from geo.userdata.columns.days import decode_days
from geo.userdata.columns.layout import (
    EXACT_SPANS,
    EXTRA_COLUMNS,
    LISTED_SPANS,
    MAGIC,
    MAIN_COLUMNS,
    MAX_CATEGORIES,
    MAX_LABELS,
    NO_SPAN,
    OPEN_SPAN,
    UNDATED,
    VERSION,
    Column,
)
from geo.userdata.columns.mercator import from_world
from geo.userdata.columns.model import Category

Body = bytes | memoryview
_START = len(MAGIC) + 4
_MOST_HEADER = 1 << 20


@dataclass(frozen=True)
class Decoded:
    """The events of a file.

    Attributes
    ----------
    header : dict
        As it is in the file.
    x, y : ndarray of uint32
        Units of the world square.
    lon, lat : ndarray of float64
        Degrees, WGS 84.
    first, last : ndarray of datetime64[D]
        First and last day, not a time where there is none.
    kind : Category
        Kinds.
    confidence : ndarray of uint8
        Index in :data:`~geo.userdata.columns.layout.CONFIDENCES`.
    """

    header: dict[str, Any]
    x: NDArray[np.uint32]
    y: NDArray[np.uint32]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    kind: Category
    confidence: NDArray[np.uint8]


def read_header(body: Body, *, file: str = "columns.bin") -> tuple[dict[str, Any], int]:
    """Return the header and where the first column begins.

    Parameters
    ----------
    body : Body
        The file.
    file : str
        Its name, for messages.

    Returns
    -------
    tuple[dict[str, Any], int]

    Raises
    ------
    DataError
        If the bytes are not of this format, or of another version.
    """
    size = int.from_bytes(body[len(MAGIC) : _START], "little")
    if bytes(body[: len(MAGIC)]) != MAGIC or size > _MOST_HEADER or len(body) < _START + size:
        raise _fault(file, "header", "these are not event columns; write them with python -m geo columns")
    try:
        header = json.loads(bytes(body[_START : _START + size]))
    except ValueError:
        header = None
    if not isinstance(header, dict):
        raise _fault(file, "header", "the header cannot be read; write the file anew")
    if header.get("version") != VERSION:
        raise _fault(file, "version", f"this atlas reads version {VERSION}; write the file anew")
    count = header.get("count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise _fault(file, "count", "the number of events is missing; write the file anew")
    return header, _START + size


def decode(body: Body, *, file: str = "columns.bin") -> Decoded:
    """Return the events of a main file.

    Parameters
    ----------
    body : Body
        The file.
    file : str
        Its name, for messages.

    Returns
    -------
    Decoded

    Raises
    ------
    DataError
        With every fault found.
    """
    header, start = read_header(body, file=file)
    x, y, first_day, span, kind = _arrays(body, header, start, MAIN_COLUMNS, file)
    faults = []
    if not _is_spans(header.get("spans")):
        faults.append(Fault(file, 0, "spans", f"expected at most {LISTED_SPANS} growing numbers of days"))
    if not _is_texts(header.get("kinds"), most=MAX_CATEGORIES):
        faults.append(Fault(file, 0, "kinds", f"expected at most {MAX_CATEGORIES} texts"))
    if faults:
        raise DataError(faults)
    spans, kinds = tuple(header["spans"]), tuple(header["kinds"])
    faults = _value_faults(first_day, span, kind, len(spans), len(kinds), file)
    if faults:
        raise DataError(faults)
    lon, lat = from_world(x, y)
    first, last = decode_days(first_day, span, spans)
    codes, confidence = (kind >> 2).astype(np.uint8), (kind & 3).astype(np.uint8)
    return Decoded(header, x, y, lon, lat, first, last, Category(codes, kinds), confidence)


def decode_extra(body: Body, *, file: str = "extra.bin") -> Category:
    """Return the values of the file of a further column.

    Parameters
    ----------
    body : Body
        The file.
    file : str
        Its name, for messages.

    Returns
    -------
    Category

    Raises
    ------
    DataError
        With every fault found.
    """
    header, start = read_header(body, file=file)
    (codes,) = _arrays(body, header, start, EXTRA_COLUMNS, file)
    if not _is_texts(header.get("labels"), most=MAX_LABELS):
        raise _fault(file, "labels", f"expected at most {MAX_LABELS} texts")
    labels = tuple(header["labels"])
    if len(codes) and int(codes.max()) >= len(labels):
        raise _fault(file, "code", "a value has no label")
    return Category(codes, labels)


def _arrays(
    body: Body, header: dict[str, Any], start: int, layout: tuple[Column, ...], file: str
) -> list[NDArray[Any]]:
    count = header["count"]
    described = [{"name": column.name, "type": column.dtype} for column in layout]
    if header.get("columns") != described or header.get("byte_order") != "little":
        raise _fault(file, "columns", "the columns are not those of this version; write the file anew")
    sizes = [np.dtype(column.dtype).itemsize * count for column in layout]
    if len(body) != start + sum(sizes):
        raise _fault(file, "-", f"expected {start + sum(sizes)} bytes, found {len(body)}; the file is cut or damaged")
    found = []
    for column, size in zip(layout, sizes, strict=True):
        found.append(np.frombuffer(body, dtype=column.dtype, count=count, offset=start))
        start += size
    return found


def _value_faults(
    start: NDArray[np.uint16], span: NDArray[np.uint8], kind: NDArray[np.uint8], spans: int, kinds: int, file: str
) -> list[Fault]:
    listed = (span >= EXACT_SPANS + spans) & (span < OPEN_SPAN)
    checks = (
        ("span", listed, "a span is not in the list of the header"),
        ("span", (start == UNDATED) != (span == NO_SPAN), "an event is dated in one column and undated in the other"),
        ("kind", (kind >> 2) >= kinds, "a kind is not in the list of the header"),
    )
    return [Fault(file, int(np.argmax(bad)) + 1, field, reason) for field, bad, reason in checks if bad.any()]


def _is_spans(value: object) -> bool:
    if not isinstance(value, list) or len(value) > LISTED_SPANS:
        return False
    days = [item for item in value if isinstance(item, int) and EXACT_SPANS <= item < UNDATED]
    return days == value and days == sorted(set(days))


def _is_texts(value: object, *, most: int) -> bool:
    return isinstance(value, list) and len(value) <= most and all(isinstance(item, str) for item in value)


def _fault(file: str, field: str, reason: str) -> DataError:
    return DataError([Fault(file, 0, field, reason)])
