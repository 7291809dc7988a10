"""A window of time that narrows filters further: that of the map's time bar, and those that are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from geo.query.filters import Filters
from geo.text.date_words import day_text, days_text
from geo.text.dates import first_day, last_day
from geo.text.messages import tr

WINDOW_PARAMETERS = ("t0", "t1")
"""Names of the window's first and last day in an address."""
COMPARED_PARAMETERS = ("a0", "a1", "b0", "b1")
"""First and last day of the first and of the second window that are compared, in an address."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends included; None where it is open.

    Attributes
    ----------
    first, last : str or None
        ISO days.
    """

    first: str | None = None
    last: str | None = None

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Window:
        """Read a window as the frame reads it: what is not a date is left out, and days in the wrong order are none."""
        first, last = _day(params.get("t0"), start=True), _day(params.get("t1"), start=False)
        return cls() if first is not None and last is not None and first > last else cls(first, last)

    def to_params(self) -> dict[str, str | None]:
        """Return the parameters that give the window back."""
        return {"t0": self.first, "t1": self.last}

    @property
    def open(self) -> bool:
        """Whether it narrows nothing."""
        return self.first is None and self.last is None

    def meets(self, filters: Filters) -> bool:
        """Return whether the window shares a day with the dates of the filters."""
        before = self.last is not None and filters.date_from is not None and self.last < filters.date_from
        after = self.first is not None and filters.date_to is not None and self.first > filters.date_to
        return not (before or after)

    def narrow(self, filters: Filters) -> Filters:
        """Return the filters with their dates narrowed to the window; as they are if the two do not meet."""
        if not self.meets(filters):
            return filters
        starts = [day for day in (filters.date_from, self.first) if day is not None]
        ends = [day for day in (filters.date_to, self.last) if day is not None]
        return replace(filters, date_from=max(starts, default=None), date_to=min(ends, default=None))

    @property
    def words(self) -> str:
        """The window in words."""
        if self.first is None or self.last is None:
            if self.first is not None:
                return tr("since {day}", day=day_text(self.first))
            return tr("all dates") if self.last is None else tr("until {day}", day=day_text(self.last))
        return day_text(self.first) if self.first == self.last else days_text(self.first, self.last)


def _day(value: object, *, start: bool) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return first_day(value.strip()) if start else last_day(value.strip())
    except ValueError:
        return None
