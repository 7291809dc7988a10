"""Which property of a feature means what: names as the usual programs and publishers write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import partial

import pandas as pd

from geo.dates import first_day, last_day
from geo.errors import CoordinateError
from geo.formats.archives import shown
from geo.numbers import parse_number
from geo.text import fold
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

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_ISO = re.compile(r"^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d{2}:?\d{2}.*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?: \d{1,2}:\d{2}.*)?$")
_WORDS = re.compile(r"^(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})(?: \d{1,2}:\d{2}.*)?$")
_PRECISION = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}
_BASIS = "the property {} of the file"
_MOST_KILLED = 1e9


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
    events: pd.DataFrame, original: pd.DataFrame, mapping: Mapping[str, str], *, warnings: list[list[str]]
) -> None:
    """Fill the columns of the model from properties; what is not understood goes into the warnings.

    Parameters
    ----------
    events : DataFrame
        Columns of the model, filled in place.
    original : DataFrame
        Properties as text, same index.
    mapping : mapping of str to str
        Property by column of the model; those that the file does not have are passed over.
    warnings : list of list of str
        Of each row, added to in place.
    """
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
    _fill_dates(events, original, mapping, warnings)


def span_of(text: str) -> tuple[str, str, DatePrecision]:
    """Return first day, last day and precision of a date whose order of day and month is beyond doubt.

    The day is taken as it is written: a time of day and its zone are left out, and nothing is shifted.

    Raises
    ------
    ValueError
        If it is no date, no day of the calendar, or its order could be meant either way.

    Examples
    --------
    >>> span_of("2025-02"), span_of("16 May 2025")[0]
    (('2025-02-01', '2025-02-28', <DatePrecision.MONTH: 'month'>), '2025-05-16')
    """
    plain = text.strip()
    part = ""
    if match := _ISO.match(plain):
        part = match[1]
    elif match := _COMPACT.match(plain) or _YEAR_FIRST.match(plain):
        part = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    elif (match := _WORDS.match(plain)) and match[2][:3].lower() in _MONTHS:
        part = f"{match[3]}-{_MONTHS[match[2][:3].lower()]:02d}-{int(match[1]):02d}"
    if not part:
        raise ValueError("is no date that can be read without doubt; write it as 2025-07-16")
    return first_day(part), last_day(part), _PRECISION[len(part)]


def _fill_dates(
    events: pd.DataFrame, original: pd.DataFrame, mapping: Mapping[str, str], warnings: list[list[str]]
) -> None:
    column = mapping.get("date_from", "")
    if column not in original.columns:
        return
    end = mapping.get("date_to", "")
    starts = original[column].tolist()
    ends = original[end].tolist() if end in original.columns else [""] * len(starts)
    known: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    spans = []
    for place, pair in enumerate(zip(starts, ends, strict=True)):
        if pair not in known:
            known[pair] = _span_or_fault(pair[0], pair[1])
        spans.append(known[pair][:3])
        if known[pair][3]:
            warnings[place].append(known[pair][3])
    events["date_from"], events["date_to"], events["date_precision"] = (list(part) for part in zip(*spans, strict=True))


def _span_or_fault(start: str, end: str) -> tuple[str, str, str, str]:
    """Return first day, last day, precision and what is wrong; the days are empty where something is."""
    nothing = ("", "", str(DatePrecision.UNKNOWN))
    if not start.strip():
        return (*nothing, "")
    try:
        first, last, precision = span_of(start)
        if end.strip():
            last = span_of(end)[1]
    except ValueError as error:
        return (*nothing, f"the date {shown(start if start else end, longest=40)} {error}")
    if last < first:
        return (*nothing, f"it ends on {last}, before it begins on {first}")
    same = not end.strip() or (first, last) == span_of(start)[:2]
    return first, last, str(precision if same else DatePrecision.RANGE), ""


def _numbers(values: list[str], column: str, warnings: list[list[str]]) -> list[float]:
    read = partial(_number, column=column)
    found: list[float] = []
    for place, value in enumerate(values):
        number, fault = read(value) if value else (math.nan, "")
        found.append(number)
        if fault:
            warnings[place].append(fault)
    return found


def _number(value: str, *, column: str) -> tuple[float, str]:
    try:
        number = parse_number(value, name=shown(column))
    except CoordinateError:
        return math.nan, f"{shown(column)} holds {shown(value, longest=30)}, which is no number"
    if not 0 <= number <= _MOST_KILLED:
        return math.nan, f"{shown(column)} is {number:g}, which cannot be"
    return number, ""
