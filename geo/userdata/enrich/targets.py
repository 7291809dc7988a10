"""What rows are compared with: our places, positions and events as arrays, made once for an atlas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.atlas import Atlas
from geo.dataset.records import RecordSet
from geo.dataset.records.models import Position
from geo.text.dates import first_day, last_day
from geo.userdata.enrich.rows import FloatArray, IntArray
from geo.vocab import EventCategory, PositionKind
from geo.zone import NamedPlaces, named_places
from geo.zone.plane.crs import earth_centred

UN_KINDS = frozenset(
    {
        PositionKind.UNDOF_CAMP,
        PositionKind.UNDOF_POSITION,
        PositionKind.UNDOF_OFFICE,
        PositionKind.UNTSO_OBSERVATION_POST,
    }
)
ISRAELI_KINDS = frozenset({PositionKind.ISRAELI_POST, PositionKind.ISRAELI_CHECKPOINT, PositionKind.ISRAELI_WORKS})
CATEGORIES = tuple(EventCategory)
"""Categories by the number of their bit."""

_ALWAYS = (date.min.toordinal() - date(1970, 1, 1).toordinal(), date.max.toordinal() - date(1970, 1, 1).toordinal())


@dataclass(frozen=True, slots=True, eq=False)
class DatedPlaces:
    """Places that held from a day to a day.

    Attributes
    ----------
    places : NamedPlaces or None
        Ids, names and coordinates; None if there is none.
    centred : ndarray of float
        The same, (n, 3) metres from the Earth's centre.
    first_day, last_day : ndarray of int
        Days since 1 January 1970; the ends of the calendar where not known.
    """

    places: NamedPlaces | None
    centred: FloatArray
    first_day: IntArray
    last_day: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class NearTargets:
    """Our located events that may be the same as a row; tallies are left out, they are not a site.

    Attributes
    ----------
    ids : ndarray of str
        Record ids.
    lon, lat : ndarray of float
        Degrees WGS 84.
    centred : ndarray of float
        The same, (n, 3) metres from the Earth's centre.
    first_day, last_day : ndarray of int
        Days since 1 January 1970 between which it may have happened.
    category : ndarray of int
        Number in :data:`CATEGORIES`.
    """

    ids: NDArray[np.object_]
    lon: FloatArray
    lat: FloatArray
    centred: FloatArray
    first_day: IntArray
    last_day: IntArray
    category: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """Everything that rows are compared with."""

    places: NamedPlaces
    un: DatedPlaces
    israeli: DatedPlaces
    records: NearTargets


def targets_of(atlas: Atlas) -> Targets:
    """Gather what rows are compared with."""
    records = atlas.dataset.records
    return Targets(
        places=atlas.test.places,
        un=_dated_places(records, UN_KINDS),
        israeli=_dated_places(records, ISRAELI_KINDS),
        records=_near_targets(records),
    )


def _day(text: str, bound: Callable[[str], str], *, default: int) -> int:
    return date.fromisoformat(bound(text)).toordinal() - date(1970, 1, 1).toordinal() if text else default


def _dated_places(records: RecordSet, kinds: frozenset[PositionKind]) -> DatedPlaces:
    found: list[Position] = [
        position
        for position in records.positions
        if position.kind in kinds and position.draw and position.lon is not None and position.lat is not None
    ]
    lon = np.array([position.lon for position in found], dtype=np.float64)
    lat = np.array([position.lat for position in found], dtype=np.float64)
    names = [position.title for position in found]
    return DatedPlaces(
        places=named_places([position.id for position in found], names, lon, lat) if found else None,
        centred=earth_centred(lon, lat),
        first_day=np.array([_day(p.valid_from, first_day, default=_ALWAYS[0]) for p in found], dtype=np.int64),
        last_day=np.array([_day(p.valid_to, last_day, default=_ALWAYS[1]) for p in found], dtype=np.int64),
    )


def _near_targets(records: RecordSet) -> NearTargets:
    found = [event for event in records.events if event.lon is not None and not event.umbrella]
    lon = np.array([event.lon for event in found], dtype=np.float64)
    lat = np.array([event.lat for event in found], dtype=np.float64)
    spans = [event.span for event in found]
    return NearTargets(
        ids=np.array([event.id for event in found], dtype=object),
        lon=lon,
        lat=lat,
        centred=earth_centred(lon, lat),
        first_day=np.array([_day(span.start, first_day, default=0) for span in spans], dtype=np.int64),
        last_day=np.array([_day(span.end or span.start, last_day, default=0) for span in spans], dtype=np.int64),
        category=np.array([CATEGORIES.index(event.category) for event in found], dtype=np.int64),
    )
