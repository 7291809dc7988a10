"""Readers of users' files: each format recognised by content and ending, each row accepted or refused with a reason."""

from geo.formats.model import EVENT_COLUMNS, Batch, FormatId, Reading, RowStatus

__all__ = ["EVENT_COLUMNS", "Batch", "FormatId", "Reading", "RowStatus"]
