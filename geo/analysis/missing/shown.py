"""Totals of others in words, and what is left of them under filters: only what their own division gives."""

from __future__ import annotations

from dataclasses import dataclass

from geo.dataset.records.outside import Yardstick
from geo.query.filters import Filters
from geo.text.dates import first_day, last_day
from geo.text.messages import tr
from geo.vocab import Qualifier
from geo.vocab.labels import label_of

_UNDIVIDED = ("kind", "actor", "attribution", "confidence", "source", "subdistrict", "q", "bbox", "id")
"""Filters that no total of others can follow: none is divided by them, and their kinds are not ours."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A total, or the part of it that the filters leave.

    Attributes
    ----------
    yardstick : Yardstick
        The total.
    part : tuple of (str, int)
        Its numbers for the governorates asked for; empty where the whole total is meant.
    """

    yardstick: Yardstick
    part: tuple[tuple[str, int], ...] = ()


def shown_under(yardsticks: tuple[Yardstick, ...], filters: Filters) -> tuple[Shown, ...]:
    """Return what may stand next to our records under these filters.

    Dates keep the totals whose days touch the window. A governorate keeps those that are divided by governorate, with
    the numbers of that division and no sum of them. Any other filter leaves none.

    Parameters
    ----------
    yardsticks : tuple[Yardstick, ...]
        Totals that others published.
    filters : Filters
        The filters in force.

    Returns
    -------
    tuple[Shown, ...]
    """
    if any(name in filters.active for name in _UNDIVIDED):
        return ()
    found = [
        item
        for item in yardsticks
        if (filters.date_to is None or first_day(item.period_start) <= filters.date_to)
        and (filters.date_from is None or last_day(item.period_end) >= filters.date_from)
    ]
    if not filters.governorate:
        return tuple(Shown(item) for item in found)
    parts = [(item, tuple(part for part in item.by_governorate if part[0] in filters.governorate)) for item in found]
    return tuple(Shown(item, part) for item, part in parts if part)


def words_of(shown: Shown) -> str:
    """Return a total as its publisher gives it: number, unit, and how exact it is said to be."""
    item = shown.yardstick
    if shown.part:
        return "; ".join(tr("{governorate}: {number}", governorate=label_of(g), number=f"{n:,}") for g, n in shown.part)
    if item.figure is None:
        return tr("dozens of {unit}", unit=item.unit) if item.qualifier is Qualifier.DOZENS else tr("no number given")
    number = f"{item.figure:,}"
    match item.qualifier:
        case Qualifier.ABOUT:
            return tr("about {number} {unit}", number=number, unit=item.unit)
        case Qualifier.AT_LEAST:
            return tr("at least {number} {unit}", number=number, unit=item.unit)
        case Qualifier.MORE_THAN:
            return tr("more than {number} {unit}", number=number, unit=item.unit)
        case Qualifier.PART:
            return tr("{number} {unit}, a part of a larger total", number=number, unit=item.unit)
        case _:
            return tr("{number} {unit}", number=number, unit=item.unit)
