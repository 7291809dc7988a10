"""Relations between records: unique ids, no dangling reference, no orphan, a source for everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geo.dataset.records.tables import TABLES, Row
from geo.errors import Fault

Rows = Mapping[str, Sequence[Row]]
"""Rows by table. A table that could not be read is left out, and nothing is said of what points to it."""


def relation_faults(rows: Rows) -> Iterator[Fault]:
    """Yield every fault that only shows when tables are read together.

    Rows that break a rule of their own take part with what their cells say, so that one bad cell is not
    reported again as a dangling reference elsewhere.
    """
    yield from _double_ids(rows)
    yield from _double_addresses(rows)
    yield from _double_links(rows)
    yield from _dangling(rows)
    if "record_sources" in rows:
        yield from _unsourced(rows)
        yield from _unused_sources(rows)


def _column(rows: Rows, table: str, field: str) -> set[str]:
    return {row.cells.get(field, "") for row in rows[table]}


def _double_ids(rows: Rows) -> Iterator[Fault]:
    seen: dict[str, Row] = {}
    for table in TABLES:
        if not table.keyed:
            continue
        for row in rows.get(table.name, ()):
            record_id = row.cells.get("id", "")
            first = seen.setdefault(record_id, row)
            if record_id and first is not row:
                where = f"{first.file} line {first.line}"
                reason = f"{record_id!r} is already the id in {where}; choose another"
                yield Fault(row.file, row.line, "id", reason)


def _double_addresses(rows: Rows) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for row in rows.get("sources", ()):
        url = row.cells.get("url", "")
        first = seen.setdefault(url, row.line)
        if url and first != row.line:
            reason = f"the same address stands on line {first}; use that source"
            yield Fault(row.file, row.line, "url", reason)


def _double_links(rows: Rows) -> Iterator[Fault]:
    seen: dict[tuple[str, str], int] = {}
    for row in rows.get("record_sources", ()):
        pair = row.cells.get("record_id", ""), row.cells.get("source_id", "")
        first = seen.setdefault(pair, row.line)
        if all(pair) and first != row.line:
            yield Fault(
                row.file, row.line, "source_id", f"the record has this source on line {first} already; remove one"
            )


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
    ("ucdp_events", "same_as", ("events",)),
    ("yardsticks", "claim_id", ("claims",)),
    ("control_assertions", "place_id", ("places",)),
    ("control_assertions_wikipedia", "place_id", ("places",)),
    ("revisions", "record_id", ("events",)),
    ("place_subdistricts", "place_id", ("places",)),
    ("place_subdistricts", "subdistrict_id", ("subdistricts",)),
    (
        "reference_rows",
        "record_id",
        (
            "events",
            "talks",
            "positions",
            "claims",
            "control_changes",
            "places",
            "areas",
            "lines",
            "origin_statements",
            "ucdp_events",
            "yardsticks",
            "control_assertions",
            "control_assertions_wikipedia",
            "subdistricts",
        ),
    ),
)
"""Which field points into which tables."""


def _dangling(rows: Rows) -> Iterator[Fault]:
    for table, field, targets in _REFERENCES:
        if not all(target in rows for target in targets):
            continue
        known: set[str] = set().union(*(_column(rows, target, "id") for target in targets))
        files = ", ".join(f"{target}.csv" for target in targets)
        for row in rows.get(table, ()):
            cell = row.cells.get(field, "")
            for wanted in cell.split("|") if cell else ():
                if wanted.strip() not in known:
                    yield Fault(row.file, row.line, field, f"{wanted.strip()!r} is not an id in {files}")


def _unsourced(rows: Rows) -> Iterator[Fault]:
    sourced = _column(rows, "record_sources", "record_id")
    for table in TABLES:
        if not table.sourced:
            continue
        for row in rows.get(table.name, ()):
            record_id = row.cells.get("id", "")
            if record_id and record_id not in sourced:
                reason = f"{record_id!r} has no source; add one to record_sources.csv"
                yield Fault(row.file, row.line, "id", reason)


def _unused_sources(rows: Rows) -> Iterator[Fault]:
    used = _column(rows, "record_sources", "source_id")
    for row in rows.get("sources", ()):
        source_id = row.cells.get("id", "")
        if source_id and source_id not in used:
            yield Fault(row.file, row.line, "id", f"no record rests on {source_id!r}; link it or remove it")
