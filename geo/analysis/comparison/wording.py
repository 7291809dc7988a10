"""A comparison in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.analysis.comparison.model import Order, WindowSide
from geo.atlas.evidence import date_words
from geo.text.date_words import day_text
from geo.text.messages import mark, tr, trn
from geo.vocab import LayerId


def side_words(side: WindowSide) -> str:
    """Return what a window holds, how long it is, and how much of it is covered."""
    if side.blank:
        count = tr("no day of it is covered by the sources, so that nothing can be said about reports")
    else:
        reports = side.reports
        unsure = sum(not side.surely_holds(feature) for feature in reports)
        count = trn("{count} report or talk", "{count} reports and talks", len(reports))
        count += tr(", {unsure} of them perhaps outside it", unsure=f"{unsure:,}") if unsure else ""
    length = tr("open on a side") if side.days is None else _days(side.days)
    missing = (
        tr("; {uncovered} without coverage", uncovered=_days(side.uncovered))
        if side.uncovered and not side.blank
        else ""
    )
    posts = len(side.layers[LayerId.POSITIONS].features) if LayerId.POSITIONS in side.layers else 0
    standing = tr("; {posts} posts, camps and crossings", posts=f"{posts:,}") if posts else ""
    return f"{length}: {count}{standing}{missing}"


def count_words(count: int, unsure: int, *, blank: bool) -> str:
    """Return a number of reports; where nothing is covered there is none, which is not zero.

    Parameters
    ----------
    count : int
        Number of reports.
    unsure : int
        How many of them may belong to another window.
    blank : bool
        Whether no source covers the window.

    Returns
    -------
    str

    Examples
    --------
    >>> count_words(12, 2, blank=False), count_words(0, 0, blank=False), count_words(0, 0, blank=True)
    ('12 (2 unsure)', '0', 'not covered')
    """
    if blank:
        return tr("not covered")
    return tr("{count} ({unsure} unsure)", count=f"{count:,}", unsure=f"{unsure:,}") if unsure else f"{count:,}"


def holding_words(properties: Mapping[str, Any]) -> str:
    """Return since when and until when something holds, as far as the records say."""
    words = date_words(properties)
    if properties.get("valid_from") is not None:
        return words
    attested = properties.get("attested_from")
    return (
        tr("{words}, named by a source of {attested}", words=words, attested=day_text(attested)) if attested else words
    )


def order_words(order: Order) -> tuple[str, str]:
    """Return what it means to hold in the first window only, and in the second only."""
    first, second = _ORDER_WORDS[order]
    return tr(first), tr(second)


_ORDER_WORDS: dict[Order, tuple[str, str]] = {
    Order.BEFORE: (
        mark("Only in the first: ended, or was last reported, before the second"),
        mark("Only in the second: began, or was first reported, after the first"),
    ),
    Order.AFTER: (
        mark("Only in the first: began, or was first reported, after the second"),
        mark("Only in the second: ended, or was last reported, before the first"),
    ),
    Order.OVERLAPPING: (mark("Only in the first"), mark("Only in the second")),
}


def _days(count: int) -> str:
    return trn("{count} day", "{count} days", count)
