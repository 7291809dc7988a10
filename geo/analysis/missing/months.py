"""Our own count of a stretch of days, and the months with the totals that others published for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.dataset.load import Dataset
from geo.dataset.records.models import Event
from geo.dataset.records.outside import Yardstick
from geo.text.dates import ZONE_ENTERED, add_days, first_day, last_day
from geo.vocab import Attribution, DatePrecision, Governorate

_DAY_KNOWN = frozenset({DatePrecision.DAY, DatePrecision.INFERRED_DAY})


@dataclass(frozen=True, slots=True)
class OurCount:
    """How many of our events surely fall on some days.

    Attributes
    ----------
    total : int
        Events reported as Israeli actions, without tallies.
    by_kind, by_governorate : mapping
        The same, by category and by governorate.
    """

    total: int
    by_kind: Mapping[str, int]
    by_governorate: Mapping[Governorate, int]


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month.

    Attributes
    ----------
    name : str
        ``YYYY-MM``.
    ours : OurCount
        Our own count.
    yardsticks : tuple of Yardstick
        Totals of others for exactly this month, each by itself.
    """

    name: str
    ours: OurCount
    yardsticks: tuple[Yardstick, ...]


def count_between(events: Sequence[Event], first: str, last: str) -> OurCount:
    """Count the events reported as Israeli actions that surely fall on the days from ``first`` to ``last``.

    An event whose day is known counts on its first day; any other counts where all of its days lie within. A tally is
    not an event, and what is not reported as an Israeli action is not what the others count.

    Parameters
    ----------
    events : Sequence[Event]
        Records of events.
    first : str
        First day, ISO 8601.
    last : str
        Last day, ISO 8601.

    Returns
    -------
    OurCount
    """
    found = [event for event in events if _is_counted(event) and _falls(event, first, last)]
    kinds = Counter(str(event.category) for event in found)
    governorates = Counter(event.governorate for event in found)
    return OurCount(len(found), dict(kinds), dict(governorates))


def _is_counted(event: Event) -> bool:
    return event.attribution is Attribution.ISRAELI and not event.umbrella


def _falls(event: Event, first: str, last: str) -> bool:
    span = event.span
    end = span.start if event.date_precision in _DAY_KNOWN else span.end or span.start
    return first <= span.start and end <= last


def months_of(dataset: Dataset) -> tuple[Month, ...]:
    """Return the months from December 2024 to that of the compilation."""
    yardsticks: dict[str, list[Yardstick]] = {}
    for yardstick in dataset.records.yardsticks:
        if yardstick.month is not None:
            yardsticks.setdefault(yardstick.month, []).append(yardstick)
    found = []
    day, end = first_day(ZONE_ENTERED[:7]), last_day(dataset.about.compiled)
    while day <= end:
        name = day[:7]
        ours = count_between(dataset.records.events, day, last_day(name))
        found.append(Month(name, ours, tuple(yardsticks.get(name, ()))))
        day = add_days(last_day(name), 1)
    return tuple(found)


def rivals_of(dataset: Dataset) -> tuple[tuple[Yardstick, ...], ...]:
    """Return groups of totals with one unit whose days overlap nearly whole and whose numbers differ.

    Two totals stand against each other where each covers at least three quarters of the days of both together. Their
    definitions differ as well, so that a group is a question and not a verdict.
    """
    counted = [item for item in dataset.records.yardsticks if item.figure is not None and item.month is None]
    groups: list[list[Yardstick]] = []
    for item in counted:
        for group in groups:
            if all(other.unit == item.unit and _shared(other, item) >= _ENOUGH_SHARED for other in group):
                group.append(item)
                break
        else:
            groups.append([item])
    return tuple(tuple(group) for group in groups if len({item.figure for item in group}) > 1)


_ENOUGH_SHARED = 0.75


def _shared(one: Yardstick, other: Yardstick) -> float:
    """Return the days that two totals share, as a part of the days that either covers."""
    starts = sorted(first_day(item.period_start) for item in (one, other))
    ends = sorted(last_day(item.period_end) for item in (one, other))
    return max(_days(starts[1], ends[0]), 0) / _days(starts[0], ends[1])


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
