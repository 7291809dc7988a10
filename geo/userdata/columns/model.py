"""Events as arrays: what is written into a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.errors import UsageError
from geo.userdata.columns.layout import MAX_CATEGORIES

OTHERS = "Further kinds"
"""Label of whatever is not among the values of a column."""


@dataclass(frozen=True)
class Category:
    """A column of a few values.

    Attributes
    ----------
    codes : ndarray of uint8
        One a row: index of its label.
    labels : tuple of str
        What the codes mean; empty text where the file says nothing.
    """

    codes: NDArray[np.uint8]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class EventColumns:
    """Events that have a place.

    Attributes
    ----------
    lon, lat : ndarray of float64
        Degrees, WGS 84, finite.
    first, last : ndarray of datetime64[D]
        First and last day, not a time where unknown; see :func:`geo.userdata.columns.days.code_days`.
    kind : Category
        What kind of event, in the words of its file; at most 63 values.
    confidence : ndarray of uint8
        Index in :data:`~geo.userdata.columns.layout.CONFIDENCES`.
    extras : mapping of str to Category
        Further columns by name (lower case letters, digits, hyphens), fetched only when used.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    kind: Category
    confidence: NDArray[np.uint8]
    extras: Mapping[str, Category] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lon)


def categories(values: NDArray[np.object_], *, most: int = MAX_CATEGORIES, others: str = OTHERS) -> Category:
    """Return texts as codes, the most frequent first.

    Parameters
    ----------
    values : ndarray of str
        One a row.
    most : int
        How many labels there may be. Of more, the rarest share the last one.
    others : str
        Label of those that share.

    Examples
    --------
    >>> categories(np.array(["raid", "strike", "strike"], dtype=object)).labels
    ('strike', 'raid')
    """
    codes, found = pd.factorize(values)
    return coded_by_frequency(codes, [str(label) for label in found], most=most, others=others)


def coded_by_frequency(
    codes: NDArray[np.integer], labels: Sequence[str], *, most: int, others: str = OTHERS
) -> Category:
    """Return codes in any order as codes by frequency; labels that are as frequent come in alphabetical order.

    Parameters
    ----------
    codes : ndarray of int
        One a row: index of its label.
    labels : sequence of str
        What the codes mean.
    most : int
        How many labels there may be. Of more, the rarest share the last one.
    others : str
        Label of those that share.
    """
    counts = np.bincount(codes, minlength=len(labels))
    order = sorted(range(len(labels)), key=lambda index: (-counts[index], labels[index]))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    shown = tuple(labels[index] for index in order)
    if len(shown) > most:
        shown = (*shown[: most - 1], others)
        rank = np.minimum(rank, most - 1)
    return Category(rank[codes].astype(np.uint8), shown)


def check(columns: EventColumns) -> None:
    """Refuse arrays that do not fit together.

    Raises
    ------
    UsageError
        Naming every fault.
    """
    count = len(columns.lon)
    sizes = {
        "lat": columns.lat,
        "first": columns.first,
        "last": columns.last,
        "kind": columns.kind.codes,
        "confidence": columns.confidence,
        **{f"extra {name}": extra.codes for name, extra in columns.extras.items()},
    }
    faults = [
        f"{name} has {len(values)} rows, lon has {count}" for name, values in sizes.items() if len(values) != count
    ]
    if not (np.isfinite(columns.lon).all() and np.isfinite(columns.lat).all()):
        faults.append("lon and lat must be finite; leave out rows without a place")
    elif count and (np.abs(columns.lon).max() > 180 or np.abs(columns.lat).max() > 90):
        faults.append("lon must lie between -180 and 180, lat between -90 and 90 degrees")
    if len(columns.kind.labels) > MAX_CATEGORIES:
        faults.append(f"there are {len(columns.kind.labels)} kinds, at most {MAX_CATEGORIES} can be told apart")
    if faults:
        raise UsageError("These events cannot be written as columns: " + "; ".join(faults) + ".")
