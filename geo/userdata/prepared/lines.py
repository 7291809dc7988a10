"""What a search looks through: for each batch of rows every distinct folded text once, and which of them a row has.

A million rows of ACLED repeat their kinds, actors and places; looked through once each, they take a quarter of the
bytes that their rows would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.text.folding import fold
from geo.userdata.prepared.layout import SEARCHED

SCHEMA = pa.schema([pa.field("lines", pa.large_list(pa.large_string())), pa.field("codes", pa.large_list(pa.uint32()))])
"""One row of this is a batch of events: its distinct texts, and for each searched column the texts of its rows."""

_LONG_BYTES = 64
"""Bytes a text, on the average, from which on a search by RE2 is the quicker one."""


@dataclass(frozen=True)
class Lines:
    """The texts of one batch.

    Attributes
    ----------
    texts : LargeStringArray
        Folded texts, each once, a space before and after it.
    codes : ndarray of uint32
        Which text a row has, one line for each searched column.
    """

    texts: pa.Array
    codes: NDArray[np.uint32]

    def rows_with(self, parts: Iterable[str]) -> NDArray[np.bool_]:
        """Return which rows have a text that holds one of these parts."""
        fits = np.zeros(len(self.texts), dtype=bool)
        for part in parts:
            fits |= self._holding(part)
        found = np.zeros(self.codes.shape[1], dtype=bool)
        for codes in self.codes:
            found |= fits.take(codes)
        return found

    def _holding(self, part: str) -> NDArray[np.bool_]:
        if self.texts.nbytes > _LONG_BYTES * len(self.texts):  # Arrow's own search looks at every byte, RE2 skips
            fits = pc.match_substring_regex(self.texts, re.escape(part))
        else:
            fits = pc.match_substring(self.texts, part)
        return np.asarray(fits.to_numpy(zero_copy_only=False), dtype=bool)


def lines_of(drawn: pd.DataFrame) -> pa.RecordBatch:
    """Return the searched texts of a batch of events, as ``SCHEMA`` has them."""
    places: dict[str, int] = {}
    columns = []
    for name in SEARCHED:
        codes, texts = pd.factorize(drawn[name].to_numpy(dtype=object), use_na_sentinel=False)
        folded = [f" {fold(str(text))} " for text in texts]
        columns.append(np.array([places.setdefault(text, len(places)) for text in folded], dtype=np.uint32)[codes])
    return pa.record_batch(
        [
            pa.array([list(places)], type=SCHEMA.field("lines").type),
            pa.LargeListArray.from_arrays([0, sum(map(len, columns))], pa.array(np.concatenate(columns))),
        ],
        schema=SCHEMA,
    )


def read_lines(batch: pa.RecordBatch) -> Lines:
    """Return the texts of a batch over the very bytes that were mapped."""
    texts, codes = (batch.column(name).flatten() for name in SCHEMA.names)
    return Lines(texts, codes.to_numpy().reshape(len(SEARCHED), -1))
