"""The table of a person's rows: narrowed, a page at a time, so that the browser never gets all of a large file."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.readers import RowStatus
from geo.userdata.enrich import Alike
from geo.userdata.rows.rows import OwnRows
from geo.userdata.rows.summary import SIDE_LABELS
from geo.zone import Side

PAGE_ROWS = 500
"""Rows that one page of the table has at most."""
_SEARCHED = ("id", "title", "kind", "actor", "place", "summary", "reasons")
_MOST_CHARS = 300
_STATUS_WORDS = {
    str(RowStatus.ACCEPTED): "accepted",
    str(RowStatus.WARNED): "warning",
    str(RowStatus.REFUSED): "refused",
}
_SPARSE = ("part", "kind", "to", "side_of_point", "band", "alike", "reasons")
"""Columns that are left out where all of them are empty."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the table is narrowed to; empty for everything.

    Attributes
    ----------
    status : str
        A :class:`geo.readers.RowStatus`.
    side : str
        A side in words of :data:`geo.userdata.rows.summary.SIDE_LABELS`.
    text : str
        Must occur in a text of the row, upper or lower case alike.
    near_only : bool
        Only rows with a record of ours near them.
    alike_only : bool
        Only rows that look like another row of the file.
    reports_once : bool
        Of rows that repeat a news report, only the first.
    """

    status: str = ""
    side: str = ""
    text: str = ""
    near_only: bool = False
    alike_only: bool = False
    reports_once: bool = False


def narrowed(rows: OwnRows, narrow: Narrow) -> pd.Index:
    """Return the places of the rows that pass, in file order."""
    events, added = rows.events, rows.added
    passes = pd.Series(data=True, index=events.index)
    if narrow.status:
        passes &= events["status"] == narrow.status
    if narrow.side:
        passes &= added["side"].fillna("").map(SIDE_LABELS) == narrow.side
    if narrow.near_only:
        passes &= added["near_records"].fillna(0) > 0
    if narrow.alike_only:
        passes &= added["alike_why"].fillna("") != ""
    if narrow.reports_once:
        passes &= added["alike_why"].fillna("") != str(Alike.REPORT)
    if narrow.text.strip():
        wanted = narrow.text.strip()
        found = pd.Series(data=False, index=events.index)
        for name in _SEARCHED:
            found |= events[name].str.contains(wanted, case=False, regex=False, na=False)
        passes &= found
    return pd.Index(np.flatnonzero(passes.to_numpy(dtype=bool)))


def pages(count: int) -> int:
    """Return how many pages a number of rows has, at least one."""
    return max(1, math.ceil(count / PAGE_ROWS))


def table_page(rows: OwnRows, places: pd.Index, *, number: int) -> pd.DataFrame:
    """Return one page of the table, counted from 1; its index says where the rows are in the file's tables."""
    shown = places[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    events, added = rows.events.iloc[shown], rows.added.iloc[shown]
    open_side = added["side"].fillna("") == str(Side.CANNOT_TELL)
    table = pd.DataFrame(
        {
            "row": events["row"].to_numpy(),
            "part": events["part"].to_numpy(),
            "status": events["status"].map(_STATUS_WORDS).to_numpy(),
            "title": events["title"].str.slice(0, _MOST_CHARS).to_numpy(),
            "kind": events["kind"].str.slice(0, _MOST_CHARS).to_numpy(),
            "from": events["date_from"].to_numpy(),
            "to": events["date_to"].to_numpy(),
            "side": added["side"].fillna("").map(SIDE_LABELS).to_numpy(),
            "side_of_point": added["side_of_point"].fillna("").map(SIDE_LABELS).where(open_side, "").to_numpy(),
            "band": added["band"].fillna("").to_numpy(),
            "to_a_km": (added["distance_to_a_m"].astype("float64") / 1000).to_numpy(),
            "to_b_km": (added["distance_to_b_m"].astype("float64") / 1000).to_numpy(),
            "uncertainty_m": added["uncertainty_used_m"].fillna(events["uncertainty_m"]).to_numpy(),
            "nearest_place": added["nearest_place"].fillna("").to_numpy(),
            "near_records": added["near_records"].fillna(0).astype("int64").to_numpy(),
            "alike": added["alike_why"].fillna("").to_numpy(),
            "reasons": events["reasons"].str.slice(0, _MOST_CHARS).to_numpy(),
        },
        index=shown,
    )
    return table.drop(columns=[name for name in _SPARSE if not (table[name] != "").any()])
