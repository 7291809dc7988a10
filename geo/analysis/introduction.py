"""What the map is of, for somebody who sees it for the first time."""

from __future__ import annotations

from geo.text.date_words import day_text
from geo.text.dates import ZONE_ENTERED
from geo.text.messages import mark, tr

HEADING = mark("The UN buffer zone in southern Syria")
_TEXT = mark(
    "Since 1974 the UN has watched over a strip between two lines, A and B, that keeps Israeli and Syrian forces "
    "apart. On {day} Israeli forces were reported in it: see what is reported, by whom, how sure, and what "
    "contradicts it."
)


def introduction_text() -> str:
    """Return two sentences: what the zone is, and what the map shows."""
    return tr(_TEXT, day=day_text(ZONE_ENTERED))
