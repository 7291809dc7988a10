"""Columns of text as the columns of the model: codes, first addresses, joined titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.readers.model.row_issues import Mask
from geo.readers.values.location import flat

_URL = r"(?P<url>https?://[^\s,;|\"<>]+)"
_CODE_TAIL = r"\.0+$"


def codes(column: pa.ChunkedArray) -> pa.Array:
    """Return codes as they are listed: programs write 1 as 1.0 where some rows have none."""
    plain = pc.utf8_trim_whitespace(flat(column))
    return pc.replace_substring_regex(plain, _CODE_TAIL, "")


def same(text: str, rows: int) -> pa.Array:
    """Return a column that holds one text in every row."""
    return pa.repeat(pa.scalar(text, pa.string()), rows)


def blank(column: pa.ChunkedArray) -> Mask:
    """Return the rows of a column that hold nothing but blanks."""
    found: Mask = pc.equal(pc.utf8_trim_whitespace(flat(column)), "").to_numpy(zero_copy_only=False)
    return found


def empty(table: pa.Table) -> Mask:
    """Return the rows of a table that hold nothing in any column."""
    found = np.ones(table.num_rows, dtype=np.bool_)
    for column in table.itercolumns():
        found &= blank(column)
        if not found.any():
            break
    return found


def joined(table: pa.Table, names: Sequence[str]) -> pa.Array:
    """Return the filled ones of several columns joined by colons."""
    joined = same("", table.num_rows)
    for name in names:
        part = pc.utf8_trim_whitespace(flat(table[name]))
        both = pc.binary_join_element_wise(joined, part, ": ")
        joined = pc.if_else(pc.equal(joined, ""), part, pc.if_else(pc.equal(part, ""), joined, both))
    return joined


def worded(column: pa.Array, words: Mapping[str, str]) -> pa.Array:
    """Return a column of codes in words; a code without words stays."""
    encoded = column.dictionary_encode()
    return pa.array([words.get(code, code) for code in encoded.dictionary.to_pylist()], pa.string()).take(
        encoded.indices
    )


def first_url(column: pa.Array) -> pa.Array:
    """Return the first http or https address of each row, an empty text where there is none."""
    if not pc.any(pc.match_substring(column, "://")).as_py():
        return same("", len(column))
    return pc.fill_null(pc.struct_field(pc.extract_regex(column, _URL), "url"), "")
