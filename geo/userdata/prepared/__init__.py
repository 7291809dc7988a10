"""Prepared files of events: written by ``python -m geo columns``, then read where they lie."""

from geo.userdata.prepared.details import MAX_IDS, details_of
from geo.userdata.prepared.match import matching_bits
from geo.userdata.prepared.prepare import Prepared, prepare
from geo.userdata.prepared.store import EventFile, open_event_file, open_event_files

__all__ = [
    "MAX_IDS",
    "EventFile",
    "Prepared",
    "details_of",
    "matching_bits",
    "open_event_file",
    "open_event_files",
    "prepare",
]
