"""Gathering of batches into arrays: texts become numbers at once, so that memory stays small."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.userdata.columns import Category
from geo.userdata.columns.model import coded_by_frequency


class TextCodes:
    """A column of repeated texts, as numbers over all batches."""

    def __init__(self) -> None:
        self._labels: dict[str, int] = {}
        self._pieces: list[NDArray[np.int32]] = []

    def add(self, texts: NDArray[np.object_]) -> None:
        """Take the texts of a batch."""
        codes, labels = pd.factorize(texts)
        known = np.array([self._labels.setdefault(str(label), len(self._labels)) for label in labels], dtype=np.int32)
        self._pieces.append(known[codes] if len(known) else np.empty(0, dtype=np.int32))

    def category(self, *, most: int) -> tuple[Category, tuple[int, ...]]:
        """Return codes by frequency, the rarest sharing the last label, and the number of rows of each label."""
        codes = np.concatenate(self._pieces) if self._pieces else np.empty(0, dtype=np.int32)
        found = coded_by_frequency(codes, list(self._labels), most=most)
        counts = np.bincount(found.codes, minlength=len(found.labels))
        return found, tuple(int(count) for count in counts)


class DrawnRows:
    """Arrays of the rows that can be drawn, batch after batch."""

    def __init__(self) -> None:
        self._parts: dict[str, list[NDArray[np.generic]]] = {"lon": [], "lat": [], "first": [], "last": []}
        self.kind = TextCodes()
        self.actor = TextCodes()

    def add(self, drawn: pd.DataFrame) -> None:
        """Take the drawn rows of a batch."""
        for name in ("lon", "lat"):
            self._parts[name].append(drawn[name].to_numpy(dtype=np.float64))
        for name, column in (("first", "date_from"), ("last", "date_to")):
            self._parts[name].append(drawn[column].to_numpy(dtype=object).astype("datetime64[D]"))
        self.kind.add(drawn["kind"].to_numpy(dtype=object))
        self.actor.add(drawn["actor"].to_numpy(dtype=object))

    def floats(self, name: str) -> NDArray[np.float64]:
        """Return a column of numbers."""
        parts = self._parts[name]
        return np.concatenate(parts).astype(np.float64) if parts else np.empty(0)

    def days(self, name: str) -> NDArray[np.datetime64]:
        """Return a column of days."""
        parts = self._parts[name]
        return np.concatenate(parts).astype("datetime64[D]") if parts else np.empty(0, dtype="datetime64[D]")
