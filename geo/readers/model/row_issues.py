"""What was found in the rows of a batch: whole columns of findings, turned into words only where there are any."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo.readers.model.reading import RowStatus

Mask = NDArray[np.bool_]
_MAX_SENTENCES = 62


class RowIssues:
    """Warnings and refusals of a run of rows.

    Parameters
    ----------
    rows : int
        How many rows there are.
    """

    def __init__(self, rows: int) -> None:
        self._marks = np.zeros(rows, dtype=np.int64)
        self._refused = np.zeros(rows, dtype=np.bool_)
        self._closed = np.zeros(rows, dtype=np.bool_)
        self._sentences: list[str] = []
        self._remarks = 0

    def warn(self, mask: Mask, sentence: str) -> None:
        """Add a warning to the rows of a mask."""
        mask = mask & ~self._closed
        if mask.any():
            self._marks[mask] |= self._bit(sentence)

    def remark(self, mask: Mask, sentence: str) -> None:
        """Add what is missing in the rows of a mask without taking it for odd: their status stays."""
        mask = mask & ~self._closed
        if mask.any():
            bit = self._bit(sentence)
            self._remarks |= bit
            self._marks[mask] |= bit

    def refuse(self, mask: Mask, sentence: str) -> None:
        """Refuse the rows of a mask."""
        mask = mask & ~self._closed
        if mask.any():
            self._marks[mask] |= self._bit(sentence)
            self._refused |= mask

    def refuse_each(self, sentences: Mapping[int, str]) -> None:
        """Refuse rows by their position, each for its own reason."""
        for position, sentence in sentences.items():
            self._marks[position] |= self._bit(sentence)
            self._refused[position] = True

    def warn_each(self, sentences: Mapping[int, str]) -> None:
        """Warn of rows by their position, each in its own words."""
        for position, sentence in sentences.items():
            self._marks[position] |= self._bit(sentence)

    def close_refused(self) -> None:
        """Say no more about rows that are refused by now: what is in them means nothing."""
        self._closed = self._refused.copy()

    @property
    def refused(self) -> Mask:
        """Rows that are refused so far."""
        return self._refused

    def status(self) -> pa.Array:
        """Return the status of each row."""
        codes = np.where(self._refused, 2, np.where(self._marks & ~self._remarks != 0, 1, 0)).astype(np.int8)
        words = pa.array([RowStatus.ACCEPTED, RowStatus.WARNED, RowStatus.REFUSED], pa.string())
        return words.take(pa.array(codes))

    def reasons(self) -> pa.Array:
        """Return the sentences of each row joined by ``"; "``, empty where nothing was found."""
        if not self._sentences:
            return pa.repeat(pa.scalar("", pa.string()), len(self._marks))
        kinds, which = np.unique(self._marks, return_inverse=True)
        words = [
            "; ".join(sentence for bit, sentence in enumerate(self._sentences) if kind >> bit & 1)
            for kind in kinds.tolist()
        ]
        return pa.array(words, pa.string()).take(pa.array(which.ravel()))

    def _bit(self, sentence: str) -> int:
        if sentence not in self._sentences:
            if len(self._sentences) > _MAX_SENTENCES:  # a sign bit would be next; what is left shares one sentence
                return 1 << _MAX_SENTENCES
            if len(self._sentences) == _MAX_SENTENCES:
                sentence = "something else is wrong in this row, as in many others"
            self._sentences.append(sentence)
        return 1 << self._sentences.index(sentence)
