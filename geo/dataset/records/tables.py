"""The tables: which file holds which record. Columns are the fields of the model, in its order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.dataset.records import divisions, models, outside
from geo.dataset.records.bases import Record


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file of records.

    Attributes
    ----------
    name : str
        Attribute of :class:`~geo.dataset.records.read.RecordSet` and stem of the file.
    model : type
        Record class of a row.
    sourced : bool
        Whether each row must have at least one source in ``record_sources.csv``.
    """

    name: str
    model: type[Record]
    sourced: bool = False

    @property
    def file(self) -> str:
        """File name under ``data/records``."""
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names: the id first, then the model's fields in order."""
        names = list(self.model.model_fields)
        if "id" in names:
            names.remove("id")
            names.insert(0, "id")
        return tuple(names)

    @property
    def keyed(self) -> bool:
        """Whether rows have an id."""
        return "id" in self.model.model_fields


TABLES: tuple[Table, ...] = (
    Table("sources", models.Source),
    Table("record_sources", models.SourceLink),
    Table("places", models.Place),
    Table("events", models.Event, sourced=True),
    Table("talks", models.Talk, sourced=True),
    Table("positions", models.Position, sourced=True),
    Table("areas", models.Area, sourced=True),
    Table("lines", models.Line, sourced=True),
    Table("control_changes", models.ControlChange, sourced=True),
    Table("claims", models.Claim, sourced=True),
    Table("claim_figures", models.ClaimFigure),
    Table("origin_statements", models.OriginStatement),
    Table("reference_rows", models.ReferenceRow),
    Table("ucdp_events", outside.UcdpEvent),
    Table("yardsticks", outside.Yardstick),
    Table("control_assertions", outside.ControlAssertion),
    Table("control_assertions_wikipedia", outside.ControlAssertion),
    Table("revisions", outside.Revision),
    Table("subdistricts", divisions.Subdistrict),
    Table("place_subdistricts", divisions.PlaceSubdistrict),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the line on which it begins, for messages about relations.

    Attributes
    ----------
    cells : Mapping
        Text by column, also of a row that breaks a rule: its id is taken all the same.
    record : Record or None
        The validated record; None if the row breaks a rule.
    """

    file: str
    line: int
    cells: Mapping[str, str]
    record: Record | None
