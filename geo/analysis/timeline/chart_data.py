"""The data of the timeline as CSV: what the chart draws, and the counts around marks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from geo.analysis.timeline.around import Around
from geo.analysis.timeline.palette import ordered
from geo.analysis.timeline.timeline import Timeline
from geo.analysis.timeline.timeline_marks import Mark
from geo.analysis.timeline.weeks import Apart, Week
from geo.exports.cells import neutral

CHART_COLUMNS: tuple[str, ...] = (
    "row",
    "start",
    "end",
    "week",
    "kind",
    "reports",
    "days_covered",
    "known_to",
    "id",
    "title",
    "note",
    "dataset_version",
)
"""Columns of the chart's file; ``row`` says what a row is: week, week_kind, apart, mark, gap or other_total."""
AROUND_COLUMNS: tuple[str, ...] = (
    "id",
    "title",
    "start",
    "end",
    "side",
    "days",
    "first",
    "last",
    "kind",
    "reports",
    "known_origins",
    "origin_not_established",
    "not_israeli",
    "may_fall_in_window",
    "days_without_coverage",
    "dataset_version",
)
"""Columns of the file of counts around marks; ``kind`` is ``all`` in the row of a window's total."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class OtherTotal:
    """A total that somebody else published, as a row of the file: it is in no count of ours."""

    start: str
    end: str
    id: str
    publisher: str
    words: str


def chart_csv(timeline: Timeline, *, version: str, others: Iterable[OtherTotal] = ()) -> bytes:
    """Return what the chart draws as CSV, UTF-8 with BOM; an empty count means that nothing is covered.

    Parameters
    ----------
    timeline : Timeline
        The timeline.
    version : str
        Version of the data set.
    others : iterable of OtherTotal
        Totals that others published, a row each, in no count of ours.

    Returns
    -------
    bytes
    """
    weeks = (row for week in timeline.weekly.weeks for row in _week_rows(week))
    apart = (_apart_row(item) for item in timeline.weekly.apart)
    marks = (_mark_row(mark) for mark in timeline.marks)
    gaps = ({"row": "gap", "start": gap.start, "end": gap.end, "note": gap.reason} for gap in timeline.gaps)
    totals = (
        {"row": "other_total", "start": item.start, "end": item.end, "id": item.id}
        | {"title": item.publisher, "note": item.words}
        for item in others
    )
    return _written(CHART_COLUMNS, (*weeks, *apart, *marks, *gaps, *totals), version)


def around_csv(found: Sequence[Around], *, version: str) -> bytes:
    """Return the counts around marks as CSV, UTF-8 with BOM.

    Parameters
    ----------
    found : Sequence[Around]
        Counts around one mark each.
    version : str
        Version of the data set.

    Returns
    -------
    bytes
    """
    return _written(AROUND_COLUMNS, (row for around in found for row in _around_rows(around)), version)


def _week_rows(week: Week) -> Iterator[dict[str, Any]]:
    base = {"start": week.monday, "end": week.sunday, "week": week.name, "days_covered": week.covered}
    yield {**base, "row": "week", "kind": ALL, "reports": week.total}
    for kind in ordered(week.counts):
        yield {**base, "row": "week_kind", "kind": kind, "reports": week.counts[kind]}


def _apart_row(item: Apart) -> dict[str, Any]:
    report = item.report
    base = {"start": report.span.start, "end": report.last, "kind": report.kind, "known_to": str(report.precision)}
    return {**base, "row": "apart", "id": report.id, "title": report.title, "note": item.reason}


def _mark_row(mark: Mark) -> dict[str, Any]:
    base = {"start": mark.span.start, "end": mark.last, "kind": mark.kind, "known_to": str(mark.precision)}
    return {**base, "row": "mark", "id": mark.id, "title": mark.title, "note": str(mark.lane)}


def _around_rows(around: Around) -> Iterator[dict[str, Any]]:
    mark = around.mark
    for window in around.windows:
        base = {
            "id": mark.id,
            "title": mark.title,
            "start": mark.span.start,
            "end": mark.last,
            "side": str(window.side),
            "days": window.days,
            "first": window.first,
            "last": window.last,
            "days_without_coverage": window.uncovered,
        }
        yield {
            **base,
            "kind": ALL,
            "reports": window.total,
            "known_origins": window.origins,
            "origin_not_established": window.origin_open,
            "not_israeli": window.not_israeli,
            "may_fall_in_window": window.unsure,
        }
        for kind in ordered(window.counts):
            yield {**base, "kind": kind, "reports": window.counts[kind]}


def _written(columns: Sequence[str], rows: Iterable[dict[str, Any]], version: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        full = {**row, "dataset_version": version}
        writer.writerow([neutral(full.get(name)) for name in columns])
    return out.getvalue().encode("utf-8-sig")
