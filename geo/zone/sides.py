"""The words of the position test: sides of the zone, and bands of the areas of limitation."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Where a point lies. East of line A and east of line B are two different things."""

    WEST_OF_A = "west_of_a"
    INSIDE = "inside"
    EAST_OF_B = "east_of_b"
    OUTSIDE_REGION = "outside_region"
    CANNOT_TELL = "cannot_tell"


class Band(StrEnum):
    """Kilometres from line A (west of it) or from line B (east of it)."""

    KM_0_10 = "0-10"
    KM_10_20 = "10-20"
    KM_20_25 = "20-25"


class Certainty(StrEnum):
    """How far the side of a point can be relied on."""

    CLEAR = "clear"
    LINE_DOUBT = "line_doubt"
    CANNOT_TELL = "cannot_tell"


ANSWERS: tuple[Side, ...] = (Side.INSIDE, Side.WEST_OF_A, Side.EAST_OF_B, Side.OUTSIDE_REGION)
"""The four sides that part the world, in the order of the codes in `geo.zone.Positions`."""

BANDS: tuple[Band, ...] = (Band.KM_0_10, Band.KM_10_20, Band.KM_20_25)
"""The bands from the line outwards, in the order of the codes in `geo.zone.Positions`."""

BAND_EDGES_M: tuple[float, ...] = (10_000.0, 20_000.0, 25_000.0)
"""Outer edge of each band in metres from its line; the last one ends the region."""
