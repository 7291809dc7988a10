"""Parts of a query that mean more than their letters: a value or a place, a window of days, a circle."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.query.search.terms import Phrase
from geo.query.search.texts import SearchText
from geo.zone.plane.crs import wgs84


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """A value of a vocabulary or a place, however it was typed.

    Attributes
    ----------
    facet : str
        ``kind``, ``status``, ``attribution``, ``actor``, ``governorate`` or ``place``.
    label : str
        What a person reads for it.
    tags : frozenset of str
        A record with one of these fits.
    phrases : tuple of Phrase
        A record with one of these in a text fits as well.
    """

    facet: str
    label: str
    tags: frozenset[str]
    phrases: tuple[Phrase, ...] = field(default=(), repr=False)

    def matches(self, text: SearchText) -> bool:
        """Return whether a record has one of the tags or phrases."""
        return not self.tags.isdisjoint(text.tags) or any(phrase.matches(text) for phrase in self.phrases)

    def __str__(self) -> str:
        return f"{self.facet}:{self.label}"


@dataclass(frozen=True, slots=True)
class During:
    """Records whose span shares a day with a window; a record without a date does not fit.

    Attributes
    ----------
    first, last : str or None
        First and last day, ISO 8601; None for no bound.
    """

    first: str | None
    last: str | None

    def matches(self, text: SearchText) -> bool:
        """Return whether the span of a record meets the window."""
        return text.span is not None and text.span.overlaps(self.first, self.last)

    def __str__(self) -> str:
        return f"{self.first or '..'}/{self.last or '..'}"


@dataclass(frozen=True, slots=True)
class Near:
    """Records with a point within a distance of one of some points.

    Attributes
    ----------
    points : tuple of (float, float)
        Lon, lat in degrees WGS 84.
    radius_m : float
        Greatest distance in metres, on the ellipsoid.
    label : str
        What the points are called.
    """

    points: tuple[tuple[float, float], ...]
    radius_m: float
    label: str

    def matches(self, text: SearchText) -> bool:
        """Return whether the point of a record is near enough."""
        return text.point is not None and any(
            wgs84().inv(*point, *text.point)[2] <= self.radius_m for point in self.points
        )

    def __str__(self) -> str:
        return f"near:{self.label},{self.radius_m:g}m"


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One meaning with all that is typed for it.

    Attributes
    ----------
    meaning : WordMeaning
        What it means.
    words : tuple of str
        As they are written.
    points : tuple of (float, float)
        Where it is, lon lat; empty for what is not a place.
    """

    meaning: WordMeaning
    words: tuple[str, ...]
    points: tuple[tuple[float, float], ...] = ()
