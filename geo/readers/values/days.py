"""Columns of dates: each distinct text is read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.readers.model.choices import DateOrder
from geo.readers.model.row_issues import RowIssues
from geo.readers.values.day import NUMERIC, Day, day_of_1904, read_day

_ISO_START = r"^(?:|\d{4}-\d{2}-\d{2}(?:|[T ]\d{1,2}:\d{2}[\d:.,+Z -]*))$"


@dataclass(frozen=True)
class Days:
    """A column of dates.

    Attributes
    ----------
    first, last : pa.Array
        First and last day as ISO text, empty where unknown.
    precision : pa.Array
        Values of :class:`~geo.vocab.DatePrecision`.
    """

    first: pa.Array
    last: pa.Array
    precision: pa.Array


@dataclass(frozen=True)
class DayReader:
    """Reads columns of dates; remembers what it has read.

    Parameters
    ----------
    order : DateOrder or None
        The order of figures, where it is known.
    counts_from_1904 : bool
        Whether day numbers count from 1 January 1904, as a workbook may say.
    """

    order: DateOrder | None = None
    counts_from_1904: bool = False
    _seen: dict[str, Day] = field(default_factory=dict, repr=False, compare=False)

    def read(self, column: pa.Array, issues: RowIssues) -> Days:
        """Return the days of a column of text; what is odd goes to the issues as warnings."""
        texts, which = distinct(column)
        days = [self._read(text) for text in texts]
        for fault in sorted({day.fault for day in days if day.fault}):
            issues.warn(np.array([day.fault == fault for day in days])[which], fault)
        rows = pa.array(which)
        return Days(
            pa.array([day.first for day in days], pa.string()).take(rows),
            pa.array([day.last for day in days], pa.string()).take(rows),
            pa.array([str(day.precision) for day in days], pa.string()).take(rows),
        )

    def _read(self, text: str) -> Day:
        day = self._seen.get(text)
        if day is None:
            if len(self._seen) > 100_000:  # a column of distinct times must not fill the memory
                self._seen.clear()
            day = self._seen[text] = read_day(day_of_1904(text) or text if self.counts_from_1904 else text, self.order)
        return day


def distinct(column: pa.Array) -> tuple[list[str], NDArray[np.int64]]:
    """Return the distinct texts of a column and, by row, which one each has; times after ISO days are cut off."""
    plain = pc.utf8_trim_whitespace(column)
    if pc.all(pc.match_substring_regex(plain, _ISO_START)).as_py():
        plain = pc.utf8_slice_codeunits(plain, 0, 10)
    encoded = plain.dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


@dataclass(frozen=True)
class OrderEvidence:
    """What the dates of a file say about the order of day and month.

    Attributes
    ----------
    day_first, month_first : str
        A date that can only be read in this order; empty if there is none.
    either : str
        A date that can be read in both, with different days; empty if there is none.
    """

    day_first: str = ""
    month_first: str = ""
    either: str = ""

    @property
    def order(self) -> DateOrder | None:
        """The order, if the dates decide it."""
        if bool(self.day_first) == bool(self.month_first):
            return None
        return DateOrder.DAY_FIRST if self.day_first else DateOrder.MONTH_FIRST

    @property
    def open(self) -> bool:
        """Whether only a person can decide."""
        return self.order is None and bool(self.either or self.day_first)


def weigh_order(texts: Iterable[str], before: OrderEvidence | None = None) -> OrderEvidence:
    """Return what dates say about the order of day and month, together with what was seen before.

    Examples
    --------
    >>> weigh_order(["03/04/2025", "16/05/2025"]).order
    <DateOrder.DAY_FIRST: 'day_first'>
    >>> weigh_order(["03/04/2025", "05/05/2025"]).open
    True
    """
    seen = before or OrderEvidence()
    day_first, month_first, either = seen.day_first, seen.month_first, seen.either
    for text in texts:
        found = NUMERIC.fullmatch(text.strip())
        if found is None:
            continue
        one, two = int(found[1]), int(found[3])
        if one > 12 >= two:
            day_first = day_first or text
        elif two > 12 >= one:
            month_first = month_first or text
        elif one != two and max(one, two) <= 12:
            either = either or text
    return OrderEvidence(day_first, month_first, either)
