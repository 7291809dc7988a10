"""Which events of a file fit a query, as one bit an event."""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from geo.query.search import AllOf, AnyOf, Not, Phrase, Query, Word, parse_query
from geo.userdata.prepared.lines import Lines, read_lines
from geo.userdata.prepared.store import EventFile

Hits = NDArray[np.bool_]


def matching_bits(file: EventFile, text: str) -> bytes:
    """Return one bit an event, in the order of ids; bit ``id % 8`` of byte ``id // 8``, the lowest first.

    The grammar is that of ``docs/search.md``. Words are compared folded; other spellings of names are not tried here.

    Parameters
    ----------
    file : EventFile
        Events with their columns.
    text : str
        A query; see :mod:`geo.query.search`.

    Returns
    -------
    bytes

    Raises
    ------
    FilterError
        If the query cannot be understood.
    """
    query = parse_query(text)
    hits = [_hits(query, read_lines(file.search.get_batch(index))) for index in range(len(file.starts) - 1)]
    rows = np.concatenate(hits) if hits else np.empty(0, dtype=bool)
    return np.packbits(rows[file.order], bitorder="little").tobytes()


def _hits(query: Query, lines: Lines) -> Hits:
    everything = np.ones(lines.codes.shape[1], dtype=bool)
    if isinstance(query, AllOf):
        return reduce(np.logical_and, (_hits(part, lines) for part in query.parts), everything)
    if isinstance(query, AnyOf):
        return reduce(np.logical_or, (_hits(part, lines) for part in query.parts), ~everything)
    if isinstance(query, Not):
        return np.logical_not(_hits(query.part, lines))
    if isinstance(query, Phrase):
        return lines.rows_with([f" {query.folded} "])
    if isinstance(query, Word):
        joined = query.folded.replace(" ", "")
        return lines.rows_with([joined] if joined == query.folded else [f" {query.folded}", f" {joined}"])
    raise TypeError(f"unknown part of a query: {type(query).__name__}")
