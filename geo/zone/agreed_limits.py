"""What was agreed for each band of the areas of limitation, and who says so.

The agreement of 31 May 1974 (UN document S/11302/Add.1, paragraph B.5) speaks of two equal areas of
limitation; the numbers are in a side document, the "U.S. Proposal", that each party accepted separately.
What only the press of the day reports is marked as such. Where no figure was found, none is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.zone.sides import Band

SIDE_DOCUMENT_URL = "https://history.state.gov/historicaldocuments/frus1969-76v26/d83"
SIDE_DOCUMENT_TITLE = "U.S. Proposal, Foreign Relations of the United States 1969-1976, volume XXVI, document 83"
PRESS_URL = "http://www.jta.org/archive/limited-forces-accord-signed-un-observer-unit-approved"
PRESS_TITLE = "Jewish Telegraphic Agency, 1974"


class LimitSubject(StrEnum):
    """What is limited."""

    FORCES = "forces"
    MEN = "men"
    TANKS = "tanks"
    GUNS = "guns"
    MISSILES = "missiles"


class LimitBasis(StrEnum):
    """What a limit rests on."""

    SIDE_DOCUMENT = "side_document"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit in one band, the same on both sides.

    Attributes
    ----------
    subject : LimitSubject
        What is limited.
    text : str
        The limit in plain words.
    maximum : int or None
        Greatest number allowed; 0 for none at all; None for a limit that is not a number.
    basis : LimitBasis
        ``side_document`` for the accepted text; ``press`` for what is not treaty text.
    source_title, source_url : str
        Where it was read.
    """

    subject: LimitSubject
    text: str
    maximum: int | None
    basis: LimitBasis
    source_title: str
    source_url: str


@dataclass(frozen=True, slots=True)
class BandLimits:
    """All limits of one band.

    Attributes
    ----------
    band : Band
        The band, on either side.
    limits : tuple of Limit
        What was found, the side document first.
    note : str
        What was not found, and what is not treaty text.
    """

    band: Band
    limits: tuple[Limit, ...]
    note: str


def limits_of(band: Band) -> BandLimits:
    """Return what the side document of 1974 limits in a band, west of A and east of B alike."""
    return _LIMITS[band]


def _agreed(subject: LimitSubject, text: str, maximum: int | None = None) -> Limit:
    return Limit(subject, text, maximum, LimitBasis.SIDE_DOCUMENT, SIDE_DOCUMENT_TITLE, SIDE_DOCUMENT_URL)


def _reported(subject: LimitSubject, text: str, maximum: int | None = None) -> Limit:
    return Limit(subject, text, maximum, LimitBasis.PRESS, PRESS_TITLE, PRESS_URL)


_AIR_DEFENCE = _agreed(LimitSubject.MISSILES, "no surface-to-air missiles closer than 25 km", 0)
_GROUND_MISSILES = _reported(
    LimitSubject.MISSILES, "no ground-to-ground missiles within 25 km (press report of 1974, not treaty text)", 0
)
_PRESS_NOTE = "The ban on ground-to-ground missiles stands in a press report only, not in the side document."

_LIMITS: dict[Band, BandLimits] = {
    Band.KM_0_10: BandLimits(
        band=Band.KM_0_10,
        limits=(
            _agreed(LimitSubject.FORCES, "at most two brigades", 2),
            _agreed(LimitSubject.MEN, "at most 6,000 men in all", 6000),
            _agreed(LimitSubject.TANKS, "at most 75 tanks", 75),
            _agreed(LimitSubject.GUNS, "at most 36 short-range 122 mm artillery pieces", 36),
            _AIR_DEFENCE,
            _GROUND_MISSILES,
        ),
        note=_PRESS_NOTE,
    ),
    Band.KM_10_20: BandLimits(
        band=Band.KM_10_20,
        limits=(
            _agreed(LimitSubject.GUNS, "at most 162 artillery pieces", 162),
            _agreed(LimitSubject.GUNS, "no artillery with a range above 20 km"),
            _AIR_DEFENCE,
            _GROUND_MISSILES,
        ),
        note=f"No limit on men or tanks in this band was found in the texts. {_PRESS_NOTE}",
    ),
    Band.KM_20_25: BandLimits(
        band=Band.KM_20_25,
        limits=(_AIR_DEFENCE, _GROUND_MISSILES),
        note=f"No limit on men, tanks or guns in this band was found in the texts. {_PRESS_NOTE}",
    ),
}
