"""From the bytes of a person's file to its enriched rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from geo.enrich import Enricher, SeenRows, make_enricher
from geo.errors import DataError, Fault
from geo.formats import Batch, Choices, Limits, Proposal
from geo.intake import Intake, parse_upload, propose_upload
from geo.layers import Atlas
from geo.mydata.job import Progress
from geo.mydata.places import gazetteer
from geo.mydata.rows import OwnRows

CHUNK_ROWS = 5_000
"""Rows that are enriched in one go: so that the progress moves, and other sessions get their turn between."""
_READ_SHARE = 0.5
_PANDAS_TYPES = {
    pa.bool_(): pd.BooleanDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.string(): pd.StringDtype("pyarrow", np.nan),
}


def propose_own(body: bytes, *, name: str, choices: Choices, limits: Limits, atlas: Atlas) -> Proposal:
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

    Raises
    ------
    DataError
        If the file is refused; the message names the fault.
    """
    return propose_upload(body, name=name, choices=choices, limits=limits, resolve_place=gazetteer(atlas))


def read_own(body: bytes, *, name: str, choices: Choices, limits: Limits, atlas: Atlas, progress: Progress) -> OwnRows:
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

    Raises
    ------
    DataError
        If the file is refused, or has no rows.
    QuestionsOpen
        If something only a person can decide is open.
    """

    def told(done: int, total: int | None) -> None:
        share = done / total if total else 0.0
        progress.tell(f"Reading: {done:,} rows", _READ_SHARE * min(share, 1.0))

    intake = parse_upload(
        body, name=name, choices=choices, limits=limits, resolve_place=gazetteer(atlas), progress=told
    )
    return own_rows(intake, name=name, enricher=make_enricher(atlas), progress=progress)


def own_rows(intake: Intake, *, name: str, enricher: Enricher, progress: Progress) -> OwnRows:
    """Enrich the rows of a file that was read, chunk by chunk."""
    events, originals, added, shapes, done = [], [], [], [], 0
    seen, total = SeenRows(), intake.rows
    for chunk in _chunks(intake.batches):
        added.append(enricher.table(chunk, seen))
        events.append(chunk.events)
        originals.append(chunk.original)
        shapes.append(chunk.shapes)
        done += len(chunk.events)
        progress.tell(
            f"Testing against the lines: {done:,} of {total:,} rows", _READ_SHARE + 0.5 * done / max(total, 1)
        )
    if not done:
        raise DataError([Fault(name, 0, "-", "the file has no rows; choose another one")])
    table = pd.concat(events)
    rows = OwnRows(
        name=name,
        format_id=str(intake.format_id),
        events=table,
        added=added_frame(added, table.index),
        original=pd.concat(originals).fillna(""),
        notes=tuple(intake.notes),
        licence_note=intake.licence_note,
        share_rows=intake.share_rows,
        shapes=_joined(shapes, [len(part) for part in events]),
    )
    progress.tell("Preparing the map", 1.0)
    _ = rows.size_bytes  # encodes the columns here, not in the page's own run
    return rows


def added_frame(tables: list[pa.Table], index: pd.Index) -> pd.DataFrame:
    """Return added columns as one table; flags and whole numbers keep their unknown values."""
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas(types_mapper=_PANDAS_TYPES.get)
    frame.index = index
    return frame


def _chunks(batches: Iterable[Batch]) -> Iterator[Batch]:
    for batch in batches:
        for start in range(0, len(batch.events), CHUNK_ROWS):
            part = slice(start, start + CHUNK_ROWS)
            shapes = None if batch.shapes is None else batch.shapes[part]
            yield Batch(batch.events.iloc[part], batch.original.iloc[part], shapes)


def _joined(shapes: list[NDArray[np.object_] | None], sizes: list[int]) -> NDArray[np.object_] | None:
    if all(part is None for part in shapes):
        return None
    none = [
        np.full(size, None, dtype=object) if part is None else part for part, size in zip(shapes, sizes, strict=True)
    ]
    return np.concatenate(none)
