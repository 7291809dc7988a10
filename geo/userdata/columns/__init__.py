"""Events as compact columns, 12 bytes an event: the format that the map draws many events from. Pure.

The format is described in ``docs/columns.md``.
"""

from geo.userdata.columns.decode import Decoded, decode, decode_extra, read_header
from geo.userdata.columns.encode import Encoded, encode
from geo.userdata.columns.events import columns_of_events
from geo.userdata.columns.layout import VERSION
from geo.userdata.columns.model import Category, EventColumns, categories

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
