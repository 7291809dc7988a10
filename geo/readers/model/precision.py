"""What each publisher's own code of precision means in metres and days: one table, documented in docs/formats.md."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.readers.model.formats import FormatId
from geo.vocab import DatePrecision

COUNTRY_ONLY = "only the country is known; the point stands for all of it and says nothing about the side of a line"


@dataclass(frozen=True)
class Grade:
    """What one code of precision means.

    Attributes
    ----------
    uncertainty_m : float
        Radius in metres; our reading of the publisher's words. Not a number where no radius can be given.
    basis : str
        What the radius follows from.
    warning : str
        Why the point stands for an area; empty where it does not.
    refusal : str
        Why the row cannot be tested at all; empty where it can.
    """

    uncertainty_m: float
    basis: str
    warning: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class PlaceGrades:
    """The column of a format that says how exactly places are known, and its codes."""

    column: str
    grades: Mapping[str, Grade]


@dataclass(frozen=True)
class DayGrades:
    """The column of a format that says how exactly days are known, and its codes."""

    column: str
    grades: Mapping[str, DatePrecision]


_AREA = "the point stands for a whole area, not for a place"
_ACLED = {
    "1": Grade(1_000.0, "geo_precision 1: the town that is named; our radius of a settlement"),
    "2": Grade(
        25_000.0, "geo_precision 2: near a town or in a small part of a region; 25 km is a third party's reading"
    ),
    "3": Grade(100_000.0, "geo_precision 3: a larger region, or a provincial capital for it; our reading", _AREA),
}
_UCDP = {
    "1": Grade(1_000.0, "where_prec 1: the exact place; our radius of a settlement"),
    "2": Grade(25_000.0, "where_prec 2: a limited area around the place; our reading"),
    "3": Grade(30_000.0, "where_prec 3: the centre of a district; our reading", _AREA),
    "4": Grade(100_000.0, "where_prec 4: the centre of a province; our reading", _AREA),
    "5": Grade(200_000.0, "where_prec 5: larger than a province, or a point chosen between places; our reading", _AREA),
    "6": Grade(math.nan, "where_prec 6: the centre of a country", refusal=COUNTRY_ONLY),
    "7": Grade(
        math.nan,
        "where_prec 7: a water area or international airspace",
        refusal="only a water area or airspace is known; the point stands for all of it",
    ),
}
_CITY = "a city or landmark, by its centre; our radius of a city"
_GDELT = {
    "1": Grade(math.nan, "ActionGeo_Type 1: the centre of a country", refusal=COUNTRY_ONLY),
    "2": Grade(100_000.0, "ActionGeo_Type 2: the centre of a state of the USA; our reading", _AREA),
    "3": Grade(10_000.0, f"ActionGeo_Type 3: {_CITY}"),
    "4": Grade(10_000.0, f"ActionGeo_Type 4: {_CITY}"),
    "5": Grade(100_000.0, "ActionGeo_Type 5: the centre of a province; our reading", _AREA),
}

PLACE_GRADES: Mapping[FormatId, PlaceGrades] = MappingProxyType(
    {
        FormatId.ACLED: PlaceGrades("geo_precision", MappingProxyType(_ACLED)),
        FormatId.UCDP: PlaceGrades("where_prec", MappingProxyType(_UCDP)),
        FormatId.GDELT: PlaceGrades("ActionGeo_Type", MappingProxyType(_GDELT)),
    }
)
"""Codes of places by format. A code that is not listed, or empty, leaves the radius unknown."""

_WEEKS = {"1": DatePrecision.DAY, "2": DatePrecision.WEEK, "3": DatePrecision.MONTH}
_SPANS = {
    "1": DatePrecision.DAY,
    "2": DatePrecision.RANGE,
    "3": DatePrecision.WEEK,
    "4": DatePrecision.MONTH,
    "5": DatePrecision.YEAR,
}

DAY_GRADES: Mapping[FormatId, DayGrades] = MappingProxyType(
    {
        FormatId.ACLED: DayGrades("time_precision", MappingProxyType(_WEEKS)),
        FormatId.UCDP: DayGrades("date_prec", MappingProxyType(_SPANS)),
    }
)
"""Codes of days by format."""

COUNTRY_CENTRES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "Syria": (38.0, 35.0),
        "Israel": (34.75, 31.5),
        "Lebanon": (35.8333, 33.8333),
        "Jordan": (36.0, 31.0),
    }
)
"""Longitude and latitude that lists of countries give for a country as a whole (CIA World Factbook)."""
