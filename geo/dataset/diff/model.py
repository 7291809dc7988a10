"""The kinds of changes, and their form as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

OF_A_RECORD: Mapping[str, str] = {"record_sources": "record_id", "claim_figures": "claim_id"}
"""Tables whose rows belong to a record: its id is in this column."""
NO_RECORDS = frozenset({"sources", "geometry", "dataset"})
"""Tables with an id whose rows are not records: what records rest on."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that only one version has.

    Attributes
    ----------
    id : str
        Id of the row, or of the record that it belongs to; empty for a row that belongs to none.
    key : Mapping
        What tells the row from the others of its table.
    values : Mapping
        Its cells that are not empty.
    source : Mapping
        Publisher and address of the page, for a row that links a record to one.
    """

    id: str
    key: Mapping[str, str]
    values: Mapping[str, str]
    source: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        return {**_head(self), "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that both versions have, with different cells.

    Attributes
    ----------
    id, key, source
        As in `Moved`.
    fields : Mapping
        Old and new text by column; None where the version has no such column.
    """

    id: str
    key: Mapping[str, str]
    fields: Mapping[str, tuple[str | None, str | None]]
    source: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        fields = {name: {"old": old, "new": new} for name, (old, new) in self.fields.items()}
        return {**_head(self), "fields": fields}


def _head(row: Moved | Changed) -> dict[str, Any]:
    source = {"source": dict(row.source)} if row.source else {}
    return {"id": row.id or None, "key": dict(row.key), **source}


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What changed in one table.

    Attributes
    ----------
    name : str
        Of the table.
    old_rows, new_rows : int or None
        Number of rows; None if the version has no such table.
    columns_added, columns_removed : tuple of str
        Columns that only one version has.
    added, removed : tuple of Moved
        Rows that only one version has.
    changed : tuple of Changed
        Rows with different cells.
    """

    name: str
    old_rows: int | None
    new_rows: int | None
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    added: tuple[Moved, ...]
    removed: tuple[Moved, ...]
    changed: tuple[Changed, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        columns = self.columns_added or self.columns_removed
        tables = (self.old_rows is None) != (self.new_rows is None)
        return not (columns or tables or self.added or self.removed or self.changed)

    def to_json(self) -> dict[str, Any]:
        """Return the members as a JSON object."""
        return {
            "rows": {"old": self.old_rows, "new": self.new_rows},
            "columns_added": list(self.columns_added),
            "columns_removed": list(self.columns_removed),
            "added": [row.to_json() for row in self.added],
            "removed": [row.to_json() for row in self.removed],
            "changed": [row.to_json() for row in self.changed],
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two versions.

    Attributes
    ----------
    tables : tuple of TableChanges
        Of every table, also of those in which nothing changed.
    """

    tables: tuple[TableChanges, ...]

    @property
    def same(self) -> bool:
        """Whether both hold the same records, in whatever order."""
        return all(table.same for table in self.tables)

    def to_json(self) -> dict[str, Any]:
        """Return the changes as a JSON object; tables without a change are left out."""
        return {
            "same": self.same,
            "records": self._records(),
            "tables": {table.name: table.to_json() for table in self.tables if not table.same},
        }

    def _records(self) -> dict[str, list[str]]:
        """Return ids of records; one whose sources or figures changed has changed."""
        own = [table for table in self.tables if table.name not in NO_RECORDS]
        added = {row.id for table in own for row in table.added if "id" in row.key}
        removed = {row.id for table in own for row in table.removed if "id" in row.key}
        touched = {row.id for table in own for row in table.changed if "id" in row.key}
        for table in own:
            if table.name in OF_A_RECORD:
                touched.update(row.id for row in (*table.added, *table.removed))
                touched.update(row.id for row in table.changed)
        return {
            "added": sorted(added),
            "removed": sorted(removed),
            "changed": sorted(touched - added - removed),
        }
