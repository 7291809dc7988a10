"""The borders that close the zone at its ends: Lebanon in the north, Jordan in the south."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError, Fault

FRAME_MARGIN_DEG = 2.5
"""How far beyond the lines the plane is parted; far beyond every distance that decides a side."""


@dataclass(frozen=True, slots=True)
class Borders:
    """One line towards Lebanon and one towards Jordan, each from its western to its eastern end.

    Attributes
    ----------
    lebanon : LineString
        Border of Lebanon with Israel and Syria, degrees WGS 84, lon lat.
    jordan : LineString
        Border of Jordan with Israel and Syria, degrees WGS 84, lon lat.
    """

    lebanon: LineString
    jordan: LineString


def join_borders(*, lebanon: Iterable[BaseGeometry], jordan: Iterable[BaseGeometry]) -> Borders:
    """Join the pieces of each border, in any order and direction, into one line.

    Parameters
    ----------
    lebanon, jordan : iterable of BaseGeometry
        Lines in degrees WGS 84 that meet at their ends. The longest chain counts; pieces that do not
        touch it are left out.

    Raises
    ------
    DataError
        If a border has no piece.
    """
    return Borders(lebanon=_longest_chain(lebanon, name="lebanon"), jordan=_longest_chain(jordan, name="jordan"))


def frame_around(*lines: LineString) -> Polygon:
    """Return the box, in degrees, that is parted into sides: the lines and 2.5 degrees around them."""
    west, south, east, north = shapely.union_all(list(lines)).bounds
    margin = FRAME_MARGIN_DEG
    return box(west - margin, south - margin, east + margin, north + margin)


def land_between(borders: Borders, *, frame: Polygon) -> BaseGeometry:
    """Return the frame without Lebanon and Jordan, degrees WGS 84.

    Where a border line ends before the frame does, it is carried on: Lebanon's due west (the sea) and
    due north, Jordan's due south at both ends. All four ends lie more than 25 km from lines A and B.

    Raises
    ------
    DataError
        If a border crosses itself or leaves the frame.
    """
    west, south, _, north = frame.bounds
    lebanon, jordan = list(borders.lebanon.coords), list(borders.jordan.coords)
    countries = {
        "lebanon": Polygon([*lebanon, (lebanon[-1][0], north), (west, north), (west, lebanon[0][1])]),
        "jordan": Polygon([*jordan, (jordan[-1][0], south), (jordan[0][0], south)]),
    }
    for name, country in countries.items():
        if not country.is_valid or not frame.covers(country):
            raise DataError([Fault("borders", 0, name, "the border crosses itself or leaves the frame")])
    return frame.difference(shapely.union_all(list(countries.values())))


def _longest_chain(pieces: Iterable[BaseGeometry], *, name: str) -> LineString:
    parts = shapely.get_parts(list(pieces))
    if not len(parts):
        raise DataError([Fault("borders", 0, name, "no border line is given")])
    chains = shapely.get_parts(shapely.line_merge(shapely.union_all(parts)))
    longest = chains[int(shapely.length(chains).argmax())]
    coordinates = list(longest.coords)
    if coordinates[0][0] > coordinates[-1][0]:
        coordinates.reverse()
    return LineString(coordinates)
