"""Counts over a person's rows; every row is counted once in each of them, so that they add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geo.readers import RowStatus
from geo.userdata.enrich import Alike
from geo.userdata.rows.rows import OwnRows

SIDE_LABELS: Mapping[str, str] = {
    "west_of_a": "West of line A",
    "inside": "Inside the area of separation",
    "east_of_b": "East of line B",
    "several": "Lines and areas that reach several sides",
    "cannot_tell": "Cannot tell",
    "outside_region": "Outside the region of 1974",
    "": "No place that can be tested",
}
"""What a side is called in tables and charts, in their order."""
BAND_LABELS: Mapping[str, str] = {
    "0-10": "0 to 10 km",
    "10-20": "10 to 20 km",
    "20-25": "20 to 25 km",
    "": "In no band, or cannot tell",
}
NO_DAY = "Date not known"
LONGER = "Longer than a month"


@dataclass(frozen=True, slots=True)
class Counts:
    """How the rows of a file ended; the three add up to the total."""

    accepted: int
    warned: int
    refused: int

    @property
    def total(self) -> int:
        """All rows of the file."""
        return self.accepted + self.warned + self.refused


def count_rows(rows: OwnRows) -> Counts:
    """Return how the rows of a file ended."""
    return Counts(*(rows.count(status) for status in (RowStatus.ACCEPTED, RowStatus.WARNED, RowStatus.REFUSED)))


def count_sides(rows: OwnRows) -> pd.DataFrame:
    """Return the number of kept rows by side; columns ``side`` and ``rows``."""
    return _labelled(_kept(rows, rows.added["side"]), SIDE_LABELS, name="side")


def count_bands(rows: OwnRows) -> pd.DataFrame:
    """Return the number of kept rows by band of the areas of limitation; columns ``band`` and ``rows``."""
    return _labelled(_kept(rows, rows.added["band"]), BAND_LABELS, name="band")


def count_months(rows: OwnRows) -> pd.DataFrame:
    """Return the number of kept rows by month; columns ``month`` and ``rows``.

    A row counts in a month only if all of its days lie in it; what is longer, and what has no date, is counted apart.
    """
    first, last = _kept(rows, rows.events["date_from"]), _kept(rows, rows.events["date_to"])
    month = first.str.slice(0, 7)
    month = month.where((last == "") | (last.str.slice(0, 7) == month), LONGER)
    month = month.where((first != "") | (last != ""), NO_DAY).where((first != "") | (last == ""), LONGER)
    counts = month.value_counts().sort_index()
    dated = [name for name in counts.index if name not in (NO_DAY, LONGER)]
    order = [*dated, *(name for name in (LONGER, NO_DAY) if name in counts.index)]
    return pd.DataFrame({"month": order, "rows": [int(counts[name]) for name in order]})


def count_reasons(rows: OwnRows, status: RowStatus, *, most: int = 20) -> pd.DataFrame:
    """Return the most frequent reasons of rows that ended so; columns ``reason`` and ``rows``.

    A row with several reasons counts at each of them.
    """
    reasons = rows.events.loc[rows.events["status"] == str(status), "reasons"]
    counts = reasons.value_counts()
    single: dict[str, int] = {}
    for text, number in counts.items():
        for reason in str(text).split("; "):
            single[reason] = single.get(reason, 0) + int(number)
    ordered = sorted(single.items(), key=lambda item: (-item[1], item[0]))[:most]
    return pd.DataFrame({"reason": [text for text, _ in ordered], "rows": [number for _, number in ordered]})


def count_repeated_reports(rows: OwnRows) -> int:
    """Return how many rows repeat the news report of an earlier one."""
    return int((rows.added["alike_why"] == str(Alike.REPORT)).sum())


def _kept(rows: OwnRows, values: pd.Series) -> pd.Series:
    return values[rows.events["status"] != str(RowStatus.REFUSED)].fillna("")


def _labelled(values: pd.Series, labels: Mapping[str, str], *, name: str) -> pd.DataFrame:
    counts = values.value_counts()
    known = [(label, int(counts.get(value, 0))) for value, label in labels.items()]
    return pd.DataFrame(
        {name: [label for label, number in known if number], "rows": [number for _, number in known if number]}
    )
