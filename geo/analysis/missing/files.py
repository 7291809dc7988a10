"""How much is missing as CSV: our counts and every total of others, a row each, so that nothing is added."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from geo.analysis.missing.months import count_between, months_of
from geo.dataset.load import Dataset
from geo.exports.cells import neutral
from geo.text.dates import first_day, last_day
from geo.text.messages import mark

MISSING_COLUMNS: tuple[str, ...] = (
    "row",
    "start",
    "end",
    "who",
    "counted",
    "unit",
    "qualifier",
    "figure",
    "part",
    "part_figure",
    "ours_same_days",
    "url",
    "seen",
    "stated_on",
    "id",
    "note",
    "dataset_version",
)
"""Columns; ``row`` is ours, ours_kind, ours_governorate, theirs, theirs_kind, theirs_governorate or theirs_also."""
_OURS = mark("Buffer Zone Atlas")
_DEFINITION = mark("events of our records that are reported as Israeli actions, without tallies; a sample")


def missing_csv(dataset: Dataset) -> bytes:
    """Return the table as CSV, UTF-8 with BOM."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(MISSING_COLUMNS)
    for row in (*_our_rows(dataset), *_their_rows(dataset)):
        full = {**row, "dataset_version": dataset.version}
        writer.writerow([neutral(full.get(name)) for name in MISSING_COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _our_rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    for month in months_of(dataset):
        base = {"start": first_day(month.name), "end": last_day(month.name), "who": _OURS}
        base |= {"counted": _DEFINITION, "unit": "reports"}
        yield {**base, "row": "ours", "figure": month.ours.total}
        for kind, count in month.ours.by_kind.items():
            yield {**base, "row": "ours_kind", "part": kind, "part_figure": count}
        for governorate, count in month.ours.by_governorate.items():
            yield {**base, "row": "ours_governorate", "part": str(governorate), "part_figure": count}


def _their_rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    for item in dataset.records.yardsticks:
        first, last = first_day(item.period_start), last_day(item.period_end)
        base = {"start": first, "end": last, "who": item.publisher, "counted": item.counted, "unit": item.unit}
        base |= {"url": item.url, "seen": str(item.seen), "stated_on": item.stated_on, "id": item.id}
        ours = count_between(dataset.records.events, first, last).total
        yield {
            **base,
            "row": "theirs",
            "qualifier": str(item.qualifier),
            "figure": item.figure,
            "ours_same_days": ours,
            "note": item.note,
        }
        for row, parts in (
            ("theirs_kind", item.by_kind),
            ("theirs_governorate", item.by_governorate),
            ("theirs_also", item.also),
        ):
            for part, count in parts:
                yield {**base, "row": row, "part": part, "part_figure": count}
