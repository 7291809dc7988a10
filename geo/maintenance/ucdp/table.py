"""The table ucdp_events.csv as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of the table, as the file has them."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def table_text(rows: Iterable[Mapping[str, str]], *, columns: tuple[str, ...]) -> str:
    """Return the table as CSV.

    Parameters
    ----------
    rows : iterable of Mapping
        Text by column.
    columns : tuple of str
        Columns in their order.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
