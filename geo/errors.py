"""The error tree: every failure that a person can meet has a class here.

::

    AtlasError
    +-- DataError          bad records or geometry (exit code 1)
    +-- UsageError         a request that cannot be understood (exit code 2, HTTP 400)
    |   +-- FilterError    a filter or view parameter
    |   +-- CoordinateError  a coordinate out of range, swapped or not a number
    +-- NotFoundError      an unknown layer or record (exit code 2, HTTP 404)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MAX_SHOWN = 20
"""Faults that the message of an error names; its report has all of them."""


class AtlasError(Exception):
    """Base of all errors that the atlas raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in a file, with the place where it is wrong.

    Attributes
    ----------
    file : str
        File name as the person knows it, such as ``events.csv``.
    row : int
        Line in the file, counted from 1 with the header as line 1; 0 for the file as a whole.
    field : str
        Column name, or ``-`` for the whole row.
    reason : str
        What is wrong and how to cure it.
    """

    file: str
    row: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}:{self.field}: {self.reason}"


class DataError(AtlasError):
    """Records that break a rule; carries every fault found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(faults))
        shown = "\n".join(str(fault) for fault in self.faults[:MAX_SHOWN])
        more = len(self.faults) - MAX_SHOWN
        super().__init__(f"{shown}\nand {more:,} more" if more > 0 else shown)

    def report(self) -> str:
        """Return one line per fault, ``file:row:field: reason``."""
        return "\n".join(str(fault) for fault in self.faults)


class UsageError(AtlasError):
    """A request that cannot be understood; the message says what was expected."""


class FilterError(UsageError):
    """One or more filter parameters that are unknown, repeated or malformed."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems: tuple[tuple[str, str], ...] = tuple(problems)
        super().__init__("; ".join(f"{name}: {reason}" for name, reason in self.problems))


class CoordinateError(UsageError):
    """A coordinate that is not a finite longitude and latitude in degrees."""


class SwappedError(CoordinateError):
    """Longitude and latitude in the wrong order: exchanged, the point lies in the region of 1974."""


class BusyError(AtlasError):
    """Too much is being done at the same time; the same request may succeed soon."""


class NotFoundError(AtlasError):
    """A layer or record id that does not exist."""
