"""The answers of the position test: arrays for many points, JSON for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.zone.plane.crs import FloatArray
from geo.zone.sides import ANSWERS, BAND_EDGES_M, BANDS, Certainty, Side

NONE = -1
"""Code for "cannot tell" among the sides, and for "no band"."""


@dataclass(frozen=True, eq=False)
class Positions:
    """Where points lie, one entry per point in every array, in the order that was asked.

    Attributes
    ----------
    side_code : ndarray of int8
        Number in `ANSWERS`, -1 for "cannot tell".
    possible_bits : ndarray of uint8
        Sides that the circle touches: bit n stands for ``ANSWERS[n]``.
    band_code : ndarray of int8
        Number in `BANDS`; -1 where the side has no band or the circle crosses a band edge.
    distance_to_a_m, distance_to_b_m : ndarray of float
        Metres on the ellipsoid to the line as drawn, positive east of it, negative west of it.
    uncertainty_m : ndarray of float
        Radius of the circle in metres.
    depends_on_geometry : ndarray of bool
        Whether the alternative geometry gives other possible sides.
    line_accuracy_m : float
        How far the lines themselves may lie from the drawn ones; a distance below it decides nothing.
    """

    side_code: NDArray[np.int8]
    possible_bits: NDArray[np.uint8]
    band_code: NDArray[np.int8]
    distance_to_a_m: FloatArray
    distance_to_b_m: FloatArray
    uncertainty_m: FloatArray
    depends_on_geometry: NDArray[np.bool_]
    line_accuracy_m: float

    def __len__(self) -> int:
        return len(self.side_code)

    @property
    def sides(self) -> NDArray[np.str_]:
        """The sides as text, such as ``inside`` or ``cannot_tell``."""
        words = [side.value for side in (*ANSWERS, Side.CANNOT_TELL)]
        return np.array(words)[self.side_code]

    @property
    def line_doubt_reaches(self) -> NDArray[np.bool_]:
        """Whether the circle, widened by what the lines are good to, reaches another side that it does not reach alone.

        The edges that decide are lines A and B, and the outer edge 25 km from them.
        """
        edge_m = BAND_EDGES_M[-1]
        a_m, b_m = np.abs(self.distance_to_a_m), np.abs(self.distance_to_b_m)
        line_m = np.minimum(a_m, b_m)
        west_edge_m = np.where(self.distance_to_a_m < 0, np.abs(a_m - edge_m), np.inf)
        east_edge_m = np.where(self.distance_to_b_m > 0, np.abs(b_m - edge_m), np.inf)
        outer_m = np.minimum(west_edge_m, east_edge_m)
        side = self.side_code
        inside, outside = side == ANSWERS.index(Side.INSIDE), side == ANSWERS.index(Side.OUTSIDE_REGION)
        decides_m = np.where(inside, line_m, np.where(outside, outer_m, np.minimum(line_m, outer_m)))
        return np.asarray((side != NONE) & (decides_m <= self.uncertainty_m + self.line_accuracy_m))

    @property
    def certainties(self) -> NDArray[np.str_]:
        """How far each side can be relied on, as text: ``clear``, ``line_doubt`` or ``cannot_tell``."""
        words = np.array([word.value for word in (Certainty.CLEAR, Certainty.LINE_DOUBT, Certainty.CANNOT_TELL)])
        return words[np.where(self.side_code == NONE, 2, self.line_doubt_reaches.astype(np.int8))]

    @property
    def bands(self) -> NDArray[np.str_]:
        """The bands as text, such as ``10-20``; empty where there is none."""
        return np.array([*(band.value for band in BANDS), ""])[self.band_code]

    def possible(self, row: int) -> list[str]:
        """Return the sides that the circle of one point touches, in alphabetical order."""
        bits = int(self.possible_bits[row])
        return sorted(side.value for number, side in enumerate(ANSWERS) if bits >> number & 1)

    @cached_property
    def _certainty_texts(self) -> list[str]:
        return [str(word) for word in self.certainties]

    def to_json(self, row: int, *, nearest_place: Mapping[str, object] | None = None) -> dict[str, object]:
        """Return the answer for one point as the public JSON object, distances rounded to 1 m.

        Parameters
        ----------
        row : int
            Which point.
        nearest_place : mapping, optional
            See `geo.zone.NearestPlaces.to_json`.
        """
        return {
            "side": self.side_of(row).value,
            "certainty": self._certainty_texts[row],
            "possible": self.possible(row),
            "band": BANDS[self.band_code[row]].value if self.band_code[row] != NONE else None,
            "distance_to_a_m": round(float(self.distance_to_a_m[row])),
            "distance_to_b_m": round(float(self.distance_to_b_m[row])),
            "line_accuracy_m": round(self.line_accuracy_m),
            "depends_on_geometry": bool(self.depends_on_geometry[row]),
            "uncertainty_m": _plain(float(self.uncertainty_m[row])),
            "nearest_place": dict(nearest_place) if nearest_place is not None else None,
        }

    def side_of(self, row: int) -> Side:
        """Return the side of one point."""
        code = int(self.side_code[row])
        return Side.CANNOT_TELL if code == NONE else ANSWERS[code]


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() else number
