"""Which property of a feature means what: names as the usual programs and publishers write them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.readers.model.choices import DateOrder
from geo.readers.model.messages import as_name
from geo.readers.model.row_issues import Mask
from geo.readers.tables.column_guess import guess_mapping, means
from geo.readers.values.day import NO_DATE_GIVEN, Day, read_day
from geo.readers.values.numeric_columns import read_counts, read_metres
from geo.vocab import DatePrecision

ROLES: tuple[str, ...] = (
    *("id", "title", "kind", "actor", "place", "uncertainty_m", "date_from", "date_to"),
    *("killed_min", "killed_max", "source", "url", "summary"),
)
"""Columns of the model that properties are read into; where a feature lies, its geometry says."""

_BASIS = "the property {} of the file"
CHOSEN = "chosen for the whole file"
"""Basis of a radius that a person gave for all places."""
_NOT_LENGTH = "{} is not a length, or can be read in two ways; the radius is unknown"
_NOT_COUNT = "{} is not a count, or can be read in two ways; it is unknown"
_MEASURED = frozenset({"uncertainty_m", "killed_min", "killed_max", "date_from", "date_to"})


RowWords = list[list[str]]
"""Sentences of each row; the lists are added to in place."""


@dataclass(frozen=True)
class Meaning:
    """What the properties of a file mean.

    Attributes
    ----------
    mapping : mapping of str to str
        Property by column of the model.
    order : DateOrder or None
        The order of figures in dates, where it is known.
    swap : bool
        Whether longitude and latitude have changed places.
    uncertainty_m : float or None
        Radius in metres for places of which the file says nothing.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    order: DateOrder | None = None
    swap: bool = False
    uncertainty_m: float | None = None


def propose_mapping(columns: Iterable[str], samples: Mapping[str, Sequence[str]] | None = None) -> dict[str, str]:
    """Return the property that each column of the model is likely to be read from: by the names that tables know.

    Parameters
    ----------
    columns : iterable of str
        Names of the properties.
    samples : mapping of str to sequence of str or None
        First values of each; None where they are not at hand.

    Returns
    -------
    dict of str to str
        Property by column of the model.

    Examples
    --------
    >>> propose_mapping(["Name", "Event date", "lat"])
    {'date_from': 'Event date', 'title': 'Name'}
    """
    found = guess_mapping(tuple(columns), samples or {})
    return {str(role): column for role, column in found.items() if role in ROLES}


def fill_from_properties(
    events: pd.DataFrame, original: pd.DataFrame, meaning: Meaning, *, warnings: list[list[str]]
) -> list[list[str]]:
    """Fill the columns of the model from properties; what is not understood goes into the warnings.

    Parameters
    ----------
    events : DataFrame
        Columns of the model, filled in place.
    original : DataFrame
        Properties as text, same index.
    meaning : Meaning
        What they mean; properties that the file does not have are passed over.
    warnings : list of list of str
        Of each row, added to in place.

    Returns
    -------
    list of list of str
        Of each row, what is not given although the file has a property for it.
    """
    remarks: list[list[str]] = [[] for _ in warnings]
    mapping = {role: column for role, column in meaning.mapping.items() if column in original.columns and role in ROLES}
    for role, column in mapping.items():
        if role not in _MEASURED:
            events[role] = [value.strip() for value in _values(original, role, column, mapping)]
    if "uncertainty_m" in mapping:
        column = mapping["uncertainty_m"]
        read = read_metres(pa.array(original[column].tolist(), pa.string()), name=as_name(column))
        _say(
            warnings,
            read.unread,
            f"{as_name(column)} is not a length, or can be read in two ways; the radius is unknown",
        )
        events["uncertainty_m"] = read.values
        basis = _BASIS.format(column)
        events["uncertainty_basis"] = ["" if math.isnan(value) else basis for value in read.values]
    _fill_counts(events, original, mapping, warnings, remarks)
    _fill_dates(events, original, meaning, warnings, remarks)
    return remarks


def _values(original: pd.DataFrame, role: str, column: str, mapping: Mapping[str, str]) -> list[str]:
    """Return the values of a property; where other properties of the same meaning are filled instead, theirs.

    Features of one file may name a thing in two languages. A property that is ever filled next to the first one is
    something else.
    """
    values: list[str] = original[column].tolist()
    for name in original.columns:
        if name == column or name in mapping.values() or not means(role, name):
            continue
        others: list[str] = original[name].tolist()
        if not any(one.strip() and other.strip() for one, other in zip(values, others, strict=True)):
            values = [one or other for one, other in zip(values, others, strict=True)]
    return values


def _fill_counts(
    events: pd.DataFrame,
    original: pd.DataFrame,
    mapping: Mapping[str, str],
    warnings: list[list[str]],
    remarks: list[list[str]],
) -> None:
    for role in ("killed_min", "killed_max"):
        if role not in mapping:
            continue
        column = mapping[role]
        texts = pa.array(_values(original, role, column, mapping), pa.string())
        least, most = read_counts(texts, name=as_name(column))
        _say(warnings, least.unread, _NOT_COUNT.format(as_name(column)))
        if role == "killed_min":
            nothing = np.isnan(least.values) & np.isnan(most) & ~least.unread
            _say(remarks, nothing, f"{as_name(column)}: no count is given")
            events["killed_min"] = least.values
        if role == "killed_max" or "killed_max" not in mapping:
            events["killed_max"] = most


def _say(warnings: list[list[str]], rows: Mask, words: str) -> None:
    for at in np.flatnonzero(rows):
        warnings[at].append(words)


def _fill_dates(
    events: pd.DataFrame, original: pd.DataFrame, meaning: Meaning, warnings: RowWords, remarks: RowWords
) -> None:
    column = meaning.mapping.get("date_from", "")
    if column not in original.columns:
        return
    end = meaning.mapping.get("date_to", "")
    starts = _values(original, "date_from", column, meaning.mapping)
    ends = original[end].tolist() if end in original.columns else [""] * len(starts)
    known: dict[tuple[str, str], Day] = {}
    spans = []
    for at, pair in enumerate(zip(starts, ends, strict=True)):
        if pair not in known:
            known[pair] = span_of(*pair, order=meaning.order)
        spans.append(known[pair])
        if known[pair].fault:
            warnings[at].append(known[pair].fault)
        elif not known[pair].first:
            remarks[at].append(NO_DATE_GIVEN)
    events["date_from"] = [day.first for day in spans]
    events["date_to"] = [day.last for day in spans]
    events["date_precision"] = [str(day.precision) if day.first else str(DatePrecision.UNKNOWN) for day in spans]


def span_of(start: str, end: str = "", *, order: DateOrder | None = None) -> Day:
    """Return the days from a first to a last date; none, with the reason, where one of them cannot be read.

    Examples
    --------
    >>> span_of("2025-07-16", "2025-07-18").precision
    <DatePrecision.RANGE: 'range'>
    """
    first = read_day(start, order)
    if not end.strip() or not first.first:
        return first
    last = read_day(end, order)
    if not last.first:
        return Day(fault=last.fault)
    if last.last < first.first:
        return Day(fault=f"it ends on {last.last}, before it begins on {first.first}; the row has no date")
    same = (first.first, first.last) == (last.first, last.last)
    return Day(first.first, last.last, first.precision if same else DatePrecision.RANGE, first.fault or last.fault)
