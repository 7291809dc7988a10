"""Relations between records: unique ids, no dangling reference, no orphan, a source for everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from geo.errors import Fault
from geo.records import models
from geo.records.tables import TABLES

if TYPE_CHECKING:
    from geo.records.read import Row

Rows = Mapping[str, Sequence["Row"]]


def relation_faults(rows: Rows) -> Iterator[Fault]:
    """Yield every fault that only shows when tables are read together."""
    yield from _double_ids(rows)
    yield from _double_addresses(rows)
    yield from _dangling(rows)
    yield from _unsourced(rows)
    yield from _unused_sources(rows)


def _ids(rows: Rows, *tables: str) -> set[str]:
    return {cast(models.Event, row.record).id for table in tables for row in rows[table]}


def _double_ids(rows: Rows) -> Iterator[Fault]:
    seen: dict[str, Row] = {}
    for table in TABLES:
        if not table.keyed:
            continue
        for row in rows[table.name]:
            record_id = cast(models.Event, row.record).id
            first = seen.setdefault(record_id, row)
            if first is not row:
                where = f"{first.file} line {first.line}"
                yield Fault(row.file, row.line, "id", f"{record_id!r} is already the id in {where}; choose another")


def _double_addresses(rows: Rows) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for row in rows["sources"]:
        url = cast(models.Source, row.record).url
        first = seen.setdefault(url, row.line)
        if first != row.line:
            yield Fault(row.file, row.line, "url", f"the same address stands on line {first}; use that source")


_REFERENCES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("record_sources", "source_id", ("sources",)),
    (
        "record_sources",
        "record_id",
        ("events", "talks", "positions", "areas", "lines", "control_changes", "claims"),
    ),
    ("events", "place_ids", ("places",)),
    ("talks", "place_ids", ("places",)),
    ("positions", "place_ids", ("places",)),
    ("positions", "possible_duplicate_of", ("positions",)),
    ("claims", "contradicts", ("claims",)),
    ("claims", "supports", ("claims",)),
    ("claim_figures", "claim_id", ("claims",)),
    ("origin_statements", "claim_ids", ("claims",)),
    ("origin_statements", "talk_ids", ("talks",)),
    ("origin_statements", "event_ids", ("events",)),
    (
        "reference_rows",
        "record_id",
        ("events", "talks", "positions", "claims", "control_changes", "places"),
    ),
)
"""Which field points into which tables."""


def _dangling(rows: Rows) -> Iterator[Fault]:
    for table, field, targets in _REFERENCES:
        known = _ids(rows, *targets)
        for row in rows[table]:
            value = getattr(row.record, field)
            wanted = value if isinstance(value, tuple) else (value,) if value else ()
            for target in wanted:
                if target not in known:
                    files = ", ".join(f"{name}.csv" for name in targets)
                    yield Fault(row.file, row.line, field, f"{target!r} is no id in {files}")


def _unsourced(rows: Rows) -> Iterator[Fault]:
    sourced = {cast(models.SourceLink, row.record).record_id for row in rows["record_sources"]}
    for table in TABLES:
        if not table.sourced:
            continue
        for row in rows[table.name]:
            record_id = cast(models.Event, row.record).id
            if record_id not in sourced:
                yield Fault(row.file, row.line, "id", f"{record_id!r} has no source; add one to record_sources.csv")


def _unused_sources(rows: Rows) -> Iterator[Fault]:
    used = {cast(models.SourceLink, row.record).source_id for row in rows["record_sources"]}
    for row in rows["sources"]:
        source_id = cast(models.Source, row.record).id
        if source_id not in used:
            yield Fault(row.file, row.line, "id", f"no record rests on {source_id!r}; link it or remove it")
