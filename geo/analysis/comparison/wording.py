"""A comparison in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.analysis.comparison.model import Order, WindowSide
from geo.atlas.evidence import date_words
from geo.text.date_words import day_text
from geo.vocab import LayerId


def side_words(side: WindowSide) -> str:
    """Return what a window holds, how long it is, and how much of it is covered."""
    if side.blank:
        count = "no day of it is covered by the sources, so that nothing can be said about reports"
    else:
        reports = side.reports
        unsure = sum(not side.surely_holds(feature) for feature in reports)
        count = f"{len(reports):,} {'report or talk' if len(reports) == 1 else 'reports and talks'}"
        count += f", {unsure:,} of them perhaps outside it" if unsure else ""
    length = "open on a side" if side.days is None else _days(side.days)
    missing = f"; {_days(side.uncovered)} without coverage" if side.uncovered and not side.blank else ""
    posts = len(side.layers[LayerId.POSITIONS].features) if LayerId.POSITIONS in side.layers else 0
    standing = f"; {posts:,} posts, camps and crossings" if posts else ""
    return f"{length}: {count}{standing}{missing}"


def count_words(count: int, unsure: int, *, blank: bool) -> str:
    """Return a number of reports; where nothing is covered there is none, which is not zero.

    Examples
    --------
    >>> count_words(12, 2, blank=False), count_words(0, 0, blank=False), count_words(0, 0, blank=True)
    ('12 (2 unsure)', '0', 'not covered')
    """
    if blank:
        return "not covered"
    return f"{count:,} ({unsure:,} unsure)" if unsure else f"{count:,}"


def holding_words(properties: Mapping[str, Any]) -> str:
    """Return since when and until when something holds, as far as the records say."""
    words = date_words(properties)
    if properties.get("valid_from") is not None:
        return words
    attested = properties.get("attested_from")
    return f"{words}, named by a source of {day_text(attested)}" if attested else words


def order_words(order: Order) -> tuple[str, str]:
    """Return what it means to hold in the first window only, and in the second only."""
    return _ORDER_WORDS[order]


_ENDED, _BEGUN = "ended, or was last reported, before the", "began, or was first reported, after the"
_ORDER_WORDS: dict[Order, tuple[str, str]] = {
    Order.BEFORE: (f"Only in the first: {_ENDED} second", f"Only in the second: {_BEGUN} first"),
    Order.AFTER: (f"Only in the first: {_BEGUN} second", f"Only in the second: {_ENDED} first"),
    Order.OVERLAPPING: ("Only in the first", "Only in the second"),
}


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
