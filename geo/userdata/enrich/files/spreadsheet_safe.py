"""Text columns that no spreadsheet takes for formulas, worked out over whole columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.exports.cells import FORMULA_STARTS, neutral

_STARTS = np.zeros(256, dtype=np.bool_)
_STARTS[[start.encode()[0] for start in FORMULA_STARTS]] = True


def harmless(table: pa.Table) -> pa.Table:
    """Return the table with an apostrophe before every text that a spreadsheet would take for a formula.

    A text that is a number and nothing else, such as a longitude ``-71.2``, stays as it is.
    """
    for number, name in enumerate(table.column_names):
        column = table.column(number)
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            chunks = [_harmless(chunk) for chunk in column.chunks]
            table = table.set_column(number, name, pa.chunked_array(chunks, column.type))
    return table


def _harmless(texts: pa.Array) -> pa.Array:
    risky = np.flatnonzero(_begins_like_a_formula(texts))
    if not len(risky):
        return texts
    found = texts.take(pa.array(risky)).to_pylist()
    marked = np.array([neutral(text) != text for text in found], dtype=np.bool_)
    mask = np.zeros(len(texts), dtype=np.bool_)
    mask[risky[marked]] = True
    return pc.if_else(
        pa.array(mask), pc.binary_join_element_wise(pa.scalar("'", texts.type), texts, pa.scalar("", texts.type)), texts
    )


def _begins_like_a_formula(texts: pa.Array) -> NDArray[np.bool_]:
    """Return which texts may begin with a sign of a formula, by the first byte of each."""
    _, offsets, body = texts.buffers()
    if not len(texts) or body is None or not body.size:
        return np.zeros(len(texts), dtype=np.bool_)
    width = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    at = np.frombuffer(offsets, dtype=width)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    letters = np.frombuffer(body, dtype=np.uint8)
    risky: NDArray[np.bool_] = _STARTS[letters[np.minimum(at[:-1], len(letters) - 1)]] & (np.diff(at) > 0)
    return risky
