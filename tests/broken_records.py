"""Ways to break one thing in a data folder, and how the report has to name it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.record_folder import RecordFolder


@dataclass(frozen=True)
class Break:
    """One deliberate fault.

    Attributes
    ----------
    name : str
        Kind of fault.
    apply : callable
        Breaks the folder.
    place : str
        ``file:row:field`` that the report must name.
    reason : str
        Words that the reason must hold.
    alone : bool
        Whether nothing else is wrong with the folder then.
    """

    name: str
    apply: Callable[[RecordFolder], object]
    place: str
    reason: str
    alone: bool = True


def _set(table: str, field: str, value: str, *, row: int = 0) -> Callable[[RecordFolder], object]:
    return lambda folder: folder.change(table, {field: value}, row=row)


def _set_all(table: str, *, row: int = 0, **values: str) -> Callable[[RecordFolder], object]:
    return lambda folder: folder.change(table, values, row=row)


def _drop_column(folder: RecordFolder) -> None:
    folder.columns["events"].remove("target")
    folder.add("events", {}).remove("events", row=-1)


def _add_column(folder: RecordFolder) -> None:
    folder.columns["events"].append("colour")
    folder.add("events", {}).remove("events", row=-1)


def _double_column(folder: RecordFolder) -> None:
    folder.columns["talks"].append("city")
    folder.add("talks", {}).remove("talks", row=-1)


def _not_utf8(folder: RecordFolder) -> None:
    path = folder.file("talks")
    path.write_bytes(path.read_bytes().replace(b"Paris", b"Par\xefs", 1))


BREAKS: tuple[Break, ...] = (
    Break("missing column", _drop_column, "events.csv:1:target", "missing"),
    Break("unknown column", _add_column, "events.csv:1:colour", "unknown column"),
    Break("double column", _double_column, "talks.csv:1:city", "is duplicated"),
    Break("no such day", _set("events", "date_start", "2025-02-30"), "events.csv:2:date_start", "no such day"),
    Break("not ISO", _set("events", "date_start", "10.1.2025"), "events.csv:2:date_start", "YYYY-MM-DD"),
    Break("day unknown", _set("events", "date_start", "2025-01"), "events.csv:2:date_precision", "no day"),
    Break("no date", _set("talks", "date_start", ""), "talks.csv:2:date_start", "must not be empty"),
    Break("ends before", _set("events", "date_end", "2025-01-09"), "events.csv:2:date_end", "before date_start"),
    Break("lat out of range", _set("events", "lat", "91"), "events.csv:2:lat", "-90 and 90"),
    Break("lon out of range", _set("positions", "lon", "-180.1"), "positions.csv:2:lon", "-180 and 180"),
    Break("lat not a number", _set("places", "lat", "33,1"), "places.csv:2:lat", "number"),
    Break("lat not finite", _set("events", "lat", "nan"), "events.csv:2:lat", "finite"),
    Break("lon without lat", _set("events", "lat", "", row=2), "events.csv:4:lon", "both be filled"),
    Break("no marker", _set("events", "marker", "none"), "events.csv:2:marker", "must say"),
    Break("marker without point", _set("events", "marker", "site", row=1), "events.csv:3:marker", "must be none"),
    Break("no coord source", _set("events", "coord_source", ""), "events.csv:2:coord_source", "must name"),
    Break("unknown category", _set("events", "category", "ufo"), "events.csv:2:category", "airstrike"),
    Break("unknown governorate", _set("events", "governorate", "golan"), "events.csv:2:governorate", "quneitra"),
    Break("unknown topic", _set("claims", "topic", "weather"), "claims.csv:2:topic", "zone-size"),
    Break("nothing counted", _set("claim_figures", "counted", ""), "claim_figures.csv:2:counted", "must not be empty"),
    Break(
        "double id",
        _set("events", "id", "ev-strike", row=1),
        "events.csv:3:id",
        "already the id",
        alone=False,
    ),
    Break(
        "id of another table",
        _set("places", "id", "pos-hill", row=2),
        "positions.csv:2:id",
        "already the id",
        alone=False,
    ),
    Break("bad id", _set("events", "id", "Ev Strike"), "events.csv:2:id", "lower-case", alone=False),
    Break("dangling place", _set("events", "place_ids", "nowhere"), "events.csv:2:place_ids", "'nowhere'"),
    Break("dangling claim", _set("claims", "supports", "claim-x"), "claims.csv:2:supports", "'claim-x'"),
    Break("no source", lambda f: f.remove("record_sources", row=4), "talks.csv:3:id", "has no source"),
    Break(
        "unknown source",
        _set("record_sources", "source_id", "x-1"),
        "record_sources.csv:2:source_id",
        "'x-1'",
    ),
    Break(
        "unknown record",
        _set("record_sources", "record_id", "ev-x"),
        "record_sources.csv:2:record_id",
        "'ev-x'",
        alone=False,
    ),
    Break(
        "unused source",
        lambda f: f.add("sources", {"id": "s-1", "publisher": "S", "url": "https://s.example/"}),
        "sources.csv:4:id",
        "no record rests on",
    ),
    Break("ftp source", _set("sources", "url", "ftp://north.example/1"), "sources.csv:2:url", "http"),
    Break("script source", _set("sources", "url", "javascript:alert(1)"), "sources.csv:2:url", "http"),
    Break("space in url", _set("sources", "url", "https://a.example/b c"), "sources.csv:2:url", "http"),
    Break("same url", _set("sources", "url", "https://north.example/1", row=1), "sources.csv:3:url", "line 2"),
    Break(
        "negative count",
        _set("events", "killed_min", "-1"),
        "events.csv:2:killed_min",
        "greater than or equal",
    ),
    Break(
        "min over max",
        _set_all("events", killed_min="3", killed_max="2"),
        "events.csv:2:killed_min",
        "larger",
    ),
    Break(
        "injured over max",
        _set_all("events", injured_min="3", injured_max="2"),
        "events.csv:2:injured_min",
        "",
    ),
    Break("control character", _set("events", "title", "Bell\x07"), "events.csv:2:title", "control characters"),
    Break("NUL", _set("claims", "note", "a\x00b"), "claims.csv:2:note", "control characters"),
    Break("space at the end", _set("events", "actor", "Army "), "events.csv:2:actor", "space"),
    Break("empty title", _set("events", "title", ""), "events.csv:2:title", "must not be empty"),
    Break("long title", _set("events", "title", "x" * 121), "events.csv:2:title", "120"),
    Break("not yes or no", _set("events", "umbrella", "maybe"), "events.csv:2:umbrella", "yes or no"),
    Break("empty list item", _set("events", "actors", "iran||jordan"), "events.csv:2:actors", "empty item"),
    Break("double list item", _set("events", "actors", "iran|iran"), "events.csv:2:actors", "twice"),
    Break("no actor", _set("events", "actors", ""), "events.csv:2:actors", "1"),
    Break(
        "figure without value",
        _set_all("claim_figures", value_min="", value_max=""),
        "claim_figures.csv:2:value_min",
        "one",
    ),
    Break(
        "row left out in silence",
        _set("reference_rows", "reason", "", row=2),
        "reference_rows.csv:4:reason",
        "why",
    ),
    Break(
        "row kept as nothing",
        _set("reference_rows", "record_id", ""),
        "reference_rows.csv:2:record_id",
        "filled",
    ),
    Break(
        "too few cells",
        lambda f: f.replace_text("sources", ",http://un", "http://un"),
        "sources.csv:3:-",
        "4 cells",
    ),
    Break(
        "too many cells",
        lambda f: f.replace_text("sources", "North Press,", "North, Press,"),
        "sources.csv:2:-",
        "6 cells",
    ),
    Break("not UTF-8", _not_utf8, "talks.csv:0:-", "not UTF-8"),
    Break(
        "broken quote",
        lambda f: f.replace_text("events", "Strike near", '"Strike" near'),
        "events.csv:2:-",
        "broken CSV",
    ),
    Break("missing file", lambda f: f.file("claims").unlink(), "claims.csv:0:-", "missing"),
    Break(
        "no geometry",
        _set("areas", "geometry_id", "atlantis"),
        "areas.csv:0:geometry_id",
        "'area-of-separation'",
    ),
)
"""Every kind of fault."""

NAMED_BY_CHECK: tuple[str, ...] = (
    "missing column",
    "unknown column",
    "no such day",
    "ends before",
    "lat out of range",
    "lon without lat",
    "unknown category",
    "double id",
    "dangling place",
    "no source",
    "ftp source",
    "negative count",
    "min over max",
    "unknown source",
    "control character",
    "too few cells",
    "not UTF-8",
    "broken quote",
)
"""Kinds that are also run through ``python -m geo check`` in a process of its own."""
