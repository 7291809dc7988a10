"""A later release replaces rows by id; what an editor said of a row stays with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str]
EDITED = ("same_as", "same_note")
"""Columns that are ours: UCDP's files never change them."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a file does to one row.

    Attributes
    ----------
    id : str
        Id of the row.
    added : bool
        Whether the table lacked it.
    fields : mapping
        Old and new text by column that differs; of a new row none.
    unclear : str
        State of UCDP's coding where it is not clear, else empty.
    """

    id: str
    added: bool
    fields: Mapping[str, tuple[str, str]]
    unclear: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The table after the files, and what they changed.

    Attributes
    ----------
    rows : tuple of Mapping
        All rows, by first day and id.
    changes : tuple of Change
        In the order of the files; a row that two files change is there twice.
    """

    rows: tuple[Row, ...]
    changes: tuple[Change, ...]


def merge_rows(held: Iterable[Row], files: Sequence[Sequence[Row]]) -> Merged:
    """Return the table with the rows of the files, oldest file first.

    Parameters
    ----------
    held : iterable of Mapping
        Rows of the table.
    files : sequence of sequences of Mapping
        Rows of each file, the oldest release first; a later one replaces a row of the same id whole.
    """
    rows = {row["id"]: dict(row) for row in held}
    changes: list[Change] = []
    for found in files:
        for row in found:
            old = rows.get(row["id"])
            new = {**row, **{name: old[name] for name in EDITED}} if old else dict(row)
            fields = {} if old is None else {n: (old[n], new[n]) for n in new if old[n] != new[n]}
            if old is None or fields:
                unclear = "" if new["code_status"] in ("", "Clear") else new["code_status"]
                changes.append(Change(new["id"], old is None, fields, unclear))
            rows[new["id"]] = new
    ordered = sorted(rows.values(), key=lambda row: (row["date_start"], row["id"]))
    return Merged(tuple(ordered), tuple(changes))
