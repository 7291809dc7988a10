"""Plane grids as people type them: MGRS, UTM, and the national grids of the region by name."""

from __future__ import annotations

import re
from functools import lru_cache

from pyproj import Transformer

from geo.errors import CoordinateError
from geo.text.messages import tr

GRIDS: dict[str, int] = {
    "ITM (Israel, EPSG:2039)": 2039,
    "Palestine grid 1923 (EPSG:28191)": 28191,
    "Israeli Cassini Soldner (EPSG:28193)": 28193,
    "UTM zone 36 N (EPSG:32636)": 32636,
    "UTM zone 37 N (EPSG:32637)": 32637,
    "Syria Lambert (EPSG:22770)": 22770,
    "Syria stereographic, Levant (EPSG:22780)": 22780,
    "web Mercator (EPSG:3857)": 3857,
}
"""EPSG codes of the plane systems that tables of the region are in, by what people call them."""

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_LETTERS = "ABCDEFGHJKLMNPQRSTUV"
_MGRS = re.compile(
    r"^(?:MGRS|USNG)?[:\s]*(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z])\s*([A-HJ-NP-V])\s*(\d{1,10}|\d{1,5}\s+\d{1,5})$",
    re.IGNORECASE,
)
_METRE = r"(\d{5,8}(?:\.\d+)?)\s*(?:m?\s*([EN])|m)?"
_UTM = re.compile(
    rf"^(?:UTM)?[:\s]*(?:zone)?\s*(\d{{1,2}})\s*([C-HJ-NP-X])?[\s,;]+(?:([EN])[:=]?\s*)?{_METRE}[\s,;]+(?:([EN])[:=]?\s*)?{_METRE}$",
    re.IGNORECASE,
)
_UTM_LAST = re.compile(
    rf"^{_METRE}[\s,;]+{_METRE}[\s,;]+(?:UTM)?\s*(?:zone)?\s*(\d{{1,2}})\s*([C-HJ-NP-X])?$", re.IGNORECASE
)
_BARE = re.compile(r"^\d{5,7}(?:\.\d+)?[\s,;]+\d{5,7}(?:\.\d+)?$")
_NORTHING_LETTERS_M = 2_000_000
_SQUARE_M = 100_000


def read_grid(text: str) -> tuple[float, float, str, float] | None:
    """Read a point of MGRS or UTM.

    Parameters
    ----------
    text : str
        The text, with digits 0 to 9.

    Returns
    -------
    tuple or None
        Longitude and latitude in degrees WGS 84, the form in words, and the radius in metres of what the text leaves
        open; None if it is neither.

    Raises
    ------
    CoordinateError
        If it is one of them and cannot be, or two plain numbers of a grid that is not named.

    Examples
    --------
    >>> lon, lat, form, radius_m = read_grid("36SYB6346568760")
    >>> round(lon, 4), round(lat, 4), form, round(radius_m, 1)
    (35.8239, 33.1256, 'MGRS', 0.7)
    """
    found = _MGRS.match(text)
    if found is not None:
        return _from_mgrs(int(found[1]), found[2].upper(), found[3].upper() + found[4].upper(), found[5])
    found = _UTM.match(text)
    if found is not None:
        first = (found[3] or found[5] or "").upper()
        second = (found[6] or found[8] or "").upper()
        return _from_utm(int(found[1]), (found[2] or "").upper(), found[4], found[7], first + second)
    found = _UTM_LAST.match(text)
    if found is not None:
        sides = (found[2] or "").upper() + (found[4] or "").upper()
        return _from_utm(int(found[5]), (found[6] or "").upper(), found[1], found[3], sides)
    if _BARE.match(text):
        raise CoordinateError(
            tr("metres of a grid that is not named; write degrees, or UTM with its zone, like 36S 763466 3668761")
        )
    return None


def grid_to_degrees(x_m: float, y_m: float, *, epsg: int) -> tuple[float, float]:
    """Return longitude and latitude of a point of a plane system.

    Parameters
    ----------
    x_m, y_m : float
        Easting and northing in metres.
    epsg : int
        The system, by its EPSG code.

    Returns
    -------
    lon, lat : float
        Degrees WGS 84; infinite where the point is outside the system.

    Examples
    --------
    >>> [round(value, 4) for value in grid_to_degrees(763466, 3668761, epsg=32636)]
    [35.8239, 33.1256]
    """
    lon, lat = _transformer(epsg).transform(x_m, y_m)
    return float(lon), float(lat)


@lru_cache(maxsize=8)
def _transformer(epsg: int) -> Transformer:
    return Transformer.from_crs(epsg, 4326, always_xy=True)


def _from_mgrs(zone: int, band: str, square: str, digits: str) -> tuple[float, float, str, float]:
    halves = digits.split() if re.search(r"\s", digits) else [digits[: len(digits) // 2], digits[len(digits) // 2 :]]
    if len(halves[0]) != len(halves[1]):
        raise CoordinateError(
            tr("the numbers of an MGRS reference have an even count of digits, half for each direction")
        )
    cell = 10 ** (5 - len(halves[0]))
    column = ["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"][(zone - 1) % 3].find(square[0])
    if not 1 <= zone <= 60 or column < 0:
        raise CoordinateError(
            tr("zone {zone} of MGRS has no square {square}; check the letters", zone=zone, square=square)
        )
    x = (column + 1) * _SQUARE_M + int(halves[0]) * cell
    y = (_LETTERS.index(square[1]) - (5 if zone % 2 == 0 else 0)) % 20 * _SQUARE_M + int(halves[1]) * cell
    south = band < "N"
    low = -80 + 8 * _BANDS.index(band)
    half = cell / 2
    for step in range(5):
        northing = y + step * _NORTHING_LETTERS_M
        lon, lat = grid_to_degrees(x + half, northing + half, epsg=(32700 if south else 32600) + zone)
        if low - 1 <= lat <= low + (13 if band == "X" else 9):
            return lon, lat, "MGRS", half * 2**0.5
    raise CoordinateError(
        tr(
            "band {band} of MGRS has no square {square} in zone {zone}; check the letters",
            band=band,
            square=square,
            zone=zone,
        )
    )


def _from_utm(zone: int, letter: str, first: str, second: str, sides: str) -> tuple[float, float, str, float]:
    if not 1 <= zone <= 60:
        raise CoordinateError(tr("UTM has zones 1 to 60, not {zone}", zone=zone))
    if sides not in ("", "EN", "NE", "E", "N"):
        raise CoordinateError(tr("one number of a UTM point is the easting E, the other the northing N"))
    east, north = (float(second), float(first)) if sides == "NE" else (float(first), float(second))
    if not 100_000 <= east < 1_000_000 or north > 10_000_000:
        raise CoordinateError(
            tr("eastings of UTM have six digits and come first, northings seven; write it like 36S 763466 3668761")
        )
    options = [32600 + zone] if not letter or letter >= "N" else [32700 + zone]
    options += [32700 + zone] if letter == "S" else []
    for epsg in options:
        lon, lat = grid_to_degrees(east, north, epsg=epsg)
        low = -80 + 8 * _BANDS.index(letter) if letter else None
        as_band = low is not None and low - 1 <= lat <= low + 13
        as_side = letter in ("", "N", "S") and (lat < 0) == (letter == "S")
        if as_band or as_side:
            return lon, lat, "UTM", 0.0
    raise CoordinateError(tr("the point is not in band {band} of UTM; check letter and numbers", band=letter))
