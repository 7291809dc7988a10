"""The position test over the points of a batch, as columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo.atlas.position import PositionTest
from geo.userdata.enrich.columns import NoSide
from geo.userdata.enrich.rows import FloatArray, Points
from geo.zone import ANSWERS, BANDS, Certainty, Positions, Side, locate

_SIDES = pa.array([*(str(side) for side in ANSWERS), str(Side.CANNOT_TELL)])
_BANDS = pa.array([*(str(band) for band in BANDS), ""])
_CERTAINTIES = pa.array([str(Certainty.CLEAR), str(Certainty.LINE_DOUBT), str(Certainty.CANNOT_TELL)])
_POSSIBLE = pa.array(
    ["|".join(sorted(str(side) for bit, side in enumerate(ANSWERS) if bits >> bit & 1)) for bits in range(16)]
)
_REASONS = pa.array(["", str(NoSide.CIRCLE_CROSSES), str(NoSide.UNCERTAINTY_UNKNOWN)])
_CROSSES, _UNKNOWN = 1, 2


def position_columns(test: PositionTest, points: Points) -> dict[str, pa.Array]:
    """Return the columns of the position test, one entry per distinct point.

    A point whose uncertainty is not known gets ``cannot_tell`` and its reason: the side of the point itself and its
    distances are given, no possible sides and no band, and whether the geometry matters is left open.
    """
    known = ~np.isnan(points.radius_m)
    found = locate(
        test.zone,
        points.lon,
        points.lat,
        uncertainty_m=np.where(known, points.radius_m, 0.0),
        alternative=test.alternative,
        check_swapped=False,
    )
    side = np.where(known & (found.side_code >= 0), found.side_code, len(ANSWERS))
    reason = np.where(~known, _UNKNOWN, np.where(found.side_code < 0, _CROSSES, 0))
    band = np.where(known & (found.band_code >= 0), found.band_code, len(BANDS))
    return {
        "side": _SIDES.take(pa.array(side)),
        "no_side_reason": _REASONS.take(pa.array(reason)),
        "side_of_point": _SIDES.take(pa.array(_own_side(test, points, found))),
        "possible_sides": _POSSIBLE.take(pa.array(np.where(known, found.possible_bits, 0))),
        "certainty": _CERTAINTIES.take(pa.array(np.where(known & (found.side_code >= 0), found.line_doubt_reaches, 2))),
        "band": _BANDS.take(pa.array(band)),
        "distance_to_a_m": _metres(found.distance_to_a_m),
        "distance_to_b_m": _metres(found.distance_to_b_m),
        "line_accuracy_m": pa.array(np.full(len(points.lon), round(test.zone.line_accuracy_m), dtype=np.int64)),
        "depends_on_geometry": pa.array(found.depends_on_geometry, mask=~known),
        "uncertainty_used_m": pa.array(points.radius_m, from_pandas=True),
    }


def _own_side(test: PositionTest, points: Points, found: Positions) -> NDArray[np.int8]:
    """Return the side of each point itself: asked again without a circle where the circle leaves it open."""
    side = found.side_code.copy()
    open_rows = np.flatnonzero(side < 0)
    if len(open_rows):
        again = locate(test.zone, points.lon[open_rows], points.lat[open_rows], check_swapped=False)
        side[open_rows] = again.side_code
    return side


def _metres(distance_m: FloatArray) -> pa.Array:
    return pa.array(np.rint(distance_m).astype(np.int64))
