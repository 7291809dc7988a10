"""A small valid data folder, written by code; tests take it and break one thing."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.dataset.load import DATA_FOLDER, GEOMETRY_FILES
from geo.dataset.records import TABLES

Rows = dict[str, list[dict[str, str]]]

ABOUT = """title = "Small atlas"
as_of = "2025-06-30"
compiled = "2025-07-01"
coverage = "Three events and two talks."

[[gaps]]
start = "2025-03-01"
end = "2025-03-31"
reason = "no report was collected"
"""

_POINT = {"marker": "settlement", "coord_source": "GeoNames 1"}


def valid_rows() -> Rows:
    """Return the rows of every table; a column that is not named here is empty."""
    return {
        "sources": [
            {"id": "north-press-1", "publisher": "North Press", "url": "https://north.example/1"},
            {"id": "un-1", "publisher": "United Nations (press)", "url": "http://un.example/a?b=1"},
        ],
        "record_sources": [
            {
                "record_id": record_id,
                "source_id": source_id,
                "role": "report",
                "seen": "partly",
                "relay": "no",
            }
            for record_id, source_id in (
                ("ev-strike", "north-press-1"),
                ("ev-raid", "un-1"),
                ("ev-shots", "north-press-1"),
                ("talk-paris", "un-1"),
                ("talk-call", "north-press-1"),
                ("pos-hill", "un-1"),
                ("area-of-separation", "un-1"),
                ("line-a", "un-1"),
                ("line-b", "un-1"),
                ("control-entry", "un-1"),
                ("claim-size", "north-press-1"),
                ("claim-other-size", "un-1"),
            )
        ],
        "places": [
            {"id": "quneitra", "name": "Quneitra", "name_ar": "القنيطرة", "name_ar_basis": "source"}
            | {
                "aliases": "Kuneitra|Al Qunaytirah",
                "kind": "town",
                "governorate": "quneitra",
                "country": "SY",
            }
            | {"lon": "35.82461", "lat": "33.12595", "precision_m": "1000", "coord_source": "GeoNames 173334"}
            | {"coord_url": "https://geonames.example/173334"},
            {"id": "paris", "name": "Paris", "kind": "city", "country": "FR"}
            | {"lon": "2.3488", "lat": "48.85341", "coord_source": "GeoNames 2988507"},
            {"id": "lost-hill", "name": "Lost Hill", "kind": "hill", "governorate": "daraa", "country": "SY"},
        ],
        "events": [
            {"id": "ev-strike", **_POINT, "lon": "35.82461", "lat": "33.12595"}
            | {"date_start": "2025-01-10", "date_precision": "day", "title": "Strike near Quneitra"}
            | {"summary": "A strike was reported.", "category": "airstrike", "attribution": "israeli"}
            | {"actor": "Israeli army", "actors": "israeli_forces", "place_ids": "quneitra"}
            | {"governorate": "quneitra", "killed_min": "1", "killed_max": "2", "confidence": "high"}
            | {"umbrella": "no"},
            {"id": "ev-raid", "marker": "none"}
            | {"date_start": "2025-02", "date_precision": "month", "title": "Raid on a hamlet"}
            | {"summary": "A raid was reported.", "category": "raid_arrest", "attribution": "disputed"}
            | {"actor": "Unnamed troops", "actors": "israeli_forces|unknown", "place_ids": "lost-hill"}
            | {"governorate": "daraa", "injured_min": "3", "confidence": "low", "umbrella": "no"},
            {"id": "ev-shots", **_POINT, "lon": "36.1", "lat": "32.6"}
            | {"date_start": "2025-05-01", "date_end": "2025-05-03", "date_precision": "range"}
            | {"title": "Shots at a patrol", "summary": "Shots were reported.", "category": "un_incident"}
            | {"attribution": "unknown", "actor": "Unknown", "actors": "unknown", "governorate": "daraa"}
            | {"confidence": "medium", "umbrella": "no"},
        ],
        "talks": [
            {"id": "talk-paris", **_POINT, "lon": "2.3488", "lat": "48.85341"}
            | {"date_start": "2025-06-01", "date_precision": "day", "title": "Meeting in Paris"}
            | {"kind": "israel_syria_meeting", "israel_syria": "yes", "city": "Paris", "country": "France"}
            | {
                "place_ids": "paris",
                "outcome": "No text came of it.",
                "status": "held",
                "confidence": "high",
            },
            {"id": "talk-call", "marker": "none", "date_start": "2025", "date_precision": "year"}
            | {"title": "Telephone call", "kind": "statement", "israel_syria": "no"}
            | {"outcome": "A call was reported.", "status": "reported", "confidence": "low"},
        ],
        "positions": [
            {"id": "pos-hill", "marker": "proxy", "lon": "35.85", "lat": "33.2", "coord_source": "GeoNames 2"}
            | {"title": "Post on a hill", "kind": "israeli_post", "variants": "Hill post|Point 5"}
            | {"place_ids": "quneitra", "governorate": "quneitra", "summary": "A post was reported."}
            | {"status_code": "active", "status": "active in 2025-05", "draw": "yes"}
            | {"valid_from": "2025-01", "confidence": "medium"},
        ],
        "areas": [
            {"id": "area-of-separation", "title": "Area of separation", "layer": "area-of-separation"}
            | {"summary": "The land between the lines.", "geometry_id": "area-of-separation"}
            | {"valid_from": "1974-05-31", "confidence": "medium", "kind": "area-of-separation"},
        ],
        "lines": [
            {"id": name, "title": title, "layer": "lines", "summary": "A line of 1974.", "geometry_id": name}
            | {"valid_from": "1974-05-31", "confidence": "medium", "kind": name, "accuracy_m": "250"}
            for name, title in (("line-a", "Line A"), ("line-b", "Line B"))
        ],
        "control_changes": [
            {"id": "control-entry", "date_start": "2024-12-08", "date_precision": "day"}
            | {"title": "Troops enter the zone", "kind": "control_change", "confidence": "high"},
        ],
        "claims": [
            {"id": "claim-size", "topic": "zone-size", "claim": "It has 235 km2.", "claimed_by": "A paper"}
            | {"status": "disputed", "evidence": "Others say 400.", "contradicts": "claim-other-size"},
            {"id": "claim-other-size", "topic": "zone-size", "claim": "It has 400 km2.", "claimed_by": "A site"}
            | {"status": "contradicted", "evidence": "Others say 235."},
        ],
        "claim_figures": [
            {
                "claim_id": "claim-size",
                "speaker": "A paper",
                "value_min": "235",
                "value_max": "235",
                "unit": "km2",
                "counted": "area of the zone",
            },
        ],
        "origin_statements": [
            {"id": "stmt-paris", "statement": "Talks are held in Paris.", "verdict": "supported"}
            | {
                "evidence": "Reports.",
                "claim_ids": "claim-size",
                "talk_ids": "talk-paris",
                "event_ids": "ev-raid",
            },
        ],
        "reference_rows": [
            {"table": "events", "reference": "1", "decision": "kept", "record_id": "ev-strike"},
            {
                "table": "events",
                "reference": "2",
                "decision": "merged",
                "record_id": "ev-strike",
                "reason": "same",
            },
            {"table": "events", "reference": "3", "decision": "left_out", "reason": "no source"},
        ],
    }


@dataclass
class RecordFolder:
    """A data folder that can be changed cell by cell and written again.

    Attributes
    ----------
    path : Path
        The folder; what ``--data`` takes.
    rows : dict
        Rows by table; the first row of a table stands on line 2 of its file.
    columns : dict
        Header by table.
    """

    path: Path
    rows: Rows = field(default_factory=valid_rows)
    columns: dict[str, list[str]] = field(default_factory=lambda: {table.name: list(table.columns) for table in TABLES})

    def write(self) -> RecordFolder:
        """Write every file."""
        (self.path / "records").mkdir(parents=True, exist_ok=True)
        (self.path / "geometry").mkdir(exist_ok=True)
        for name in self.columns.keys() - self.rows.keys():
            self.rows[name] = []
        for table in self.rows:
            self.file(table).write_text(self.csv_text(table), encoding="utf-8", newline="")
        for name in GEOMETRY_FILES:
            shutil.copyfile(DATA_FOLDER / "geometry" / name, self.path / "geometry" / name)
        (self.path / "dataset.toml").write_text(ABOUT, encoding="utf-8")
        return self

    def file(self, table: str) -> Path:
        """Return the path of a table."""
        return self.path / "records" / f"{table}.csv"

    def csv_text(self, table: str) -> str:
        """Return a table as CSV."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns[table])
        for row in self.rows[table]:
            writer.writerow([row.get(name, "") for name in self.columns[table]])
        return out.getvalue()

    def change(self, table: str, values: Mapping[str, str], *, row: int = 0) -> RecordFolder:
        """Set cells of one row and write the table."""
        self.rows[table][row].update(values)
        return self._rewrite(table)

    def add(self, table: str, values: Mapping[str, str]) -> RecordFolder:
        """Append a row and write the table."""
        self.rows[table].append(dict(values))
        return self._rewrite(table)

    def remove(self, table: str, *, row: int) -> RecordFolder:
        """Take a row out and write the table."""
        del self.rows[table][row]
        return self._rewrite(table)

    def rename_column(self, table: str, old: str, new: str) -> RecordFolder:
        """Give a column another name and write the table."""
        self.columns[table] = [new if name == old else name for name in self.columns[table]]
        return self._rewrite(table)

    def replace_text(self, table: str, old: str, new: str) -> RecordFolder:
        """Replace text in a file as it stands, quotes and commas included."""
        path = self.file(table)
        text = path.read_text(encoding="utf-8")
        if old not in text:
            raise ValueError(f"{old!r} does not stand in {path.name}")
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        return self

    def _rewrite(self, table: str) -> RecordFolder:
        self.file(table).write_text(self.csv_text(table), encoding="utf-8", newline="")
        return self
