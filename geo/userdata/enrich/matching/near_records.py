"""Our own records near a row in place and time: possible duplicates, each score explained in its parts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.userdata.enrich.matching.kinds import categories_of
from geo.userdata.enrich.matching.pairs import Pairs, joined
from geo.userdata.enrich.matching.score import explain, score_pairs
from geo.userdata.enrich.options import EnrichOptions
from geo.userdata.enrich.rows import NO_DAY, FloatArray, IntArray, Points
from geo.userdata.enrich.targets import CATEGORIES, NearTargets
from geo.zone.plane.crs import earth_centred, wgs84

NAMED_RECORDS = 5
"""How many ids a row names, the best first; the count counts all."""
_BLOCK_POINTS = 2048
_BLOCK_PAIRS = 500_000
_CHORD_SLACK_M = 2.0


def near_record_columns(
    targets: NearTargets,
    points: Points,
    *,
    kinds: pd.Series,
    first_day: IntArray,
    last_day: IntArray,
    options: EnrichOptions,
) -> dict[str, pa.Array]:
    """Return count, ids, best score and its explanation, one entry per located row.

    Parameters
    ----------
    targets : NearTargets
        Our records.
    points : Points
        The located rows.
    kinds : Series of str
        What each located row is called, as the file says.
    first_day, last_day : ndarray of int
        Days of each located row since 1970; a row without a date is not compared, its count is null.
    options : EnrichOptions
        How far apart in kilometres and days.
    """
    dated = first_day != NO_DAY
    wanted = _meant(kinds)
    found = joined(
        score_pairs(
            _in_time(pairs, targets, first_day=first_day, last_day=last_day, near_days=options.near_days),
            targets,
            wanted=wanted,
            first_day=first_day,
            last_day=last_day,
            options=options,
        )
        for pairs in _in_reach(targets, points, near_m=options.near_km * 1000)
    )
    return _columns(found, targets, dated=dated)


def _meant(kinds: pd.Series) -> IntArray:
    """Return for each row the categories that its kind may mean, bit n for ``CATEGORIES[n]``."""
    code, words = pd.factorize(kinds)
    bits = [sum(1 << CATEGORIES.index(category) for category in categories_of(str(word))) for word in words]
    return np.array([*bits, 0], dtype=np.int64)[code]


def _in_reach(targets: NearTargets, points: Points, *, near_m: float) -> Iterator[Pairs]:
    """Yield pairs of located row and record that lie no farther apart than ``near_m``, block by block."""
    of_point, of_record, distance_m = _point_pairs(targets, points, near_m=near_m)
    if not len(of_point):
        return
    count = np.bincount(of_point, minlength=len(points.lon))
    start = np.concatenate(([0], np.cumsum(count)))
    rows = np.flatnonzero(count[points.point])
    until = np.cumsum(count[points.point[rows]])
    for block in np.split(rows, np.flatnonzero(np.diff(until // _BLOCK_PAIRS)) + 1):
        each = count[points.point[block]]
        row = np.repeat(block, each)
        within = np.arange(len(row)) - np.repeat(np.cumsum(each) - each, each)
        pair = np.repeat(start[points.point[block]], each) + within
        yield Pairs(row, of_record[pair], distance_m[pair])


def _point_pairs(targets: NearTargets, points: Points, *, near_m: float) -> tuple[IntArray, IntArray, FloatArray]:
    """Return point, record and geodesic metres of all pairs in reach, ordered by point."""
    squares = np.einsum("ij,ij->i", targets.centred, targets.centred)
    centred = earth_centred(points.lon, points.lat)
    found: list[tuple[IntArray, IntArray]] = []
    for begin in range(0, len(centred) if len(targets.ids) else 0, _BLOCK_POINTS):
        part = centred[begin : begin + _BLOCK_POINTS]
        chords = squares + np.einsum("ij,ij->i", part, part)[:, None] - 2 * (part @ targets.centred.T)
        point, record = np.nonzero(chords <= (near_m + _CHORD_SLACK_M) ** 2)
        found.append((point + begin, record))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    of_point, of_record = (np.concatenate(column) for column in zip(*found, strict=True))
    _, _, distance_m = wgs84().inv(
        points.lon[of_point], points.lat[of_point], targets.lon[of_record], targets.lat[of_record]
    )
    near = np.asarray(distance_m) <= near_m
    return of_point[near], of_record[near], np.asarray(distance_m, dtype=np.float64)[near]


def _in_time(pairs: Pairs, targets: NearTargets, *, first_day: IntArray, last_day: IntArray, near_days: int) -> Pairs:
    first, last = first_day[pairs.row], last_day[pairs.row]
    close = (targets.first_day[pairs.record] <= last + near_days) & (
        targets.last_day[pairs.record] >= first - near_days
    )
    return pairs.kept(close & (first != NO_DAY))


def _columns(found: Pairs, targets: NearTargets, *, dated: np.ndarray) -> dict[str, pa.Array]:
    total = len(dated)
    score = found.score
    order = np.lexsort((found.record, found.distance_m, -score, found.row))
    found = found.kept(order)
    rows, start, count = np.unique(found.row, return_index=True, return_counts=True)
    counts = np.zeros(total, dtype=np.int64)
    counts[rows] = count
    best = found.kept(start)
    texts, names = np.full(total, "", dtype=object), np.full(total, "", dtype=object)
    texts[rows] = explain(best, targets)
    ids = targets.ids[found.record]
    names[rows] = [
        "|".join(ids[begin : begin + min(length, NAMED_RECORDS)])
        for begin, length in zip(start.tolist(), count.tolist(), strict=True)
    ]
    scores = np.zeros(total, dtype=np.int64)
    scores[rows] = best.score
    return {
        "near_records": pa.array(counts, mask=~dated),
        "near_record_ids": pa.array(names, type=pa.string()),
        "near_record_score": pa.array(scores, mask=counts == 0),
        "near_record_why": pa.array(texts, type=pa.string()),
    }
