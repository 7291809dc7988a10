"""The changes in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geo.dataset.diff.model import Changed, Changes, Moved, TableChanges

MAX_ROWS = 20
"""Rows of a table that are named; what is left is counted."""
_MAX_TEXT = 60
_CONTEXT = 12
_TELLING = ("title", "name", "claim", "statement", "url", "source_id", "text")
"""Columns of which the first that a row has is shown next to its id."""


def summary_lines(changes: Changes) -> Iterator[str]:
    """Yield what changed, table by table: ``+`` is added, ``-`` removed, ``~`` changed."""
    for table in changes.tables:
        if not table.same:
            yield from _table_lines(table)


def _table_lines(table: TableChanges) -> Iterator[str]:
    counts = {"added": table.added, "removed": table.removed, "changed": table.changed}
    said = ", ".join(f"{len(rows)} {word}" for word, rows in counts.items() if rows) or "columns only"
    yield f"{table.name}: {said} ({_rows(table.old_rows)} -> {_rows(table.new_rows)})"
    yield from (f"  new column {name}" for name in table.columns_added if table.old_rows is not None)
    yield from (f"  column {name} is gone" for name in table.columns_removed if table.new_rows is not None)
    lines = [
        *(f"  + {_named(row)}" for row in table.added),
        *(f"  - {_named(row)}" for row in table.removed),
        *(f"  ~ {_title(row.id, row.key)}: {_fields(row)}" for row in table.changed),
    ]
    yield from lines[:MAX_ROWS]
    if len(lines) > MAX_ROWS:
        yield f"  and {len(lines) - MAX_ROWS} more, all in the JSON"


def _rows(count: int | None) -> str:
    return "no such table" if count is None else f"{count} rows"


def _title(record_id: str, key: Mapping[str, str]) -> str:
    others = [text for text in key.values() if text and text != record_id]
    return " / ".join(_short(text) for text in (record_id, *others) if text)


def _named(row: Moved) -> str:
    texts = {**row.values, **row.source}
    telling = next((texts[name] for name in _TELLING if texts.get(name) and name not in row.key), "")
    return ": ".join(filter(None, (_title(row.id, row.key), _short(telling))))


def _fields(row: Changed) -> str:
    return "; ".join(f"{name} {_pair(old or '', new or '')}" for name, (old, new) in row.fields.items())


def _pair(old: str, new: str) -> str:
    """Return both texts; of long ones the part from a little before they part ways."""
    start = 0
    if min(len(old), len(new)) > _MAX_TEXT:
        alike = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        start = max(0, alike - _CONTEXT)
    lead = "..." if start else ""
    return " -> ".join(_shown(lead + text[start:]) if text else "(empty)" for text in (old, new))


def _shown(text: str) -> str:
    return f'"{_short(text)}"'


def _short(text: str) -> str:
    """Return text for one line: cut, and without what a terminal would obey."""
    bare = "".join(letter if letter.isprintable() else " " for letter in text)
    return bare if len(bare) <= _MAX_TEXT else f"{bare[: _MAX_TEXT - 3]}..."
