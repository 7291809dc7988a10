"""Events for the tests of this folder."""

from __future__ import annotations

import numpy as np
import pytest

from geo.userdata.columns import Category, EventColumns


@pytest.fixture
def three_events() -> EventColumns:
    """Return a strike known to the day, a raid known to the month, and one without a date."""
    return EventColumns(
        lon=np.array([35.85, 36.2, 36.0]),
        lat=np.array([33.1, 33.5, 32.9]),
        first=np.array(["2025-05-03", "2025-05-01", "NaT"], dtype="datetime64[D]"),
        last=np.array(["2025-05-03", "2025-05-31", "NaT"], dtype="datetime64[D]"),
        kind=Category(np.array([0, 1, 1], dtype=np.uint8), ("strike", "raid")),
        confidence=np.array([3, 0, 1], dtype=np.uint8),
        extras={"side": Category(np.array([1, 0, 0], dtype=np.uint8), ("inside", "east of B"))},
    )
