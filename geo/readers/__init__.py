"""Readers of users' files: each format recognised by content and ending, each row accepted or refused with a reason.

The names below load when they are first used: the child process that reads a file starts in this package too, and is
confined before it loads anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.readers.api import propose, read_events
    from geo.readers.model.choices import (
        Choices,
        DateOrder,
        FileColumn,
        Option,
        Part,
        PlaceCandidate,
        PlaceProposal,
        Proposal,
        Question,
        QuestionsOpen,
        Role,
    )
    from geo.readers.model.formats import Body, FormatId
    from geo.readers.model.reading import EVENT_COLUMNS, NOT_LOCATED, Batch, Reading, RowStatus
    from geo.readers.model.resource_limits import OWN_FILES, Limits, upload_limits
    from geo.readers.recognition.recognise import Recognised, recognise

__all__ = [
    "EVENT_COLUMNS",
    "NOT_LOCATED",
    "OWN_FILES",
    "Batch",
    "Body",
    "Choices",
    "DateOrder",
    "FileColumn",
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

_HOMES = {
    "Batch": "geo.readers.model.reading",
    "Body": "geo.readers.model.formats",
    "Choices": "geo.readers.model.choices",
    "DateOrder": "geo.readers.model.choices",
    "EVENT_COLUMNS": "geo.readers.model.reading",
    "FileColumn": "geo.readers.model.choices",
    "FormatId": "geo.readers.model.formats",
    "Limits": "geo.readers.model.resource_limits",
    "NOT_LOCATED": "geo.readers.model.reading",
    "OWN_FILES": "geo.readers.model.resource_limits",
    "Option": "geo.readers.model.choices",
    "Part": "geo.readers.model.choices",
    "PlaceCandidate": "geo.readers.model.choices",
    "PlaceProposal": "geo.readers.model.choices",
    "Proposal": "geo.readers.model.choices",
    "Question": "geo.readers.model.choices",
    "QuestionsOpen": "geo.readers.model.choices",
    "Reading": "geo.readers.model.reading",
    "Recognised": "geo.readers.recognition.recognise",
    "Role": "geo.readers.model.choices",
    "RowStatus": "geo.readers.model.reading",
    "propose": "geo.readers.api",
    "read_events": "geo.readers.api",
    "recognise": "geo.readers.recognition.recognise",
    "upload_limits": "geo.readers.model.resource_limits",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module 'geo.readers' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
