"""Field types shared by the record models: text from a CSV cell to a checked value."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from geo.text.dates import first_day

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and the marks that turn the direction of the text after them."""


_ODD_IN_ADDRESS = re.compile(rf"\s|{_CONTROL.pattern}")


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or len(value) > 80:
        raise ValueError("an id is lower-case ASCII letters and digits joined by single hyphens, at most 80")
    return value


def _plain(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("control characters are not allowed; retype the cell")
    if value != value.strip():
        raise ValueError("leading or trailing space; remove it")
    return value


def _filled(value: str) -> str:
    if not value:
        raise ValueError("must not be empty")
    return value


def _date_part(value: str) -> str:
    if value:
        first_day(value)
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or _ODD_IN_ADDRESS.search(value):
        raise ValueError("must be a web address that starts with http:// or https://")
    return value


def pipe_list(value: Any) -> Any:
    """Return the items of a cell that joins them by |."""
    if not isinstance(value, str):
        return value
    pieces = [piece.strip() for piece in value.split("|")] if value else []
    if any(not piece for piece in pieces):
        raise ValueError("empty item between two | signs; remove one |")
    if len(set(pieces)) != len(pieces):
        raise ValueError("the same item is given twice; remove one")
    return tuple(pieces)


def empty_to_none(value: Any) -> Any:
    """Return None for an empty cell."""
    return None if value == "" else value


def _yes_no(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("yes", "no"):
            raise ValueError("must be yes or no")
        return value == "yes"
    return value


def _longitude(value: float) -> float:
    if not -180 <= value <= 180:
        raise ValueError("longitude must lie between -180 and 180 degrees (order is lon, lat)")
    return value


def _latitude(value: float) -> float:
    if not -90 <= value <= 90:
        raise ValueError("latitude must lie between -90 and 90 degrees (order is lon, lat)")
    return value


Slug = Annotated[str, AfterValidator(_slug)]
OptionalSlug = Annotated[Slug | None, BeforeValidator(empty_to_none)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(pipe_list)]
Text = Annotated[str, AfterValidator(_plain)]
FilledText = Annotated[Text, AfterValidator(_filled)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(pipe_list)]
DatePart = Annotated[str, AfterValidator(_date_part)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
OptionalWebAddress = Annotated[WebAddress | None, BeforeValidator(empty_to_none)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Longitude = Annotated[float, AfterValidator(_longitude)]
Latitude = Annotated[float, AfterValidator(_latitude)]
OptionalLongitude = Annotated[Longitude | None, BeforeValidator(empty_to_none)]
OptionalLatitude = Annotated[Latitude | None, BeforeValidator(empty_to_none)]
OptionalCount = Annotated[Annotated[int, Field(ge=0)] | None, BeforeValidator(empty_to_none)]
OptionalRadius = Annotated[Annotated[int, Field(gt=0, le=500_000)] | None, BeforeValidator(empty_to_none)]
OptionalFloat = Annotated[float | None, BeforeValidator(empty_to_none)]


def _parts(value: Any) -> Any:
    """Return the pairs of a cell that joins name=number by |, in their order."""
    if not isinstance(value, str):
        return value
    found = []
    for piece in pipe_list(value):
        name, sign, number = piece.partition("=")
        if not sign or not name or not number.isdecimal():
            raise ValueError("expects name=number, joined by |")
        found.append((name, int(number)))
    if len({name for name, _ in found}) != len(found):
        raise ValueError("a name is given twice; remove one")
    return tuple(found)


Parts = Annotated[tuple[tuple[str, int], ...], BeforeValidator(_parts)]
