"""What the address of each page may say; the rest is named, so that nobody takes it for obeyed."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from geo.query.filters import FILTER_NAMES
from geo.ui.base.notices import plain
from geo.ui.compare.compare import PARAMETERS as WINDOWS
from geo.ui.map.window import PARAMETERS as WINDOW

_FILTERS = frozenset(FILTER_NAMES) - {"id"}
_VIEW = frozenset({"layers", "lat", "lon", "z", "base"})
KNOWN: dict[str, frozenset[str]] = {
    "Map": _FILTERS | _VIEW | {"id", *WINDOW},
    "Table": _FILTERS | {*WINDOW},
    "Timeline": _FILTERS,
    "Compare": _FILTERS | _VIEW | {*WINDOWS},
    "Talks": frozenset({"talk"}),
    "Evidence": frozenset({"claim"}),
    "Sources": frozenset(),
    "Where is it?": frozenset({"at", "within"}),
    "Your data": frozenset(),
    "Method": frozenset(),
}
"""Parameters by the title of the page."""
_MOST_SHOWN = 5
_LONGEST = 30


def unknown_parameters(page: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that a page does not know; none for a page that is not in the table.

    Examples
    --------
    >>> unknown_parameters("Talks", ["talk", "kind"])
    ('kind',)
    """
    known = KNOWN.get(page)
    return () if known is None else tuple(name for name in names if name not in known)


def show_unknown_parameters(page: str, names: Iterable[str]) -> None:
    """Name the parts of the address that the page does not know."""
    unknown = unknown_parameters(page, names)
    if not unknown:
        return
    shown = [plain(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}") for name in unknown]
    more = f" and {len(unknown) - _MOST_SHOWN:,} more" if len(unknown) > _MOST_SHOWN else ""
    st.info(
        f"The address has what this page does not know: {', '.join(shown[:_MOST_SHOWN])}{more}. It was left out.",
        icon=":material/link_off:",
    )
