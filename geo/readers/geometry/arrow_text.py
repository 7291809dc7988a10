"""Columns of Arrow as the text of cells."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.readers.model.messages import as_name


def text_column(column: pa.Array, name: str, *, longest: int, faults: list[list[str]]) -> list[str]:
    """Return a column as text; nothing is an empty text, lists and structs are JSON, bytes their number.

    Parameters
    ----------
    column : pa.Array
        The column.
    name : str
        Its name, for messages.
    longest : int
        Most characters in a cell.
    faults : list of list of str
        Of each row; a text that is too long is added and left empty.
    """
    texts = _texts(column)
    for at, text in enumerate(texts):
        if len(text) > longest:
            faults[at].append(f"{as_name(name)}: a text of {len(text):,} characters is longer than {longest:,}")
            texts[at] = ""
    return texts


def _texts(column: pa.Array) -> list[str]:
    plain = column.storage if isinstance(column, pa.ExtensionArray) else column
    if pa.types.is_dictionary(plain.type):
        plain = plain.dictionary_decode()
    kind = plain.type
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return ["" if size is None else f"({size:,} bytes)" for size in pc.binary_length(plain).to_pylist()]
    if not pa.types.is_nested(kind):
        try:
            return ["" if text is None else text for text in plain.cast(pa.string()).to_pylist()]
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            pass
    return ["" if value is None else _json(value) for value in plain.to_pylist()]


def _json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
