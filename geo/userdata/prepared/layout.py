"""Names of the files in a prepared folder, and the columns of its details."""

from __future__ import annotations

FORMAT = 2
"""Version of the folder; another one is refused."""
META = "meta.json"
MAIN = "columns.bin"
ORDER = "order.bin"
DETAILS = "details.arrow"
SEARCH = "search.arrow"
"""Folded texts, for the search alone."""

DETAIL_COLUMNS: tuple[str, ...] = (
    "id",
    "title",
    "kind",
    "actor",
    "place",
    "lon",
    "lat",
    "uncertainty_m",
    "uncertainty_basis",
    "date_from",
    "date_to",
    "date_precision",
    "killed_min",
    "killed_max",
    "source",
    "url",
    "summary",
    "reasons",
)
"""Columns of the event model that a card can show; the original columns of a file are not kept."""

SEARCHED: tuple[str, ...] = ("id", "title", "kind", "actor", "place", "source", "summary")
"""Columns whose words a search finds."""


def extra_file(name: str) -> str:
    """Return the file of a further column."""
    return f"extra-{name}.bin"
