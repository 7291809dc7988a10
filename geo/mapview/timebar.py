"""What the time bar is told: how far its axis reaches, and which layers its bars count, in which colours."""

from __future__ import annotations

from typing import Any

from geo.text.dates import ZONE_ENTERED
from geo.vocab import LayerId

AXIS_SINCE = "2024-12-01"
"""First day of the short axis, which the reports fill."""
AXIS_HELD = "1967-06-01"
"""First day of the long axis, on which areas and lines change."""


def time_options() -> dict[str, Any]:
    """Return the constants of the time bar.

    Gaps and the last day of the data are not among them: they come with the registry of layers, so that the
    document stays the same while the data changes.

    Examples
    --------
    >>> [family["label"] for family in time_options()["families"]]
    ['Strikes', 'Ground operations', 'UN incidents', 'Other incidents', 'Talks']
    """
    families = (
        (LayerId.STRIKES, "Strikes", "airstrike"),
        (LayerId.GROUND_OPERATIONS, "Ground operations", "ground_incursion"),
        (LayerId.UN_INCIDENTS, "UN incidents", "un_incident"),
        (LayerId.OTHER_INCIDENTS, "Other incidents", "other"),
        (LayerId.TALKS, "Talks", "israel_syria_meeting"),
    )
    return {
        "since": AXIS_SINCE,
        "held": AXIS_HELD,
        "entered": ZONE_ENTERED,
        "families": [{"id": str(layer), "label": label, "symbol": symbol} for layer, label, symbol in families],
    }
