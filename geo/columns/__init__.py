"""Events as compact columns, 12 bytes an event: the format that the map draws many events from. Pure.

The format is described in ``docs/columns.md``.
"""

from geo.columns.decode import Decoded, decode, decode_extra, read_header
from geo.columns.encode import Encoded, encode
from geo.columns.events import columns_of_events
from geo.columns.layout import VERSION
from geo.columns.model import Category, EventColumns, categories

__all__ = [
    "VERSION",
    "Category",
    "Decoded",
    "Encoded",
    "EventColumns",
    "categories",
    "columns_of_events",
    "decode",
    "decode_extra",
    "encode",
    "read_header",
]
