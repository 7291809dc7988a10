"""Which property of a feature means what: names as the usual programs and publishers write them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from geo.errors import CoordinateError
from geo.readers.model.choices import DateOrder
from geo.readers.model.messages import as_name
from geo.readers.values.day import Day, read_day
from geo.text.folding import fold
from geo.text.numbers import parse_number
from geo.vocab import DatePrecision

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "event_id", "event_id_cnty", "uid", "objectid", "fid", "ref", "slug"),
    "title": ("title", "name", "headline", "event", "event_name", "label"),
    "kind": ("kind", "category", "event_type", "sub_event_type", "type", "class"),
    "actor": ("actor", "actor1", "side_a", "faction", "perpetrator", "attributed_to"),
    "place": ("place", "place_name", "location", "locality", "city", "village", "town", "address", "where_description"),
    "uncertainty_m": ("uncertainty_m", "precision_m", "accuracy_m", "radius_m", "uncertainty", "accuracy"),
    "date_from": (
        *("date", "event_date", "valid_from", "date_start", "start_date", "start", "begin", "day", "datetime"),
        *("verifieddate", "verified_date", "reported", "time", "timestamp"),
    ),
    "date_to": ("date_to", "valid_to", "date_end", "end_date", "end"),
    "killed_min": ("killed_min", "fatalities", "killed", "deaths", "best", "low"),
    "killed_max": ("killed_max", "high"),
    "source": ("source", "sources", "publisher", "source_article", "credit"),
    "url": ("url", "link", "source_url", "sourceurl", "href", "website", "web", "links"),
    "summary": ("summary", "description", "notes", "note", "text", "details", "comment", "desc"),
}
"""Names of properties by column of the model, likeliest first."""

_BASIS = "the property {} of the file"
CHOSEN = "chosen for the whole file"
"""Basis of a radius that a person gave for all places."""
_MAX_KILLED = 1e9


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


def propose_mapping(columns: Iterable[str]) -> dict[str, str]:
    """Return the property that each column of the model is likely to be read from.

    Examples
    --------
    >>> propose_mapping(["Name", "Event date", "lat"])
    {'title': 'Name', 'date_from': 'Event date'}
    """
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(fold(column).replace(" ", "_"), column)
    found = {role: next((by_name[name] for name in names if name in by_name), "") for role, names in NAMES.items()}
    return {role: column for role, column in found.items() if column}


def fill_from_properties(
    events: pd.DataFrame, original: pd.DataFrame, meaning: Meaning, *, warnings: list[list[str]]
) -> None:
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
    """
    mapping = meaning.mapping
    for role, column in mapping.items():
        if column not in original.columns or role not in NAMES:
            continue
        values: list[str] = original[column].tolist()
        if role in ("date_from", "date_to"):
            continue
        if role in ("uncertainty_m", "killed_min", "killed_max"):
            events[role] = _numbers(values, column, warnings)
        else:
            events[role] = [value.strip() for value in values]
    if "uncertainty_m" in mapping and mapping["uncertainty_m"] in original.columns:
        basis = _BASIS.format(mapping["uncertainty_m"])
        events["uncertainty_basis"] = ["" if math.isnan(value) else basis for value in events["uncertainty_m"]]
    if "killed_max" not in mapping:
        events["killed_max"] = events["killed_min"]
    _fill_dates(events, original, meaning, warnings)


def _fill_dates(events: pd.DataFrame, original: pd.DataFrame, meaning: Meaning, warnings: list[list[str]]) -> None:
    column = meaning.mapping.get("date_from", "")
    if column not in original.columns:
        return
    end = meaning.mapping.get("date_to", "")
    starts = original[column].tolist()
    ends = original[end].tolist() if end in original.columns else [""] * len(starts)
    known: dict[tuple[str, str], Day] = {}
    spans = []
    for at, pair in enumerate(zip(starts, ends, strict=True)):
        if pair not in known:
            known[pair] = span_of(*pair, order=meaning.order)
        spans.append(known[pair])
        if known[pair].fault:
            warnings[at].append(known[pair].fault)
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


def _numbers(values: list[str], column: str, warnings: list[list[str]]) -> list[float]:
    read = partial(_number, column=column)
    found: list[float] = []
    for at, value in enumerate(values):
        number, fault = read(value) if value else (math.nan, "")
        found.append(number)
        if fault:
            warnings[at].append(fault)
    return found


def _number(value: str, *, column: str) -> tuple[float, str]:
    try:
        number = parse_number(value, name=as_name(column))
    except CoordinateError:
        return math.nan, f"{as_name(column)} holds {as_name(value, max_chars=30)}, which is not a number"
    if not 0 <= number <= _MAX_KILLED:
        return math.nan, f"{as_name(column)} is {number:g}, which cannot be"
    return number, ""
