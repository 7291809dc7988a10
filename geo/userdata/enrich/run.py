"""From a file to an enriched file: batches are read, enriched and written side by side, with bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from geo.atlas import Atlas
from geo.atomic_write import written_aside
from geo.exports.formats import Format
from geo.readers import EVENT_COLUMNS, Batch, Reading
from geo.userdata.enrich.enricher import Enricher
from geo.userdata.enrich.files import About, RowMaker, open_writer
from geo.userdata.enrich.files.refused_rows import RefusedRows
from geo.userdata.enrich.matching.duplicates import SeenRows
from geo.userdata.enrich.summary import Summary

CREDIT = "Buffer Zone Atlas; lines © OpenStreetMap contributors (ODbL); GeoNames (CC BY); Data from Who's On First"
"""Whom to credit for what enrichment adds."""


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be written.

    Attributes
    ----------
    path : Path
        File of the enriched rows.
    form : Format
        Its format.
    with_original : bool
        Whether the file's own columns, and prose of its publisher, go into it.
    refused : Path or None
        CSV file of the refused rows with their reasons and own columns; None if it is not wanted.
    """

    path: Path
    form: Format
    with_original: bool
    refused: Path | None = None


def enrich_file(
    reading: Reading,
    enricher: Enricher,
    output: Output,
    *,
    atlas: Atlas,
    told: Callable[[int], None] | None = None,
) -> Summary:
    """Enrich every row of a file and write the result.

    Parameters
    ----------
    reading : Reading
        The file; its batches are taken one after the other.
    enricher : Enricher
        What rows are compared with.
    output : Output
        What to write. Files are whole or as they were.
    atlas : Atlas
        Names the version of the data.
    told : callable, optional
        Called with the number of rows written so far.

    Returns
    -------
    Summary
        Counts of what became of the rows.

    Raises
    ------
    DataError, UsageError
        If the file cannot be read to its end, or the output cannot be written; nothing is left behind then.
    """
    about = about_of(reading, atlas)
    maker = RowMaker(about, output.with_original)
    summary = Summary()
    with (
        written_aside(output.path) as path,
        RefusedRows.at(output.refused) as refused,
        ThreadPoolExecutor(1) as reader,
        ThreadPoolExecutor(1) as scribe,
    ):
        writer = open_writer(output.form, path, about)

        def put(batch: Batch, added: pa.Table) -> None:
            writer.write(maker.make(batch, added))
            refused.write(batch)

        try:
            _put_all(_enriched(reading, enricher, summary, reader), put, scribe, told=told)
            if not summary.rows:
                put(*_nothing(enricher))
        except BaseException:
            writer.abandon()
            refused.close()
            raise
        writer.close()
        refused.close()
    summary.left_out = sorted(maker.left_out)
    return summary


def about_of(reading: Reading, atlas: Atlas) -> About:
    """Return what a file of enriched rows says of itself."""
    notes = (reading.licence_note, *reading.notes)
    return About("Enriched events", atlas.dataset.version, CREDIT, tuple(note for note in notes if note))


def _enriched(
    reading: Reading, enricher: Enricher, summary: Summary, pool: ThreadPoolExecutor
) -> Iterator[tuple[Batch, pa.Table]]:
    """Yield each batch with its added columns, reading the next one meanwhile."""
    seen = SeenRows.of_format(reading.format_id)
    batches = iter(reading.batches)
    ahead = pool.submit(next, batches, None)
    while (batch := ahead.result()) is not None:
        ahead = pool.submit(next, batches, None)
        added = enricher.table(batch, seen)
        summary.add(batch, added)
        yield batch, added


def _put_all(
    enriched: Iterator[tuple[Batch, pa.Table]],
    put: Callable[[Batch, pa.Table], None],
    pool: ThreadPoolExecutor,
    *,
    told: Callable[[int], None] | None,
) -> None:
    """Write each batch while the next one is worked on; never more than one waits, so that memory stays bounded."""
    rows = 0
    pending: Future[None] | None = None
    try:
        for batch, added in enriched:
            if pending is not None:
                pending.result()
            pending = pool.submit(put, batch, added)
            rows += len(batch.events)
            if told is not None:
                told(rows)
    finally:
        if pending is not None:
            wait([pending])
    if pending is not None:
        pending.result()


def _nothing(enricher: Enricher) -> tuple[Batch, pa.Table]:
    """Return an empty batch, so that a file without rows still has its columns."""
    events = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in EVENT_COLUMNS.items()})
    batch = Batch(events, pd.DataFrame(index=events.index), None)
    return batch, enricher.table(batch, SeenRows())
