"""Map links, geo: addresses and plus codes. Nothing is looked up on a network."""

from __future__ import annotations

import math
import re
from urllib.parse import parse_qs, unquote, urlsplit

from openlocationcode import openlocationcode

from geo.errors import CoordinateError
from geo.text.coordinates import Understood, read_pair

_NUMBER = r"(-?\d{1,3}(?:\.\d+)?)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    (rf"(?s:.*)!3d{_NUMBER}!4d{_NUMBER}", "map link (place)"),  # of several pairs the last is that of the place
    (rf"#map=[\d.]+/{_NUMBER}/{_NUMBER}", "OpenStreetMap link"),
    (rf"#view={_NUMBER},{_NUMBER}", "map link (view)"),
    (rf"#lang=.*&lat={_NUMBER}&lon={_NUMBER}", "map link (view)"),
    (rf"[#&?](?:lat|mlat)={_NUMBER}&(?:.*&)?(?:lon|lng|long|mlon)={_NUMBER}", "map link"),
    (rf"[?&]cp={_NUMBER}~{_NUMBER}", "map link (view)"),
    (rf"[?&]sp=point\.{_NUMBER}_{_NUMBER}", "map link"),
    (rf"[?#&]map=(?:[\d.]+/)?{_NUMBER}[,/]{_NUMBER}", "map link (view)"),
    (rf"#[\d.]+/{_NUMBER}/{_NUMBER}", "map link (view)"),
    (rf"/(?:search|place|dir/[^/]*)/{_NUMBER},[+\s]*{_NUMBER}", "map link"),
    (rf"/@{_NUMBER},{_NUMBER}", "map link (view)"),
)
_PARAMETERS = (
    *("whatshere[point]", "coordinate", "q", "query", "pt", "daddr", "destination", "ll", "sll", "center", "viewpoint"),
    *("loc", "point", "to", "p"),
)
"""Parameters that hold a point, what was asked about before the middle of the view."""
_LON_FIRST_PARAMETERS = frozenset({"whatshere[point]", "pt"})
_PARAMETER = re.compile(rf"\s*(?:loc:)?\s*{_NUMBER}\s*,\s*{_NUMBER}\s*(?:\(.*\)|,[\d.]+z?)?\s*")
_GEOHACK = re.compile(r"^([\d.]+(?:_[\d.]+){0,2}_[NS])_([\d.]+(?:_[\d.]+){0,2}_[EW])(?:_|$)", re.IGNORECASE)
_DMS_PLACE = re.compile(r"/(?:place|search)/([^/@]*\d[^/@]*[NSEW][^/@]*)(?:/|$|\?)", re.IGNORECASE)
_SHORTENERS = frozenset({"goo.gl", "maps.app.goo.gl", "bit.ly", "t.co"})
_LINK = re.compile(
    r"^(https?://|www\.|osm\.org|openstreetmap\.org|maps\.|google\.[a-z.]+/maps|(maps\.app\.)?goo\.gl/)", re.IGNORECASE
)
_LON_FIRST = re.compile(r"(^|\.)yandex\.")
_ANDROID = re.compile(rf"[?&]q={_NUMBER},\s*{_NUMBER}")
_M_PER_DEGREE = 111_700
"""The most that a degree of latitude measures, near the poles."""
_PLUS_CODE = re.compile(r"^([23456789CFGHJMPQRVWX0]{2,8}\+[23456789CFGHJMPQRVWX]{0,7})(?:[\s,]+(.+))?$", re.IGNORECASE)


def read_link(text: str) -> Understood | None:
    """Read a link to a map or a ``geo:`` address; None if the text is neither.

    Raises
    ------
    CoordinateError
        If it is a link without coordinates, or a shortened one, which only a network could resolve.
    """
    if text.lower().startswith("geo:"):
        return _read_geo(unquote(text))
    if not _LINK.match(text):
        return None
    address = unquote(text)
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        raise CoordinateError("the link is broken; paste the coordinates themselves") from None
    host = parts.netloc.lower().removeprefix("www.")
    if host in _SHORTENERS or (host in ("osm.org", "openstreetmap.org") and parts.path.startswith("/go/")):
        raise CoordinateError("a shortened link can only be resolved over the network; open it and paste the long one")
    found = _read_query({name: values[0] for name, values in parse_qs(parts.query).items()}, host=host)
    if found is not None:
        return found
    for pattern, form in _PATTERNS:
        match = re.search(pattern, address, re.IGNORECASE)
        if match is not None:
            return _pair(f"{match.group(1)},{match.group(2)}", form)
    typed = _DMS_PLACE.search(parts.path.replace("+", " "))
    if typed is not None:
        read = read_pair(typed[1])
        return Understood(read.lon, read.lat, "map link (place)", sure_of_order=True)
    raise CoordinateError("the link has no coordinates in it; paste the coordinates themselves")


def _read_geo(text: str) -> Understood:
    query = _ANDROID.search(text)
    if query is not None:  # geo:0,0?q=33.1256,35.8239(label) is what Android shares
        return _pair(f"{query.group(1)},{query.group(2)}", "geo: address")
    return _pair(text[4:].split("?")[0].split(";")[0], "geo: address")


def _read_query(query: dict[str, str], *, host: str) -> Understood | None:
    if "mlat" in query and "mlon" in query:
        return _pair(f"{query['mlat']},{query['mlon']}", "OpenStreetMap marker")
    if "lat" in query and ("lon" in query or "lng" in query):
        return _pair(f"{query['lat']},{query.get('lon') or query.get('lng')}", "map link")
    hack = _GEOHACK.match(query.get("params", ""))
    if hack is not None:
        read = read_pair(f"{hack[1]}, {hack[2]}".replace("_", " "))
        return Understood(read.lon, read.lat, "map link", sure_of_order=True)
    for name in _PARAMETERS:
        match = re.fullmatch(
            rf"\s*(?:loc:)?\s*{_NUMBER}\s*,\s*{_NUMBER}\s*(?:\(.*\)|,[\d.]+z?)?\s*", query.get(name, "")
        )
        if match is not None:
            lon_first = _LON_FIRST.search(host) and (name == "ll" or name in _LON_FIRST_PARAMETERS)
            lat, lon = reversed(match.groups()) if lon_first else match.groups()
            return _pair(f"{lat},{lon}", "map link")
    return None


def read_plus_code(text: str) -> tuple[str, str] | None:
    """Return a plus code and the place name behind it; None if the text is not a plus code."""
    match = _PLUS_CODE.match(text.strip())
    return None if match is None else (match.group(1).upper(), (match.group(2) or "").strip())


def is_full(code: str) -> bool:
    """Return whether a plus code needs no place name with it."""
    return bool(openlocationcode.isFull(code))


def decode_plus_code(code: str, *, near: tuple[float, float] | None) -> tuple[Understood, float]:
    """Return the middle of a plus code and half the diagonal of its cell in metres, roughly.

    Parameters
    ----------
    code : str
        A full code, or a short one with ``near``.
    near : tuple of float or None
        Latitude and longitude that a short code is near to.

    Raises
    ------
    CoordinateError
        If the code is not valid, or short without a place.
    """
    if not openlocationcode.isValid(code):
        raise CoordinateError("this is not a valid plus code; a full one looks like 8G5Q4RGF+6H")
    if openlocationcode.isShort(code):
        if near is None:
            raise CoordinateError("a short plus code needs a place behind it, such as 4RGF+6H Quneitra")
        code = openlocationcode.recoverNearest(code, near[0], near[1])
    area = openlocationcode.decode(code)
    high, wide = area.latitudeHi - area.latitudeLo, area.longitudeHi - area.longitudeLo
    half_m = _M_PER_DEGREE * math.hypot(high, wide * math.cos(math.radians(area.latitudeCenter))) / 2
    middle = Understood(area.longitudeCenter, area.latitudeCenter, f"plus code {code}", sure_of_order=True)
    return middle, half_m


def _pair(text: str, form: str) -> Understood:
    pieces = text.split(",")
    try:
        lat, lon = float(pieces[0]), float(pieces[1])
    except (ValueError, IndexError):
        raise CoordinateError(f"the {form} has no two numbers in it") from None
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise CoordinateError(f"the {form} has a latitude or longitude out of range")
    return Understood(lon, lat, form, sure_of_order=True)
