"""Filters and view state: one schema for widgets, page address, HTTP and command line.

A filter narrows the layers whose features carry what it asks about; the other layers stay whole, so that
choosing one kind of strike does not take the 1974 lines off the map. Which layer listens to which filter
is in its :class:`~geo.atlas.specs.LayerSpec`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from geo import vocab
from geo.errors import FilterError
from geo.query.search import Lexicon, Query, SearchText, parse_query
from geo.text.dates import first_day, last_day

MAX_TEXT = 200
KINDS: frozenset[str] = frozenset(
    str(kind) for vocabulary in (vocab.EventCategory, vocab.TalkKind, vocab.PositionKind) for kind in vocabulary
)
_CLOSED: dict[str, frozenset[str]] = {
    "kind": KINDS,
    "actor": frozenset(vocab.Actor),
    "attribution": frozenset(vocab.Attribution),
    "governorate": frozenset(vocab.Governorate),
    "confidence": frozenset(vocab.Confidence),
    "statements": frozenset({"all"}),
}
FILTER_NAMES: tuple[str, ...] = (
    "from",
    "to",
    "kind",
    "actor",
    "attribution",
    "governorate",
    "subdistrict",
    "confidence",
    "source",
    "q",
    "bbox",
    "as_of",
    "statements",
    "id",
)
"""Names of all filters, as they are in an address."""


class Filter(StrEnum):
    """Filters that a layer may listen to."""

    TIME = "time"
    KIND = "kind"
    ACTOR = "actor"
    ATTRIBUTION = "attribution"
    GOVERNORATE = "governorate"
    CONFIDENCE = "confidence"
    SOURCE = "source"
    TEXT = "q"
    BBOX = "bbox"
    ID = "id"
    SUBDISTRICT = "subdistrict"
    AS_OF = "as_of"
    STATEMENTS = "statements"


@dataclass(frozen=True, slots=True)
class Facets:
    """What a feature shows to the filters; sets are empty where nothing is known.

    ``known_on`` is the day on which the first of its sources spoke, None if none has a date; ``stated_on`` the day of
    a statement on control, None for anything else and for a statement without a day.
    """

    kind: frozenset[str] = frozenset()
    actor: frozenset[str] = frozenset()
    attribution: frozenset[str] = frozenset()
    governorate: frozenset[str] = frozenset()
    confidence: frozenset[str] = frozenset()
    source: frozenset[str] = frozenset()
    subdistrict: frozenset[str] = frozenset()
    known_on: str | None = None
    stated_on: str | None = None
    search: SearchText = field(default_factory=SearchText)

    @property
    def text(self) -> str:
        """All texts that the search looks at, folded."""
        return self.search.text


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person asks to see. Empty sets and None mean no narrowing.

    Attributes
    ----------
    date_from, date_to : str or None
        First and last day of the window, ISO 8601, both included; a record whose span touches it passes.
    kind, actor, attribution, governorate, confidence, source : frozenset of str
        Values of which one must fit; ``source`` holds publisher slugs.
    q : str
        A query over titles, texts, any spelling of a place, actors, publishers and ids; see :mod:`geo.query.search`.
    bbox : tuple of float or None
        West, south, east, north in WGS 84 degrees; west may exceed east across the antimeridian.
    id : frozenset of str
        Record ids.
    subdistrict : frozenset of str
        OCHA P-codes in small letters.
    as_of : str or None
        Day on which a record must have been reported already; figures are those of that day.
    statements : frozenset of str
        ``all`` for statements on control that are too old to be shown otherwise.
    """

    date_from: str | None = None
    date_to: str | None = None
    kind: frozenset[str] = frozenset()
    actor: frozenset[str] = frozenset()
    attribution: frozenset[str] = frozenset()
    governorate: frozenset[str] = frozenset()
    confidence: frozenset[str] = frozenset()
    source: frozenset[str] = frozenset()
    q: str = ""
    bbox: tuple[float, float, float, float] | None = None
    id: frozenset[str] = field(default=frozenset())
    subdistrict: frozenset[str] = frozenset()
    as_of: str | None = None
    statements: frozenset[str] = frozenset()

    @classmethod
    def from_params(cls, params: Mapping[str, str] | Sequence[tuple[str, str]]) -> Filters:
        """Read filters from address parameters; several values are joined by commas.

        Raises
        ------
        FilterError
            Naming every parameter that is unknown, repeated or malformed.
        """
        pairs = list(params.items()) if isinstance(params, Mapping) else list(params)
        problems: list[tuple[str, str]] = []
        values: dict[str, Any] = {}
        seen: set[str] = set()
        for name, text in pairs:
            if name not in FILTER_NAMES:
                problems.append((_shown(name), f"unknown parameter; known are {', '.join(FILTER_NAMES)}"))
            elif name in seen:
                problems.append((name, "is given twice; join several values by commas"))
            elif text.strip():
                _read_into(values, name, text.strip(), problems)
            seen.add(name)
        start, end = values.get("date_from"), values.get("date_to")
        if start is not None and end is not None and start > end:
            problems.append(("from", "lies after to; swap them"))
        if problems:
            raise FilterError(problems)
        return cls(**values)

    def to_params(self) -> dict[str, str]:
        """Return the parameters that give these filters back; the order is fixed."""
        params: dict[str, str] = {}
        if self.date_from is not None:
            params["from"] = self.date_from
        if self.date_to is not None:
            params["to"] = self.date_to
        for name in (*(name for name in _CLOSED if name != "statements"), "source", "subdistrict"):
            chosen: frozenset[str] = getattr(self, name)
            if chosen:
                params[name] = ",".join(sorted(chosen))
        if self.q:
            params["q"] = self.q
        if self.bbox is not None:
            params["bbox"] = ",".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in self.bbox)
        if self.as_of is not None:
            params["as_of"] = self.as_of
        if self.statements:
            params["statements"] = ",".join(sorted(self.statements))
        if self.id:
            params["id"] = ",".join(sorted(self.id))
        return {name: params[name] for name in FILTER_NAMES if name in params}

    @property
    def active(self) -> tuple[str, ...]:
        """Names of the filters that narrow anything, as in an address."""
        return tuple(self.to_params())

    def without(self, name: str) -> Filters:
        """Return the filters with the one of this address name taken off."""
        return Filters.from_params({key: value for key, value in self.to_params().items() if key != name})

    def query(self, lexicon: Lexicon | None = None) -> Query:
        """Read the free text; what fits everything if there is none.

        Parameters
        ----------
        lexicon : Lexicon, optional
            What words mean; an atlas has one.

        Returns
        -------
        Query

        Raises
        ------
        FilterError
            If it is not a query, which filters of ``from_params`` never are.
        """
        return parse_query(self.q, lexicon)


def _read_into(values: dict[str, Any], name: str, text: str, problems: list[tuple[str, str]]) -> None:
    try:
        match name:
            case "from":
                values["date_from"] = first_day(text)
            case "to":
                values["date_to"] = last_day(text)
            case "q":
                values["q"] = _free_text(text)
            case "bbox":
                values["bbox"] = _bbox(text)
            case "as_of":
                values["as_of"] = last_day(text)
            case "source" | "id" | "subdistrict":
                values[name] = _slugs(text)
            case _:
                values[name] = _closed(name, text)
    except FilterError as error:
        problems.extend(error.problems)
    except ValueError as error:
        problems.append((name, str(error)))


def _shown(name: str) -> str:
    """Return an unknown parameter name without echoing anything but a short identifier."""
    return name if name.isidentifier() and len(name) <= 30 else "parameter"


def _pieces(text: str) -> list[str]:
    pieces = [piece.strip() for piece in text.split(",")]
    if not all(pieces):
        raise ValueError("has an empty value between two commas")
    return pieces


def _closed(name: str, text: str) -> frozenset[str]:
    chosen = frozenset(_pieces(text))
    if not chosen <= _CLOSED[name]:
        raise ValueError(f"has an unknown value; known are {', '.join(sorted(_CLOSED[name]))}")
    return chosen


def _slugs(text: str) -> frozenset[str]:
    pieces = _pieces(text)
    if any(len(piece) > 100 or not piece.replace("-", "").isalnum() or not piece.isascii() for piece in pieces):
        raise ValueError("expects ids of letters, digits and hyphens, joined by commas")
    return frozenset(pieces)


def _free_text(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise ValueError(f"is longer than {MAX_TEXT} characters")
    parse_query(text)
    return text


def _bbox(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(piece) for piece in _pieces(text))
    except ValueError:
        raise ValueError("expects four numbers: west,south,east,north in degrees") from None
    if not all(math.isfinite(value) for value in (west, south, east, north)):
        raise ValueError("expects finite numbers")
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90):
        raise ValueError("longitudes lie between -180 and 180, latitudes between -90 and 90")
    if south > north:
        raise ValueError("south lies above north; the order is west,south,east,north")
    return west, south, east, north


def touches_bbox(bounds: tuple[float, float, float, float] | None, bbox: tuple[float, float, float, float]) -> bool:
    """Return whether bounds (west, south, east, north) meet a box, which may cross the antimeridian."""
    if bounds is None:
        return False
    west, south, east, north = bbox
    if bounds[1] > north or bounds[3] < south:
        return False
    if west <= east:
        return bounds[0] <= east and bounds[2] >= west
    return bounds[2] >= west or bounds[0] <= east


def passes(values: Iterable[str], wanted: frozenset[str]) -> bool:
    """Return whether no value is wanted or one of them is present."""
    return not wanted or not wanted.isdisjoint(values)
