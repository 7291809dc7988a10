"""What others count, below the chart: a band over the days of each total, in no way on the scale of our counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from geo.analysis.missing import Shown, words_of
from geo.text.dates import first_day, last_day
from geo.text.messages import tr

OTHERS_COLOUR = "#7a5ca8"
_MIN_FOR_LANE = 4


def lanes_of(others: Sequence[Shown]) -> list[str]:
    """Return the names of the lanes: publishers with four totals or more, then all others together."""
    counts = Counter(_name(item) for item in others)
    own = sorted(name for name, count in counts.items() if count >= _MIN_FOR_LANE)
    return [*own, *([tr("Other publishers")] if len(own) < len(counts) else [])]


def band_rows(others: Sequence[Shown]) -> list[dict[str, Any]]:
    """Return a row for each total: its days, its lane, and what it counts in words."""
    lanes = lanes_of(others)
    return [
        {
            "first": first_day(item.yardstick.period_start),
            "last": last_day(item.yardstick.period_end),
            "lane": lanes.index(_name(item)) if _name(item) in lanes else len(lanes) - 1,
            "what": f"{item.yardstick.publisher}: {words_of(item)}. {item.yardstick.counted}",
        }
        for item in others
    ]


def _name(item: Shown) -> str:
    return item.yardstick.publisher.split("(")[0].strip()
