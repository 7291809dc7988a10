"""Which rows two versions share, and what differs in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.dataset.diff.model import OF_A_RECORD, Changed, Changes, Moved, TableChanges
from geo.dataset.raw_tables import Cells, Row

_KEYS: Mapping[str, tuple[str, ...]] = {
    "record_sources": ("record_id", "source_id"),
    "claim_figures": ("claim_id", "speaker", "unit", "date"),
    "reference_rows": ("table", "reference"),
}
"""Columns that tell the rows of a table apart; an id does everywhere else."""

Pair = tuple[Row, Row]
Pages = dict[str, Row]


def compare_tables(old: Mapping[str, Cells], new: Mapping[str, Cells]) -> Changes:
    """Compare two versions table by table.

    Rows are matched by their key and never by their order in the file. An empty cell and a column that is not there
    are the same.

    Parameters
    ----------
    old : Mapping[str, Cells]
        Tables of the older version by name.
    new : Mapping[str, Cells]
        Tables of the newer version by name.

    Returns
    -------
    Changes
    """
    pages = _pages(old) | _pages(new)
    return Changes(tuple(_compare(name, old.get(name), new.get(name), pages) for name in dict.fromkeys([*new, *old])))


def _pages(tables: Mapping[str, Cells]) -> Pages:
    """Return publisher and address of every source by its id."""
    rows = tables["sources"].rows if "sources" in tables else ()
    return {row.get("id", ""): {name: row.get(name, "") for name in ("publisher", "url")} for row in rows}


def _compare(name: str, old: Cells | None, new: Cells | None, pages: Pages) -> TableChanges:
    before, after = old or Cells(name, (), ()), new or Cells(name, (), ())
    key = _key(name, before, after)
    pairs, removed, added = _matched(before.rows, after.rows, key)
    named = _Naming(name, key, pages)
    changed = (_changed(named, pair, before.columns, after.columns) for pair in pairs)
    return TableChanges(
        name=name,
        old_rows=None if old is None else len(old.rows),
        new_rows=None if new is None else len(new.rows),
        columns_added=tuple(column for column in after.columns if column not in before.columns),
        columns_removed=tuple(column for column in before.columns if column not in after.columns),
        added=tuple(named.moved(row) for row in added),
        removed=tuple(named.moved(row) for row in removed),
        changed=tuple(row for row in changed if row.fields),
    )


def _key(name: str, *tables: Cells) -> tuple[str, ...]:
    """Return the columns of the key that every version of the table has; all shared columns if it has no key."""
    present = [table.columns for table in tables if table.columns]
    shared = [column for column in (present[0] if present else ()) if all(column in columns for columns in present)]
    wanted = ("id",) if "id" in shared else _KEYS.get(name, ())
    return tuple(column for column in wanted if column in shared) or tuple(shared)


def _matched(old: Sequence[Row], new: Sequence[Row], key: tuple[str, ...]) -> tuple[list[Pair], list[Row], list[Row]]:
    """Return pairs in the new order, then the rows that only the old or only the new version has.

    Rows that are alike in every cell are matched first, so that of several rows with one key only those that
    differ are compared with one another.
    """
    alike = Counter(map(_frozen, old)) & Counter(map(_frozen, new))
    waiting: dict[tuple[str, ...], list[Row]] = {}
    for row in _without(old, alike):
        waiting.setdefault(_of(row, key), []).append(row)
    pairs: list[Pair] = []
    added: list[Row] = []
    for row in _without(new, alike):
        found = waiting.get(_of(row, key))
        if found:
            pairs.append((found.pop(0), row))
        else:
            added.append(row)
    left = {id(row) for rows in waiting.values() for row in rows}
    return pairs, [row for row in old if id(row) in left], added


def _without(rows: Sequence[Row], taken: Counter[frozenset[tuple[str, str]]]) -> Iterator[Row]:
    """Yield the rows but for so many of each kind."""
    left = taken.copy()
    for row in rows:
        if left[_frozen(row)] > 0:
            left[_frozen(row)] -= 1
        else:
            yield row


def _frozen(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset((name, text) for name, text in row.items() if text)


def _of(row: Row, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in key)


def _changed(named: _Naming, pair: Pair, before: Sequence[str], after: Sequence[str]) -> Changed:
    old, new = pair
    fields = {
        column: (old.get(column, "") if column in before else None, new.get(column, "") if column in after else None)
        for column in dict.fromkeys((*after, *before))
    }
    differing = {column: texts for column, texts in fields.items() if (texts[0] or "") != (texts[1] or "")}
    return Changed(named.id_of(new), named.key_of(new), differing, named.source_of(new))


@dataclass(frozen=True, slots=True)
class _Naming:
    """How the rows of one table are named."""

    table: str
    key: tuple[str, ...]
    pages: Pages

    def moved(self, row: Row) -> Moved:
        values = {column: text for column, text in row.items() if text}
        return Moved(self.id_of(row), self.key_of(row), values, self.source_of(row))

    def key_of(self, row: Row) -> dict[str, str]:
        return {column: row.get(column, "") for column in self.key}

    def id_of(self, row: Row) -> str:
        return row.get("id", "") or row.get(OF_A_RECORD.get(self.table, "record_id"), "")

    def source_of(self, row: Row) -> Row:
        return self.pages.get(row.get("source_id", ""), {})
