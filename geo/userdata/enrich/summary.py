"""Counts of what became of the rows of a file; they add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.readers import Batch, RowStatus
from geo.userdata.enrich.columns import Alike, NoSide
from geo.userdata.enrich.matching.score import POSSIBLE_DUPLICATE
from geo.zone import Side

_MOST_REASONS = 1000
_TOLD_REASONS = 5


@dataclass(slots=True)
class Summary:
    """What became of the rows.

    Attributes
    ----------
    rows : int
        All of them.
    status : Counter of str
        By :class:`~geo.readers.RowStatus`.
    sides : Counter of str
        By ``side``; rows without a place are in none.
    no_side : Counter of str
        By ``no_side_reason``.
    near_records : int
        Rows with a record of ours that is called a possible duplicate.
    alike : int
        Rows that look like an earlier one of the file.
    same_report : int
        Those of them that repeat the news report of an earlier one.
    reasons : Counter of str
        What rows were refused or warned for, with the commonest sentences; some files have one for each row, so no
        further ones are taken in beyond a thousand.
    left_out : list of str
        Own columns of the file that have no place in the output.
    """

    rows: int = 0
    status: Counter[str] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)
    no_side: Counter[str] = field(default_factory=Counter)
    near_records: int = 0
    alike: int = 0
    same_report: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)

    def add(self, batch: Batch, added: pa.Table) -> None:
        """Count the rows of a batch."""
        self.rows += len(batch.events)
        self.status.update(_counts(pa.array(batch.events["status"], pa.large_string())))
        self.sides.update(_counts(added.column("side")))
        self.no_side.update(_counts(added.column("no_side_reason")))
        if len(self.reasons) < _MOST_REASONS:
            self.reasons.update(_counts(pa.array(batch.events["reasons"], pa.large_string())))
        self.near_records += (
            pc.sum(pc.greater_equal(added.column("near_record_score"), POSSIBLE_DUPLICATE)).as_py() or 0
        )
        self.alike += len(added) - added.column("alike_row").null_count
        self.same_report += pc.sum(pc.equal(added.column("alike_why"), str(Alike.REPORT))).as_py() or 0

    @property
    def located(self) -> int:
        """Rows with a side, a reason for none, or several."""
        return self.sides.total()

    @property
    def cannot_tell_share(self) -> float:
        """Share of the located rows for which one cannot tell, 0 to 1."""
        return self.sides[str(Side.CANNOT_TELL)] / self.located if self.located else 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the counts as a JSON object."""
        return {
            "rows": self.rows,
            "status": {str(status): self.status[str(status)] for status in RowStatus},
            "located": self.located,
            "sides": dict(sorted(self.sides.items())),
            "no_side_reason": dict(sorted(self.no_side.items())),
            "cannot_tell_share": round(self.cannot_tell_share, 4),
            "possible_duplicates_of_records": self.near_records,
            "rows_like_an_earlier_one": self.alike,
            "rows_of_a_report_seen_before": self.same_report,
            "columns_left_out": self.left_out,
        }

    def sentences(self) -> list[str]:
        """Return the counts in sentences."""
        accepted, warned, refused = (self.status[str(status)] for status in RowStatus)
        said = [f"{self.rows:,} rows: {accepted:,} accepted, {warned:,} accepted with a warning, {refused:,} refused."]
        said += [f"  {count:,} x {reason}" for reason, count in self.reasons.most_common(_TOLD_REASONS)]
        if self.located:
            sides = ", ".join(f"{side} {count:,}" for side, count in self.sides.most_common())
            said.append(f"{self.located:,} located: {sides}. Cannot tell: {self.cannot_tell_share:.1%}.")
        unknown = self.no_side[str(NoSide.UNCERTAINTY_UNKNOWN)]
        if unknown:
            said.append(f"{unknown:,} rows do not say how exact they are; --uncertainty M gives them a radius.")
        said.append(
            f"{self.near_records:,} rows are possible duplicates of our records, {self.alike:,} of an earlier row."
        )
        if self.same_report:
            said.append(f"{self.same_report:,} rows repeat a news report of an earlier row: same link, place and day.")
        if self.left_out:
            said.append(f"Columns that appear only in later rows are left out: {', '.join(self.left_out)}.")
        return said


def _counts(texts: pa.Array | pa.ChunkedArray) -> dict[str, int]:
    """Return how often each text occurs; empty ones are not counted."""
    found = pc.value_counts(texts)
    return {entry["values"]: entry["counts"] for entry in found.to_pylist() if entry["values"]}
