"""Record models and their validation: people edit CSV files, every fault is named in one report."""

from geo.dataset.records.models import (
    Area,
    Claim,
    ClaimFigure,
    ControlChange,
    Event,
    Line,
    OriginStatement,
    Place,
    Position,
    ReferenceRow,
    Source,
    SourceLink,
    Talk,
)
from geo.dataset.records.read import RecordSet, read_records
from geo.dataset.records.tables import TABLES, Table

__all__ = [
    "TABLES",
    "Area",
    "Claim",
    "ClaimFigure",
    "ControlChange",
    "Event",
    "Line",
    "OriginStatement",
    "Place",
    "Position",
    "RecordSet",
    "ReferenceRow",
    "Source",
    "SourceLink",
    "Table",
    "Talk",
    "read_records",
]
