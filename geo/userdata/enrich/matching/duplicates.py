"""Rows of one file that look like an earlier one, over any number of batches, about 70 bytes kept a row.

Three rules. Same id: the file gives both rows one id. Same report, for news reports coded by a machine (GDELT) only:
one report makes a row for each pair of actors and each kind of action in it, so rows with one link, one place and one
first day are one report; elsewhere a link is often that of a list of many events. Same place, day and kind: both
coordinates are equal when rounded to three decimals (cells of about 100 m), both have a day in common, and their kinds
are equal but for case and accents. A row whose date spans up to a week is compared on each of its days; a longer span
only with the very same span. Rows without coordinate or without date are compared by id only. Two points on either
side of a cell's edge are missed. What is found is a possible duplicate: two strikes on one village on one day are two
events.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from geo.readers import FormatId
from geo.text.folding import fold
from geo.userdata.enrich.columns import Alike
from geo.userdata.enrich.rows import NO_DAY, IntArray

PLACE_DECIMALS = 3
LONGEST_BY_DAY = 7
"""Spans up to so many days are compared day by day."""

HashArray = NDArray[np.uint64]
Found = tuple[IntArray, NDArray[np.int8]]
"""For each row the earlier one that it looks like, and by which rule."""
_ID, _PLACE, _TITLE, _REPORT = 1, 2, 3, 4
_WORDS = pa.array(["", str(Alike.ID), str(Alike.PLACE_DAY_KIND), str(Alike.PLACE_DAY_KIND_TITLE), str(Alike.REPORT)])
_REPORTS = frozenset({FormatId.GDELT})
"""Formats whose rows are taken out of news reports by a machine."""
_NEVER = np.iinfo(np.int64).max


@dataclass(slots=True)
class FirstSeen:
    """For each key the first row that had it, in sorted runs that are merged as they grow alike."""

    _runs: list[tuple[HashArray, IntArray, HashArray]] = field(default_factory=list)

    def mark(self, keys: HashArray, rows: IntArray, marks: HashArray) -> tuple[IntArray, HashArray]:
        """Return the first row with each key, and its mark; keep the new keys.

        Parameters
        ----------
        keys : ndarray of uint64
            What is compared.
        rows : ndarray of int
            Number of each row over the whole file, rising.
        marks : ndarray of uint64
            Something to keep beside the row.
        """
        distinct, first, group = np.unique(keys, return_index=True, return_inverse=True)
        seen_row, seen_mark = rows[first].copy(), marks[first].copy()
        new = np.ones(len(distinct), dtype=np.bool_)
        for run_keys, run_rows, run_marks in self._runs:
            at = np.searchsorted(run_keys, distinct)
            at[at == len(run_keys)] = 0
            known = run_keys[at] == distinct
            seen_row[known], seen_mark[known] = run_rows[at[known]], run_marks[at[known]]
            new &= ~known
        self._keep(distinct[new], seen_row[new], seen_mark[new])
        return seen_row[group], seen_mark[group]

    def _keep(self, keys: HashArray, rows: IntArray, marks: HashArray) -> None:
        if not len(keys):
            return
        self._runs.append((keys, rows, marks))
        while len(self._runs) > 1 and len(self._runs[-2][0]) <= 2 * len(self._runs[-1][0]):
            lower, upper = self._runs[-2:]
            order = np.argsort(np.concatenate((lower[0], upper[0])), kind="stable")
            merged = tuple(np.concatenate(pair)[order] for pair in zip(lower, upper, strict=True))
            self._runs[-2:] = [(merged[0], merged[1], merged[2])]


@dataclass(slots=True)
class SeenRows:
    """What one file has shown so far; one object per file, its batches in order.

    Attributes
    ----------
    by_id, by_place, by_report : FirstSeen
        The first rows by each rule.
    reports : bool
        Whether the rows are taken out of news reports by a machine.
    """

    by_id: FirstSeen = field(default_factory=FirstSeen)
    by_place: FirstSeen = field(default_factory=FirstSeen)
    by_report: FirstSeen = field(default_factory=FirstSeen)
    reports: bool = False

    @classmethod
    def of_format(cls, format_id: str) -> SeenRows:
        """Return the beginning for a file of a format."""
        return cls(reports=format_id in _REPORTS)

    def mark(
        self, events: pd.DataFrame, *, located: IntArray, first_day: IntArray, last_day: IntArray
    ) -> dict[str, pa.Array]:
        """Return for each row the earlier row that it looks like, counted from 1 over the file, and why.

        Parameters
        ----------
        events : DataFrame
            Rows of a batch; the index counts over the whole file from 0.
        located : ndarray of int
            Which of them have a point, counted from 0.
        first_day, last_day : ndarray of int
            Days of each row since 1970.
        """
        rows = events.index.to_numpy(np.int64)
        earlier, code = np.full(len(rows), _NEVER), np.zeros(len(rows), dtype=np.int8)
        dated = located[first_day[located] != NO_DAY]
        self._mark_places(events, dated, first_day, last_day, into=(earlier, code))
        if self.reports:
            self._mark_reports(events, dated, first_day, into=(earlier, code))
        named = np.flatnonzero((events["id"] != "").to_numpy(np.bool_))
        if len(named):
            ids = _hashes(events["id"].iloc[named])
            _mark_same(self.by_id, ids, rows[named], which=named, why=_ID, into=(earlier, code))
        return {
            "alike_row": pa.array(np.where(code > 0, earlier, 0) + 1, mask=code == 0),
            "alike_why": _WORDS.take(pa.array(code)),
        }

    def _mark_reports(self, events: pd.DataFrame, which: IntArray, first_day: IntArray, *, into: Found) -> None:
        which = which[(events["url"].iloc[which] != "").to_numpy(np.bool_)]
        if not len(which):
            return
        report = events.iloc[which]
        place = _mixed(_rounded(report["lon"]), _rounded(report["lat"]), _hashes(report["url"]))
        keys = _mixed(place, first_day[which].view(np.uint64))
        rows = report.index.to_numpy(np.int64)
        _mark_same(self.by_report, keys, rows, which=which, why=_REPORT, into=into)

    def _mark_places(
        self,
        events: pd.DataFrame,
        which: IntArray,
        first_day: IntArray,
        last_day: IntArray,
        *,
        into: Found,
    ) -> None:
        if not len(which):
            return
        earlier, code = into
        events = events.iloc[which]
        rows = events.index.to_numpy(np.int64)
        place = _mixed(_rounded(events["lon"]), _rounded(events["lat"]), _kind_hashes(events["kind"]))
        title = _hashes(events["title"])
        entry, keys = _day_keys(place, first_day[which], last_day[which])
        first, first_title = self.by_place.mark(keys, rows[entry], title[entry])
        nearest = np.full(len(rows), _NEVER)
        np.minimum.at(nearest, entry, first)
        same_title = np.zeros(len(rows), dtype=np.bool_)
        chosen = first == nearest[entry]
        same_title[entry[chosen]] = first_title[chosen] == title[entry[chosen]]
        same = nearest < rows
        earlier[which[same]] = nearest[same]
        code[which[same]] = np.where(
            same_title[same] & (events["title"] != "").to_numpy(np.bool_)[same], _TITLE, _PLACE
        )


def _mark_same(seen: FirstSeen, keys: HashArray, rows: IntArray, *, which: IntArray, why: int, into: Found) -> None:
    """Note the rows whose very key an earlier row had."""
    first, _ = seen.mark(keys, rows, keys)
    same = first < rows
    earlier, code = into
    earlier[which[same]], code[which[same]] = first[same], why


def _day_keys(place: HashArray, first_day: IntArray, last_day: IntArray) -> tuple[IntArray, HashArray]:
    """Return row and key of each day of each row; one key for a span too long to be compared by day."""
    length = last_day - first_day + 1
    by_day = (length >= 1) & (length <= LONGEST_BY_DAY)
    each = np.where(by_day, length, 1)
    entry = np.repeat(np.arange(len(place)), each)
    day = first_day[entry] + np.arange(len(entry)) - np.repeat(np.cumsum(each) - each, each)
    span = np.where(by_day[entry], 0, length[entry])
    return entry, _mixed(place[entry], day.view(np.uint64), span.view(np.uint64))


def _rounded(degrees: pd.Series) -> HashArray:
    whole: IntArray = np.rint(degrees.to_numpy(np.float64) * 10**PLACE_DECIMALS).astype(np.int64)
    return whole.view(np.uint64)


def _kind_hashes(kinds: pd.Series) -> HashArray:
    code, words = pd.factorize(kinds)
    folded: HashArray = _hashes(pd.Series([fold(str(word)) for word in words], dtype="str"))
    spread: HashArray = folded[code]
    return spread


def _hashes(texts: pd.Series) -> HashArray:
    hashed: HashArray = pd.util.hash_array(texts.to_numpy(object), categorize=False)
    return hashed


def _mixed(*parts: HashArray) -> HashArray:
    """Return one number for several, by the finalizer of SplitMix64 (Steele, Lea and Flood 2014)."""
    mixed = np.zeros(len(parts[0]), dtype=np.uint64)
    for part in parts:
        mixed = (mixed ^ part) + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed
