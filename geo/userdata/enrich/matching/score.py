"""How alike a row and a record of ours are: points for distance, days and kind, and the same in words.

Distance counts 50, days 30, kind 20. Distance falls evenly to 0 at the chosen reach. Days count in full for the same
single day; where a date is known to a span only, the share of the longer span that both have in common counts, so
that a month is never taken for a day; days apart count down evenly. A kind counts when the words of the row's kind may
mean the category of the record. The weights are our convention, not a measure of probability. From
:data:`POSSIBLE_DUPLICATE` points on the record is called a possible duplicate, below it only near.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.userdata.enrich.matching.pairs import Pairs
from geo.userdata.enrich.options import EnrichOptions
from geo.userdata.enrich.rows import IntArray
from geo.userdata.enrich.targets import NearTargets

DISTANCE_POINTS = 50
DAY_POINTS = 30
KIND_POINTS = 20
POSSIBLE_DUPLICATE = 60


def score_pairs(
    pairs: Pairs,
    targets: NearTargets,
    *,
    wanted: IntArray,
    first_day: IntArray,
    last_day: IntArray,
    options: EnrichOptions,
) -> Pairs:
    """Return the pairs with the parts of their score.

    Parameters
    ----------
    pairs : Pairs
        Pairs in reach.
    targets : NearTargets
        Our records.
    wanted : ndarray of int
        For each located row the categories that its kind may mean, as bits; 0 where it cannot be compared.
    first_day, last_day : ndarray of int
        Days of each located row since 1970.
    options : EnrichOptions
        The reach.
    """
    first, last = first_day[pairs.row], last_day[pairs.row]
    ours_first, ours_last = targets.first_day[pairs.record], targets.last_day[pairs.record]
    common = np.minimum(last, ours_last) - np.maximum(first, ours_first) + 1
    gap = np.maximum(1 - common, 0)
    longer = np.maximum(last - first, ours_last - ours_first) + 1
    nearness = np.clip(1 - pairs.distance_m / (options.near_km * 1000), 0, 1)
    days = (1 - gap / (options.near_days + 1)) * np.maximum(common, 1) / longer
    bits = wanted[pairs.row]
    alike = bits >> targets.category[pairs.record] & 1
    return replace(
        pairs,
        gap_days=gap,
        common_days=np.maximum(common, 0),
        longer_days=longer,
        distance_points=np.rint(DISTANCE_POINTS * nearness).astype(np.int64),
        day_points=np.rint(DAY_POINTS * days).astype(np.int64),
        kind_points=np.where(bits == 0, -1, KIND_POINTS * alike),
    )


def explain(pairs: Pairs, targets: NearTargets) -> list[str]:
    """Return for each pair its score in words."""
    return [
        f"{_label(score)} {targets.ids[record]}: {distance_m / 1000:.1f} km apart ({near} of {DISTANCE_POINTS}), "
        f"{_days(gap, common, longer)} ({days} of {DAY_POINTS}), {_kind(kind)}; {score} of 100"
        for record, distance_m, near, gap, common, longer, days, kind, score in zip(
            pairs.record.tolist(),
            pairs.distance_m.tolist(),
            pairs.distance_points.tolist(),
            pairs.gap_days.tolist(),
            pairs.common_days.tolist(),
            pairs.longer_days.tolist(),
            pairs.day_points.tolist(),
            pairs.kind_points.tolist(),
            pairs.score.tolist(),
            strict=True,
        )
    ]


def _label(score: int) -> str:
    return "possible duplicate of" if score >= POSSIBLE_DUPLICATE else "near in place and time to"


def _days(gap: int, common: int, longer: int) -> str:
    if gap:
        apart = "1 day apart" if gap == 1 else f"{gap} days apart"
        return apart if longer == 1 else f"{apart}, a date known to {longer} days only"
    return "same day" if longer == 1 else f"{common} of {longer} days in common"


def _kind(points: int) -> str:
    if points < 0:
        return f"kinds cannot be compared (0 of {KIND_POINTS})"
    return f"{'same kind' if points else 'another kind'} ({points} of {KIND_POINTS})"
