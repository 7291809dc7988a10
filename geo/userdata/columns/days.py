"""Dates as two small numbers: a first day, and a code for how many days follow. A span is never made shorter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.userdata.columns.layout import EPOCH, EXACT_SPANS, LATEST_DAY, LISTED_SPANS, NO_SPAN, OPEN_SPAN, UNDATED

Days = NDArray[np.datetime64]
_EPOCH = np.datetime64(EPOCH, "D")


@dataclass(frozen=True)
class CodedDays:
    """Dates as they are in a file.

    Attributes
    ----------
    start : ndarray of uint16
        First day, counted from the epoch; :data:`~geo.userdata.columns.layout.UNDATED` where no date is known.
    span : ndarray of uint8
        Code of the days that follow.
    spans : tuple of int
        Days that follow for the codes from :data:`~geo.userdata.columns.layout.EXACT_SPANS` on, growing.
    rounded : int
        Events whose span is drawn longer than it is, because the list had too few bytes for its length.
    """

    start: NDArray[np.uint16]
    span: NDArray[np.uint8]
    spans: tuple[int, ...]
    rounded: int


def code_days(first: Days, last: Days) -> CodedDays:
    """Return the codes of closed or open spans of days.

    Parameters
    ----------
    first, last : ndarray of datetime64[D]
        First and last day, not a time where unknown. With a last day only, the span begins with the epoch; with a
        first one only, it has no end. What lies wholly outside 1900-01-01 to 2079-06-05 cannot be told and counts as
        undated; what reaches over an end is cut there.
    """
    start, end = _numbers(first), _numbers(last)
    has_first, has_last = ~np.isnat(first), ~np.isnat(last)
    start = np.where(has_first, start, 0)
    end = np.where(has_last, end, LATEST_DAY)
    dated = (has_first | has_last) & (start <= LATEST_DAY) & (end >= 0) & (end >= start)
    start, end = np.clip(start, 0, LATEST_DAY), np.clip(end, 0, LATEST_DAY)
    length = end - start
    closed = dated & has_last
    spans = _listed(length[closed & (length >= EXACT_SPANS)])
    code = np.full(len(start), NO_SPAN, dtype=np.uint8)
    code[dated & ~has_last] = OPEN_SPAN
    short, long = closed & (length < EXACT_SPANS), closed & (length >= EXACT_SPANS)
    code[short] = length[short]
    place = np.searchsorted(spans, length[long])
    code[long] = EXACT_SPANS + place
    rounded = int(np.count_nonzero(spans[place] != length[long])) if len(place) else 0
    coded_start = np.where(dated, start, UNDATED).astype(np.uint16)
    return CodedDays(coded_start, code, tuple(int(days) for days in spans), rounded)


def span_table(spans: tuple[int, ...]) -> NDArray[np.int64]:
    """Return the days that follow the first for each of the 256 codes; those of an open span reach past every day."""
    table = np.zeros(256, dtype=np.int64)
    table[:EXACT_SPANS] = np.arange(EXACT_SPANS)
    table[EXACT_SPANS : EXACT_SPANS + len(spans)] = spans
    table[OPEN_SPAN] = UNDATED
    return table


def decode_days(start: NDArray[np.uint16], span: NDArray[np.uint8], spans: tuple[int, ...]) -> tuple[Days, Days]:
    """Return first and last day as datetime64[D], not a time where there is none."""
    first = _EPOCH + start.astype(np.int64)
    last = first + span_table(spans)[span]
    undated = start == UNDATED
    first[undated] = np.datetime64("NaT")
    last[undated | (span == OPEN_SPAN)] = np.datetime64("NaT")
    return first, last


def parse_days(texts: NDArray[np.object_]) -> Days:
    """Return ISO days as datetime64[D]; an empty text is not a time."""
    return np.asarray(texts, dtype="datetime64[D]")


def _numbers(days: Days) -> NDArray[np.int64]:
    known = np.where(np.isnat(days), _EPOCH, days).astype("datetime64[D]")
    return (known - _EPOCH).astype(np.int64)


def _listed(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the lengths that the header lists: all, or where they are too many an even choice with the longest."""
    distinct = np.unique(lengths)
    if len(distinct) <= LISTED_SPANS:
        return distinct
    places = np.unique(np.rint(np.linspace(0, len(distinct) - 1, LISTED_SPANS)).astype(np.int64))
    return distinct[places]
