"""A person's enriched rows as a file, made in a temporary folder when it is asked for."""

from __future__ import annotations

from pathlib import Path, PurePath

import pyarrow as pa

from geo.atlas import Atlas
from geo.exports import Format
from geo.readers import Batch
from geo.text.folding import slugify
from geo.userdata.enrich import ADDED_COLUMNS
from geo.userdata.enrich.files import About, RowMaker, open_writer
from geo.userdata.enrich.files.refused_rows import RefusedRows
from geo.userdata.enrich.run import CREDIT
from geo.userdata.rows.rows import OwnRows

_BATCH_ROWS = 20_000
_LONGEST_STEM = 60


def write_rows(rows: OwnRows, path: Path, *, atlas: Atlas, form: Format) -> None:
    """Write all rows with what was added to them and every column of the file.

    Parameters
    ----------
    rows : OwnRows
        The rows.
    path : Path
        File to write.
    atlas : Atlas
        Names the version of the data.
    form : Format
        Its format.

    Raises
    ------
    UsageError
        If the format cannot hold that many rows.
    """
    notes = tuple(note for note in (rows.licence_note, *rows.notes) if note)
    about = About("Enriched events", atlas.dataset.version, CREDIT, notes)
    maker = RowMaker(about, with_original=True)
    writer = open_writer(form, path, about)
    try:
        for start in range(0, len(rows), _BATCH_ROWS):
            part = slice(start, start + _BATCH_ROWS)
            added = pa.Table.from_pandas(rows.added.iloc[part], schema=pa.schema(ADDED_COLUMNS), preserve_index=False)
            writer.write(maker.make(_batch(rows, part), added))
    except BaseException:
        writer.abandon()
        raise
    writer.close()


def write_refused(rows: OwnRows, path: Path) -> None:
    """Write the refused rows as CSV: where each stands, its reasons, and every column of the file."""
    refused = RefusedRows(path)
    refused.write(_batch(rows, slice(None)))
    refused.close()


def export_name(rows: OwnRows, atlas: Atlas, *, ending: str) -> str:
    """Return a file name in plain letters: that of the file, what it became, and the version of the data."""
    stem = slugify(PurePath(rows.name.replace("\\", "/")).stem)[:_LONGEST_STEM].strip("-") or "rows"
    return f"{stem}_enriched_{atlas.dataset.version}.{ending}"


def _batch(rows: OwnRows, part: slice) -> Batch:
    shapes = None if rows.shapes is None else rows.shapes[part]
    return Batch(rows.events.iloc[part], rows.original.iloc[part], shapes)
