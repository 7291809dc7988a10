"""From the bytes of a person's file to its enriched rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from geo.atlas import Atlas
from geo.errors import DataError, Fault
from geo.readers import Batch, Choices, Limits, Proposal
from geo.readers.intake import Intake, parse_upload, propose_upload
from geo.text.messages import tr, trn
from geo.userdata.enrich import Enricher, EnrichOptions, SeenRows, make_enricher
from geo.userdata.enrich.bounded_shapes import ShapeBounds
from geo.userdata.rows.place_lookup import gazetteer
from geo.userdata.rows.rows import OwnRows
from geo.userdata.session.job import Progress

CHUNK_ROWS = 50_000
"""Rows that are enriched in one go: files name the same places again and again, and a chunk tests each of them once."""
_READ_SHARE = 0.5
_PANDAS_TYPES = {
    pa.bool_(): pd.BooleanDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.string(): pd.StringDtype("pyarrow", np.nan),
}


def propose_own(
    body: bytes, *, name: str, choices: Choices, limits: Limits, atlas: Atlas, progress: Progress
) -> Proposal:
    """Return how a file would be read.

    Parameters
    ----------
    body : bytes
        The file.
    name : str
        Its name.
    choices : Choices
        What was decided already.
    limits : Limits
        How much is taken.
    atlas : Atlas
        Whose gazetteer proposes places.
    progress : Progress
        Asked whether somebody still waits for it.

    Raises
    ------
    DataError
        If the file is refused; the message names the fault.
    """
    progress.tell(tr("Looking into the file"), 0.0)
    return propose_upload(
        body, name=name, choices=choices, limits=limits, resolve_place=gazetteer(atlas), check_cancelled=progress.check
    )


def read_own(
    body: bytes,
    *,
    name: str,
    choices: Choices,
    limits: Limits,
    atlas: Atlas,
    progress: Progress,
    check_bytes: Callable[[int], None] | None = None,
) -> OwnRows:
    """Return the enriched rows of a file.

    Parameters
    ----------
    body : bytes
        The file.
    name : str
        Its name.
    choices : Choices
        What was decided about it.
    limits : Limits
        How much is taken.
    atlas : Atlas
        What the rows are compared with.
    progress : Progress
        Told how far the work has come.
    check_bytes : callable, optional
        Called with the size of the rows before they are loaded; what it raises comes out here.

    Raises
    ------
    DataError
        If the file is refused, or has no rows.
    QuestionsOpen
        If something only a person can decide is open.
    """
    until = time.monotonic() + limits.max_seconds

    def on_progress(done: int, total: int | None) -> None:
        share = done / total if total else 0.0
        words = trn("Reading: {count} row", "Reading: {count} rows", done)
        progress.tell(words, _READ_SHARE * min(share, 1.0))

    intake = parse_upload(
        body,
        name=name,
        choices=choices,
        limits=limits,
        resolve_place=gazetteer(atlas),
        on_progress=on_progress,
        check_cancelled=progress.check,
        check_bytes=check_bytes,
    )
    bounds = ShapeBounds(name, limits.max_seconds, limits.max_memory_bytes, until, progress.check)
    enricher = make_enricher(atlas, options=EnrichOptions(uncertainty_m=choices.uncertainty_m), bounds=bounds)
    return own_rows(intake, name=name, enricher=enricher, progress=progress)


def own_rows(intake: Intake, *, name: str, enricher: Enricher, progress: Progress) -> OwnRows:
    """Enrich the rows of a file that was read, chunk by chunk.

    Raises
    ------
    DataError
        If there are no rows.
    """
    if not intake.rows:
        raise DataError([Fault(name, 0, "-", "the file has no rows; choose another one")])
    events = pd.concat([batch.events for batch in intake.batches])
    original = pd.concat([batch.original for batch in intake.batches]).fillna("")
    shapes = _joined(intake.batches)
    added, seen = [], SeenRows.of_format(intake.format_id)
    for start in range(0, len(events), CHUNK_ROWS):
        share = start / len(events)
        words = tr("Testing against the lines: {done:,} of {total:,} rows", done=start, total=len(events))
        progress.tell(words, _READ_SHARE * (1 + share))
        part = slice(start, start + CHUNK_ROWS)
        chunk = Batch(events.iloc[part], original.iloc[part], None if shapes is None else shapes[part])
        added.append(enricher.table(chunk, seen))
    progress.tell(tr("Preparing the map"), 1.0)
    rows = OwnRows(
        name=name,
        format_id=str(intake.format_id),
        events=events,
        added=added_frame(added, events.index),
        original=original,
        notes=intake.notes,
        licence_note=intake.licence_note,
        share_rows=intake.share_rows,
        shapes=shapes,
    )
    _ = rows.size_bytes, rows.extent  # makes what the map draws here, not in the page's own run
    return rows


def added_frame(tables: list[pa.Table], index: pd.Index) -> pd.DataFrame:
    """Return added columns as one table; flags and whole numbers keep their unknown values."""
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas(types_mapper=_PANDAS_TYPES.get)
    frame.index = index
    return frame


def _joined(batches: Sequence[Batch]) -> NDArray[np.object_] | None:
    """Return the lines and areas of all batches as one array, None where there is none."""
    if all(batch.shapes is None for batch in batches):
        return None
    none = [np.full(len(batch.events), None) if batch.shapes is None else batch.shapes for batch in batches]
    return np.concatenate(none)
