"""Pairs of a row and a record of ours, with the parts of their score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from geo.userdata.enrich.rows import FloatArray, IntArray


def _none() -> IntArray:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs, one entry per pair in every array.

    Attributes
    ----------
    row, record : ndarray of int
        Number among the located rows, and among our records.
    distance_m : ndarray of float
        Geodesic metres between both points.
    gap_days : ndarray of int
        Days between the end of one and the beginning of the other; 0 where they have a day in common.
    common_days, longer_days : ndarray of int
        Days in common, and days of the longer of both spans.
    distance_points, day_points, kind_points : ndarray of int
        The parts of the score; kind points are -1 where the kinds cannot be compared.
    """

    row: IntArray = field(default_factory=_none)
    record: IntArray = field(default_factory=_none)
    distance_m: FloatArray = field(default_factory=lambda: np.zeros(0))
    gap_days: IntArray = field(default_factory=_none)
    common_days: IntArray = field(default_factory=_none)
    longer_days: IntArray = field(default_factory=_none)
    distance_points: IntArray = field(default_factory=_none)
    day_points: IntArray = field(default_factory=_none)
    kind_points: IntArray = field(default_factory=_none)

    @property
    def score(self) -> IntArray:
        """The whole score of each pair, 0 to 100."""
        return self.distance_points + self.day_points + np.maximum(self.kind_points, 0)

    def kept(self, which: Any) -> Pairs:
        """Return the pairs that an index or a mask names; parts that were not worked out yet stay empty."""
        taken = {part.name: getattr(self, part.name) for part in fields(self)}
        return Pairs(**{name: values[which] if len(values) else values for name, values in taken.items()})


def joined(parts: Iterable[Pairs]) -> Pairs:
    """Return several runs of pairs as one."""
    listed = list(parts)
    if not listed:
        return Pairs()
    return Pairs(**{part.name: np.concatenate([getattr(run, part.name) for run in listed]) for part in fields(Pairs)})
