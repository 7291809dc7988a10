"""Sentences that several pages say."""

from __future__ import annotations

from geo.text.messages import mark, trn

DISCLAIMER = mark(
    "Lines and areas are approximate and no official demarcation. Names and lines on this map imply no opinion "
    "on the legal status of any territory."
)
SAMPLE = mark("A sample of reports, never a total.")


def reports_text(count: int) -> str:
    """Return a number of reports in words."""
    return trn("{count} report", "{count} reports", count)


def records_text(count: int) -> str:
    """Return a number of records in words."""
    return trn("{count} record", "{count} records", count)
