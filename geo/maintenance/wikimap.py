"""Marks of Wikipedia's map module, from its raw text that a person downloaded: no Lua is run, nothing is fetched.

The text is CC BY-SA 4.0 (Wikipedia contributors): what is made from it stays in a file of its own, under that licence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geo.errors import DataError, Fault

MAX_TEXT_CHARS = 20_000_000
MAX_PLACE_SIZE = 40
"""Marks of this size and larger are pictures on the map, not places."""
HOLDERS: dict[str, str] = {
    "grey": "Syrian transitional government or Turkish forces, which the map does not tell apart",
    "gray": "Syrian transitional government or Turkish forces, which the map does not tell apart",
    "yellow": "SDF",
    "lime": "Druze militias",
    "blue": "Israeli forces, the Golan and the buffer zone among them",
    "red": "Russian forces",
    "black": "ISIL",
}
"""Who a colour stands for, as public readers of the module word its legend."""
LICENCE = "CC-BY-SA-4.0"
_PAIR = re.compile(r"""([A-Za-z_]\w*)\s*=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?)""")
_COLOUR = re.compile(r"location dot (\w+)|dot[- _](\w+)|(\w+)[- _]dot", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class WikiMark:
    """One mark of the map.

    Attributes
    ----------
    label : str
        Place as the map names it.
    lon, lat : float
        WGS 84 degrees.
    mark : str
        Name of the picture that stands for the holder.
    holder : str
        Who the colour stands for; empty if it is not in the legend that is known.
    line : int
        Line of the text.
    """

    label: str
    lon: float
    lat: float
    mark: str
    holder: str
    line: int


def read_wiki_marks(text: str) -> list[WikiMark]:
    """Return the marks of the module's text; pictures, comments and tables without a point are left out.

    Parameters
    ----------
    text : str
        Raw text of ``Module:Syrian Civil War detailed map``, of any revision.

    Raises
    ------
    DataError
        If the text is too long, or has no mark.
    """
    if len(text) > MAX_TEXT_CHARS:
        raise DataError([Fault("module", 0, "-", f"longer than {MAX_TEXT_CHARS:,} characters")])
    found = [mark for line, fields in _tables(text) if (mark := _mark(fields, line)) is not None]
    if not found:
        raise DataError([Fault("module", 0, "-", "no table with lat, long and mark; save the raw text (action=raw)")])
    return found


def _tables(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield every innermost pair of braces with its line: quotes are respected, ``--`` comments are left out."""
    start, at, line = -1, 0, 1
    opened = 1
    while at < len(text):
        sign = text[at]
        if sign in "\"'":
            at = _end_of_quote(text, at)
            continue
        if text.startswith("--", at):
            after = _end_of_comment(text, at)
            line += text.count("\n", at, after)
            at = after
            continue
        if sign == "\n":
            line += 1
        elif sign == "{":
            start, opened = at, line
        elif sign == "}" and start >= 0:
            yield opened, _fields(text[start + 1 : at])
            start = -1
        at += 1


def _end_of_quote(text: str, at: int) -> int:
    quote, at = text[at], at + 1
    while at < len(text) and text[at] not in (quote, "\n"):
        at += 2 if text[at] == "\\" else 1
    return at if at < len(text) and text[at] == "\n" else at + 1


def _end_of_comment(text: str, at: int) -> int:
    if text.startswith("--[[", at):
        end = text.find("]]", at)
        return len(text) if end < 0 else end + 2
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _fields(body: str) -> dict[str, str]:
    return {name: _plain(value) for name, value in _PAIR.findall(body)}


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value[:1] in ("'", '"') else value


def _mark(fields: dict[str, str], line: int) -> WikiMark | None:
    try:
        lat, lon = float(fields["lat"]), float(fields["long"])
        size = float(fields.get("marksize") or 0)
    except (KeyError, ValueError):
        return None
    if size >= MAX_PLACE_SIZE or "mark" not in fields or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    label = _LINK.sub(r"\1", fields.get("label") or fields.get("link") or "").strip()
    return WikiMark(label, lon, lat, fields["mark"], _holder(fields["mark"]), line)


def _holder(mark: str) -> str:
    match = _COLOUR.search(mark)
    colour = next((part for part in match.groups() if part), "") if match else ""
    return HOLDERS.get(colour.casefold(), "")


def marks_geojson(marks: list[WikiMark], *, revision: str, stated_on: str) -> bytes:
    """Return the marks as GeoJSON under Wikipedia's licence, with the revision and its day in every feature.

    Parameters
    ----------
    marks : list of WikiMark
        What ``read_wiki_marks`` gave.
    revision : str
        Number of the revision, which the address of the credit names.
    stated_on : str
        Day of the revision, ISO.
    """
    page = f"https://en.wikipedia.org/w/index.php?oldid={revision}"
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [mark.lon, mark.lat]},
            "properties": {
                "title": mark.label or "place without a name",
                "holder": mark.holder or f"not in the legend: {mark.mark}",
                "asserted_by": "Wikipedia contributors",
                "date": stated_on,
                "revision": revision,
                "url": page,
                "licence": LICENCE,
            },
        }
        for mark in marks
    ]
    head: dict[str, Any] = {
        "type": "FeatureCollection",
        "name": "wikipedia-map-module",
        "licence": LICENCE,
        "credit": f"Wikipedia contributors, {page}; points taken out of the module and filtered",
    }
    return json.dumps(head | {"features": features}, ensure_ascii=False, indent=1).encode()
