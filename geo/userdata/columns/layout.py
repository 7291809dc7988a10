"""What the bytes mean: the constants of the format, once for writer and reader.

The reader in the browser (``columns-data.js``) takes from the header of a file whatever may differ from file to file.
"""

from __future__ import annotations

from dataclasses import dataclass

MAGIC = b"BZEC"
"""First four bytes of every file."""
VERSION = 1
"""Version of the format; a reader refuses any other."""
EPOCH = "1900-01-01"
"""Day 0. Sixteen bits reach from here to 5 June 2079."""
LATEST_DAY = 65534
"""Number of the last day that can be told."""
UNDATED = 65535
"""Start of an event whose date is not known at all."""
EXACT_SPANS = 200
"""Span codes below this are the number of days after the first: 0 for a day, 30 for a month of 31 days."""
LISTED_SPANS = 54
"""How many longer spans the header may list; code 200 stands for the first of them."""
OPEN_SPAN = 254
"""Span of an event that has a first day and no last one."""
NO_SPAN = 255
"""Span of an event that has no date."""
MAX_CATEGORIES = 63
"""How many kinds a file can tell apart; six bits, of which the last code stands for all further kinds."""
MAX_LABELS = 256
"""How many values a further column of one byte can tell apart."""
CONFIDENCES = ("", "low", "medium", "high")
"""Meaning of the two lowest bits of the kind column; empty where nothing is known."""
BYTES_PER_EVENT = 12
"""Size of an event in the file, the header aside."""
WORLD = 2**32
"""Side of the world square in units: 9.3 mm on the equator, less elsewhere."""
MAX_LATITUDE = 85.0511287798066
"""Degrees north or south at which the world square ends; what lies beyond stands on its edge."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: name, and numpy type with its byte order."""

    name: str
    dtype: str


MAIN_COLUMNS: tuple[Column, ...] = (
    Column("x", "<u4"),
    Column("y", "<u4"),
    Column("start", "<u2"),
    Column("span", "|u1"),
    Column("kind", "|u1"),
)
"""Columns of the main file in their order."""

EXTRA_COLUMNS: tuple[Column, ...] = (Column("code", "|u1"),)
"""The one column of the file of a further column."""
