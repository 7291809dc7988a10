"""Readers of users' files: each format recognised by content and ending, each row accepted or refused with a reason."""

from geo.formats.choices import (
    Choices,
    Column,
    DateOrder,
    Option,
    Part,
    PlaceCandidate,
    PlaceProposal,
    Proposal,
    Question,
    QuestionsOpen,
    Role,
)
from geo.formats.doors import propose, read_events
from geo.formats.limits import OWN_FILES, Limits, upload_limits
from geo.formats.model import EVENT_COLUMNS, NOT_LOCATED, Batch, FormatId, Reading, RowStatus
from geo.formats.recognise import Body, Recognised, recognise

__all__ = [
    "EVENT_COLUMNS",
    "NOT_LOCATED",
    "OWN_FILES",
    "Batch",
    "Body",
    "Choices",
    "Column",
    "DateOrder",
    "FormatId",
    "Limits",
    "Option",
    "Part",
    "PlaceCandidate",
    "PlaceProposal",
    "Proposal",
    "Question",
    "QuestionsOpen",
    "Reading",
    "Recognised",
    "Role",
    "RowStatus",
    "propose",
    "read_events",
    "recognise",
    "upload_limits",
]
